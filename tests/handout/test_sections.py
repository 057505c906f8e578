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

from missdesk.errors import FontError, PlateError
from missdesk.handout import fonts, pictures
from missdesk.handout.build import build_handout
from missdesk.handout.ink import Ink, _items
from missdesk.handout.material import Citations
from missdesk.handout.sections.sources import reference
from missdesk.model.consultation import NOT_SURE
from missdesk.model.evidence import Source, SourceId
from missdesk.model.marks import Mark, Sheet
from missdesk.model.recovery import DayRange
from missdesk.paths import assets_dir
from tests.handout.making import TODAY, material, visit
from tests.handout.small_library import library
from tests.handout.structure import structure_text


def text_of(section: str, **changes: Any) -> str:  # noqa: ANN401  the fields of a Visit
    shown = visit(sections=(section,), **changes)
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
        (Mark("stamp", ((1.0, 1.0),), stamp="pain"), 2),
    ],
)
def test_every_mark_becomes_shapes(mark: Mark, count: int) -> None:
    drawn = _items(mark, Ink(Sheet((mark,)), (0, 0, 50, 50), 1.0))
    assert len(drawn) == count


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
    assert text_of("what-happens").count("About ") == 4


def test_scar_is_drawn_to_scale_or_said_to_be_unknown() -> None:
    text = text_of("scar")
    assert "Through one longer cut: 3 to 5 cm [1]" in text
    unknown = library()
    content = replace(unknown, findings={k: v for k, v in unknown.findings.items() if k != "scar"})
    pdf = build_handout(content, visit(sections=("scar",)), today=TODAY).pdf
    assert "about this size; ask your surgeon" in structure_text(pdf)


# ---- recovery, values, questions


def test_recovery_has_dates_unknowns_and_the_surgeons_own_days() -> None:
    own = {"driving": DayRange(10, 12)}
    text = text_of("recovery", surgeons_days=own)
    assert "7 to 8 December" in text
    assert "17 to 19 December (changed by your surgeon)" in text
    assert "Through a tube: We do not know. Ask your surgeon:" in text


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
