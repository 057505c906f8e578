"""The end of a visit: asked once, and nothing of it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.model.consultation import Consultation
from missdesk.ui.actions import ask
from missdesk.ui.desk import Desk
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.words import Words
from tests.ui.desk_pages import DISC, LEFT, NAME, Page, button, page, step_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def test_topics_keep_the_visit(desk: Desk, qtbot: QtBot, consultation: Consultation) -> None:
    consultation.change(name=NAME)
    desk.go("decide")
    qtbot.mouseClick(button(desk, "rail.topics"), LEFT)
    assert step_of(desk) == ""
    assert consultation.visit.name == NAME
    qtbot.mouseClick(button(desk, "start.resume"), LEFT)
    assert step_of(desk) == "decide"


def test_the_end_of_a_visit_is_asked_once_and_wipes(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    consultation.change(name=NAME, level="L4-L5")
    qtbot.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert consultation.visit.name == NAME
    qtbot.mouseClick(button(desk, "confirm.yes"), LEFT)
    assert consultation.visit == Consultation().visit
    assert step_of(desk) == ""
    assert desk.shell.sheet.names() == ()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert desk.window.findChildren(Page) == []


def test_no_widget_holds_the_name_after_a_wipe(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    page(desk).field.set_text(NAME)
    consultation.change(name=NAME)
    desk.notice.tell(f"Printed for {NAME}.")
    desk.wipe()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for widget in desk.window.findChildren(QWidget):
        held = (widget.accessibleName(), widget.toolTip(), getattr(widget, "text", ""))
        texts = [text() if callable(text) else text for text in held]
        assert not any(NAME in str(text) for text in texts)
    assert NAME not in desk.window.windowTitle()


@pytest.mark.parametrize(("is_ours", "left"), [(True, ""), (False, NAME)])
def test_what_was_copied_here_is_gone_after_a_wipe(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, is_ours: bool, left: str
) -> None:
    # KP6: the name could be pasted anywhere when the next patient sits there.
    desk.open_topic(DISC)
    clipboard = QApplication.clipboard()
    clipboard.setText(NAME)
    # Only a real screen knows whose words these are.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: is_ours)
    desk.wipe()
    assert clipboard.text() == left
    clipboard.clear()


def test_no_card_stays_open_after_a_wipe(desk: Desk, theme: Theme) -> None:
    desk.open_topic(DISC)
    page = desk.page()
    assert page is not None
    under = Button(theme, "A hard word", "word")
    Popover.open_at(page, under, theme, title="Card")
    Popover.open_at(under, Words(theme, "What it means"), theme, title="Word")
    desk.wipe()
    assert Layer.open_on(desk.window) is None


def test_nothing_of_a_page_wakes_up_after_a_wipe(desk: Desk, qtbot: QtBot) -> None:
    woken: list[str] = []
    timer = QTimer(page(desk), interval=1)
    timer.timeout.connect(lambda: woken.append("woken"))
    timer.start()
    old = page(desk)
    desk.wipe()
    QApplication.processEvents()
    woken.clear()
    with qtbot.waitSignal(old.destroyed):
        pass
    assert woken == []


def test_going_back_from_the_question_keeps_everything(
    desk: Desk, qtbot: QtBot, consultation: Consultation
) -> None:
    consultation.change(name=NAME)
    assert ask(page(desk), "end-visit")
    qtbot.mouseClick(button(desk, "confirm.no"), LEFT)
    assert consultation.visit.name == NAME
    assert step_of(desk) == "problem"


def test_keys_do_nothing_behind_a_question(desk: Desk, qtbot: QtBot) -> None:
    desk.do("end-visit")
    desk.do("next")
    assert step_of(desk) == "problem"


def test_the_title_of_the_window_names_nobody(desk: Desk, consultation: Consultation) -> None:
    consultation.change(name=NAME)
    assert desk.window.windowTitle() == "MISSDesk"


def test_closing_the_window_forgets_the_visit(desk: Desk, consultation: Consultation) -> None:
    consultation.change(name=NAME)
    desk.window.close()
    assert consultation.visit.name == ""
