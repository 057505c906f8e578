"""Turn words that people typed, on the command line or in a list, into a visit.

Every value is checked against the topic; a wrong one is one message that names the option and
says how to mend it.

Source: product.md (command line); issue 6 (batch has the same words).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from missdesk.errors import Fault, InputError
from missdesk.handout.plan import check_sections
from missdesk.i18n import _
from missdesk.model.consultation import Consultation, Visit
from missdesk.model.library import Library
from missdesk.model.place import LIST, TO, joined, levels_of, unknown_level
from missdesk.model.topic import Place, Topic, TopicId
from missdesk.settings import Clinic
from missdesk.settings_read import unknown_options

SIDES: Final = ("left", "right", "both")
TEXT_SIZES: Final = ("clear", "large", "larger")
PAPERS: Final = ("a4", "letter")
MOST_OPTIONS: Final = 3
SHOWN: Final = 40
"""Characters of a wrong value that a message repeats."""


def new_visit(topic: str | None, library: Library) -> Visit:
    """Return the visit with which a topic starts.

    Raises:
        InputError: No topic is named, or one that is not known.
    """
    if not topic:
        known = ", ".join(library.topics)
        raise InputError("--topic", _("is missing"), _("Use one of: {ids}").format(ids=known))
    one_of("--topic", topic, list(library.topics))
    consultation = Consultation()
    consultation.start(library.topics[TopicId(topic)])
    return consultation.visit


def with_words(visit: Visit, words: Mapping[str, str | None], library: Library) -> Visit:
    """Return the visit with every value that was typed; what is None or empty stays as it is.

    Args:
        visit: Its topic must be set.
        words: What was typed, by field of `Visit`; a list has commas between its parts.
        library: All content.

    Raises:
        InputError: A value does not fit the topic, or a date is none.
    """
    assert visit.topic is not None
    topic = library.topics[visit.topic]
    typed = words.get
    given: dict[str, Any] = {
        "level": level(typed("level"), topic.place),
        "side": _side(typed("side"), topic),
        "options": _options(typed("options"), topic),
        "name": typed("name") or None,
        "birth_date": _day("--birth-date", typed("birth_date")),
        "operation_date": _day("--operation-date", typed("operation_date")),
        "language": one_of("--language", typed("language"), library.pack.languages),
        "text_size": one_of("--text-size", typed("text_size"), TEXT_SIZES),
        "paper": one_of("--paper", typed("paper"), PAPERS),
        "sections": _sections(typed("sections")),
        "print_date": _day("--date", typed("print_date")),
    }
    return replace(visit, **{k: v for k, v in given.items() if v is not None})


def one_of(option: str, value: str | None, known: Sequence[str]) -> str | None:
    """Return a value that is known, None when not given.

    Raises:
        InputError: It is not known; a near miss is suggested.
    """
    if not value:
        return None
    if value in known:
        return value
    near = get_close_matches(value, known, 1)
    fix = f'Did you mean "{near[0]}"' if near else f"Use one of: {', '.join(known) or 'none'}"
    raise InputError(option, f'"{value[:SHOWN]}" is not known', fix)


def level(typed: str | None, place: Place) -> str | None:
    """Return a place in the form of `model.place`: plain hyphens, capitals, top to bottom.

    Raises:
        InputError: The topic has no such level, or takes no list or range.
    """
    if not typed:
        return None
    plain = typed.upper().replace("\u2013", "-").replace("/", "-").replace(" ", "")
    wrong = unknown_level(plain, place)
    if wrong is None:
        return joined(levels_of(plain), place)
    if place.levels and (wrong != plain or not {LIST, TO} & set(plain)):
        one_of("--level", wrong, place.levels)
    how = {
        "disc": _("Write one level, such as L4-L5"),
        "discs": _("Write levels with commas, such as L3-L4,L4-L5"),
        "bodies": _("Write bones with commas, such as T12,L1"),
        "range": _("Write the first and the last bone, such as T10:L4"),
        "none": _("Leave it out: this topic has no level"),
    }[place.kind]
    raise InputError("--level", f'"{typed[:SHOWN]}" does not fit this topic', how)


def _side(typed: str | None, topic: Topic) -> str | None:
    """Return the side, if the topic has one.

    Raises:
        InputError: The topic knows no sides, or not this one.
    """
    side = one_of("--side", typed, SIDES)
    if side and not topic.place.has_side:
        raise InputError("--side", _("this topic has no side"), _("Leave it out"))
    return side


def _options(typed: str | None, topic: Topic) -> tuple[str, ...] | None:
    """Return chosen options in their order.

    Raises:
        InputError: One is not known or stands twice, or there are more than three.
    """
    chosen = _listed(typed)
    if chosen is None:
        return None
    for option in chosen:
        one_of("--options", option, [str(o.id) for o in topic.options])
    if len(set(chosen)) != len(chosen) or not 1 <= len(chosen) <= MOST_OPTIONS:
        raise InputError("--options", _("one to three different options"), _("Correct the list"))
    return chosen


def _sections(typed: str | None) -> tuple[str, ...] | None:
    """Return chosen sections.

    Raises:
        InputError: The list has none, or one is not known.
    """
    chosen = _listed(typed)
    if chosen == ():
        raise InputError("--sections", _("names no section"), _("Leave it out, or name some"))
    check_sections(chosen or (), "--sections")
    return chosen


def _listed(typed: str | None) -> tuple[str, ...] | None:
    """Return words between commas."""
    return tuple(w.strip() for w in typed.split(",") if w.strip()) if typed else None


def _day(option: str, typed: str | None) -> date | None:
    """Return a date.

    Raises:
        InputError: It is not one.
    """
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        what = f'"{typed[:SHOWN] if typed else ""}" is not a date'
        raise InputError(option, what, _("Write it as 2026-12-07")) from error


def strange_options(clinic: Clinic, library: Library) -> tuple[Fault, ...]:
    """Return the topics and options in the clinic's settings that the content does not have."""
    known: dict[str, Sequence[str]] = dict.fromkeys(map(str, library.topics), ())
    for name in clinic.not_offered.keys() & known.keys():
        known[name] = [str(option.id) for option in library.topics[TopicId(name)].options]
    return unknown_options(clinic, known)
