"""run.py: two commands that work on a bare machine, mend what is broken, and say what is wrong."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
posix = pytest.mark.skipif(os.name == "nt", reason="apt and execv are not on Windows")
ECHO = "import os, sys\nprint(sys.argv[1:], os.getcwd())\nsys.exit(int(sys.argv[-1]))\n"


def load(path: Path) -> ModuleType:
    """Load a program as a module of its own, so that a test may turn its constants."""
    spec = importlib.util.spec_from_file_location(f"{path.stem}_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run() -> ModuleType:
    return load(ROOT / "run.py")


@pytest.fixture
def fake_bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the whole PATH (beside a shell's own tools)."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    """Write a shell script that can be started."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


class Started:
    """Takes the place of `hand_over` at the edge of this process; keeps the commands."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], env: object) -> int:
        self.commands.append(command)
        return 7


def as_root(monkeypatch: pytest.MonkeyPatch, user_id: int = 0) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user_id)


# The file itself


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.partition(".")[0] in {*sys.stdlib_module_names, "__future__"}


def test_an_old_python_can_read_it_and_say_what_is_wrong() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_is_refused_in_words(
    run: ModuleType, fake_bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 99))
    with pytest.raises(run.Stop, match=r"needs Python 3\.11 or newer; this is 3\.\d+"):
        run.check_python()


def test_an_old_python_hands_over_to_a_newer_one(
    run: ModuleType, fake_bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 19))
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    newer = program(fake_bin, "python3.19", "exit 0")
    started = Started()
    monkeypatch.setattr(run, "hand_over", started)
    with pytest.raises(SystemExit, match="7"):
        run.check_python()
    assert started.commands[0][0] == str(newer)


# Pins


def test_the_pins_cover_what_the_app_asks_for(run: ModuleType) -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    app, _, tests = pins.partition(run.TESTS_MARK)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def names(requirements: list[str]) -> set[str]:
        found = [re.split(r"[<>=\[; ]", line)[0] for line in requirements]
        return {name.lower().replace("_", "-") for name in found}

    def pinned(text: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))

    assert names(project["project"]["dependencies"]) <= pinned(app)
    assert names(project["project"]["optional-dependencies"]["check"]) <= pinned(app)
    assert names(project["dependency-groups"]["dev"]) <= pinned(app) | pinned(tests)
    assert not pinned(app) & pinned(tests)


def test_every_pin_has_hashes_and_no_line_names_an_index() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for block in re.split(r"^(?=[a-z])", pins, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in pins
    assert "--index" not in pins
    assert "--find-links" not in pins


def test_both_programs_mean_the_same_line(run: ModuleType) -> None:
    assert load(ROOT / "tools" / "renew_constraints.py").TESTS_MARK == run.TESTS_MARK


# What the system must bring


@posix
@pytest.mark.parametrize("user_id", [1000, 0], ids=["user", "root whose apt fails"])
def test_a_missing_library_stops_with_the_one_line(
    run: ModuleType,
    fake_bin: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    user_id: int,
) -> None:
    program(fake_bin, "apt-get", "exit 100")
    as_root(monkeypatch, user_id)
    monkeypatch.setattr(run, "LIBRARIES", {"libnonesuch.so.9": "libnonesuch9"})
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(run, "LOCK", tmp_path / "lock")
    assert run.main(["info"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "sudo apt-get install -y libnonesuch9"
    assert "libnonesuch.so.9" in err
    assert not (tmp_path / ".venv").exists()


@posix
def test_root_installs_a_missing_library_and_goes_on(
    run: ModuleType,
    fake_bin: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    real = importlib.util.find_spec("_ctypes")
    assert real is not None
    library, lists = tmp_path / "lib x.so", tmp_path / "lists"
    # Like a machine that was never updated: the first install finds no lists.
    program(
        fake_bin,
        "apt-get",
        f'case "$*" in *update*) touch "{lists}";; '
        f'*) echo noise; test -e "{lists}" && cp "{real.origin}" "{library}";; esac',
    )
    as_root(monkeypatch)
    monkeypatch.setattr(run, "LIBRARIES", {str(library): "libx"})
    run.check_system()
    out, err = capfd.readouterr()
    assert out == ""
    assert "Installing with apt-get: libx" in err


def test_a_missing_ensurepip_names_its_package(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(run, "LIBRARIES", {})
    assert re.fullmatch(r"python3(\.\d+)?-venv", run.missing_parts()["ensurepip"])


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get install -y liba libb"),
        ("dnf", "sudo dnf install 'libb.so.1()(64bit)' 'liba.so.1()(64bit)'"),
        (None, "Install with your system's own tool: libb.so.1, liba.so.1"),
    ],
)
def test_the_line_fits_the_system(
    run: ModuleType, fake_bin: Path, tool: str | None, line: str
) -> None:
    if tool:
        program(fake_bin, tool, "exit 0")
    assert run.install_line({"libb.so.1": "libb", "liba.so.1": "liba"}) == line


@posix
def test_tools_of_the_tests_are_installed_or_named_in_one_line(
    run: ModuleType,
    fake_bin: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    backend = tmp_path / "cups-pdf"
    program(fake_bin, "apt-get", f'touch "{backend}"')
    monkeypatch.setattr(run, "TOOLS", {"nonesuch-x": "pkg-x", str(backend): "pkg-pdf"})
    as_root(monkeypatch, 1000)
    run.check_tools()
    assert capfd.readouterr() == (
        "",
        "Some tests are skipped until you run: sudo apt-get install -y pkg-pdf pkg-x\n",
    )
    monkeypatch.setattr(run, "TOOLS", {str(backend): "pkg-pdf"})
    as_root(monkeypatch)
    run.check_tools()
    out, err = capfd.readouterr()
    assert (out, "skipped" in err) == ("", False)
    assert backend.exists()


# The display


def test_without_a_display_the_tour_is_drawn(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    started = Started()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(run, "is_ready", lambda tests: True)
    monkeypatch.setattr(run, "hand_over", started)
    assert run.main([]) == 7
    assert run.main(["info"]) == 7
    assert [command[4:] for command in started.commands] == [
        ["tour", "-o", "missdesk-tour"],
        ["info"],
    ]
    out, err = capfd.readouterr()
    assert out == ""
    assert err == (
        "There is no display to open a window on. Drawing every screen into missdesk-tour.\n"
    )


def test_a_display_counts_only_when_it_answers(run: ModuleType) -> None:
    if sys.platform != "linux":
        assert run.has_display({})
        return
    assert not run.has_display({})
    assert not run.has_display({"DISPLAY": ":987"})
    assert run.has_display({"DISPLAY": "other-machine:0"})
    assert run.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X988")
        server.listen()
        assert run.has_display({"DISPLAY": ":988.0"})


def test_an_empty_home_and_a_foreign_target_are_not_passed_on(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_FIND_LINKS", "kept")
    env = run.child_environment()
    assert "HOME" not in env
    assert "PIP_TARGET" not in env
    assert env["PIP_FIND_LINKS"] == "kept"


def test_a_folder_that_cannot_be_written_is_named(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "STAMP", tmp_path / "none")
    monkeypatch.setattr(run, "LOCK", tmp_path / "no folder" / "lock")
    assert run.main(["info"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert str(tmp_path / "no folder" / "lock") in err
    assert "copy it to a place that is yours" in err


# A real environment, with no packages in it, so that no network is needed


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
