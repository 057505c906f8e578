"""Say the place of a visit in words: its levels and its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.model.place import letters_words, level_words

if TYPE_CHECKING:
    from missdesk.model.consultation import Visit
    from missdesk.model.topic import Side, Topic


def side_words(side: Side) -> str:
    """Return "left side", "right side" or "both sides"."""
    return {"left": _("left side"), "right": _("right side"), "both": _("both sides")}[side]


def place_words(visit: Visit, topic: Topic) -> str:
    """Return "L4–L5, left side", or what is still to be chosen; empty when nothing can be."""
    if topic.place.kind == "none":
        return ""
    level = level_words(visit.level)
    side = side_words(visit.side) if visit.side and topic.place.has_side else ""
    if level and side:
        return _("{level}, {side}").format(level=level, side=side)
    if side:
        return side[:1].upper() + side[1:]
    return level or _("Choose the place")


def choose_words(topic: Topic) -> str:
    """Return what to choose (one place, several, two ends), and what its letters mean."""
    which = {
        "disc": _("Press the place."),
        "discs": _("Press one place or more."),
        "bodies": _("Press one bone or more."),
        "range": _("Press the first bone and the last."),
        "none": "",
    }[topic.place.kind]
    return " ".join(part for part in (which, letters_words(topic.place)) if part)
