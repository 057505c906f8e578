"""Printers: found, chosen and fed through a pipe; every trouble told in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from missdesk import printers
from missdesk.errors import PrintError
from missdesk.printers import Printer

PDF = b"%PDF-1.7 a handout for Ada Example"
TWO = """printer Front is idle.  enabled since Sat 21 Nov 2026 12:00:00
printer Desk_2 is idle.  enabled since Sat 21 Nov 2026 12:00:00
system default destination: Desk_2
"""
STOPPED = """printer Front disabled since Sat 21 Nov 2026 12:00:00 -
\tPaused: out of paper
no system default destination
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the only place where programs are looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def status(folder: Path, text: str, code: int = 0) -> None:
    program(folder, "lpstat", f"/bin/cat <<'END'\n{text}END\nexit {code}")


def test_default_printer_comes_first(programs: Path) -> None:
    status(programs, TWO)
    assert printers.printers() == [Printer("Desk_2", is_default=True), Printer("Front")]


def test_stopped_printer_says_why(programs: Path) -> None:
    status(programs, STOPPED)
    assert printers.printers() == [Printer("Front", is_ready=False, reason="Paused: out of paper")]
    with pytest.raises(PrintError, match="out of paper"):
        printers.send(PDF)


def test_no_printer_is_an_empty_list_and_sending_says_so(programs: Path) -> None:
    program(programs, "lpstat", "echo 'lpstat: No destinations added.' >&2; exit 1")
    assert printers.printers() == []
    with pytest.raises(PrintError, match="this computer has no printer"):
        printers.send(PDF)


def test_no_print_system_says_what_to_install(programs: Path) -> None:
    with pytest.raises(PrintError, match="Install CUPS") as caught:
        printers.printers()
    assert "lpstat is missing" in caught.value.what


def test_scheduler_that_does_not_answer_is_told(programs: Path) -> None:
    program(programs, "lpstat", "echo 'lpstat: Bad file descriptor' >&2; exit 1")
    with pytest.raises(PrintError, match="Bad file descriptor"):
        printers.printers()


def test_hanging_print_system_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs, "lpstat", "exec /bin/sleep 5")
    monkeypatch.setattr(printers, "ASK_SECONDS", 0.2)
    with pytest.raises(PrintError, match="no answer"):
        printers.printers()


def test_program_that_cannot_start_is_told(programs: Path) -> None:
    (programs / "lpstat").write_bytes(b"\x7fELF broken")
    (programs / "lpstat").chmod(0o755)
    with pytest.raises(PrintError, match="can't be started"):
        printers.printers()


def test_pdf_goes_through_the_pipe_and_no_name_into_the_arguments(
    programs: Path, tmp_path: Path
) -> None:
    status(programs, TWO)
    got, said = tmp_path / "got", tmp_path / "said"
    program(
        programs,
        "lp",
        f'/bin/cat > {got}\necho "$@" > {said}\necho "request id is Desk_2-7 (0 file(s))"',
    )
    job = printers.send(PDF, copies=2, two_sided=True, color=False)
    assert job == "Desk_2-7"
    assert got.read_bytes() == PDF
    arguments = said.read_text()
    assert "Ada" not in arguments
    assert "-d Desk_2 -n 2 -t Spine surgery handout" in arguments
    assert "sides=two-sided-long-edge" in arguments
    assert "print-color-mode=monochrome" in arguments
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bin", "got", "said"]


def test_one_sided_color_to_a_named_printer(programs: Path, tmp_path: Path) -> None:
    status(programs, TWO)
    said = tmp_path / "said"
    program(programs, "lp", f'/bin/cat > /dev/null\necho "$@" > {said}')
    assert printers.send(PDF, Printer("Front"), two_sided=False) == ""
    assert "-d Front" in said.read_text()
    assert "sides=one-sided -o print-color-mode=color" in said.read_text()


def test_printer_that_refuses_is_told(programs: Path) -> None:
    status(programs, TWO)
    program(programs, "lp", "/bin/cat > /dev/null\necho 'lp: Destination is gone.' >&2; exit 1")
    with pytest.raises(PrintError, match="Destination is gone") as caught:
        printers.send(PDF, "Front")
    assert caught.value.where == "Printer Front"


def test_unknown_printer_names_the_known_ones(programs: Path) -> None:
    status(programs, TWO)
    with pytest.raises(PrintError, match="Choose one of: Desk_2, Front"):
        printers.send(PDF, "Cellar")


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_foolish_numbers_of_copies_are_refused(programs: Path, copies: int) -> None:
    with pytest.raises(PrintError, match="Choose 1 to 99"):
        printers.send(PDF, copies=copies)


def test_programs_are_asked_in_english(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    said = tmp_path / "said"
    program(programs, "lpstat", f'echo "$LC_ALL" > {said}')
    printers.printers()
    assert said.read_text().strip() == "C"
    assert os.environ["LC_ALL"] == "de_DE.UTF-8"
