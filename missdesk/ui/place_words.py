"""Say the level and side of a visit in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _

if TYPE_CHECKING:
    from missdesk.model.consultation import Visit
    from missdesk.model.topic import Side, Topic


def level_words(level: str) -> str:
    """Return "L4–L5" with a real dash."""
    return level.replace("-", "–")


def side_words(side: Side) -> str:
    """Return "left side", "right side" or "both sides"."""
    return {"left": _("left side"), "right": _("right side"), "both": _("both sides")}[side]


def place_words(visit: Visit, topic: Topic) -> str:
    """Return "L4–L5, left side", or what is still to be chosen; empty when nothing can be."""
    if topic.place.kind == "none":
        return ""
    level = level_words(visit.level) if visit.level else ""
    side = side_words(visit.side) if visit.side and topic.place.has_side else ""
    if level and side:
        return _("{level}, {side}").format(level=level, side=side)
    if side:
        return side[:1].upper() + side[1:]
    return level or _("Choose the place")
