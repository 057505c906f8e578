"""A pseudo-language: nothing stays English, nothing is clipped where words are longer (issue 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from missdesk import i18n
from missdesk.model.topic import TopicId
from missdesk.ui.widgets.button import Button
from tests.ui.scan.pseudo import Pseudo, english, pseudo, texts_of
from tests.ui.scan.walk import scan_start, scan_topic

if TYPE_CHECKING:
    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme

SIZE = QSize(1366, 768)


@pytest.fixture
def pseudo_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._current, "words", Pseudo())


def test_a_message_gets_longer_and_keeps_what_is_filled_in() -> None:
    assert pseudo("Step {n} of {count}") == "[Stép {n} óf {count} ~~]"
    assert pseudo("Hz") == "[Hz]"


@pytest.mark.usefixtures("pseudo_language")
def test_a_word_that_stays_english_is_found(theme: Theme, library: Library) -> None:
    window = QWidget()
    Button(theme, i18n._("Print"), "good", parent=window)
    assert list(english(window, ())) == []
    bad = Button(theme, "Print these pages", "bad", parent=window)
    bad.move(0, 60)
    window.resize(400, 200)
    window.show()
    assert [f.what for f in english(window, texts_of(library))][:1] == [
        "“Print these pages” is not translated"
    ]
    window.close()


@pytest.mark.usefixtures("pseudo_language")
def test_no_screen_stays_english_or_is_clipped_in_a_longer_language(
    qapp_with_fonts: QApplication, theme: Theme, library: Library
) -> None:
    content = texts_of(library)
    found = scan_start(qapp_with_fonts, theme, library, SIZE, content)
    found += scan_topic(qapp_with_fonts, theme, library, SIZE, TopicId("slipped-disc"), content)
    assert [f"{name}: {fault}" for name, faults in found for fault in faults] == []
