"""All content, which never changes: what every page, figure and sheet is made from."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date

from missdesk.errors import Fault
from missdesk.model.blocks import Section
from missdesk.model.evidence import Finding, FindingId, Source, SourceId
from missdesk.model.recovery import Advice, Milestone
from missdesk.model.topic import Listed, Topic, TopicId, TopicText


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A hard word explained: one or two short sentences."""

    term: str
    meaning: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A clinician's signed review; a pack without one says so on every page.

    `is_changed` tells that something in the pack is not as it was when it was reviewed.
    """

    by: str
    role: str
    on: date
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """Who made the content, and when it must be looked at again (IC3, IC4, IC6, IK20).

    `topics` is their order on the start page; others follow.
    """

    id: str
    title: str
    version: str
    written: date
    review_due: date
    languages: tuple[str, ...]
    review: Review | None = None
    topics: tuple[str, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Return whether the review date has passed (IC4)."""
        return today > self.review_due


def _nothing() -> None:
    """Have nothing left to compare."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the app knows. Immutable; one instance serves all pages.

    Its mappings may be such that read a value when it is asked for (`content.later`).

    Attributes:
        common: Words shared by all topics, by language, then section id ("fixed.written" …).
        texts: Words of a topic, by (topic id, language).
        grades: Flesch-Kincaid grade by (topic id, language), measured when content was made.
        faults: What was left out on reading and why; empty for a sound pack.
        cards: Pictures of the start page that the pack brings itself, by name: PNG, JPEG or WebP.
        changed: Findings that were changed or added after the pack was reviewed.
        listed: What the cards of the start page say, by language, where the pack has an index of
            it; see `content.listing.listed`.
        compare: Compares the files that were not read yet with the pack's seal.
    """

    pack: Pack
    topics: Mapping[TopicId, Topic]
    texts: Mapping[tuple[TopicId, str], TopicText]
    common: Mapping[str, Mapping[str, Section]]
    findings: Mapping[FindingId, Finding]
    sources: Mapping[SourceId, Source]
    milestones: Mapping[str, Milestone]
    advice: Mapping[str, Advice]
    glossary: Mapping[str, Mapping[str, GlossaryEntry]]
    grades: Mapping[tuple[TopicId, str], float] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    changed: Container[FindingId] = frozenset()
    cards: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    listed: Mapping[str, Mapping[TopicId, Listed]] = field(default_factory=dict, repr=False)
    compare: Callable[[], None] = field(default=_nothing, repr=False, compare=False)

    def text(self, topic: TopicId, language: str) -> TopicText:
        """Return a topic's words, English when the language has none."""
        return self.texts.get((topic, language)) or self.texts[topic, "en"]

    def common_section(self, section_id: str, language: str) -> Section:
        """Return shared words, English when the language lacks them.

        Raises:
            KeyError: No language has this section.
        """
        return self.find_common(section_id, language) or self.common["en"][section_id]

    def find_common(self, section_id: str, language: str) -> Section | None:
        """Return shared words that a pack may leave out, English when the language lacks them."""
        found = self.common.get(language, {}).get(section_id)
        return found or self.common.get("en", {}).get(section_id)
