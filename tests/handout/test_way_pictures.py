"""Each option has its picture on page 2: one step, one size, and "Not drawn" in the same room."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
import pytest

from missdesk.content.library import load_library
from missdesk.handout import kept
from missdesk.handout.build import build_handout
from missdesk.handout.document import fills
from missdesk.handout.fit import MOST_PAGES, _is_summed_up_late, sections
from missdesk.handout.material import Material
from missdesk.handout.sections.options import LARGE_MM, PICTURE_MM
from missdesk.handout.setting import kept_words
from missdesk.handout.styles import MM, Saving
from missdesk.handout.way_pictures import RATIO, way_pictures
from missdesk.model.consultation import Visit
from missdesk.model.library import Library
from missdesk.model.place import joined
from missdesk.model.topic import OptionId, TopicId
from tests.handout.making import TODAY
from tests.handout.making import material as material_of
from tests.handout.structure import pieces, structure_text

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAWN = (
    "slipped-disc", "narrow-canal", "joining-bones", "broken-bone", "curved-spine",
    "pain-after-surgery", "do-i-need-surgery",
)  # fmt: skip
"""All topics but getting well, whose ways differ in what you may do, not in how you do it."""


@cache
def _library() -> Library:
    return load_library(ignores_seal=True)


def _visit(topic_id: str, **changes: object) -> Visit:
    topic = _library().topics[TopicId(topic_id)]
    place = joined(topic.place.levels[-2:], topic.place) if topic.place.levels else None
    side = "left" if topic.place.has_side else None
    base: Mapping[str, object] = {
        "topic": topic.id, "level": place, "side": side, "options": tuple(topic.shown_first),
    }  # fmt: skip
    return Visit(**{**base, **changes})  # type: ignore[arg-type]


def _sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return width and height of each figure in millimeters."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        nodes = [o for o in file.objects if isinstance(o, pikepdf.Dictionary)]
        boxes = [[float(v) for v in n.A.BBox] for n in nodes if n.get("/S") == "/Figure"]
    return [(round((b[2] - b[0]) / MM), round((b[3] - b[1]) / MM)) for b in boxes]


@pytest.mark.parametrize("topic_id", DRAWN)
def test_six_pages_show_each_option_in_one_size(topic_id: str) -> None:
    """PM15, IC1."""
    made = build_handout(_library(), _visit(topic_id), today=TODAY, fixed=True)
    assert made.pages <= MOST_PAGES
    size = (round(PICTURE_MM), round(PICTURE_MM / RATIO))
    options = _library().topics[TopicId(topic_id)].options
    assert _sizes(made.pdf).count(size) == len(options)


def test_large_print_has_them_too_and_larger() -> None:
    shown = _visit("slipped-disc", text_size="large", sections=("options",))
    made = build_handout(_library(), shown, today=TODAY, fixed=True)
    assert _sizes(made.pdf).count((round(LARGE_MM), round(LARGE_MM / RATIO))) == len(
        _library().topics[TopicId("slipped-disc")].options
    )


def test_what_happens_has_the_pictures_once() -> None:
    shown = _visit("slipped-disc", sections=("options", "what-happens"))
    made = build_handout(_library(), shown, today=TODAY, fixed=True)
    assert (round(PICTURE_MM), round(PICTURE_MM / RATIO)) not in _sizes(made.pdf)


def test_a_way_of_which_nothing_is_drawn_says_so_in_the_same_room() -> None:
    """PM16: a back after another operation is no picture of a stimulator."""
    found = _library()
    topic = found.topics[TopicId("pain-after-surgery")]
    still = ("after-open",) * topic.step_count
    options = [replace(o, still=still) if o.id == "stimulator" else o for o in topic.options]
    topics = {topic.id: replace(topic, options=tuple(options))}
    for chosen in (("options",), ("what-happens",)):
        shown = _visit("pain-after-surgery", sections=chosen)
        made = build_handout(replace(found, topics=topics), shown, today=TODAY, fixed=True)
        assert [words for role, words in pieces(made.pdf) if role == "Figure"].count(
            "Not drawn"
        ) == 1


def test_an_operation_is_shown_once_it_has_begun() -> None:
    """Cement comes a step later than screws; nobody is shown the broken bone in its place."""
    with kept_words():
        m = _of("broken-bone", Saving.NOTHING)
        ways = dict(zip((o.id for o in m.options), way_pictures(m), strict=True))
    assert {ways[OptionId(i)].step for i in ("none", "brace", "open", "mis")} == {3}
    cement = ways[OptionId("cement")]
    assert cement.shown is None or cement.shown.state == "cement-l1"


def test_the_picture_is_read_after_its_words_and_says_what_it_shows() -> None:
    made = build_handout(_library(), _visit("slipped-disc", sections=("options",)), today=TODAY)
    said = [words for _role, words in pieces(made.pdf)]
    at = {words: n for n, words in enumerate(said)}
    tube = next(n for words, n in at.items() if words.startswith("One tube held by an arm"))
    assert at["Tubular microdiscectomy"] < tube < at["Full-endoscopic discectomy"]
    assert "Striped: muscle moved aside." in structure_text(made.pdf)


def test_the_right_side_is_said_of_a_picture_turned_round() -> None:
    """CLINICAL: never the wrong side."""
    shown = _visit("slipped-disc", side="right", sections=("options",))
    made = build_handout(_library(), shown, today=TODAY)
    said = " ".join(words for role, words in pieces(made.pdf) if role == "Figure")
    assert "on the right" in said
    assert "on the left" not in said


def test_pictures_that_are_all_alike_are_left_out() -> None:
    with kept_words():
        assert way_pictures(_of("staying-well", Saving.NOTHING)) == []
        assert len(way_pictures(_of("slipped-disc", Saving.NOTHING))) == len(
            _library().topics[TopicId("slipped-disc")].options
        )


def _of(topic_id: str, saving: Saving) -> Material:
    topic = _library().topics[TopicId(topic_id)]
    base = material_of(_visit(topic_id))
    return replace(
        base,
        library=_library(),
        topic=topic,
        text=_library().text(topic.id, "en"),
        options=topic.options,
        saving=saving,
    )


def test_several_places_are_no_reason_to_make_page_1_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speed: what a picture is chosen by is noted, so that the section is kept."""
    names: list[str] = []
    real = kept._made

    def spy(name: str, *rest: object, **more: object) -> object:
        names.append(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    shown = _visit("pain-after-surgery", name="Ada")
    build_handout(_library(), shown, today=TODAY)
    monkeypatch.setattr(kept, "_made", spy)
    build_handout(_library(), replace(shown, name="Adam"), today=TODAY)
    assert not {"problem", "options", "studies"} & {*names}


def test_the_sum_is_late_only_behind_the_danger_signs() -> None:
    """PM11."""
    assert _is_summed_up_late(("warning", "questions", "in-short", "sources"))
    assert not _is_summed_up_late(("in-short", "warning", "sources"))
    assert not _is_summed_up_late(("warning", "sources"))


def test_no_page_of_the_search_is_higher_than_paper() -> None:
    m = _of("joining-bones", Saving.NOTHING)
    with kept_words():
        assert all(share <= 1 for share in fills(sections(m), m.sheet))
