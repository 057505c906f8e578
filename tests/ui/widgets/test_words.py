from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetricsF

from missdesk.ui.widgets.line_breaks import as_written, joined
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

LONG = "Many people with a slipped disc get better, with or without an operation."


def test_a_text_is_as_high_as_its_lines(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, LONG)
    qtbot.addWidget(words)
    one, narrow = words.heightForWidth(2000), words.heightForWidth(200)
    assert one == theme.line("body")
    assert narrow == 4 * theme.line("body")


@pytest.mark.parametrize("percent", [100, 200])
def test_no_line_is_wider_than_the_room(theme: Theme, qtbot: QtBot, percent: int) -> None:
    theme.set_text_percent(percent)
    words = Words(theme, LONG)
    qtbot.addWidget(words)
    words.resize(320, words.heightForWidth(320))
    metrics = QFontMetricsF(theme.type("body"))
    assert not words.is_cut()
    assert all(metrics.horizontalAdvance(line) <= 321 for line in words.lines())


def test_markup_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, "<b>Ada</b> & <img src='file:///etc/passwd'>")
    qtbot.addWidget(words)
    assert words.lines() == ["<b>Ada</b> & <img src='file:///etc/passwd'>"]


def test_a_fixed_number_of_lines_ends_with_three_dots(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, LONG, lines=2)
    qtbot.addWidget(words)
    words.resize(200, words.sizeHint().height())
    assert words.sizeHint().height() == 2 * theme.line("body")
    assert words.lines()[-1].endswith("…")
    assert words.is_cut()


def test_one_line_never_wraps(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, LONG, is_one_line=True)
    qtbot.addWidget(words)
    assert words.sizeHint().height() == theme.line("body")
    words.resize(120, 26)
    assert len(words.lines()) == 1


def test_characters_beyond_16_bits_are_not_split(theme: Theme, qtbot: QtBot) -> None:
    text = "\U0001d49c\U0001d4b7\U0001d4b8 " * 12
    words = Words(theme, text)
    qtbot.addWidget(words)
    words.resize(150, 400)
    assert " ".join(words.lines()) == text.strip()


def test_an_empty_text_takes_one_line(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme)
    qtbot.addWidget(words)
    assert words.heightForWidth(100) == theme.line("body")


def test_it_is_named_by_its_text(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, "Where is it?")
    qtbot.addWidget(words)
    words.set_text("Here")
    assert words.accessibleName() == "Here"
    assert words.text == "Here"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Fewer X-rays", ["Fewer", "X-rays"]),
        ("After 6–8 weeks", ["After", "6–8", "weeks"]),
        ("Place L4–L5", ["Place", "L4–L5"]),
    ],
)
def test_short_parts_are_not_torn_at_their_dash(
    theme: Theme, qtbot: QtBot, text: str, lines: list[str]
) -> None:
    words = Words(theme, text)
    qtbot.addWidget(words)
    width = words.minimumSizeHint().width()
    words.resize(width, words.heightForWidth(width))
    assert words.lines() == lines
    assert words.accessibleName() == text


def test_longer_words_may_still_be_broken_at_their_hyphen() -> None:
    assert as_written(joined("X-ray")) == "X-ray"
    assert joined("well-known") == "well-known"
    assert joined("minus -4") == "minus -4"


def test_a_word_without_end_is_broken_and_pushes_nothing_apart(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, "/a-folder" * 60)
    qtbot.addWidget(words)
    assert words.minimumSizeHint().width() <= theme.text_px(320)
    assert words.heightForWidth(320) > 10 * theme.line("body")
    words.resize(320, words.heightForWidth(320))
    assert not words.is_cut()
