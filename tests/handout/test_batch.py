"""The batch: every good row made once, faults told without names, and nothing half made."""

from __future__ import annotations

import csv
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pikepdf
import pytest

from missdesk.__main__ import main
from missdesk.content.library import load_library
from missdesk.errors import FontError, InputError, MissdeskError, SaveError
from missdesk.handout import batch
from missdesk.handout.batch import visit_of
from missdesk.handout.batch_csv import BatchRow, read_list
from missdesk.handout.batch_progress import Progress
from missdesk.handout.batch_report import (
    REPORT,
    Result,
    failed,
    read_checks,
    write_report,
)
from missdesk.handout.batch_run import BatchRun
from missdesk.settings import Clinic
from tests.handout.structure import structure_text

TODAY = date(2026, 11, 21)
HEAD = "reference;topic;level;side;name;birth-date;date\r\n"
NAMES = ("Quillfeather", "Zo\u00eb", "Brand")


def listed(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "list.csv"
    file.write_bytes((head + "\r\n".join(rows)).encode("utf-8-sig"))
    return file


def good(reference: str, name: str = "Quillfeather") -> str:
    return f"{reference};slipped-disc;L4-L5;left;{name};1960-05-01;2026-11-21"


def run(file: Path, folder: Path, *more: str) -> int:
    try:
        return main(["batch", str(file), "-o", str(folder), *more])
    except SystemExit as end:
        return int(end.code or 0)


def made(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.glob("*.pdf"))


def report(folder: Path) -> list[dict[str, str]]:
    with (folder / REPORT).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_good_rows_are_made_and_faults_told_without_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        good("H1"),
        "H2;slipped-disc;Quillfeather;left;Zo\u00eb;1960-05-01;",
        "H3;slipped-disk;;;Brand;;",
        "H4;slipped-disc;L4-L5;left;Brand;2062-01-01;",
        "H5;slipped-disc;L4-L5;left;\u5f20\u4f1f;;",
        ";staying-well;;;Brand;;",
    ]
    folder = tmp_path / "out"
    assert run(listed(tmp_path, *rows), folder, "--jobs", "2") == 1
    assert "H1.pdf" in made(folder)
    assert "Quillfeather" in structure_text((folder / "H1.pdf").read_bytes())
    said = capsys.readouterr()
    told = said.err + said.out + (folder / REPORT).read_text(encoding="utf-8-sig")
    for words in (*NAMES, "\u5f20", "1960", "2062"):
        assert words not in told
    for words in (
        "line 3, level: ",
        'line 4, topic: “…” is not known. Did you mean "slipped-disc"',
        "line 5, date of birth: … has not come yet",
        "line 6, The name: it has letters that no font of MISSDesk can show",
    ):
        assert words in said.err
    assert [r["line"] for r in report(folder)] == ["2", "3", "4", "5", "6", "7"]
    assert not any(NAMES[0].lower() in p.name.lower() for p in folder.iterdir())


def test_a_second_run_goes_on_and_never_overwrites(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "H2.pdf").write_bytes(b"mine")
    file = listed(tmp_path, good("H1"), good("H2"))
    assert run(file, folder) == 0
    assert (folder / "H2.pdf").read_bytes() == b"mine"
    first = (folder / "H1.pdf").read_bytes()
    assert run(file, folder) == 0
    assert "0 made, 2 there already" in capsys.readouterr().out
    listed(tmp_path, good("H1").replace("left", "right"), good("H2"))
    for _again in range(2):
        assert run(file, folder) == 1
        assert "line 2: H1.pdf was made from other words" in capsys.readouterr().err
    assert (folder / "H1.pdf").read_bytes() == first
    (folder / "H1.pdf").unlink()
    assert run(file, folder) == 0
    assert "right side" in structure_text((folder / "H1.pdf").read_bytes())


