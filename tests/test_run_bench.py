"""`run.py bench`: every program is known, its JSON gets one form, and a broken one is told."""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks import bench
from benchmarks.library_scale import make_pack
from missdesk.content.library import load_library

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run_py() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_under_test", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> bench.Program:
    monkeypatch.setattr(bench, "HERE", folder)
    (folder / "one.py").write_text(script, encoding="utf-8")
    return bench.Program("one", 1)


def test_run_py_hands_over_to_the_benchmarks(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def hand_over(command: list[str], _env: object) -> int:
        started.append(command)
        return 7

    monkeypatch.setattr(run_py, "hand_over", hand_over)
    monkeypatch.setattr(run_py, "is_ready", lambda _tests: True)
    assert run_py.run(["bench", "stage", "--json"]) == 7
    assert started[0][-3:] == [str(ROOT / "benchmarks" / "bench.py"), "stage", "--json"]


def test_every_program_has_its_file_and_a_name_of_its_own() -> None:
    for one in (*bench.BARS, *bench.SOAKS):
        assert one.path.is_file(), one.name
    names = [one.name for one in (*bench.BARS, *bench.SOAKS)]
    assert len(names) == len(set(names))


def test_no_word_means_every_bar_and_soak_the_long_ones() -> None:
    assert bench.chosen([]) == bench.BARS
    assert bench.chosen(["soak"]) == bench.SOAKS
    assert [one.name for one in bench.chosen(["stage", "preview", "stage"])] == ["stage", "preview"]


def test_a_strange_word_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match=r"no 'sage'; known: .*stage"):
        bench.chosen(["sage"])


def test_figures_get_one_form() -> None:
    found = {"zoom": {"value": 3, "bar": 16, "ok": True, "unit": "ms", "median": 2}}
    assert bench.as_they_are("stage", found) == {
        "stage.zoom": {"value": 3, "bar": 16, "ok": True, "unit": "ms"}
    }


def test_a_figure_that_is_only_told_has_no_bar() -> None:
    rows = bench.as_they_are("preview", {"memory": {"value": 90, "ok": True, "unit": "MB"}})
    assert rows["preview.memory"]["bar"] is None
    assert "| told |" in bench.table(rows)


def test_the_other_forms_are_adapted() -> None:
    rival = bench.rivals("r", {"ours_to_typst": 1.2, "bars": {"ours_to_typst": False}})
    assert rival["r.ours_to_typst"] == bench.row(1.2, 1.0, False, "x the rival's time")
    rate = bench.batch("b", {"share_of_cores_times_one": 0.95, "bar": 0.9, "growth_mib": 2})
    assert rate["b"]["ok"]
    soak: dict[str, Any] = {
        "growth_mb_per_100000": 0.2,
        "bar_mb": 1.0,
        "page_changes": 100_000,
        "flat": {"timers": False},
        "end": {"timers": 9},
        "warm": {"timers": 8},
    }
    rows = bench.kiosk("k", soak)
    assert rows["k.growth"]["ok"]
    assert not rows["k.timers"]["ok"]


@pytest.mark.parametrize(
    ("script", "words"),
    [("raise SystemExit('no display')", "no display"), ("print('hello')", "no figures")],
    ids=["it fails", "it prints something else"],
)
def test_a_program_that_cannot_run_is_a_figure_that_is_not_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    rows = bench.run(program(tmp_path, script, monkeypatch), 1)
    assert not rows["one"]["ok"]
    assert words in rows["one"]["unit"]
    assert "**no**" in bench.table(rows)


def test_a_program_that_takes_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = bench.run(program(tmp_path, "import time; time.sleep(60)", monkeypatch), 1 / 60)
    assert "not done in" in rows["one"]["unit"]


def test_a_program_that_takes_too_long_may_end_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where Ctrl-C is ignored, as in what a shell starts in the background."""
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    script = f"""
import pathlib, time
try:
    pathlib.Path({str(begun)!r}).touch()
    time.sleep(60)
finally:
    pathlib.Path({str(ended)!r}).touch()
"""
    known = program(tmp_path, script, monkeypatch)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for minutes in (1 / 20, 1 / 4):  # a busy computer may take longer to start it
            bench.run(known, minutes)
            if begun.exists():
                break
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended.is_file()


def test_json_is_one_object_and_a_missed_bar_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = {"one": {"value": 2, "bar": 1, "ok": False, "unit": "x"}}
    known = program(tmp_path, f"print({json.dumps(json.dumps(figure))})", monkeypatch)
    monkeypatch.setattr(bench, "BARS", (known,))
    assert bench.main(["--json"]) == 1
    assert json.loads(capsys.readouterr().out) == figure


def test_all_bars_together_take_no_more_than_half_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = program(tmp_path, "import time; time.sleep(60)", monkeypatch)
    monkeypatch.setattr(bench, "BARS", (known, known))
    monkeypatch.setattr(bench, "MOST_MINUTES", 1 / 30)
    assert bench.main([]) == 1
    said = capsys.readouterr()
    assert "not done in" in said.out
    assert "[2/2] one, at most 0.0 minutes" in said.err


def test_what_is_not_built_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = bench.Program("one", 1, needs=("no/such/folder", "made by: build"))
    monkeypatch.setattr(bench, "BARS", (known,))
    assert bench.main(["--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {}
    assert "left out, no no/such/folder, made by: build" in said.err


def test_the_large_library_is_sound(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, 9, ("en", "de"))
    library = load_library(pack, needs_seal=True)
    assert library.faults == ()
    assert len(library.topics) == 9
    assert library.pack.languages == ("en", "de")


def test_help_names_every_program() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "bench.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = " ".join(done.stdout.split())
    for one in (*bench.BARS, *bench.SOAKS):
        assert one.name in said
