"""The boxes for the clinic's own advice take words, of a whole book only the beginning."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from missdesk.ui.clinic.text_box import MOST_PASTED, TextBox
from tests.ui.clinic.clinic_desk import ClinicDesk

Open = Callable[..., ClinicDesk]
BOX = "clinic.block.wound"


def test_ke8_a_file_dropped_on_a_box_is_the_windows(open_clinic: Open) -> None:
    box = open_clinic("", "advice").find(TextBox, BOX)
    assert not box.edit.acceptDrops()
    assert not box.edit.viewport().acceptDrops()


def test_of_a_whole_book_the_beginning_is_pasted_and_told_as_too_long(open_clinic: Open) -> None:
    clinic = open_clinic("", "advice")
    box = clinic.find(TextBox, BOX)
    QGuiApplication.clipboard().setText("word " * 100_000)
    box.edit.paste()
    assert len(box.text) == MOST_PASTED
    assert "characters too many" in clinic.words(f"{BOX}.left")


def test_a_box_that_is_typed_in_has_the_ring_after_a_press_too(open_clinic: Open) -> None:
    clinic = open_clinic("", "advice")
    box = clinic.find(TextBox, BOX)
    QTest.mouseClick(box.edit.viewport(), Qt.MouseButton.LeftButton)
    ring = clinic.find(QWidget, "focus-ring")
    clinic.qtbot.waitUntil(ring.isVisible)
    assert ring.geometry().contains(box.mapTo(clinic.window, box.rect().center()))
