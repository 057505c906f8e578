"""The command line: what each command prints, and its exit code."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest

from missdesk import __version__, cli
from missdesk.__main__ import main
from missdesk.errors import InputError
from missdesk.handout.typed import level
from missdesk.model.topic import Place
from missdesk.paths import content_dir
from tests.handout.structure import structure_text

if TYPE_CHECKING:
    from pathlib import Path

Said = pytest.CaptureFixture[str]
TODAY = date.today().isoformat()
HANDOUT = ("handout", "--topic", "slipped-disc")


def run(*arguments: str) -> int:
    try:
        return main(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)


def test_the_version_is_told(capsys: Said) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"MISSDesk {__version__}\n"


def test_help_names_every_command(capsys: Said) -> None:
    assert run("--help") == 0
    told = capsys.readouterr().out
    for command in ("consult", "kiosk", "tour", "handout", "batch", "check", "review", "info"):
        assert command in told


@pytest.mark.parametrize("arguments", [["brew"], ["handout"], ["check", "--loud"]])
def test_a_wrong_command_line_is_one_message_and_2(capsys: Said, arguments: list[str]) -> None:
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.err.startswith("missdesk: ")
    assert said.err.count("missdesk: ") == 1
    assert "--help" in said.err
    assert said.out == ""


@pytest.mark.parametrize("command", ["consult", "tour", "handout", "batch", "check"])
def test_help_says_what_every_option_is_for(command: str) -> None:
    commands = cli.parser()._subparsers
    assert commands is not None
    choices = commands._group_actions[0].choices
    assert isinstance(choices, dict)
    mute = [a.option_strings or a.dest for a in choices[command]._actions if not a.help]
    assert mute == []


def test_info_names_content_review_and_printers(capsys: Said) -> None:
    assert run("info") == 0
    told = capsys.readouterr().out
    assert "not yet reviewed by a clinician" in told
    assert "topic slipped-disc" in told
    assert "printers:" in told


def test_a_handout_is_written_with_fixed_bytes(tmp_path: Path, capsys: Said) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for file in files:
        given = ["--level", "l4/l5", "--side", "left", "--name", "Ada Example"]
        dates = ["--operation-date", "2026-12-07", "--date", "2026-11-21"]
        assert run(*HANDOUT, *given, *dates, "-o", str(file)) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "pages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--topic", "slipped-disk"], 'Did you mean "slipped-disc"'),
        (["--topic", "slipped-disc", "--level", "L9-L10"], '"L9-L10" is not known'),
        (["--topic", "slipped-disc", "--operation-date", "7.12."], '"7.12." is not a date'),
        (["--topic", "slipped-disc", "--options", "open,open"], "one to three different options"),
        (["--topic", "slipped-disc", "--options", "laser"], '"laser" is not known'),
        ([], "--topic: is missing"),
    ],
)
def test_wrong_values_say_how_to_mend_them(
    tmp_path: Path, capsys: Said, given: list[str], words: str
) -> None:
    assert run("handout", *given, "-o", str(tmp_path / "h.pdf")) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: Said) -> None:
    assert run(*HANDOUT, "-o", str(tmp_path / "none" / "h.pdf")) == 2
    assert "no such folder" in capsys.readouterr().err


def test_the_bundled_pack_passes_its_check(capsys: Said) -> None:
    assert run("check") == 0, capsys.readouterr().out


def test_a_broken_pack_is_found_out_as_words_and_as_json(tmp_path: Path, capsys: Said) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(content_dir(), pack)
    topic = pack / "topics" / "slipped-disc" / "topic.toml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace('look = "open"', 'look = "opne"'), encoding="utf-8")
    assert run("check", str(pack)) == 1
    told = capsys.readouterr().out
    assert "topics/slipped-disc/topic.toml" in told
    assert run("check", str(pack), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {"rule", "where", "what", "fix"} <= set(found[0])


def test_a_pack_that_is_not_there_is_2(tmp_path: Path, capsys: Said) -> None:
    assert run("check", str(tmp_path / "none")) == 2
    assert "there is no such pack" in capsys.readouterr().err


def test_a_pack_is_sealed_when_every_rule_passes(tmp_path: Path, capsys: Said) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(content_dir(), pack)
    (pack / "manifest.sha256").unlink(missing_ok=True)
    assert run("check", str(pack), "--seal") == 0
    assert "manifest.sha256" in capsys.readouterr().out
    (pack / "claims/slipped-disc.toml").write_text("", encoding="utf-8")
    assert run("check", str(pack)) == 1
    assert "was changed after it was sealed" in capsys.readouterr().out
    assert run("check", str(pack), "--seal") == 2  # its claims are missing: nothing to be sealed
    assert "it has findings" in capsys.readouterr().err


def test_a_clinicians_review_is_kept_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path / "settings"))
    said = ("--by", "Dr Ada Example", "--role", "spine surgeon")
    for day, is_fine in (("2026-13-01", False), ("1999-01-01", False), (TODAY, True)):
        assert (run("review", *said, "--on", day) == 0) is is_fine, day
    key = (tmp_path / "settings/review-key.pub").read_text(encoding="ascii").strip()
    assert key in capsys.readouterr().out
    assert run("info") == 0
    assert "reviewed by Dr Ada Example" in capsys.readouterr().out


def test_a_locked_key_asks_for_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path / "settings"))
    said = ("review", "--by", "Dr A", "--role", "surgeon", "--on", TODAY)
    piped(monkeypatch, b"open sesame\n")
    assert run(*said, "--passphrase-from-stdin") == 0
    assert run(*said) == 2
    assert "Give the passphrase" in capsys.readouterr().err


def test_a_level_is_read_as_people_type_it() -> None:
    discs = Place("discs", ("L3-L4", "L4-L5"))
    assert level("l4\u2013l5", discs) == "L4-L5"
    assert level("L4/L5, l3-l4", discs) == "L3-L4,L4-L5"
    assert level("l4:t10", Place("range", ("T10", "L1", "L4"))) == "T10:L4"
    assert level(None, discs) is None


@pytest.mark.parametrize(
    ("typed", "place", "fix"),
    [
        ("L4-L6", Place("disc", ("L4-L5",)), 'Did you mean "L4-L5"'),
        ("L3-L4,L4-L5", Place("disc", ("L3-L4", "L4-L5")), "Write one level"),
        ("L3-L4:L4-L5", Place("discs", ("L3-L4", "L4-L5")), "with commas"),
        ("T12,T12", Place("bodies", ("T12", "L1")), "with commas"),
        ("T10,L1", Place("range", ("T10", "L1")), "T10:L4"),
        ("L4-L5", Place("none"), "this topic has no level"),
    ],
)
def test_a_level_that_does_not_fit_is_refused(typed: str, place: Place, fix: str) -> None:
    with pytest.raises(InputError, match=fix):
        level(typed, place)


def in_process(
    *arguments: str | bytes, stdout: str = "", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own; `stdout` "" is caught, "-" is closed."""
    kept = {k: v for k, v in os.environ.items() if k not in {"LC_ALL", "LANG", "HOME"}}
    command = [sys.executable, "-m", "missdesk", *arguments]
    if stdout:
        shell = '"$@" >&-' if stdout == "-" else f'"$@" >{stdout}'
        command = ["bash", "-c", shell, "x", *command]
    return subprocess.run(
        command, capture_output=True, env={**kept, **environ}, timeout=60, check=False
    )


