"""Words that belong to pictures: from the content, for the side that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from missdesk.content.words import plain
from missdesk.figures.topic_pictures import picture_alt

if TYPE_CHECKING:
    from missdesk.figures.topic_pictures import Shown
    from missdesk.model.blocks import Section
    from missdesk.model.library import Library
    from missdesk.model.topic import Topic, TopicText


def alt_text(text: TopicText, library: Library, topic: Topic, shown: Shown) -> str:
    """Return what a picture shows, for those who can't see it."""
    return picture_alt(text, topic, shown, partial(plain, library=library))


def body(section: Section | None, library: Library) -> str:
    """Return the paragraphs of a section as one text; empty when there is no section."""
    if section is None:
        return ""
    spans = (getattr(block, "spans", ()) for block in section.blocks)
    return " ".join(plain(words, library) for words in spans)
