"""The place of a visit as one line of text: "L4-L5", "L3-L4,L4-L5", "T12,L1" or "T10:L4".

The same line is chosen in the window, typed on the command line, kept in a record and part of
the key of the ink, so that no two of them can mean different places.
"""

from __future__ import annotations

from missdesk.i18n import _
from missdesk.model.topic import Place

LIST, TO = ",", ":"


def levels_of(place: str | None) -> tuple[str, ...]:
    """Return the levels that a place names; of a range its two ends."""
    return tuple(part for part in (place or "").replace(TO, LIST).split(LIST) if part)


def covered(place: str | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return every level of a place, those inside a range too; `known` from top to bottom."""
    named = tuple(level for level in levels_of(place) if level in known)
    if place is None or TO not in place or not named:
        return named
    at = [known.index(level) for level in named]
    return known[min(at) : max(at) + 1]


def joined(levels: tuple[str, ...], place: Place) -> str | None:
    """Return levels as a place of this kind, top to bottom, None for none."""
    ordered = tuple(level for level in place.levels if level in levels)
    if not ordered:
        return None
    if place.kind == "range" and len(ordered) > 1:
        return f"{ordered[0]}{TO}{ordered[-1]}"
    return LIST.join(ordered)


def toggled(place: str | None, level: str, where: Place) -> str | None:
    """Return the place after one level was pressed.

    One disc: that level instead. Several: it comes or goes. A range: the first press is one end,
    the second the other; a third begins anew.
    """
    had = levels_of(place)
    if where.kind == "disc":
        return level
    if where.kind == "range":
        return joined((*had, level), where) if len(had) == 1 else joined((level,), where)
    left = tuple(one for one in had if one != level)
    return joined(left if level in had else (*had, level), where)


def unknown_level(text: str, place: Place) -> str | None:
    """Return the part of a typed place that this topic does not have, None when all fits.

    The whole text comes back where its form is wrong: a range for a topic of one disc.
    """
    levels = levels_of(text)
    wrong = next((level for level in levels if level not in place.levels), None)
    if wrong is not None or not levels:
        return wrong or text
    is_list, is_range = LIST in text, TO in text
    fits = {
        "disc": len(levels) == 1 and not is_range,
        "discs": not is_range,
        "bodies": not is_range,
        "range": not is_list and len(levels) <= 2,
        "none": False,
    }[place.kind]
    return None if fits and len(set(levels)) == len(levels) else text


def level_words(place: str | None) -> str:
    """Return "L4–L5", "L3–L4 and L4–L5", "T12, L1 and L2" or "T10 to L4"; "" for no place."""
    levels = [level.replace("-", "–") for level in levels_of(place)]
    if not levels:
        return ""
    if place is not None and TO in place:
        return _("{first} to {last}").format(first=levels[0], last=levels[-1])
    *before, last = levels
    if not before:
        return last
    return _("{levels} and {last}").format(levels=", ".join(before), last=last)


def letters_words(place: Place) -> str:
    """Return what the letters and numbers of the levels stand for, "" where there are none.

    Said wherever a level is first seen, on screen and paper (standards.md PM4, CC7).
    """
    letters = {part[:1] for level in place.levels for part in level.split("-")}
    if "T" in letters:
        return _("T is the chest, L the low back. The bones are counted from the top.")
    if "S" in letters:
        return _("L is the low back, S the bone below. The bones are counted from the top.")
    return _("L is the low back. The bones are counted from the top.") if "L" in letters else ""