@pytest.mark.parametrize("stdout", ["-", "/dev/full"])
@pytest.mark.parametrize("buffered", ["", "1"])
def test_nobody_listening_is_no_crash_and_the_file_is_made(
    tmp_path: Path, stdout: str, buffered: str
) -> None:
    file = tmp_path / "h.pdf"
    for given in ([*HANDOUT, "-o", str(file)], ["info"], ["check"]):
        done = in_process(*given, stdout=stdout, PYTHONUNBUFFERED=buffered)
        assert (done.returncode, done.stderr) == (0, b"")
    assert file.read_bytes().startswith(b"%PDF")


def test_a_locale_without_letters_loses_none_and_never_crashes(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    file = tmp_path / "\u00fc.pdf"
    given = [*HANDOUT, "--name", "Zo\u00eb \u0391", "-o", str(file)]
    done = in_process(*given, **plain, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Zo\u00eb \u0391" in structure_text(file.read_bytes())
    for words in ([], ["consult"], ["handout"], ["check"], ["tour"]):
        assert in_process(*words, "--help", **plain, PYTHONIOENCODING="ascii").returncode == 0


def test_bytes_that_are_no_letters_are_dropped_and_told(tmp_path: Path) -> None:
    file = tmp_path / "h.pdf"
    done = in_process(*HANDOUT, b"--name=Ada\xff Example", "-o", str(file))
    assert done.returncode == 0
    assert b"characters that can't be read" in done.stderr
    assert "For Ada Example" in structure_text(file.read_bytes())


def test_no_home_and_no_environment_are_enough(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "missdesk", *HANDOUT, "-o", str(tmp_path / "h.pdf")]
    assert subprocess.run(command, env={}, timeout=60, check=False).returncode == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--birth-date", "2062-05-01"], "has not come yet"),
        (["--operation-date", "0001-01-01"], "too early"),
        (["--operation-date", "9999-12-31"], "too late"),
        (["--operation-date", "2027-02-29"], "is not a date"),
        (["--date", "0001-01-01"], "too early"),
        (["--sections", ","], "--sections: names no section"),
        (["--sections", "scra"], '--sections: there is no section "scra". Did you mean "scar"'),
    ],
)
def test_hostile_values_are_one_message(
    tmp_path: Path, capsys: Said, given: list[str], words: str
) -> None:
    assert run(*HANDOUT, *given, "-o", str(tmp_path / "h.pdf")) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_another_topic_than_the_files_is_refused(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "h.pdf"
    assert run(*HANDOUT, "--embed-record", "-o", str(file)) == 0
    again = ["handout", "--from", str(file), "-o", str(tmp_path / "two.pdf")]
    assert run(*again, "--topic", "narrow-canal") == 2
    assert 'the file is about "slipped-disc"' in capsys.readouterr().err
    assert run(*again, "--topic", "slipped-disc") == 0


def test_two_at_once_make_the_same_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "h.pdf"
    command = [sys.executable, "-m", "missdesk", *HANDOUT, "--date", "2026-11-21", "-o", str(file)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _one in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    first = file.read_bytes()
    assert run(*command[3:]) == 0
    assert file.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == ["h.pdf"]


def test_missing_files_of_the_app_are_told(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Path:
        raise FileNotFoundError("gone")

    monkeypatch.setattr(cli, "data_dir", gone)
    for given in ((*HANDOUT, "-o", str(tmp_path / "h.pdf")), ("consult",)):
        assert run(*given) == 2
        assert "Install MISSDesk again" in capsys.readouterr().err


def test_the_clinics_paper_is_used_until_one_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clinic.toml").write_text('paper = "letter"\n', encoding="utf-8")
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path))
    wide = []
    for given in ([], ["--paper", "a4"]):
        file = tmp_path / "h.pdf"
        assert run(*HANDOUT, *given, "-o", str(file)) == 0
        with pikepdf.open(file) as pdf:
            wide.append(round(float(pdf.pages[0].mediabox[2])))
    assert wide == [612, 595]


def test_check_finds_a_plate_that_is_missing(tmp_path: Path, capsys: Said) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(content_dir(), pack)
    topic = pack / "topics" / "slipped-disc" / "topic.toml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace('"axial-l4l5"', '"axial-l4l6"', 1), encoding="utf-8")
    assert run("check", str(pack)) == 1
    assert 'there is no plate "axial-l4l6". Did you mean "axial-l4l5"' in capsys.readouterr().out


def piped(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))


