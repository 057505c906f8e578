"""What the system must bring, and what run.py says or does where it is missing."""

from __future__ import annotations

import importlib.util
import re
import socket
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.run_py.programs import Started, as_root, posix, program


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