@pytest.mark.parametrize("jobs", ["0", "-1", "9999", "two"])
def test_impossible_numbers_of_processes_are_2(tmp_path: Path, jobs: str) -> None:
    assert run(listed(tmp_path, good("H1")), tmp_path / "out", "--jobs", jobs) == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_or_written_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = listed(tmp_path, good("H1"))
    assert run(file, file) == 2
    assert "can't be made" in capsys.readouterr().err

    def refuse(*_a: object, **_k: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert run(file, tmp_path / "out") == 2
    assert "Read-only file system" in capsys.readouterr().err


def start(file: Path, folder: Path, limit: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "missdesk", "batch", str(file), "-o", str(folder)]
    if limit:
        command = ["bash", "-c", f'{limit}; exec "$@"', "x", *command]
    return subprocess.Popen(
        [*command, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for(is_there: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not is_there():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_full_disk_stops_the_batch_and_leaves_no_half_file(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    process = start(listed(tmp_path, *(good(f"H{n}") for n in range(30))), folder, "ulimit -f 24")
    said = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 1, said
    assert "the disk is full" in said
    assert "Run the same command again to go on" in said
    assert [p.name for p in folder.iterdir()] == [REPORT]
    assert {r["result"] for r in report(folder)} == {"failed", "waiting"}


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_whole_files_and_a_new_run_goes_on(
    tmp_path: Path, ending: signal.Signals
) -> None:
    folder = tmp_path / "out"
    rows = 8
    file = listed(tmp_path, *(good(f"H{n}") for n in range(rows)))
    process = start(file, folder)
    wait_for(lambda: bool(made(folder)))
    os.killpg(process.pid, ending) if ending == signal.SIGINT else process.send_signal(ending)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    count = len(made(folder))
    assert 1 <= count < rows
    for path in folder.glob("*.pdf"):
        pikepdf.open(path).close()
    assert not list(folder.glob(".missdesk-*"))
    assert sum(r["result"] == "waiting" for r in report(folder)) == rows - count
    again = start(file, folder)
    assert again.communicate(timeout=120)[0].decode().startswith(f"{folder}: {rows - count} made")
    assert len(made(folder)) == rows


def batch_of(folder: Path, count: int) -> BatchRun:
    rows = read_list(listed(folder, *(good(f"H{n}") for n in range(count))))
    return BatchRun(rows, load_library(), Clinic(), folder / "out", TODAY)


def test_a_process_that_dies_costs_its_own_row(tmp_path: Path) -> None:
    found = batch_of(tmp_path, 4)
    results: list[Result] = []
    for result in found.results(1):
        results.append(result)
        if len(results) == 1:
            for child in multiprocessing.active_children():
                child.kill()
                child.join()
    assert [r.outcome for r in results].count("failed") == 1
    assert len(made(tmp_path / "out")) == 3
    lost = next(r for r in results if r.outcome == "failed")
    assert "the process that made it has died" in lost.what


def test_names_reach_a_process_by_pipe_and_never_among_its_arguments(tmp_path: Path) -> None:
    found = batch_of(tmp_path, 2)
    seen = []
    for _result in found.results(1):
        for child in multiprocessing.active_children():
            line = Path(f"/proc/{child.pid}/cmdline").read_bytes()
            environ = Path(f"/proc/{child.pid}/environ").read_bytes()
            seen.append(line + environ)
    assert seen
    assert not any(b"Quillfeather" in words for words in seen)


def test_a_stop_begins_no_other_row(tmp_path: Path) -> None:
    found = batch_of(tmp_path, 6)
    stop = Event()
    count = 0
    for _result in found.results(1, stop.is_set):
        stop.set()
        count += 1
    assert count == 1
    assert found.waiting == 5
    found.report()
    assert sum(r["result"] == "waiting" for r in report(tmp_path / "out")) == 5
    assert not multiprocessing.active_children()


def test_process_after_process_dying_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = batch_of(tmp_path, 8)
    monkeypatch.setattr(batch, "work", os.abort)
    with pytest.raises(InputError, match="5 processes have died"):
        list(found.results(1))


def row(**words: str) -> BatchRow:
    return BatchRow(9, {"topic": "slipped-disc", **words}, "H9.pdf", "")


@pytest.mark.parametrize(
    "error",
    [
        InputError("--level", '"Ada "x" Example" is not known', "Use one"),
        InputError("date of birth", "1960-05-01 has not come yet", "Correct the year"),
        FontError("The name", "no font has the characters “A” (U+0041)", "Write it in Latin"),
        InputError("x", "Ada Example is here", "Mend"),
    ],
)
def test_no_error_carries_what_was_typed_into_the_report(error: MissdeskError) -> None:
    typed = row(**{"name": "Ada Example", "birth-date": "1960-05-01"})
    what = failed(typed, error).what
    assert what.startswith("line 9, ")
    for words in ("Ada", "Example", "1960", "U+0041"):
        assert words not in what


def test_a_disk_error_names_the_file(tmp_path: Path) -> None:
    error = SaveError(str(tmp_path / "H9.pdf"), "there is a file of this name already", "Move it")
    assert "H9.pdf: there is a file" in failed(row(), error).what


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"embed-record": "perhaps"}, "neither yes nor no"),
        ({"side": "up"}, "not known"),
        ({"options": "open,open"}, "one to three"),
        ({"operation-date": "7.12.2026"}, "is not a date"),
        ({"paper": "a3"}, "not known"),
        ({"text-size": "huge"}, "not known"),
        ({"language": "xx"}, "not known"),
        ({"sections": "scra"}, "no section"),
    ],
)
def test_wrong_cells_are_told(words: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        visit_of(row(**words), load_library(), None)


def test_cells_are_read_as_the_options_of_handout(tmp_path: Path) -> None:
    words = {
        "level": "l4/l5", "side": "Left", "options": "Open, none", "name": "Ada",
        "operation-date": "2026-12-07", "date": "2026-11-21", "text-size": "Large",
        "embed-record": "Yes", "sections": "scar,recovery",
    }  # fmt: skip
    visit, has_record = visit_of(row(**words), load_library(), "letter")
    assert has_record
    assert (visit.level, visit.side, visit.options) == ("L4-L5", "left", ("open", "none"))
    assert (visit.paper, visit.text_size, visit.name) == ("letter", "large", "Ada")
    assert (visit.print_date, visit.sections) == (TODAY, ("scar", "recovery"))


def test_the_report_holds_no_formula_and_is_read_back(tmp_path: Path) -> None:
    results = [
        Result(3, "b.pdf", "failed", what="=cmd|x"),
        Result(2, "a.pdf", "made", 6, "", "00ff"),
    ]
    path = write_report(tmp_path, results, ";")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "2;a.pdf;made;6;;00ff"
    assert "'=cmd|x" in lines[2]
    assert read_checks(tmp_path) == {"a.pdf": "00ff"}
    path.write_bytes(b"\xff\x00garbage")
    assert read_checks(tmp_path) == {}


def test_progress_says_how_long_it_takes() -> None:
    now = [0.0]
    said: list[str] = []
    progress = Progress(said.append, 100, is_terminal=True, clock=lambda: now[0])
    for _step in range(50):
        now[0] += 6.0
        progress.step()
    assert said[0].endswith("1 of 100")
    assert said[-1] == "\r\x1b[K[############------------] 50 of 100, about 5 minutes left"
    quiet: list[str] = []
    progress = Progress(quiet.append, 1000, is_terminal=False, clock=lambda: now[0])
    for _step in range(400):
        now[0] += 0.1
        progress.step()
    assert 2 <= len(quiet) <= 3
    assert all(line.endswith("\n") for line in quiet)


def test_an_old_half_file_is_swept_and_a_fresh_one_left(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    old, fresh = out / ".missdesk-a.part", out / ".missdesk-b.part"
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    batch_of(tmp_path, 1)
    assert not old.exists()
    assert fresh.exists()