def test_name_and_password_come_through_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    piped(monkeypatch, "Zo\u00eb Example\r\ncorrect horse\n".encode())
    given = ("--name-from-stdin", "--password-from-stdin", "--embed-record", "-o", str(first))
    assert run(*HANDOUT, *given) == 0
    again = ("handout", "--from", str(first), "-o", str(second))
    assert run(*again) == 2
    assert "Give its password with --password-from-stdin" in capsys.readouterr().err
    piped(monkeypatch, b"wrong horse\n")
    assert run(*again, "--password-from-stdin") == 2
    assert "this is not its password" in capsys.readouterr().err
    assert not second.exists()
    piped(monkeypatch, b"correct horse\n")
    assert run(*again, "--password-from-stdin") == 0
    with pikepdf.open(second, password="correct horse") as file:
        out = io.BytesIO()
        file.save(out)
    assert "Zo\u00eb Example" in structure_text(out.getvalue())


@pytest.mark.parametrize(
    ("raw", "given", "words"),
    [
        (b"", ["--name-from-stdin"], "no line came in"),
        (b"Ada\n", ["--name-from-stdin", "--password-from-stdin"], "no line came in"),
        (b"Ada\n", ["--name-from-stdin", "--name", "Ada"], "the name is given twice"),
        (b"\xff\xfe\n", ["--name-from-stdin"], "not UTF-8"),
        (b"x" * 10_000, ["--name-from-stdin"], "too long"),
        (b"short\n", ["--password-from-stdin"], "too short"),
    ],
)
def test_a_pipe_without_what_was_promised_is_one_message(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Said,
    raw: bytes,
    given: list[str],
    words: str,
) -> None:
    piped(monkeypatch, raw)
    assert run(*HANDOUT, *given, "-o", str(tmp_path / "h.pdf")) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "short" not in said.replace("too short", "")
    assert list(tmp_path.iterdir()) == []


def test_a_closed_standard_input_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(*HANDOUT, "--name-from-stdin", "-o", str(tmp_path / "h.pdf")) == 2
    assert "standard input is closed" in capsys.readouterr().err
