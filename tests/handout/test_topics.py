"""The handout of every topic that comes with the app."""

from __future__ import annotations

from functools import cache

import pytest

from missdesk.content.library import load_library
from missdesk.errors import PlateError
from missdesk.handout.build import MOST_PAGES, build_handout
from missdesk.handout.pictures import plate
from missdesk.model.consultation import Visit
from missdesk.model.library import Library
from missdesk.model.place import joined
from missdesk.model.topic import TopicId
from tests.handout.making import TODAY, visit
from tests.handout.structure import structure_text


@cache
def _library() -> Library:
    return load_library()


def _visit(topic_id: str) -> Visit:
    topic = _library().topics[TopicId(topic_id)]
    try:
        for view in topic.plates.all_views:
            plate(view.fallback)
    except PlateError:
        pytest.skip(f"the pictures of {topic_id} are not drawn yet")
    several = topic.place.levels[-2:] if topic.place.kind != "disc" else topic.place.levels[-1:]
    return visit(
        topic=topic.id,
        level=joined(several, topic.place),
        side="left" if topic.place.has_side else None,
        options=tuple(topic.shown_first),
    )


@pytest.mark.parametrize("topic_id", [str(t) for t in _library().topics])
def test_the_default_handout_keeps_to_six_pages_and_has_every_option(topic_id: str) -> None:
    made = build_handout(_library(), _visit(topic_id), today=TODAY, fixed=True)
    assert made.pages <= MOST_PAGES
    said = structure_text(made.pdf)
    text = _library().text(TopicId(topic_id), "en")
    for option in _library().topics[TopicId(topic_id)].options:
        assert text.section(f"option.{option.id}").title in said
    if _library().topics[TopicId(topic_id)].place.kind == "none":
        assert "mark the place" not in said
