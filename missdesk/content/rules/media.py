"""WC1, PM17, CC4: pictures are there, and each has its caption, its words and named parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from missdesk.content.violation import Violation
from missdesk.content.words import plain
from missdesk.model.blocks import Section, spans_of
from missdesk.model.library import Library
from missdesk.model.topic import LEVEL, Topic, TopicText

Plates = Mapping[str, Collection[str]]
MOST_ALT = 250
"""Characters: what a screen reader says in about 15 seconds."""
SAYS_PICTURE = re.compile(r"^(?:a |an |the )?(?:image|picture|photo|drawing|graphic) of\b", re.I)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The picture files that are there; the caller looks, this layer reads no plate.

    Attributes:
        plates: States of the plates, by plate id.
        parts: What can be tapped on them, without a level at its end, by plate id.
        cards: Names of the pictures on the start page.
        icons: Names of the icons.
    """

    plates: Plates
    parts: Plates = field(default_factory=dict)
    cards: Collection[str] | None = None
    icons: Collection[str] | None = None


def check(library: Library, there: Pictures | None = None) -> Iterator[Violation]:
    """Yield pictures without words, and what is missing.

    Args:
        library: Everything of the pack.
        there: The files that are there; None = not to be looked at.
    """
    for text in library.texts.values():
        topic = library.topics[text.topic]
        yield from _words(topic, text, library)
    if there is None:
        return
    for topic in library.topics.values():
        yield from _missing_plates(topic, there.plates)
        yield from _missing_files(topic, there, library.cards)
    yield from _unnamed_parts(library, there.parts)


def _words(topic: Topic, text: TopicText, library: Library) -> Iterator[Violation]:
    """Yield pictures of the problem without alternative text or caption."""
    for plate, state in dict.fromkeys(problem_pictures(topic)):
        section = _section(topic, text, plate, state)
        if section is None:
            what = f"the picture {plate}/{state} has no words"
            fix = f'Add a heading ## … {{#plate.{state}}} with a caption and a line "alt"'
            yield Violation("WC1", text.path, what, fix)
            continue
        where = f"{text.path}:{section.line}"
        alt = plain(section.fields.get("alt", ()), library).strip()
        if not alt or len(alt) > MOST_ALT:
            what = f"{section.id} has {len(alt)} characters of alternative text"
            yield Violation("WC1", where, what, f"Write 1 to {MOST_ALT} under a line alt")
        if SAYS_PICTURE.search(alt):
            what = f'the alternative text begins with "{SAYS_PICTURE.search(alt)[0]}"'  # type: ignore[index]
            yield Violation("WC1", where, what, "Begin with what it shows")
        caption = " ".join(plain(tuple(spans_of(b)), library) for b in section.blocks).strip()
        if not caption:
            yield Violation("PM17", where, f"{section.id} has no caption", "Write a sentence")


def _section(topic: Topic, text: TopicText, plate: str, state: str) -> Section | None:
    """Return the words of a picture: of its plate, of the state, of the state at any level."""
    levels = {level.lower().replace("-", "") for level in topic.place.levels}
    bare = "-".join(part for part in state.split("-") if part not in levels)
    ids = (f"{plate}.{state}", state, f"{plate}.{bare}", bare)
    return next((text.sections[f"plate.{i}"] for i in ids if f"plate.{i}" in text.sections), None)


def problem_pictures(topic: Topic) -> Iterator[tuple[str, str]]:
    """Yield plate and state of the pictures that show what is wrong, and the healthy back."""
    for view in topic.plates.all_views:
        for state in (view.healthy, *view.problem.values()):
            yield _picture(state, view.fallback, view.fallback_level)


def pictures_of(topic: Topic) -> Iterator[tuple[str, str]]:
    """Yield plate and state of every picture a topic may ask for.

    A state with LEVEL counts with the level that stands in; other levels need not be drawn.
    """
    use = topic.plates
    for view in use.all_views:
        for plate in {view.fallback, *view.plates.values()} - {""}:
            yield plate, ""
            for state in (view.healthy, *view.problem.values()):
                yield _picture(state, plate, view.fallback_level)
    for option in topic.options:
        base = option.plate or use.fallback
        for state in option.states(topic.step_count):
            yield _picture(state, base, use.fallback_level)


def _picture(state: str, plate: str, level: str) -> tuple[str, str]:
    """Return plate and state of a state as it is written in topic.toml."""
    before, slash, after = state.partition("/")
    named = (after if slash else state).replace(LEVEL, level.lower().replace("-", ""))
    return (before if slash else plate), named


def _missing_plates(topic: Topic, plates: Plates) -> Iterator[Violation]:
    """Yield each plate and each state a topic names that is not there."""
    where = f"topics/{topic.id}/topic.toml plates"
    asked = dict.fromkeys(pictures_of(topic))
    for plate in dict.fromkeys(plate for plate, _state in asked):
        if plate not in plates:
            fix = _near(plate, plates, "Correct the id or draw the plate")
            yield Violation("schema", where, f'there is no plate "{plate}"', fix)
    for plate, state in asked:
        if plate in plates and state and state not in plates[plate]:
            fix = _near(state, plates[plate], "Correct the state or draw it")
            yield Violation("schema", where, f'"{plate}" has no state "{state}"', fix)


def _missing_files(topic: Topic, there: Pictures, own: Collection[str]) -> Iterator[Violation]:
    """Yield the card and icons a topic names that are not there."""
    where = f"topics/{topic.id}/topic.toml"
    known = there.cards is None or topic.card in there.cards or topic.card in own
    if there.cards is not None and not known:
        fix = _near(topic.card, there.cards, "Correct the name or draw the card")
        yield Violation("schema", f"{where} card", f'there is no card "{topic.card}"', fix)
    named = [r.icon for r in topic.rows] + [r.icon for r in topic.recovery]
    for icon in dict.fromkeys(i for i in named if i):
        if there.icons is not None and icon not in there.icons:
            fix = _near(icon, there.icons, "Use an icon that is there")
            yield Violation("schema", f"{where} icon", f'there is no icon "{icon}"', fix)


def _unnamed_parts(library: Library, parts: Plates) -> Iterator[Violation]:
    """Yield what can be tapped on a plate in use, but has no plain name."""
    used = {plate for topic in library.topics.values() for plate, _state in pictures_of(topic)}
    for language, known in library.glossary.items():
        asked = {part for plate in used for part in parts.get(plate, ())}
        for part in sorted(part for part in asked if f"part.{part}" not in known):
            what = f'the part "{part}" of a picture has no name'
            fix = f'Add a term with id = "part.{part}"'
            yield Violation("CC7", f"glossary/{language}.toml", what, fix)


def _near(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a near miss as a suggestion."""
    near = get_close_matches(name, sorted(known), 1)
    return f'Did you mean "{near[0]}"' if near else otherwise
