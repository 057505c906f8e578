"""Every control is large enough, has a name, is reached by key, and no word is cut (WC28)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.content.library import load_library
from missdesk.ui.clinic.batch_work import Ended
from missdesk.ui.clinic.sections import sections
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.words import Words
from tests.ui.clinic.clinic_desk import BY_HAND, WAIT_MS, ClinicDesk

Open = Callable[..., ClinicDesk]
SECTIONS = [one.key for one in sections()]


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("percent", [100, 200])
def test_targets_names_and_words_are_large_and_whole(
    open_clinic: Open, section: str, percent: int
) -> None:
    text = '[[phones]]\nwho = "N"\nnumber = "1"\n'
    clinic = open_clinic(text, section)
    clinic.context.theme.set_text_percent(percent)
    clinic.qtbot.waitUntil(lambda: clinic.page.form is not None, timeout=WAIT_MS)
    clinic.qtbot.waitUntil(lambda: not clinic.office.workers.is_busy, timeout=WAIT_MS)
    least = QSize(TARGET, TARGET)
    for control in clinic.page.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.size().expandedTo(least) == control.size(), control.objectName()
            assert control.accessibleName(), control.objectName()
            assert control.objectName()
    for widget in clinic.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget.objectName()
    clinic.qtbot.waitUntil(lambda: cut_words(clinic) == [], timeout=2000)  # laid out soon after


def cut_words(clinic: ClinicDesk) -> list[str]:
    """Return the words on the page that are shortened, or have lines out of sight."""
    return [
        words.text
        for words in clinic.page.findChildren(Words)
        if words.isVisible()
        and (words.is_cut() or words.height() < words.heightForWidth(words.width()))
    ]


@pytest.mark.parametrize("percent", [100, 200])
def test_a_path_without_end_pushes_no_line_out_of_sight(
    open_clinic: Open, own_pack: Path, percent: int
) -> None:
    """The review state stands below the path: it was lost where the path was too wide."""
    deep = own_pack.parent / ("a-folder-with-a-very-long-name-" * 6)
    own_pack.rename(deep)
    text = f'pack = "{deep}"\n'
    clinic = open_clinic(text, "content", load_library(deep))
    clinic.context.theme.set_text_percent(percent)
    for section in ("content", "review", "batch"):
        clinic.qtbot.waitUntil(lambda: clinic.page.form is not None, timeout=WAIT_MS)
        clinic.press(f"clinic.section.{section}")
        if section == "batch":
            clinic.office.batch.ended = Ended("making", (3, 0, 0, 0), report=deep / "report.csv")
            clinic.office.batch.changed.emit()
        clinic.rest()
        clinic.qtbot.waitUntil(lambda: cut_words(clinic) == [], timeout=2000)
        form = clinic.page.form
        assert form is not None
        assert form.width() <= clinic.page.width()


def test_the_keyboard_reaches_every_control(open_clinic: Open) -> None:
    clinic = open_clinic(BY_HAND)
    clinic.type("clinic.name", "Dale")
    clinic.page.setFocus()
    seen = set()
    for _step in range(40):
        QTest.keyClick(clinic.window, Qt.Key.Key_Tab)
        seen.add(clinic.window.focusWidget().objectName())
    assert {
        "clinic.back", "clinic.undo", "clinic.discard", "clinic.save", "clinic.section.name",
        "clinic.name.line", "clinic.logo.choose", "clinic.footer.line",
    } <= seen  # fmt: skip


@pytest.mark.parametrize("section", ["waiting", "privacy", "content", "review"])
def test_the_keyboard_reaches_every_control_of_a_section(open_clinic: Open, section: str) -> None:
    clinic = open_clinic(f'trusted-reviewers = ["{"a" * 64}"]\n', section)
    clinic.rest()
    form = clinic.page.form
    assert form is not None
    wanted = {
        widget.objectName()
        for widget in form.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    clinic.page.setFocus()
    seen = set()
    for _step in range(60):
        QTest.keyClick(clinic.window, Qt.Key.Key_Tab)
        seen.add(clinic.window.focusWidget().objectName())
    assert wanted
    assert wanted - seen == set()
