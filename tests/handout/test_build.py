"""The whole handout: what it says, how long it is, and what it never gives away."""

from __future__ import annotations

import ctypes
import io
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import missdesk.handout
from missdesk.content.library import load_library
from missdesk.errors import FontError, InputError, RecordError
from missdesk.handout.build import build_handout, options_in_order
from missdesk.handout.builders import BUILDERS
from missdesk.handout.plan import ORDER, check_sections, choices, plan, section_title
from missdesk.handout.restore import attached_record, restore_visit
from missdesk.model.compare import cell_for
from missdesk.model.consultation import Paper, TextSize, Visit
from missdesk.model.evidence import Unknown
from missdesk.model.library import Library, Review
from missdesk.model.marks import Mark, Sheet
from missdesk.model.recovery import DayRange
from missdesk.model.rounding import whole_arm
from missdesk.model.topic import TopicId
from missdesk.model.wording import number_words
from missdesk.settings import Clinic
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library
from tests.handout.structure import headings, structure_text

MM = 72 / 25.4


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library()


def text_of(content: Library, shown: Visit, clinic: Clinic | None = None) -> str:
    made = build_handout(content, shown, clinic=clinic, today=TODAY, fixed=True)
    return structure_text(made.pdf)


def test_shipped_handout_keeps_to_six_pages_with_everything_that_matters(real: Library) -> None:
    made = build_handout(real, visit(), today=TODAY, fixed=True)
    assert made.pages <= 6
    assert made.warnings == ()
    text = structure_text(made.pdf)
    for words in ("Ada Example", "L4–L5, left side", "7 December 2026", "21 November 2026"):
        assert words in text
    assert "Phone: ______" in text
    assert "your local emergency number" in text
    assert not any(number in text for number in ("911", "112", "999"))
    found = headings(made.pdf)
    assert found[0] == ("H1", "Your slipped disc: your choices")
    assert found[-1] == ("H2", "Sources")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("answers", [0, 3, 6])
@pytest.mark.parametrize("asked", [0, 4, 10])
def test_default_sections_keep_to_six_pages_for_any_visit(
    real: Library, paper: Paper, answers: int, asked: int
) -> None:
    topic = real.topics[TopicId("slipped-disc")]
    shown = visit(
        paper=paper,
        values={pair: index % 5 for index, pair in enumerate(topic.values[:answers])},
        leaning="tube" if answers else None,
        questions=topic.questions[:asked],
    )
    made = build_handout(real, shown, today=TODAY, fixed=True)
    assert made.pages <= 6


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("has_own_days", [False, True])
def test_a_full_visit_keeps_to_six_pages(real: Library, paper: Paper, has_own_days: bool) -> None:
    topic = real.topics[TopicId("slipped-disc")]
    days = {row.id: DayRange(3, 14, is_surgeons=True) for row in topic.recovery}
    shown = visit(
        paper=paper,
        birth_date=date(1950, 2, 3),
        values={pair: index % 5 for index, pair in enumerate(topic.values)},
        leaning="camera",
        questions=topic.questions,
        own_questions=(
            "Can my husband stay with me in the hospital at night?",
            "When can I ride my bicycle to work again?",
            "Who looks after my dog?",
        ),
        surgeons_days=days if has_own_days else {},
        sheets={"axial-l4l5/problem": Sheet((Mark("pen", ((80.0, 50.0), (90.0, 60.0)), 1.0),))},
    )
    clinic = Clinic("Spine Center North", "+44 20 7946 0123", "999", blocks={
        "formats": "Ask at the desk for large print, Braille or audio."})  # fmt: skip
    made = build_handout(real, shown, clinic=clinic, today=TODAY, fixed=True)
    assert made.pages <= 6
    assert "My own question:" in structure_text(made.pdf)
    assert headings(made.pdf)[-1] == ("H2", "Sources")


def test_page_one_stands_alone(real: Library) -> None:
    made = build_handout(real, visit(), today=TODAY, fixed=True)
    with pypdfium2.PdfDocument(made.pdf) as file:
        second = file[1].get_textpage().get_text_bounded()
        first = file[0].get_textpage().get_text_bounded()
    assert second.startswith("Your options")
    assert "What to do next" in first


def test_every_number_of_every_option_is_on_the_paper(real: Library) -> None:
    text = text_of(real, visit())
    topic = real.topics[TopicId("slipped-disc")]
    words = real.text(topic.id, "en")
    for row in (r for r in topic.rows if r.is_first):
        assert words.section(f"row.{row.id}").title in text
        for option in topic.options:
            assert words.section(f"option.{option.id}").title in text
            figures = cell_for(row, real.findings[row.finding], option)
            shown = None if isinstance(figures, Unknown) else whole_arm(figures)
            if shown is not None:
                assert number_words(shown) in text


