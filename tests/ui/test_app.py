"""Starting the window, and what stands in its way."""

from __future__ import annotations

import logging
import shutil
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from missdesk import app, console
from missdesk.consult_options import first_visit
from missdesk.content.library import load_library
from missdesk.ui.main_window import MainWindow
from missdesk.ui.opening import Opening
from missdesk.ui.start_page import StartPage
from missdesk.ui.widgets.error_page import ErrorPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the hook and the windows back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def options(**given: object) -> Namespace:
    names = ("topic", "level", "side", "step", "record")
    return Namespace(command="consult", windowed=True, **dict.fromkeys(names) | given)


def window() -> MainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))


def run_until(is_ready: object, seen: list[object], **given: object) -> int:
    """Start the app, note what is seen once it is ready, and close it."""

    def look() -> None:
        assert callable(is_ready)
        found = is_ready()
        if found is None:
            QTimer.singleShot(20, look)
            return
        seen.append(found)
        QTimer.singleShot(0, window().close)

    QTimer.singleShot(0, look)
    return app.run(options(**given))


def test_the_first_words_come_before_the_topics(qapp: QApplication) -> None:
    made, theme = app.make_app()
    assert made is qapp
    first = MainWindow(theme)
    assert not first.findChildren(StartPage)
    opening = first.findChild(Opening)
    assert isinstance(opening, Opening)
    assert opening.accessibleName() == "What shall we talk about?"
    with pytest.raises(RuntimeError, match="no desk"):
        _ = first.desk
    first.do("next")


def test_plain_start_shows_the_topics(qapp: QApplication) -> None:
    seen: list[object] = []
    assert run_until(lambda: window().findChild(StartPage), seen) == 0
    assert len(seen) == 1


def test_a_topic_and_a_step_open_at_once(qapp: QApplication) -> None:
    seen: list[object] = []
    given = {"topic": "slipped-disc", "level": "L4-L5", "side": "left", "step": "compare"}
    code = run_until(lambda: window().desk.step, seen, **given)
    assert (code, seen) == (0, ["compare"])


@pytest.mark.parametrize("given", [{}, {"topic": "slipped-disc"}])
def test_the_window_begins_with_the_clinics_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, object]
) -> None:
    (tmp_path / "clinic.toml").write_text('paper = "letter"\n', encoding="utf-8")
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path))
    consultation = first_visit(options(**given), load_library())
    assert consultation.visit.paper == "letter"
    consultation.wipe()
    assert consultation.visit.paper == "letter"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"topic": "neck"}, '"neck" is not known'),
        ({"step": "compare"}, "--step: it needs a topic"),
        ({"topic": "slipped-disc", "step": "dance"}, '"dance" is not known'),
        ({"topic": "slipped-disc", "level": "C5-C6"}, '"C5-C6" is not known'),
    ],
)
def test_wrong_options_are_told_before_a_window_opens(
    qapp: QApplication, capsys: Said, given: dict[str, object], words: str
) -> None:
    assert app.run(options(**given)) == 2
    assert words in capsys.readouterr().err
    assert not any(w.isVisible() for w in QApplication.topLevelWidgets())


def test_without_a_display_it_says_what_to_do(
    qapp: QApplication, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.run(options()) == 2
    assert "missdesk tour" in capsys.readouterr().err


def test_an_unusable_pack_is_said_in_the_window_and_outside(
    qapp: QApplication, capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "content"
    broken.mkdir()
    (broken / "pack.toml").write_text("id = ", encoding="utf-8")
    monkeypatch.setattr("missdesk.content.library.content_dir", lambda: broken)
    seen: list[object] = []
    assert run_until(lambda: window().findChild(ErrorPage), seen) == console.BAD_INPUT
    assert "pack.toml" in capsys.readouterr().err
    assert len(seen) == 1


def test_a_lost_font_is_said_in_the_window_and_outside(
    qapp: QApplication, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("missdesk.ui.theme.fonts.LATER_FILES", ("lost.ttf",))
    seen: list[object] = []
    assert run_until(lambda: window().findChild(ErrorPage), seen) == console.BAD_INPUT
    assert "lost.ttf" in capsys.readouterr().err
    assert len(seen) == 1


def test_a_pack_with_one_good_topic_starts_and_says_what_is_missing(
    qapp: QApplication, capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from missdesk.paths import content_dir  # before it is replaced

    pack = tmp_path / "content"
    shutil.copytree(content_dir(), pack)
    (pack / "manifest.sha256").unlink()  # a pack in work has no seal
    other = pack / "topics" / "other"
    shutil.copytree(pack / "topics" / "slipped-disc", other)
    monkeypatch.setattr("missdesk.content.library.content_dir", lambda: pack)
    seen: list[object] = []
    assert run_until(lambda: window().findChild(StartPage), seen) == 0
    assert "missdesk: left out: " in capsys.readouterr().err


def test_an_error_nobody_caught_is_told_without_its_words(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[tuple[str, str]] = []

    def crash() -> object:
        if window().findChild(StartPage) is None:
            return None
        with caplog.at_level(logging.ERROR):
            sys.excepthook(ValueError, ValueError("Ada Example"), None)
        said.append(window().desk.notice.words)
        return True

    assert run_until(crash, []) == 0
    assert "Ada" not in " ".join(said[0])
    assert [r.getMessage() for r in caplog.records] == ["unexpected error"]
