"""A real environment, with no packages in it, so that no network is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from tests.run_py.programs import ROOT, posix

ECHO = "import os, sys\nprint(sys.argv[1:], os.getcwd())\nsys.exit(int(sys.argv[-1]))\n"


class Copy:
    """A copy of run.py in a folder with spaces, with an app that prints how it was called."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "MISS Desk ü"
        (self.root / "missdesk").mkdir(parents=True)
        (self.root / "missdesk" / "__init__.py").touch()
        (self.root / "missdesk" / "__main__.py").write_text(ECHO, encoding="utf-8")
        (self.root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        self.pins = self.root / "constraints.txt"
        self.pins.write_text("# nothing\n", encoding="utf-8")
        shutil.copy(ROOT / "run.py", self.root)
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        # A file of the user's that must not pass for the app.
        (self.elsewhere / "missdesk.py").write_text("raise SystemExit(9)", encoding="utf-8")
        self.env = {k: v for k, v in os.environ.items() if k != "COVERAGE_PROCESS_START"}
        self.env |= {"HOME": "", "PIP_NO_INDEX": "1"}
        self.env.pop("PIP_FIND_LINKS", None)

    def popen(self, *arguments: str) -> subprocess.Popen[str]:
        """Start run.py from another folder."""
        return subprocess.Popen(
            [sys.executable, str(self.root / "run.py"), *arguments],
            cwd=self.elsewhere,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def start(self, *arguments: str) -> tuple[int, str, str]:
        """Run to the end; return the exit code, standard output and standard error."""
        process = self.popen(*arguments)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def shown(self, *arguments: str) -> str:
        """Return what the app prints when it is called rightly."""
        return f"{list(arguments)} {self.elsewhere}\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("run"))


@posix
def test_the_first_start_sets_up_and_later_ones_are_quick(copy: Copy) -> None:
    code, out, err = copy.start("info", "two words", "3")
    assert (code, out) == (3, copy.shown("info", "two words", "3"))
    assert "Setting up MISSDesk" in err
    assert copy.start("info", "0") == (0, copy.shown("info", "0"), "")
    overheads = []
    for _ in range(3):
        began = time.perf_counter()
        copy.start("0")
        whole = time.perf_counter() - began
        began = time.perf_counter()
        python = str(copy.root / ".venv" / "bin" / "python")
        subprocess.run([python, "-P", "-m", "missdesk", "0"], capture_output=True, check=True)
        overheads.append(whole - (time.perf_counter() - began))
    assert min(overheads) < 0.2


@pytest.mark.parametrize(("was_made", "words"), [(False, "happens once"), (True, "Adding what")])
def test_what_the_tests_add_is_not_said_to_be_the_first_set_up(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    was_made: bool,
    words: str,
) -> None:
    monkeypatch.setattr(run, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(run, "is_ready", lambda tests: was_made and not tests)
    for name in ("check_system", "write_stamp"):
        monkeypatch.setattr(run, name, lambda *_given: None)
    monkeypatch.setattr(run, "make_environment", lambda _tests: True)
    run.set_up(True)
    said = capsys.readouterr().err
    assert words in said
    assert ("happens once" in said) != was_made


@posix
def test_a_pip_that_fails_is_told_in_words(copy: Copy) -> None:
    copy.pins.write_text(f"nonesuch==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = copy.start("info")
    assert (code, out) == (1, "")
    assert "MISSDesk could not be set up: pip stopped" in err
    assert "Traceback" not in err
    copy.pins.write_text("# nothing\n", encoding="utf-8")
    assert copy.start("0")[0] == 0


@posix
def test_a_damaged_environment_is_made_anew_once_by_two_starts_at_a_time(copy: Copy) -> None:
    assert copy.start("0")[0] == 0
    site = next((copy.root / ".venv").glob("lib/python3*/site-packages"))
    shutil.rmtree(site / "pip")
    one, two = copy.popen("1"), copy.popen("2")
    (_, err_one), (_, err_two) = one.communicate(timeout=120), two.communicate(timeout=120)
    assert (one.returncode, two.returncode) == (1, 2)
    assert (err_one + err_two).count("making a new one") == 1
    assert (site / "pip" / "__init__.py").exists()


@posix
def test_an_environment_cut_off_half_way_is_not_trusted(
    run: ModuleType, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert copy.start("0")[0] == 0
    monkeypatch.setattr(run, "VENV", copy.root / ".venv")
    assert run.python_runs(run.WHOLE)
    site = run.site_packages()
    half = site / "half-1.0.dist-info"
    half.mkdir()
    (half / "METADATA").write_text("Metadata-Version: 2.1\nName: half\nVersion: 1.0\n")
    assert not run.python_runs(run.WHOLE)  # a package without its list of files
    (half / "RECORD").write_text("half/__init__.py,,12\n")
    assert not run.python_runs(run.WHOLE)  # one whose files are not there
    shutil.rmtree(half)
    assert run.python_runs(run.WHOLE)
    python = run.venv_python()
    python.unlink()
    assert not run.python_runs("")
    python.write_text("garbage", encoding="utf-8")
    python.chmod(0o755)
    assert not run.python_runs("")
