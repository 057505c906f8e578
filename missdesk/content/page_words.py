"""What a topic says of a step in place of the app's own words: `page.<step>` in its en.md."""

from __future__ import annotations

from missdesk.content.words import plain
from missdesk.model.library import Library
from missdesk.model.topic import TopicText


def page_title(text: TopicText, step: str) -> str:
    """Return the topic's own name of a step, empty when it has none."""
    section = text.sections.get(f"page.{step}")
    return section.title if section is not None else ""


def page_words(text: TopicText, library: Library, step: str, key: str) -> str:
    """Return a field of a step as plain words, empty when the topic does not say."""
    section = text.sections.get(f"page.{step}")
    return plain(section.fields.get(key, ()), library) if section is not None else ""