@pytest.mark.parametrize("text_size", ["clear", "large", "larger"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_text_is_large_enough_and_inside_the_margins(
    real: Library, text_size: TextSize, paper: Paper
) -> None:
    least = {"clear": 12.0, "large": 16.0, "larger": 18.0}[text_size]
    made = build_handout(real, visit(text_size=text_size, paper=paper), today=TODAY, fixed=True)
    with pypdfium2.PdfDocument(made.pdf) as file:
        for page in file:
            width, height = page.get_size()
            for item in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                left, bottom, right, top = item.get_bounds()
                if right - left < 0.1:
                    continue  # a lone space at a line's end
                assert left >= 20 * MM - 0.6
                assert right <= width - 20 * MM + 4.5  # the space kept at a line's end
                assert bottom >= 20 * MM - 0.6
                assert top <= height - 20 * MM + 0.6
                assert _size(item) >= least - 0.6


def _size(item: Any) -> float:  # noqa: ANN401  pypdfium2 has no types
    size = ctypes.c_float()
    assert pypdfium2.raw.FPDFTextObj_GetFontSize(item, size)
    return abs(float(item.get_matrix().get()[3])) * size.value


def test_same_visit_and_date_give_the_same_bytes(real: Library) -> None:
    first = build_handout(real, visit(), today=TODAY, fixed=True).pdf
    build_handout(library(), visit(name="Someone Else"), today=TODAY, fixed=True)
    time.sleep(1.1)
    assert build_handout(real, visit(), today=TODAY, fixed=True).pdf == first


def test_dates_without_an_operation_date_are_days_and_weeks() -> None:
    text = text_of(library(), visit(operation_date=None))
    assert "After 1 to 4 weeks" in text
    assert "Counted from the day of your operation" in text


def test_order_of_the_visit_is_the_order_on_paper() -> None:
    topic = library().topics[TopicId("slipped-disc")]
    order = [o.id for o in options_in_order(visit(options=("camera", "open")), topic)]
    assert order == ["camera", "open", "none", "tube"]


def test_a_letter_of_the_clinic_is_not_said_to_be_the_patients() -> None:
    with pytest.raises(FontError, match="The clinic’s name"):
        text_of(library(), visit(), Clinic("\u5c71 Clinic"))


def test_clinics_own_words_replace_the_blanks() -> None:
    clinic = Clinic("Hill Clinic", "020 7946 0000", "999", None, {"wound": "Keep it dry."})
    text = text_of(library(), visit(sections=("first-days", "warning")), clinic)
    assert "Hill Clinic: 020 7946 0000" in text
    assert "Call 999." in text
    assert "Your wound: Keep it dry." in text


def test_review_state_is_on_every_page() -> None:
    made = build_handout(library(), visit(), today=TODAY)
    with pypdfium2.PdfDocument(made.pdf) as file:
        texts = [page.get_textpage().get_text_bounded() for page in file]
    assert all("Not yet reviewed by a clinician." in text for text in texts)
    assert f"Page 1 of {made.pages}" in texts[0]


@pytest.mark.parametrize("late", ["pack", "topic"])
@pytest.mark.parametrize("text_size", ["clear", "larger"])
def test_overdue_review_is_told_on_every_page(late: str, text_size: TextSize) -> None:
    content = library()
    if late == "topic":
        pack = replace(content.pack, review_due=date(2040, 1, 1))
        content = replace(content, pack=pack)
    shown = visit(text_size=text_size)
    made = build_handout(content, shown, today=date(2027, 11, 22), fixed=True)
    with pypdfium2.PdfDocument(made.pdf) as file:
        texts = [page.get_textpage().get_text_bounded() for page in file]
    assert all("This information is past its review date." in " ".join(t.split()) for t in texts)
    on_time = build_handout(content, shown, today=date(2027, 11, 21), fixed=True)
    assert "past its review date" not in structure_text(on_time.pdf)


def test_signed_review_is_named_and_an_old_one_is_told() -> None:
    signed = library(Review("Dr Rose Field", "spine surgeon", date(2026, 11, 20)))
    for today, words in (
        (TODAY, "Reviewed by Dr Rose Field, spine surgeon."),
        (date(2028, 1, 1), "This information is past its review date."),
    ):
        with pypdfium2.PdfDocument(build_handout(signed, visit(), today=today).pdf) as file:
            assert words in file[0].get_textpage().get_text_bounded()


HOSTILE = (
    "<b>Ada</b> & <para fontSize='90'>x</para>",
    '<img src="/etc/passwd"/><a href="javascript:x">y</a>',
    "{finding:discectomy.scar.by-technique}",
    "(Ada) \\) Tj ET Q",
    "%s %n {0} {name}",
    "'; DROP TABLE patients; --",
    "Zoë Ωμέγα Жанна Nguyễn",
    "‮txt.exe Ada",
    "x" * 5000,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_print_literally(name: str) -> None:
    made = build_handout(library(), visit(name=name), today=TODAY)
    text = structure_text(made.pdf)
    shown = " ".join(name.replace("‮", "").split())[:199]
    assert shown in text or "".join(shown.split()) in "".join(text.split())
    assert bool(made.warnings) == (len(name) > 200)


@pytest.mark.parametrize("field", ["name", "question"])
def test_a_script_without_a_font_is_refused_with_the_place(field: str) -> None:
    shown = visit(name="山田") if field == "name" else visit(own_questions=("山田?",))
    with pytest.raises(FontError) as caught:
        build_handout(library(), shown, today=TODAY)
    assert caught.value.where == {"name": "The name", "question": "A question"}[field]


def test_topic_and_sections_that_do_not_exist_are_refused() -> None:
    with pytest.raises(InputError, match="no topic"):
        build_handout(library(), Visit(), today=TODAY)
    with pytest.raises(InputError, match="no topic nose"):
        build_handout(library(), Visit(topic=TopicId("nose")), today=TODAY)
    with pytest.raises(InputError, match='Did you mean "recovery"'):
        build_handout(library(), visit(sections=("recovry",)), today=TODAY)
    with pytest.raises(InputError, match="Use: cover"):
        check_sections(["zzzzz"])


def test_record_rides_inside_only_on_request(tmp_path: Path) -> None:
    shown = visit(questions=("home",))
    bare = build_handout(library(), shown, today=TODAY, fixed=True).pdf
    made = build_handout(library(), shown, today=TODAY, fixed=True, with_record=True).pdf
    assert page_validation.is_pdf_compliant_bytes(made, profile="ua1")
    (tmp_path / "h.pdf").write_bytes(made)
    assert restore_visit(tmp_path / "h.pdf", library()) == shown
    with pytest.raises(RecordError, match="carries no consultation"):
        attached_record(bare, "h.pdf")


def test_operation_at_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(InputError, match="too late") as caught:
        build_handout(library(), visit(operation_date=date.max), today=TODAY)
    assert caught.value.where == "operation date"


def test_chosen_sections_keep_their_order_and_the_fixed_ones() -> None:
    topic = library().topics[TopicId("slipped-disc")]
    assert plan(visit(sections=("warning", "options")), topic) == (
        "cover",
        "options",
        "warning",
        "sources",
    )
    assert [c.id for c in choices(topic)] == list(ORDER)
    assert all(section_title(s) for s in ORDER)


def test_every_section_has_its_file_and_every_file_its_section() -> None:
    folder = Path(missdesk.handout.__file__).parent / "sections"
    files = {p.stem.replace("_", "-") for p in folder.glob("[a-z]*.py")}
    assert files == set(ORDER) == set(BUILDERS)


@settings(max_examples=25)
@given(name=st.text(max_size=60), question=st.text(max_size=80), day=st.dates())
def test_any_name_question_and_date_make_a_handout_or_a_clear_message(
    name: str, question: str, day: date
) -> None:
    shown = visit(name=name, own_questions=(question,), operation_date=day)
    try:
        made = build_handout(library(), shown, today=TODAY, fixed=True).pdf[:8]
    except (FontError, InputError) as error:
        made = error.where.encode()
    assert made in {b"%PDF-1.7", b"The name", b"A question", b"operation date"}


@pytest.mark.parametrize(
    ("days", "where", "said"),
    [
        ({"operation_date": date.min}, "operation date", "too early"),
        ({"birth_date": date.min}, "date of birth", "too early"),
        ({"birth_date": date(2062, 5, 1)}, "date of birth", "has not come yet"),
    ],
)
def test_days_that_nobody_has_are_refused(days: dict[str, date], where: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        build_handout(library(), visit(**days), today=TODAY)
    assert caught.value.where == where


def test_date_of_birth_is_on_page_one_and_in_no_metadata() -> None:
    made = build_handout(library(), visit(birth_date=date(1950, 2, 3)), today=TODAY, fixed=True)
    assert "born 3 February 1950" in structure_text(made.pdf).replace("\u00a0", " ")
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        told = str(dict(file.docinfo)) + file.Root.Metadata.read_bytes().decode()
        told += str([str(item) for item in file.open_outline().root])
    for secret in ("1950", "February", "Ada", "Example"):
        assert secret not in told


def test_letters_that_are_lost_and_a_cut_question_are_told() -> None:
    made = build_handout(library(), visit(name="Ada\udcff"), today=TODAY, fixed=True)
    assert any("can't be read" in words for words in made.warnings)
    asked = build_handout(library(), visit(own_questions=("x " * 150,)), today=TODAY, fixed=True)
    assert any("A question is longer" in words for words in asked.warnings)
    assert build_handout(library(), visit(), today=TODAY, fixed=True).warnings == ()
