"""Nothing of the patient is left in the Handout step after a visit (KP1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from missdesk.ui.tabs.handout import SPEC
from missdesk.ui.widgets.words import Words
from tests.ui.tabs.handout_desk import NAME, Make, Open, name_field, settle, type_name

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_nothing_of_the_name_remains_after_a_wipe(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    type_name(page, "Canary 王")
    settle(qtbot, page)
    type_name(page, "Canary")
    page.act("save")
    context.consultation.wipe()
    field = name_field(page)
    assert field.text == ""
    assert not field.line.isUndoAvailable()
    assert not field.line.isRedoAvailable()
    said = [w.text for w in page.findChildren(Words)]
    said += [w.accessibleName() + w.toolTip() for w in page.findChildren(QWidget)]
    assert not [text for text in said if "Canary" in text or "王" in text]
    assert page._view.spread is None
    assert not page._view._pixmaps
    assert page._saving.panel is None
    assert not page._maker.is_fresh


def test_a_name_deleted_by_hand_cannot_be_brought_back_after_a_wipe(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    type_name(page, "Canary")
    line = name_field(page).line
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert line.isUndoAvailable()
    context.consultation.wipe()
    assert not line.isUndoAvailable()


def test_a_page_that_is_gone_hears_nothing_more(qtbot: QtBot, make_context: Make) -> None:
    context = make_context()
    page = SPEC.build(context)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(page)
    context.consultation.change(name=NAME)
    qtbot.waitUntil(lambda: not context.workers.is_busy)
