"""The clinic's settings on paper: who to call, its advice, its line, its way to write dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import page as page_validation
import pytest

from missdesk.content.library import load_library
from missdesk.errors import FontError
from missdesk.figures.day_words import dates_text
from missdesk.figures.scar_map import CutSize, cut_words
from missdesk.handout.build import build_handout
from missdesk.handout.dates import long_date
from missdesk.handout.fit import MOST_PAGES
from missdesk.model.consultation import Consultation, Paper
from missdesk.model.evidence import Arm
from missdesk.model.library import Library
from missdesk.model.recovery import DayRange
from missdesk.model.wording import arm_words, inches_words
from missdesk.settings import Clinic, DateOrder, Formats, Phone, not_offered_words, written_as
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library
from tests.handout.structure import structure_text
from tests.handout.test_logo import picture

SECTIONS = ("options", "what-happens", "good-and-bad", "ready", "first-days", "warning", "scar",
            "recovery", "studies")  # fmt: skip
FULL = Clinic(
    name="Hill Clinic",
    phone="+44 20 7946 0123",
    emergency="999",
    blocks={
        "medicines": "Bring your list.\n- Blood thinners: call us.\n- Herbs: no.\nTake the rest.",
        "wound": "- Keep it dry.\n- Look at it each day.",
        "fasting": "Nothing after midnight.",
        "follow-up": "After two weeks.",
    },
    phones=(Phone("Nurse at night", "+44 20 7946 0199"), Phone("", "0800 1")),
    clinicians=("Dr A. Example, surgeon", "B. Example, nurse"),
    footer="Hill Clinic, 1 Hill Road",
    not_offered={"slipped-disc": ("camera",)},
    formats=Formats("month-first", "us"),
)


@pytest.mark.parametrize("text_size", ["clear", "large", "larger"])
def test_everything_the_clinic_says_stands_where_it_belongs(text_size: str) -> None:
    shown = visit(sections=SECTIONS, text_size=text_size)
    made = build_handout(library(), shown, clinic=FULL, today=TODAY, fixed=True)
    assert page_validation.validate_pdf_bytes(made.pdf, profile="ua1").is_compliant
    text = " ".join(structure_text(made.pdf).replace("\u00a0", " ").split())
    for words in (
        "Hill Clinic: +44 20 7946 0123",
        "Nurse at night: +44 20 7946 0199",
        "Phone: 0800 1",
        "Your team: Dr A. Example, surgeon; B. Example, nurse.",
        "Call 999.",
        "Your medicines: Bring your list.",
        "Blood thinners: call us.",
        "Take the rest.",
        "Your wound:",
        "Your next visit: After two weeks.",
        "December 7, 2026",
        "November 21, 2026",
        "cm (1 to 2 inches)",
    ):
        assert words in text
    assert text.count(not_offered_words()) == 3
    assert "- Keep" not in text
    again = build_handout(library(), shown, clinic=FULL, today=TODAY, fixed=True)
    assert again.pdf == made.pdf


def test_an_option_that_is_not_offered_stays_a_peer() -> None:
    shown = visit(sections=("options", "studies"))
    with_note = structure_text(
        build_handout(library(), shown, clinic=FULL, today=TODAY, fixed=True).pdf
    )
    plain = structure_text(build_handout(library(), shown, today=TODAY, fixed=True).pdf)
    name = "With a camera"
    assert with_note.count(name) == plain.count(name)


def test_the_clinics_line_stands_on_every_page_and_in_no_tag() -> None:
    import pypdfium2

    made = build_handout(library(), visit(), clinic=FULL, today=TODAY, fixed=True)
    with pypdfium2.PdfDocument(made.pdf) as file:
        for page in file:
            text = page.get_textpage().get_text_bounded()
            assert text.count("1 Hill Road") == 1
            assert "Page" in text
    assert "1 Hill Road" not in structure_text(made.pdf)


@pytest.mark.parametrize(
    ("order", "long", "within", "across"),
    [
        ("day-first", "7 December 2026", "7 to 14 December", "28 December to 4 January"),
        ("month-first", "December 7, 2026", "December 7 to 14", "December 28 to January 4"),
        ("iso", "2026-12-07", "2026-12-07 to 2026-12-14", "2026-12-28 to 2027-01-04"),
    ],
)
def test_dates_are_written_as_the_clinic_does(
    order: DateOrder, long: str, within: str, across: str
) -> None:
    day = date(2026, 12, 7)
    with written_as(Formats(order)):
        assert long_date(day).replace("\u00a0", " ") == long
        assert dates_text(DayRange(0, 7), day).replace("\u00a0", " ") == within
        assert dates_text(DayRange(21, 28), day).replace("\u00a0", " ") == across


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (30, 50, " (1 to 2 inches)"),
        (10, 20, " (½ to 1 inch)"),
        (10, 36, " (½ to 1½ inches)"),
        (5, 8, " (less than ½ inch)"),
        (13, 13, " (½ inch)"),
        (25, 26, " (1 inch)"),
        (100, 100, " (4 inches)"),
    ],
)
def test_inches_stand_after_the_studys_own_number(low: float, high: float, said: str) -> None:
    assert inches_words(low, high) == ""
    with written_as(Formats(units="us")):
        assert inches_words(low, high) == said
        assert cut_words(CutSize(30, 50)) == "About 3 to 5 cm (1 to 2 inches)"
        assert arm_words(Arm(low=3, high=5, unit="cm")) == "3 to 5 cm (1 to 2 inches)"
        assert arm_words(Arm(value=3, unit="days")) == "3 days"
    assert arm_words(Arm(low=3, high=5, unit="cm")) == "3 to 5 cm"


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"footer": "\u5f20"}, "footer"),
        ({"clinicians": ("\u5f20",)}, "team"),
        ({"phones": (Phone("\u5f20", "1"),)}, "phone"),
        ({"emergency": "\u5f20"}, "emergency number"),
        ({"blocks": {"wound": "dry\n\u5f20"}}, "own advice"),
    ],
)
def test_letters_without_a_font_are_one_message(changed: dict[str, object], where: str) -> None:
    clinic = replace(Clinic(), **changed)  # type: ignore[arg-type]  # the fields of Clinic
    with pytest.raises(FontError, match=where):
        build_handout(library(), visit(), clinic=clinic, today=TODAY, fixed=True)


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_all_settings_together_cost_no_page_beyond_six(real: Library, paper: Paper) -> None:
    clinic = replace(FULL, logo=picture((900, 300)))
    for name in ("slipped-disc", "narrow-canal"):
        topic = next(t for t in real.topics.values() if t.id == name)
        consultation = Consultation()
        consultation.start(topic)
        shown = replace(
            consultation.visit, paper=paper, name="Ada Example", questions=topic.questions
        )
        plain = build_handout(real, shown, today=TODAY, fixed=True)
        made = build_handout(real, shown, clinic=clinic, today=TODAY, fixed=True)
        assert made.pages <= max(MOST_PAGES, plain.pages)
        assert made.warnings == ()
