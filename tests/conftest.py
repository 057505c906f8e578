"""What every test gets: no network, no settings of the user, nothing quiet, nothing left behind."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings

# The tests below the ui also run with PySide6 made unimportable (house-style.md 9).
NO_QT: Final = os.environ.get("MISSDESK_NO_QT") == "1"
IN_CI: Final = os.environ.get("CI", "").lower() in {"1", "true"}
NETWORK_REFUSED: Final = "tests may not use the network"

if NO_QT:
    for _name in ("PySide6", "shiboken6"):
        sys.modules[_name] = None  # type: ignore[assignment]  # how Python spells "unimportable"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MISSDESK_SETTINGS"] = tempfile.mkdtemp(prefix="missdesk-test-settings-")
if not os.environ.get("XDG_RUNTIME_DIR"):
    # Qt warns about a missing one, and a warning fails a test.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="missdesk-test-runtime-")
    _OWN_RUNTIME_DIR = os.environ["XDG_RUNTIME_DIR"]
else:
    _OWN_RUNTIME_DIR = ""

# The same examples every run, kept nowhere: a red run can be repeated on any machine.
settings.register_profile("missdesk", derandomize=True, deadline=None, database=None)
settings.load_profile("missdesk")


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Raise when a test connects to anything but a local socket file."""
    if event == "socket.getaddrinfo":
        raise RuntimeError(NETWORK_REFUSED)
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        raise RuntimeError(NETWORK_REFUSED)


sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Know pytest-qt's settings when the run without Qt leaves that plugin out."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "setting of pytest-qt, not used in this run")
        parser.addini("qt_log_ignore", "as above", type="linelist")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests under tests/ui and tests/e2e by where they are."""
    root = Path(__file__).parent
    for item in items:
        parts = item.path.relative_to(root).parts if item.path.is_relative_to(root) else ()
        if parts and parts[0] in {"ui", "e2e"}:
            item.add_marker(parts[0])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are not installed, and name them."""
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if shutil.which(program) is None]
        if missing:
            pytest.skip(f"not installed: {', '.join(missing)}")


def _fail_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure: in CI everything must run."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (in CI a skipped test is a failure)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail skipped tests in CI."""
    report = yield
    _fail_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail skipped modules in CI."""
    report = yield
    _fail_skip(report)
    return report


def pytest_unconfigure() -> None:
    """Remove the folders made above."""
    for folder in (os.environ["MISSDESK_SETTINGS"], _OWN_RUNTIME_DIR):
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


class _Loud(logging.Handler):
    """Collects what the app logs above INFO."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _quiet_or_red(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs above INFO unless it says so (mark expects_log, or uses caplog)."""
    loud = _Loud()
    logger = logging.getLogger("missdesk")
    logger.addHandler(loud)
    yield
    logger.removeHandler(loud)
    expected = request.node.get_closest_marker("expects_log") or "caplog" in request.fixturenames
    if loud.lines and not expected:
        pytest.fail("logged above INFO:\n" + "\n".join(loud.lines), pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread, busy worker or open window."""
    before = set(threading.enumerate())
    yield
    left = [f"thread {t.name}" for t in threading.enumerate() if t not in before and not t.daemon]
    left += _left_by_qt()
    if left:
        pytest.fail(f"left running: {', '.join(left)}", pytrace=False)


def _left_by_qt() -> list[str]:
    """Return the windows still shown and the pool still busy after two seconds."""
    widgets: Any = sys.modules.get("PySide6.QtWidgets")
    core: Any = sys.modules.get("PySide6.QtCore")
    if widgets is None or core is None or widgets.QApplication.instance() is None:
        return []
    left = []
    for window in widgets.QApplication.topLevelWidgets():
        if window.isVisible():
            left.append(f"window {type(window).__name__} {window.objectName()}".rstrip())
            window.hide()
    pool = core.QThreadPool.globalInstance()
    if pool.activeThreadCount() and not pool.waitForDone(2000):
        left.append(f"{pool.activeThreadCount()} jobs in the thread pool")
    return left
