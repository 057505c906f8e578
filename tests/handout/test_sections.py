"""What each section says, from the data to the words on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from missdesk.content.library import load_library
from missdesk.content.sentences import first_sentences
from missdesk.errors import FontError, PlateError
from missdesk.figures.plate_model import Plate
from missdesk.figures.scene import TextItem
from missdesk.handout import fonts, pictures
from missdesk.handout.build import build_handout
from missdesk.handout.figure import Figure
from missdesk.handout.ink import Ink, _items
from missdesk.handout.material import Citations
from missdesk.handout.sections import first_days, what_happens
from missdesk.handout.sections.scar import _line
from missdesk.handout.sections.sources import reference
from missdesk.model.blocks import Heading, Paragraph, Section, Term, Text
from missdesk.model.consultation import NOT_SURE
from missdesk.model.evidence import FindingId, Source, SourceId
from missdesk.model.library import Library
from missdesk.model.marks import Mark, OwnPicture, Sheet, own_sheet
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Place, PlateUse, RecoveryRow
from missdesk.paths import assets_dir
from tests.handout.making import TODAY, material, visit
from tests.handout.small_library import SLIPPED, bullets, library, para, section
from tests.handout.structure import structure_text


def text_of(*sections: str, **changes: Any) -> str:  # noqa: ANN401  the fields of a Visit
    shown = visit(sections=sections, **changes)
    return structure_text(build_handout(library(), shown, today=TODAY, fixed=True).pdf)


def alts(section: str, **changes: Any) -> list[str]:  # noqa: ANN401  the fields of a Visit
    shown = visit(sections=(section,), **changes)
    pdf = build_handout(library(), shown, today=TODAY, fixed=True).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            str(thing.Alt)
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]


# ---- cover and problem


def test_cover_has_a_line_to_write_on_without_a_name() -> None:
    assert "For ________" in text_of("cover", name="")
    assert "born 4 May 1960" in text_of("cover", birth_date=date(1960, 5, 4))


@pytest.mark.parametrize(
    ("side", "words", "state"),
    [
        ("left", "left leg", "L4–L5, left side"),
        ("right", "right leg", "L4–L5, right side"),
        ("both", "in the middle", "L4–L5, both sides"),
    ],
)
def test_problem_says_and_shows_the_side(side: str, words: str, state: str) -> None:
    text = text_of("problem", side=side)
    assert words in text or "presses here" in text
    assert state in text
    assert any(state in alt for alt in alts("problem", side=side))


@pytest.mark.parametrize(("level", "side"), [(None, None), ("L4-L5", None), (None, "left")])
def test_nothing_chosen_is_a_neutral_picture(level: str | None, side: str | None) -> None:
    text = text_of("problem", level=level, side=side)
    assert "Your surgeon will mark the place." in text
    assert not any("Place:" in alt for alt in alts("problem", level=level, side=side))


def test_another_level_is_told() -> None:
    assert "The picture shows L4–L5." in text_of("problem", level="L5-S1")


def test_ink_of_the_surgeon_is_told() -> None:
    sheet = Sheet((Mark("pen", ((100.0, 80.0), (110.0, 90.0), (120.0, 85.0))),))
    sheets = {"axial-l4l5/problem/L4-L5/left": sheet}
    assert "Drawn by your surgeon." in text_of("problem", sheets=sheets)
    assert any("drawing by your surgeon" in alt for alt in alts("problem", sheets=sheets))
    elsewhere = text_of("problem", sheets=sheets, side="right")
    assert "Drawn by your surgeon." not in elsewhere


@pytest.mark.parametrize(
    ("mark", "count"),
    [
        (Mark("pen", ()), 0),
        (Mark("pen", ((1.0, 1.0),)), 1),
        (Mark("highlighter", ((1.0, 1.0), (2.0, 2.0))), 1),
        (Mark("arrow", ((1.0, 1.0), (9.0, 9.0))), 2),
        (Mark("note", ((1.0, 1.0),), text="<here>\u202e"), 2),
        (Mark("note", ((1.0, 1.0),), text="\u202e"), 0),
        (Mark("stamp", ((9.0, 9.0),), 9.0, stamp="spur"), 2),
        (Mark("stamp", ((9.0, 9.0),), 9.0, stamp="pain"), 4),
        (Mark("pen", ((1.0, 1.0), (9.0, 9.0)), pressures=(0.1, 0.9)), 2),
    ],
)
def test_every_mark_becomes_shapes(mark: Mark, count: int) -> None:
    drawn = _items(mark, Ink(Sheet((mark,)), (0, 0, 50, 50), 1.0))
    assert len(drawn) == count


def test_all_that_was_drawn_is_said() -> None:
    marks = (
        Mark("pen", ((100.0, 80.0), (110.0, 90.0)), pressures=(0.1, 0.9)),
        Mark("arrow", ((100.0, 80.0), (110.0, 90.0))),
        Mark("note", ((100.0, 80.0),), text="Here it hurts"),
        Mark("stamp", ((100.0, 80.0),), 11.0, stamp="screw"),
    )
    sheets = {"axial-l4l5/problem/L4-L5/left": Sheet(marks)}
    said = " ".join(alts("problem", sheets=sheets))
    for words in ("lines", "an arrow", 'the sign "Screw"', 'the note "Here it hurts"'):
        assert words in said


def test_a_picture_of_ones_own_is_on_paper_only_when_ticked() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 400)).save(out, "JPEG")
    own = OwnPicture(out.getvalue(), (300, 400), "right")
    stamp = Mark("stamp", ((50.0, 50.0),), 11.0, stamp="pain")
    sheets = {own_sheet("L4-L5", "left"): Sheet((stamp,))}
    assert "Your own picture" not in text_of("problem", own_picture=own, sheets=sheets)
    ticked = replace(own, is_on_paper=True)
    assert "Your own picture. Drawn by your surgeon." in text_of(
        "problem", own_picture=ticked, sheets=sheets
    )
    said = " ".join(alts("problem", own_picture=ticked, sheets=sheets))
    assert "Your left is at the right of the picture." in said
    assert 'the sign "Pain here"' in said


# ---- options and studies


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


def with_common(*sections: Section) -> Library:
    return replace(library(), common={"en": {each.id: each for each in sections}})


def said_with(content: Library, *sections: str, **changes: Any) -> str:  # noqa: ANN401
    shown = visit(sections=sections, **changes)
    return structure_text(build_handout(content, shown, today=TODAY, fixed=True).pdf)


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


def test_every_option_has_a_panel_where_people_are_drawn() -> None:
    for size in ("clear", "large"):
        found = alts("studies", text_size=size)
        people = [alt for alt in found if "out of 100 people" in alt]
        boxes = [a for a in found if "Not studied here" in a or "Does not apply" in a]
        assert len(people) + len(boxes) == 2 * 4


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
    assert "The legs go down" not in said_with(found, "first-days")


def missing(_plate: str) -> Plate:
    raise PlateError("plate", "it is missing", "Install MISSDesk again")


def test_a_missing_step_picture_leaves_the_words_of_all_options(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(what_happens, "plate", missing)
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


def test_scar_is_drawn_to_scale_or_said_to_be_unknown() -> None:
    text = text_of("scar")
    assert "Through one longer cut: About 3 to 5 cm [1]" in text
    unknown = library()
    content = replace(unknown, findings={k: v for k, v in unknown.findings.items() if k != "scar"})
    pdf = build_handout(content, visit(sections=("scar",)), today=TODAY).pdf
    assert "About this size. Ask your surgeon." in structure_text(pdf)


def test_a_cut_given_in_millimeters_is_drawn_as_long_as_one_in_centimeters() -> None:
    known = library()
    finding = known.findings[FindingId("scar")]
    groups = tuple(
        replace(g, unit="mm", **{k: 10 * getattr(g, k) for k in ("low", "high")})
        for g in finding.groups
    )
    changed = replace(
        known, findings={**known.findings, finding.id: replace(finding, groups=groups)}
    )
    made = material(visit())
    for option in (o for o in made.options if o.cut):
        drawn = [_line(replace(made, library=each), option)[1] for each in (known, changed)]
        assert all(isinstance(figure, Figure) for figure in drawn)
        assert len({figure.scene for figure in drawn if isinstance(figure, Figure)}) == 1


def test_a_note_that_is_cut_says_so() -> None:
    words = "not on the left, but on the right side of the back"
    mark = Mark("note", ((1.0, 1.0),), text=words)
    whole = _items(mark, Ink(Sheet((mark,)), (0, 0, 50, 50), 1.0))
    assert " ".join(item.text for item in whole if isinstance(item, TextItem)) == words
    cut = _items(mark, Ink(Sheet((mark,)), (0, 0, 20, 50), 1.0))
    assert [item.text[-1] for item in cut if isinstance(item, TextItem)][-1] == "…"


def test_answers_to_other_pairs_leave_the_section_whole() -> None:
    assert "What matters most to me" in structure_text(
        build_handout(library(), visit(values={"gone": 3}), today=TODAY).pdf
    )


def test_a_stay_of_hours_has_its_unit_once() -> None:
    text = text_of("studies")
    assert "less than 1 day" in text
    assert "day days" not in text


# ---- recovery, values, questions


def test_recovery_says_the_work_as_it_was_typed_and_nothing_without_it() -> None:
    assert "Your work: Baker <b>at night</b>" in text_of("recovery", job=" Baker <b>at  night</b>")
    assert "Your work" not in text_of("recovery", job=" ")


def test_recovery_has_dates_unknowns_and_the_surgeons_own_days() -> None:
    own = {"driving": DayRange(10, 12)}
    text = text_of("recovery", surgeons_days=own)
    assert "7 to 8 December" in text
    assert "17 to 19 December (changed by your surgeon)" in text
    assert "Through a tube / With a camera: We do not know. Ask your surgeon:" in text


def test_several_levels_without_a_side_are_said_and_the_picture_names_its_own() -> None:
    found = library()
    topic, text = found.topics[SLIPPED], found.text(SLIPPED, "en")
    words = section("problem", "Your problem", chosen="The canal is narrow.", none="Not yet.")
    plates = PlateUse({}, "axial-l4l5", "healthy", {"": "stenosis"})
    place = Place("discs", ("L3-L4", "L4-L5", "L5-S1"))
    found = replace(
        found,
        topics={SLIPPED: replace(topic, place=place, plates=plates)},
        texts={(SLIPPED, "en"): replace(text, sections={**text.sections, "problem": words})},
    )
    chosen = replace(visit(), level="L3-L4,L4-L5", side=None)
    said = structure_text(build_handout(found, chosen, today=TODAY).pdf)
    assert "Your back: L3–L4 and L4–L5." in said
    assert "The picture shows L4–L5 only." in said
    assert "The canal is narrow." in said
    assert "Your surgeon will mark the place" not in said
    open_ = structure_text(build_handout(found, replace(chosen, level=None), today=TODAY).pdf)
    assert "Not yet." in open_
    assert "Your surgeon will mark the place" in open_


def test_ways_with_the_same_days_share_a_line_and_those_without_any_stand_below() -> None:
    found = library()
    topic = found.topics[SLIPPED]
    rows = (
        RecoveryRow("walking", "footprints", {"open": "walk", "tube": "walk"}),
        RecoveryRow("driving", "car", {"open": "drive"}),
    )
    found = replace(found, topics={SLIPPED: replace(topic, recovery=rows)})
    text = structure_text(
        build_handout(found, replace(visit(), sections=("recovery",)), today=TODAY).pdf
    )
    assert "Walking Through one longer cut / Through a tube: 7 to 8 December" in text
    assert "Through one longer cut: 14 December" in text
    assert "Through a tube: We do not know. Ask your surgeon:" in text
    assert "With a camera: we do not know the days. Ask your surgeon:" in text


def test_without_a_day_to_count_from_there_are_weeks_only() -> None:
    found = library()
    topic = replace(found.topics[SLIPPED], has_date=False)
    made = build_handout(
        replace(found, topics={SLIPPED: topic}),
        replace(visit(), sections=("recovery",)),
        today=TODAY,
    )
    text = structure_text(made.pdf)
    assert "December 2026" not in text.partition("Your recovery")[2]
    assert "day of your operation" not in text


def test_answers_are_said_in_words() -> None:
    values = {"speed": 0, "again": 3, "night": 2}
    text = text_of("values", values=values, leaning="tube")
    assert "Left speed" in text
    assert "Right again (a little more than “Left again”)" in text
    assert "In the middle: “Left night” or “Right night”" in text
    assert "You lean towards: Through a tube." in text
    assert "not sure yet. That is fine" in text_of("values", values=values, leaning=NOT_SURE)


def test_pairs_without_an_answer_are_there_to_be_marked() -> None:
    text = text_of("values")
    assert "Mark the circle" in text
    assert "I am not sure yet" in text
    assert any("Five circles to mark" in alt for alt in alts("values"))
    default = structure_text(build_handout(library(), visit(), today=TODAY).pdf)
    assert "What matters most to me:" in default


def test_ticked_and_own_questions_are_asked() -> None:
    text = text_of("questions", questions=("home",), own_questions=(" Why  me?\u202e", "\x00"))
    assert "What about home? Why me? My own question:" in text
    assert "What about how-often?" in text_of("questions")


def test_claims_come_with_verdict_and_source() -> None:
    assert "“It is safer.” Studies have not shown this. [1]" in text_of("claims")


def test_teach_back_ready_and_warning_say_what_the_content_says() -> None:
    assert "Tell us about problem." in text_of("teach-back")
    assert "Pack a bag." in text_of("ready")
    text = text_of("warning")
    assert "You can’t pass urine." in text
    assert "Phone: ______" in text


# ---- sources


def source(**fields: Any) -> Source:  # noqa: ANN401  the fields of a Source
    return Source(SourceId("x"), fields.pop("kind", "rct"), **fields)


def words(found: Source) -> str:
    return "".join(run.text for run in reference(found)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"authors": "A B, C D, E F et al.", "title": "T: sub", "journal": "J 5(2):1-9",
             "year": 2020, "doi": "10.1/x"},
            "A B et al. T. J, 2020. doi 10.1/x",
        ),
        ({"authors": "A B", "title": "T: sub", "journal": "J 5"}, "A B. T: sub. J 5."),
        ({"title": "T", "pmid": "77"}, "T. PMID 77"),
        ({"title": "T", "address": "https://a.org/5"}, "T. a.org/5"),
        ({"title": "T", "pmid": "77", "address": "https://a.org/5"}, "T. PMID 77"),
        ({"year": 2020}, "A study that put people in groups by lot, 2020. Authors, title, DOI,"
                         " PMID: not stated."),
        ({"authors": "Clinic (UK)", "title": "T", "journal": "Clinic"}, "Clinic (UK). T."),
        ({}, "A study that put people in groups by lot. Authors, title, DOI, PMID: not"
             " stated."),
        ({"kind": "odd"}, "A study. Authors, title, DOI, PMID: not stated."),
    ],
)  # fmt: skip
def test_only_verified_fields_are_printed(fields: dict[str, Any], said: str) -> None:
    assert words(source(**fields)) == said


def test_sources_are_numbered_as_cited_and_leaflets_share_a_number() -> None:
    known = {
        SourceId(i): Source(SourceId(i), kind)
        for i, kind in (("a", "rct"), ("l1", "patient-information"), ("l2", "patient-information"))
    }
    found = Citations(known)
    assert found.cite([SourceId("l1")]) == "[1]"
    assert found.cite([SourceId("a"), SourceId("l2"), SourceId("gone")]) == "[1,\u00a02]"
    assert found.cite([]) == ""
    assert [[s.id for s in together] for _n, together in found.entries()] == [["l1", "l2"], ["a"]]


def test_about_this_sheet_says_grade_review_and_money() -> None:
    text = text_of("sources")
    for said in ("Reading grade: 5.2.", "Not yet reviewed", "No maker of devices", "CC BY 4.0."):
        assert said in text


# ---- pictures and fonts


def test_damaged_and_missing_pictures_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(PlateError):
        pictures.plate("no-such-plate")
    layer = tmp_path / "bad.webp"
    layer.write_bytes(b"not a picture")
    found = pictures.plate("axial-l4l5")
    monkeypatch.setattr(type(found), "path", lambda _self, _file: layer)
    with pytest.raises(PlateError, match="can't be read"):
        pictures._jpeg.__wrapped__(
            "axial-l4l5", "healthy", (0, 0, 90, 60), (90, 60), False, (), fades=True
        )


def test_mirrored_picture_differs() -> None:
    crop = (30.0, 30.0, 90.0, 60.0)
    make = pictures._jpeg.__wrapped__
    plain, turned = (
        make("axial-l4l5", "hernia-left", crop, (90, 60), mirrored, (), fades=True)
        for mirrored in (False, True)
    )
    assert plain != turned


def test_missing_font_file_is_told() -> None:
    with pytest.raises(FontError, match="Install MISSDesk again"):
        fonts._face.__wrapped__("NoSuchFont")


def test_shared_words_fall_back_to_nothing() -> None:
    assert material(visit()).common("no-such-words") == ""


def test_picture_of_another_size_is_refused_not_laid_down_somewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    layer = tmp_path / "small.webp"
    Image.new("RGBA", (10, 10)).save(layer)
    found = pictures.plate("axial-l4l5")
    monkeypatch.setattr(type(found), "path", lambda _self, _file: layer)
    with pytest.raises(PlateError, match="can't be read"):
        pictures._jpeg.__wrapped__(
            "axial-l4l5", "healthy", (0, 0, 90, 60), (90, 60), False, (), fades=True
        )


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 0.9, 0.999])
def test_font_cut_short_is_refused_never_drawn_with_letters_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, share: float
) -> None:
    whole = (assets_dir() / "fonts" / "MISSDeskSans-Regular.ttf").read_bytes()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Cut.ttf").write_bytes(whole[: int(len(whole) * share)])
    monkeypatch.setattr(fonts, "assets_dir", lambda: tmp_path)
    with pytest.raises(FontError, match="the font can't be read"):
        fonts._face.__wrapped__("Cut")


def test_sign_that_is_no_letter_names_no_script() -> None:
    with pytest.raises(FontError) as smile:
        fonts.check("Ada \U0001f600", "The name")
    assert "Grinning" not in str(smile.value)
    with pytest.raises(FontError, match=r"\(Arabic\)"):
        fonts.check("\u0639", "The name")
