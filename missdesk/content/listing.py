"""Say what the card of a topic says: from the pack's index if it has one, else from the topic."""

from __future__ import annotations

from missdesk.content.words import plain
from missdesk.model.library import Library
from missdesk.model.topic import Listed, Topic, TopicId, TopicText


def listed(library: Library, topic: TopicId, language: str) -> Listed:
    """Return what a card says of a topic, in English where the language has no words."""
    index = library.listed.get(language if language in library.listed else "en")
    if index:
        return index[topic]
    return listed_as(library, library.topics[topic], library.text(topic, language), language)


def all_listed(library: Library, language: str) -> tuple[Listed, ...]:
    """Return what the cards say of all topics, in their order."""
    return tuple(listed(library, topic, language) for topic in library.topics)


def listed_as(library: Library, topic: Topic, text: TopicText, language: str) -> Listed:
    """Return what a card says, from the topic and its words."""
    section = text.section("topic")
    said = {key: plain(section.fields.get(key, ()), library) for key in ("medical", "message")}
    return Listed(
        id=topic.id,
        title=section.title,
        keywords=topic.keywords.get(language) or topic.keywords.get("en", ()),
        card=topic.card,
        review_due=topic.review_due,
        **said,
    )
