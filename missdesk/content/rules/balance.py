"""IC1, RD8: options get the same room, within a tenth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from missdesk.content.pages import lines_of
from missdesk.content.violation import Violation
from missdesk.model.blocks import ListBlock
from missdesk.model.library import Library
from missdesk.model.topic import Topic, TopicText

PARTS = ("what", "good", "bad", "living")
TENTH = 0.10


def check(library: Library) -> Iterator[Violation]:
    """Yield parts where one option gets more room than another."""
    for text in library.texts.values():
        topic = library.topics[text.topic]
        yield from _words(topic, text, library)
        yield from _shapes(topic, text)
        yield from _captions(topic, text, library)


def _words(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield a difference in word count of the options over all parts."""
    counts = {
        str(o.id): sum(
            len(line.text.split())
            for part in PARTS
            for line in lines_of(text.section(f"option.{o.id}.{part}"), text.path, library)
        )
        for o in topic.options
    }
    yield from _within_a_tenth(counts, "words", f"{text.path} option.*")


def _shapes(topic: Topic, text: TopicText) -> Iterator[Violation]:
    """Yield parts whose blocks or list lengths differ between options."""
    for part in PARTS:
        shapes = {
            str(o.id): tuple(
                len(b.items) if isinstance(b, ListBlock) else 0
                for b in text.section(f"option.{o.id}.{part}").blocks
            )
            for o in topic.options
        }
        if len(set(shapes.values())) > 1:
            yield Violation(
                "IC1",
                f"{text.path} option.*.{part}",
                f"unlike build: {shapes}",
                "Give every option the same paragraphs and as many points",
            )


def _captions(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield steps whose captions differ in length by more than a tenth."""
    for number in range(1, topic.step_count + 1):
        section = text.section(f"step.{number}")
        lengths = {
            line.field: len(line.text)
            for line in lines_of(section, text.path, library)
            if line.field not in {"title", ""}
        }
        yield from _within_a_tenth(lengths, "characters", f"{text.path}:{section.line}")


def _within_a_tenth(counts: Mapping[str, int], unit: str, where: str) -> Iterator[Violation]:
    """Yield when the largest is more than a tenth above the smallest."""
    least, most = min(counts.values()), max(counts.values())
    if most > least * (1 + TENTH):
        yield Violation("IC1", where, f"unequal room in {unit}: {counts}", "Even them out")
