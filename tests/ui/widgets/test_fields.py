from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.ui.actions import connect
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.calendar_card import CalendarCard, month_on
from missdesk.ui.widgets.choice_list import ChoiceRow
from missdesk.ui.widgets.combo_field import ComboField
from missdesk.ui.widgets.date_field import DateField
from missdesk.ui.widgets.fields import SearchField, TextField, labelled
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.number_stepper import NumberStepper
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton
TODAY, OPERATION = date(2026, 11, 21), date(2026, 12, 7)
LANGUAGES = [("en", "English"), ("de", "Deutsch")]


def in_window(theme: Theme, qtbot: QtBot, field: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = Column(theme, window, pad=20)
    column.addWidget(field)
    column.addStretch(1)
    window.resize(700, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_typing_is_told_and_setting_is_not(theme: Theme, qtbot: QtBot) -> None:
    field = TextField(theme, "name", "Patient's name")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("Ada")
    with qtbot.waitSignal(field.edited) as heard:
        qtbot.keyClicks(field.line, "X")
    assert heard.args == ["AdaX"]
    assert field.text == "AdaX"


def test_a_field_is_named_and_tall_enough(theme: Theme, qtbot: QtBot) -> None:
    field = TextField(theme, "name", "Patient's name", hint="Type here", max_length=5)
    qtbot.addWidget(field)
    assert field.line.accessibleName() == "Patient's name"
    assert field.line.placeholderText() == "Type here"
    assert field.sizeHint().height() >= 44
    qtbot.keyClicks(field.line, "abcdefgh")
    assert field.text == "abcde"


def test_the_words_above_a_field_lead_into_it(theme: Theme, qtbot: QtBot) -> None:
    field = TextField(theme, "name", "Name")
    window = in_window(theme, qtbot, labelled(theme, "Name", field))
    label = field.parentWidget()
    assert label is not None
    qtbot.mouseClick(label.childAt(QPoint(5, 8)), LEFT)
    qtbot.waitUntil(field.line.hasFocus)
    window.close()


def test_the_cross_empties_the_search(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "search", "Search", "Search: disc")
    window = in_window(theme, qtbot, field)
    cross = field.findChild(QAbstractButton, "search.clear")
    assert isinstance(cross, QAbstractButton)
    assert not cross.isVisible()
    qtbot.keyClicks(field.line, "disc")
    assert cross.isVisible()
    with qtbot.waitSignal(field.edited) as heard:
        qtbot.mouseClick(cross, LEFT)
    assert heard.args == [""]
    window.close()


def test_a_choice_is_made_in_a_list_by_key(theme: Theme, qtbot: QtBot) -> None:
    field = ComboField(theme, "language", "Language", LANGUAGES, value="en")
    window = in_window(theme, qtbot, field)
    assert field.accessibleName() == "Language: English"
    qtbot.mouseClick(field, LEFT)
    row = window.findChild(QAbstractButton, "language.list.de")
    assert isinstance(row, QAbstractButton)
    with qtbot.waitSignal(field.chosen) as heard:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert heard.args == ["de"]
    assert Layer.open_on(window) is None
    window.close()


def test_arrow_keys_go_round_in_a_list(theme: Theme, qtbot: QtBot) -> None:
    field = ComboField(theme, "language", "Language", LANGUAGES, value="en")
    window = in_window(theme, qtbot, field)
    qtbot.mouseClick(field, LEFT)
    names = []
    for _again in range(len(LANGUAGES) + 1):
        row = window.focusWidget()
        assert row is not None
        names.append(row.objectName())
        qtbot.keyClick(row, Qt.Key.Key_Down)
    assert names[0] == names[-1] == "language.list.en"
    assert "popover.close" not in names
    window.close()


def test_arrow_keys_count_from_the_buttons_of_a_number(theme: Theme, qtbot: QtBot) -> None:
    stepper = NumberStepper(theme, "copies", "Copies", value=2, most=9)
    window = in_window(theme, qtbot, stepper)
    more = window.findChild(QAbstractButton, "copies.more")
    assert isinstance(more, QAbstractButton)
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Up)
    qtbot.keyClick(more, Qt.Key.Key_Up)
    qtbot.keyClick(more, Qt.Key.Key_Down)
    assert stepper.value == 3
    assert more.hasFocus()
    window.close()


def test_a_number_goes_by_its_step_and_stays_between_its_bounds(theme: Theme, qtbot: QtBot) -> None:
    stepper = NumberStepper(theme, "s", "Seconds", value=25, least=20, most=40, step=10)
    qtbot.addWidget(stepper)
    for key, number in ((Qt.Key.Key_Up, 35), (Qt.Key.Key_Up, 40), (Qt.Key.Key_Down, 30)):
        qtbot.keyClick(stepper, key)
        assert stepper.value == number
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    assert stepper.value == 20
    less = stepper.findChild(QAbstractButton, "s.less")
    assert isinstance(less, QAbstractButton)
    assert not less.isEnabled()
    stepper.set_value(20, least=33)
    assert stepper.value == 33


def test_keyboards_on_the_screen_do_not_learn_personal_words(theme: Theme, qtbot: QtBot) -> None:
    # KP1: a dictionary would keep the name when the visit is long over.
    field = TextField(theme, "name", "Name", is_personal=True)
    qtbot.addWidget(field)
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText


def test_arrow_keys_change_a_choice_and_stop_at_the_ends(theme: Theme, qtbot: QtBot) -> None:
    field = ComboField(theme, "language", "Language", LANGUAGES, value="en")
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value == "de"
    with pytest.raises(KeyError):
        field.set_value("fr")


def test_a_date_is_written_with_its_weekday(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "date", "Operation date", today=TODAY, value=OPERATION)
    qtbot.addWidget(field)
    assert field.words == "Mon 7 December 2026"
    assert field.accessibleName() == "Operation date: Mon 7 December 2026"


def test_a_day_is_chosen_by_press(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "date", "Operation date", today=TODAY)
    window = in_window(theme, qtbot, field)
    qtbot.mouseClick(field, LEFT)
    card = window.findChild(CalendarCard)
    assert isinstance(card, CalendarCard)
    with qtbot.waitSignal(field.changed) as heard:
        at = card.grid.box_of(date(2026, 11, 30)).center().toPoint()
        qtbot.mouseClick(card.grid, LEFT, pos=at)
    assert heard.args == [date(2026, 11, 30)]
    assert field.value == date(2026, 11, 30)
    assert Layer.open_on(window) is None
    window.close()


def test_a_day_is_chosen_by_key(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "date", "Operation date", today=TODAY)
    window = in_window(theme, qtbot, field)
    connect(window, list[str]().append)  # the window goes through the steps by the page keys
    qtbot.keyClick(field, Qt.Key.Key_Return)
    card = window.findChild(CalendarCard)
    assert isinstance(card, CalendarCard)
    qtbot.waitUntil(card.grid.hasFocus)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(card.grid, key)
    assert card.grid.accessibleName() == "Sun 27 December 2026"
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(card.grid, Qt.Key.Key_Return)
    assert field.value == date(2026, 12, 27)
    window.close()


def test_a_date_can_be_taken_out(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "date", "Operation date", today=TODAY, value=OPERATION)
    window = in_window(theme, qtbot, field)
    qtbot.mouseClick(field, LEFT)
    none = window.findChild(QAbstractButton, "date.none")
    assert isinstance(none, QAbstractButton)
    with qtbot.waitSignal(field.changed) as heard:
        qtbot.mouseClick(none, LEFT)
    assert heard.args == [None]
    window.close()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2199, 12, 31), 1, date(2199, 1, 31)),
    ],
)
def test_a_month_on_keeps_to_the_calendar(day: date, months: int, expected: date) -> None:
    assert month_on(day, months) == expected


def test_a_press_on_the_label_of_a_group_takes_the_focus_nowhere(
    theme: Theme, qtbot: QtBot
) -> None:
    group = QWidget()
    Column(theme, group).addWidget(TextField(theme, "name", "Name", parent=group))
    window = in_window(theme, qtbot, labelled(theme, "Both", group))
    label = window.findChild(Words)
    assert isinstance(label, Words)
    qtbot.mouseClick(label, LEFT)
    assert window.focusWidget() is not group


def test_a_long_name_in_a_list_is_shortened_where_its_room_ends(theme: Theme, qtbot: QtBot) -> None:
    row = ChoiceRow(theme, "W" * 200 + ".png", "file", icon="file-text")
    qtbot.addWidget(row)
    assert row.minimumSizeHint().width() < 300
    row.resize(300, 48)
    image = row.grab().toImage()
    edge = [image.pixelColor(image.width() - 4, y) for y in range(image.height())]
    assert len({color.name() for color in edge}) == 1  # nothing is painted into the margin
    assert row.accessibleName().endswith(".png")
