from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from missdesk.errors import Fault, PrintError
from missdesk.ui import messages
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def test_staff_are_told_where_what_and_how_to_mend() -> None:
    fault = Fault("printer Office", "It is stopped (out of paper)", "Fill in paper and try again")
    told = messages.for_staff(fault)
    assert told.title == "Printer Office: it is stopped (out of paper)."
    assert told.more == "Fill in paper and try again."


def test_patients_are_told_one_thing_only() -> None:
    told = messages.for_patient()
    assert " ".join(told) == "This page is not available. Please ask a member of staff."


def test_what_was_left_out_is_counted() -> None:
    fault = Fault("a", "b", "c")
    assert messages.left_out([fault]) == "1 part of the content was left out"
    assert messages.left_out([fault, fault]) == "2 parts of the content were left out"


def test_a_page_reports_through_its_window(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = Column(theme, window)
    button = Button(theme, "Print", "print")
    column.addWidget(button)
    window.resize(700, 400)
    window.show()
    messages.report(button, PrintError("Printing", "this computer has no printer", "Add one"))
    bar = window.findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    assert bar.words == ("Printing: this computer has no printer.", "Add one.")
    lost = (PrintError(n, "it is lost", "Install the pictures again") for n in ("Bone", "Nerve"))
    messages.report(button, *lost)
    assert bar.words == ("Bone: it is lost. Nerve: it is lost.", "Install the pictures again.")
    messages.report(button)
    assert bar.words[0] == "Bone: it is lost. Nerve: it is lost."
    messages.say(button, "Saved.")
    assert len(window.findChildren(NoticeBar)) == 1
    assert bar.words == ("Saved.", "")
    window.close()
