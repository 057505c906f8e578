"""After a visit nothing of the patient is left in the program: no field, page, or object (KP1)."""

from __future__ import annotations

import gc
import sys
import types
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from missdesk import app
from missdesk.model.consultation import STEPS, Consultation
from missdesk.model.topic import TopicId
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.theme.theme import Theme

BORN = date(1961, 2, 3)


def canary() -> tuple[str, str]:
    """Return first and last name, put together anew: the search must not find its own words."""
    return "".join(("Ix", "qolby")), "".join(("Vrem", "tzak"))


@pytest.fixture
def window(theme: Theme, library: Library, qtbot: QtBot) -> Iterator[MainWindow]:
    consultation = Consultation()
    made = app.make_window(theme, library, consultation, date(2026, 11, 21))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def live_a_visit(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    """Say the patient's name wherever it can be said, and look at every step."""
    consultation = window.desk._consultation
    consultation.start(library.topics[TopicId("slipped-disc")])
    first, last = canary()
    consultation.change(level="L4-L5", side="left", name=f"{first} {last}", birth_date=BORN)
    consultation.change(own_questions=(f"Will {first} walk?",), operation_date=date(2026, 12, 7))
    for number in range(1, len(STEPS) + 1):
        window.do(f"step-{number}")
        qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=20_000)
        for field in window.findChildren(QLineEdit):
            if field.isVisibleTo(window) and not field.isReadOnly() and field.isEnabled():
                field.setText(f"{field.text()} {first}")
                field.textEdited.emit(field.text())
    window.do("note")  # the record note, on the clipboard


def holders() -> list[str]:
    """Return what in this process still holds the name: kind and a hint of each object."""
    gc.collect()
    found: list[str] = []
    first, last = canary()
    # Other tests of the same run have a patient of this name, too.
    of_tests = {id(vars(m)) for name, m in list(sys.modules.items()) if name.startswith("tests.")}
    for thing in gc.get_objects():
        if id(thing) in of_tests or isinstance(
            thing, types.FrameType | types.CodeType | types.FunctionType
        ):
            continue
        texts = (text for text in _texts(thing) if first in text or last in text)
        found += [f"{type(thing).__name__}: {text[:40]!r}" for text in texts]
    return found


def _texts(thing: object) -> Iterator[str]:
    """Yield the texts that an object holds itself."""
    parts: Any = ()
    if isinstance(thing, dict):
        parts = (*thing.keys(), *thing.values())
    elif isinstance(thing, list | tuple | set | frozenset):
        parts = tuple(thing)
    elif hasattr(type(thing), "__slots__"):
        slots = (n for kind in type(thing).__mro__ for n in getattr(kind, "__slots__", ()))
        parts = [getattr(thing, n, None) for n in slots if isinstance(n, str)]
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, bytes | bytearray) and len(part) < 10_000_000:
            yield bytes(part).decode("latin-1")


def test_kp1_no_widget_keeps_a_word_of_the_patient(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    live_a_visit(window, library, qtbot)
    first, last = canary()
    assert [f for f in window.findChildren(QLineEdit) if first in f.text()]  # it can be found
    window.desk.wipe()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    said = [w.text for w in window.findChildren(Words)]
    said += [f.text() for f in window.findChildren(QLineEdit)]
    said += [f.toPlainText() for f in window.findChildren(QTextEdit)]
    said += [f.toPlainText() for f in window.findChildren(QPlainTextEdit)]
    said += [d.toPlainText() for d in window.findChildren(QTextDocument)]
    said += [w.accessibleName() + w.accessibleDescription() for w in window.findChildren(QWidget)]
    said += [w.windowTitle() + w.toolTip() for w in QApplication.allWidgets()]
    assert not [words for words in said if first in words or last in words]


def test_kp1_no_object_keeps_a_word_of_the_patient(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    live_a_visit(window, library, qtbot)
    assert holders()  # it can be found
    window.desk.wipe()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=20_000)
    assert holders() == []
