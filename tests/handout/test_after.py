"""What comes after the choice: the scar, the days, what matters, questions and warning signs."""

from __future__ import annotations

from dataclasses import replace

from missdesk.figures.scene import TextItem
from missdesk.handout.build import build_handout
from missdesk.handout.figure import Figure
from missdesk.handout.ink import Ink, _items
from missdesk.handout.sections.scar import _line
from missdesk.model.consultation import NOT_SURE
from missdesk.model.evidence import FindingId
from missdesk.model.marks import Mark, Sheet
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Place, PlateUse, RecoveryRow
from tests.handout.making import TODAY, material, visit
from tests.handout.saying import alts, text_of
from tests.handout.small_library import SLIPPED, library, section
from tests.handout.structure import pieces, structure_text


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


def test_ways_that_mostly_differ_have_a_column_each_with_short_months() -> None:
    found = library()
    topic = found.topics[SLIPPED]
    rows = (
        RecoveryRow("walking", "footprints", {"open": "walk", "tube": "drive"}),
        RecoveryRow("driving", "car", {"open": "drive", "tube": "walk"}),
    )
    found = replace(found, topics={SLIPPED: replace(topic, recovery=rows)})
    made = build_handout(found, replace(visit(), sections=("recovery",)), today=TODAY)
    rows_said = [text for role, text in pieces(made.pdf) if role == "TR"]
    assert rows_said[0] == "Usual range, no promise Through one longer cut Through a tube"
    assert rows_said[1].startswith("Walking 7 to 8 Dec [1] 14 Dec")


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
