"""What the paper tells of the options: how each goes, what studies found, and hard words."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from missdesk.content.library import load_library
from missdesk.content.sentences import first_sentences
from missdesk.errors import PlateError
from missdesk.figures.plate_model import Plate
from missdesk.handout import way_pictures
from missdesk.handout.build import build_handout
from missdesk.handout.plan import ORDER
from missdesk.handout.sections import first_days
from missdesk.model.blocks import Heading, Paragraph, Term, Text
from missdesk.model.evidence import FindingId
from tests.handout.making import TODAY, visit
from tests.handout.saying import alts, said_with, text_of, with_common
from tests.handout.small_library import SLIPPED, bullets, library, para, section
from tests.handout.structure import structure_text


def test_options_of_the_same_words_share_one_text() -> None:
    text = text_of("options")
    assert text.count("You walk each day.") == 1
    assert "Tubular microdiscectomy" in text


def test_studies_show_numbers_unknowns_meaning_certainty_and_source() -> None:
    text = text_of("studies")
    for words in ("10 of 100", "15 of 100", "Not studied here", "Does not apply", "3 to 5 cm"):
        assert words in text
    assert "In 2 years. Could be chance. Low certainty [1]" in text
    assert "less than 1 day" in text.replace("less than 1 days", "less than 1 day")


def test_people_say_both_frames_and_have_an_alternative_text() -> None:
    text = text_of("studies")
    assert "90 do not have it 10 have it" in text
    assert any("10 out of 100 people have it; 90 do not have it." in a for a in alts("studies"))


def test_large_print_says_the_same_numbers() -> None:
    text = text_of("studies", text_size="large")
    assert "Through a tube: 15 out of 100" in text


def test_cards_and_descriptions_are_there_for_all_options() -> None:
    assert text_of("good-and-bad").count("Good points") == 4
    whole = text_of("what-happens").partition("What happens with each option")[2]
    assert whole.count("About ") == 4


def test_each_choice_says_in_short_what_happens_before_the_numbers() -> None:
    text = text_of("options", "studies")
    assert "About through a tube." in text
    assert text.index("About through a tube.") < text.index("What the studies found")
    assert "About through a tube." not in text_of("options", "claims").partition("Your options")[0]


def test_first_sentences_keep_hard_words_and_end_where_a_sentence_does() -> None:
    spans = (Text("Up 1.5 cm. It is a "), Term("tube", "tube"), Text(". Then"), Text(" more."))
    assert first_sentences(spans, 2) == (*spans[:2], Text("."))
    assert first_sentences(spans, 9) == spans


def test_table_and_people_are_explained_before_they_are_shown() -> None:
    content = with_common(
        section("how-to-read.certainty", "Sure", para("Bars. Four is most. One is least. Screen.")),
        section("how-to-read.points", "Score", para("Zero is none.")),
        section("how-to-read.range", "Range", para("It lies between. Dashed people.")),
        section("how-to-read.people", "People", para("A hundred people each.")),
        section("certainty.low", "Low", para("We are not very sure.")),
    )
    text = said_with(content, "studies")
    how = "A bar shows people out of 100. A mark on a line shows a score. Bars. Four is most."
    assert text.index(how) < text.index("What happened")
    for words in ("Zero is none.", "It lies between.", "The dashed part of a bar shows that gap."):
        assert words in text
    assert "Screen." not in text
    assert text.index("A hundred people each.") < text.index("All about again")
    large = said_with(content, "studies", text_size="large")
    assert "Low certainty: We are not very sure." in large
    assert "Four is most" not in large


def test_a_row_without_a_figure_is_a_sentence_and_no_row() -> None:
    found = library()
    gone = {FindingId(i) for i in ("scar", "stay")}
    bare = {
        k: replace(f, arms={}, groups=()) if k in gone else f for k, f in found.findings.items()
    }
    for size in ("clear", "large"):
        text = said_with(replace(found, findings=bare), "studies", text_size=size)
        assert "About scar and About stay: we found no numbers. Ask your surgeon." in text
        assert text.count("About scar") == 1


def test_every_shown_option_has_a_panel_where_people_are_drawn() -> None:
    for size in ("clear", "large"):
        found = alts("studies", text_size=size)
        people = [alt for alt in found if "out of 100 people" in alt]
        boxes = [a for a in found if "Not studied here" in a or "Does not apply" in a]
        assert len(people) + len(boxes) == len(visit().options)


def test_hard_words_of_the_printed_sections_are_explained() -> None:
    found = library()
    text = found.text(SLIPPED, "en")
    words = section("ready", "Getting ready")
    words = replace(
        words, blocks=(Paragraph((Text("The "), Term("dura", "dura"), Text(" heals."))),)
    )
    found = replace(
        found, texts={(SLIPPED, "en"): replace(text, sections={**text.sections, "ready": words})}
    )
    for size in ("clear", "large"):
        said = said_with(found, "ready", "words", text_size=size)
        assert "Words explained" in said
        assert "dura: The lining around the nerves." in said
    assert "Words explained" not in said_with(found, "warning", "words")


def test_in_short_says_the_answers_of_the_teach_back() -> None:
    assert "In short" in text_of("in-short")
    assert "Tell us about problem. An answer." in text_of("in-short")


def test_sources_say_how_studies_were_chosen_and_who_wrote_this() -> None:
    content = with_common(
        section("evidence-choice", "How chosen", para("By reviews."), para("By lot.")),
        section("authors", "Who wrote this", bullets("A project.")),
    )
    text = said_with(content, "sources")
    assert "How chosen. By reviews. By lot. Who wrote this." in text
    assert "A project." in text
    assert "How chosen" not in text_of("sources")


def test_what_can_go_wrong_stands_with_the_good_and_bad_points() -> None:
    content = with_common(section("harms", "What can go wrong", para("Germs get in.")))
    for size in ("clear", "large"):
        text = said_with(content, "good-and-bad", text_size=size)
        assert text.index("Bad points") < text.index("What can go wrong Germs get in.")
    assert "go wrong" not in text_of("good-and-bad")


def test_pictures_of_how_to_move_stand_where_the_words_ask_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = library()
    text = found.text(SLIPPED, "en")
    head = Heading((Text("Getting out of bed"),), 3)
    words = replace(section("first-days", "The first days"), blocks=(head, bullets("Roll over.")))
    words = replace(words, blocks=(*words.blocks, para("Don't lift.")))
    found = replace(
        found, texts={(SLIPPED, "en"): replace(text, sections={**text.sections, words.id: words})}
    )
    for size in ("clear", "large"):
        said = said_with(found, "first-days", text_size=size)
        assert "The legs go down while the arms push up." in said
        assert "hold the load close" not in said
    monkeypatch.setattr(first_days, "plate", missing)
    again = replace(found, texts=dict(found.texts))
    assert "The legs go down" not in said_with(again, "first-days")


def missing(_plate: str) -> Plate:
    raise PlateError("plate", "it is missing", "Install MISSDesk again")


def test_a_missing_step_picture_leaves_the_words_of_all_options(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(way_pictures, "plate", missing)
    assert text_of("what-happens").count("About ") == 4


def test_real_steps_have_one_picture_for_each_option_in_one_size() -> None:
    content = load_library()
    topic = content.topics[SLIPPED]
    made = build_handout(content, visit(sections=("what-happens",)), today=TODAY, fixed=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        figures = [t for t in file.objects if isinstance(t, pikepdf.Dictionary)
                   and t.get("/S") == "/Figure"]  # fmt: skip
        boxes = [[float(v) for v in f.A.BBox] for f in figures]
    sizes = [(round(b[2] - b[0]), round(b[3] - b[1])) for b in boxes]
    assert max(sizes.count(size) for size in sizes) == len(topic.options)


def test_more_than_seven_hard_words_stand_in_groups() -> None:
    """CC8."""
    found = load_library()
    visit_ = replace(visit(topic="pain-after-surgery", level="L4-L5"), sections=tuple(ORDER))
    file = build_handout(found, visit_, today=TODAY, fixed=True)
    said = structure_text(file.pdf)
    for title in ("In your back", "Treatments", "Tools and helpers", "Studies and scans"):
        assert title in said


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("curved-spine", "real cuts differ"),
        (
            "pain-after-surgery",
            "The stimulator is seen from behind",
        ),
    ],
)
def test_pm16_paper_says_what_the_pictures_leave_out(topic: str, told: str) -> None:
    visit_ = replace(visit(topic=topic, level=None), sections=("what-happens",))
    file = build_handout(load_library(), visit_, today=TODAY, fixed=True)
    assert " ".join(structure_text(file.pdf).split()).count(told) == 1


def test_cc7_a_place_without_a_side_says_what_its_letters_mean() -> None:
    visit_ = visit(topic="pain-after-surgery", level="L4-L5", side=None)
    said = structure_text(build_handout(load_library(), visit_, today=TODAY, fixed=True).pdf)
    assert "S the bone below" in " ".join(said.split())
