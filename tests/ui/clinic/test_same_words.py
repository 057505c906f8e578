"""What the clinic says stands on the screen in the same words and numbers as on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from missdesk.handout.build import build_handout
from missdesk.handout.dates import long_date
from missdesk.handout.typed import new_visit
from missdesk.settings import Clinic, DateOrder, Formats, Phone, written_as
from missdesk.ui.compare_parts.facts import option_facts
from missdesk.ui.context import UiContext
from missdesk.ui.not_offered import offer_line, offer_note
from missdesk.ui.recovery_parts.before_after import BeforeAfterCard
from missdesk.ui.widgets.dates import field_date
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library

MakeContext = Callable[..., UiContext]
TODAY = date(2026, 11, 21)
CLINICS = (
    Clinic(name="Hill Clinic", phone="+44 20 7946 0123"),
    Clinic(phone="0123", phones=(Phone("Nurse, nights", "02"), Phone("", "03")), emergency="999"),
    Clinic(name="Hill", emergency="999", clinicians=("Dr A, surgeon", "Ben, nurse")),
)


def paper(library: Library, clinic: Clinic, *sections: str) -> str:
    """Return the text of a handout."""
    visit = replace(new_visit("slipped-disc", library), sections=sections)
    document = pypdfium2.PdfDocument(
        build_handout(library, visit, clinic=clinic, today=TODAY, fixed=True).pdf
    )
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("clinic", CLINICS)
def test_whom_to_call(
    make_context: MakeContext, library: Library, qtbot: QtBot, clinic: Clinic
) -> None:
    card = BeforeAfterCard(replace(make_context(), clinic=lambda: clinic))
    qtbot.addWidget(card)
    printed = paper(library, clinic, "warning")
    names = ("clinic-phone", "clinic-team")
    said = [w.text for name in names for w in card.findChildren(Words, name)]
    assert said
    for line in said:
        assert line in printed
    number = clinic.emergency or "your local emergency number"
    assert f"Call {number}." in printed
    emergency = card.findChild(Words, "clinic-emergency")
    assert isinstance(emergency, Words)
    assert number in emergency.text


def test_what_is_not_done_here(make_context: MakeContext, library: Library) -> None:
    clinic = Clinic(not_offered={"slipped-disc": ("tube",), "narrow-canal": ("open",)})
    context = replace(make_context(), clinic=lambda: clinic)
    assert offer_note(context, "open") == ""
    assert offer_note(context, "tube") in paper(library, clinic, "options")
    names = {str(o.id): option_facts(o, context.text, library).name for o in context.topic.options}
    line = offer_line(context, ("open", "tube"))
    assert line.startswith(names["tube"])
    assert names["open"] not in line
    assert offer_line(context, ("open",)) == ""


@pytest.mark.parametrize("order", ["day-first", "month-first", "iso"])
def test_dates_are_written_in_one_order(order: DateOrder) -> None:
    with written_as(Formats(dates=order)):
        day = date(2026, 12, 7)
        assert field_date(day) == f"Mon {long_date(day)}".replace("\u00a0", " ")
