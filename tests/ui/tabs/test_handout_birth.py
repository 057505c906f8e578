"""The date of birth in the Handout step: typed as people write it, printed, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from missdesk.settings import DateOrder, Formats, use_formats
from missdesk.ui.handout_parts.birth_field import read_day
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.words import Words
from tests.ui.tabs.handout_desk import Make, Open, newest_pdf, settle, text_of, words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

BIRTH = date(1961, 2, 3)


@pytest.fixture(autouse=True)
def _plain_formats() -> Iterator[None]:
    use_formats(Formats())
    yield
    use_formats(Formats())


def birth_field(page: QWidget) -> TextField:
    found = page.findChild(TextField, "handout.birth")
    assert isinstance(found, TextField)
    return found


def type_birth(page: QWidget, typed: str) -> None:
    line = birth_field(page).line
    line.selectAll()
    line.insert(typed)


@pytest.mark.parametrize(
    ("order", "typed"),
    [
        ("day-first", "3.2.1961"),
        ("day-first", " 03/02/1961 "),
        ("day-first", "3 Feb 1961"),
        ("day-first", "february 3, 1961"),
        ("day-first", "1961-02-03"),
        ("month-first", "2/3/1961"),
        ("month-first", "Feb 3, 1961"),
        ("month-first", "3 February 1961"),
        ("iso", "1961-2-3"),
    ],
)
def test_a_date_is_read_as_it_is_written_here(order: DateOrder, typed: str) -> None:
    use_formats(Formats(dates=order))
    assert read_day(typed) == BIRTH


@pytest.mark.parametrize(
    "typed",
    ["", "3", "3.2", "3.2.61", "30.2.1961", "2/25/1961", "3 x 1961", "3 ma 1961", "3.2.1899",
     "3.2.1961.4", "\u0663.2.1961", "a b c", "-1.2.1961", "3.2.\u00b2961", "0.1.1961"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_day(typed) is None


def test_a_day_to_come_is_no_birthday() -> None:
    assert read_day((date.today() + timedelta(days=1)).isoformat()) is None
    assert read_day(date.today().isoformat()) == date.today()


def test_what_is_typed_is_understood_printed_and_forgotten(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context(name="Maria Lindqvist")
    page = open_page(context)
    type_birth(page, "3.2.196")
    assert words(page, "handout.birth.note").text.startswith("Not printed yet. Write it as 25/2/")
    assert context.consultation.visit.birth_date is None
    type_birth(page, "3.2.1961")
    assert context.consultation.visit.birth_date == BIRTH
    said = words(page, "handout.birth.note").text.replace("\u00a0", " ")
    assert said == "Printed as 3 February 1961."
    assert birth_field(page).text == "3.2.1961"  # as typed
    settle(qtbot, page)
    assert "born 3 February 1961" in " ".join(text_of(newest_pdf(qtbot, page)).split())
    context.consultation.wipe()
    assert birth_field(page).text == ""
    assert not birth_field(page).line.isUndoAvailable()
    assert not [w for w in page.findChildren(Words) if "1961" in w.text and w.isVisible()]


def test_an_earlier_handout_brings_its_date(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context(birth_date=BIRTH))
    assert birth_field(page).text == "3/2/1961"
    type_birth(page, "")
    settle(qtbot, page)
    assert "born" not in text_of(newest_pdf(qtbot, page))
