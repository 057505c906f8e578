"""Draw stamps, notes and arrows as shapes, alike on screen and on paper.

Stamps are line drawings in the pen's color on a light rim, so that they stand out on any tissue
and can't be taken for a part of the picture. Lengths are those of the figure: mm on paper, pixels
on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from typing import Final

from missdesk.figures.scene import (
    Command,
    Fill,
    Item,
    Path,
    Rect,
    Stroke,
    TextItem,
    ellipse,
    polygon,
    rectangle,
)
from missdesk.figures.text_fit import width_mm, wrap
from missdesk.i18n import _
from missdesk.model.marks import LeftAt, Mark, OwnPicture, Point, Sheet, StampKind

STAMP_UNITS: Final = 11.0
"""Side of a stamp in units of a picture (`Picture.unit_mm`): about a disc's height."""
HEAD_WIDTHS: Final = 4.5
"""Length of an arrow's head, in widths of its line."""
NOTE_LINES: Final = 3
_LINE: Final = 0.085
"""Line of a stamp, as a part of its side."""


def stamp_words(kind: StampKind) -> str:
    """Return what a stamp is called."""
    return {
        "hernia": _("Slipped disc"),
        "spur": _("Bone spur"),
        "tube": _("Tube"),
        "screw": _("Screw"),
        "cut": _("Cut"),
        "pain": _("Pain here"),
    }[kind]


def stamp_items(kind: StampKind, at: Point, side: float) -> list[Item]:
    """Return a stamp of this side, its middle at a point."""
    line, rim = _LINE * side, 2.2 * _LINE * side
    rims: list[Item] = []
    lines: list[Item] = []
    for commands, is_filled in _SHAPES[kind]:
        placed = tuple(_placed(command, at, side) for command in commands)
        fill = Fill("pen") if is_filled else None
        rims.append(Path(placed, None, Stroke("pen_halo", line + rim, is_round=True)))
        lines.append(Path(placed, fill, Stroke("pen", line, is_round=True)))
    return [*rims, *lines]


def arrow_path(points: tuple[Point, ...], width: float) -> tuple[Command, ...]:
    """Return an arrow's line and the two strokes of its head."""
    tail, tip = points[0], points[-1]
    made: list[Command] = [("M", *tail), ("L", *tip)]
    angle = atan2(tip[1] - tail[1], tip[0] - tail[0])
    long = min(HEAD_WIDTHS * width, max(0.6 * hypot(tip[0] - tail[0], tip[1] - tail[1]), width))
    for turn in (pi * 0.83, -pi * 0.83):
        made += [
            ("M", *tip),
            ("L", tip[0] + long * cos(angle + turn), tip[1] + long * sin(angle + turn)),
        ]
    return tuple(made)


def smooth_path(points: tuple[Point, ...]) -> tuple[Command, ...]:
    """Return a curve through the middles between points; it begins and ends at the ends."""
    made: list[Command] = [("M", *points[0])]
    sx, sy = points[0]
    for (ax, ay), (bx, by) in pairwise(points[1:]):
        end = ((ax + bx) / 2, (ay + by) / 2)
        made.append(
            ("C", sx + (ax - sx) * 2 / 3, sy + (ay - sy) * 2 / 3,
             end[0] + (ax - end[0]) * 2 / 3, end[1] + (ay - end[1]) * 2 / 3, *end)
        )  # fmt: skip
        sx, sy = end
    made.append(("L", *points[-1]))
    return tuple(made)


def note_items(words: str, at: Point, size: float, room: Point) -> list[Item]:
    """Return words on a white ground, moved so that they stay in the room.

    Args:
        words: Clean words of one line.
        at: Where the note was put: left end of its first line.
        size: Font size.
        room: Width and height of the picture, from 0, 0.
    """
    pad, wide, high = 0.4 * size, *room
    lines = wrap(words, wide - 2 * pad, size, 600, max_lines=NOTE_LINES) if words else ()
    if not lines:
        return []
    long = max(width_mm(line, size, 600) for line in lines) + 2 * pad
    step = 1.25 * size
    tall = step * len(lines) + 0.4 * size
    x = min(max(0.0, at[0]), max(0.0, wide - long))
    y = min(max(0.0, at[1] - size), max(0.0, high - tall))
    ground = Rect(x, y, long, tall, 0.2 * size, Fill("label"), Stroke("pen", 0.09 * size))
    ink = "label_ink"
    rows = (
        TextItem(x + pad, y + step * n + 1.12 * size, line, size, 600, ink)
        for n, line in enumerate(lines)
    )
    return [ground, *rows]


def beside(at: Point, side: float, words: str, size: float, room: Point) -> Point:
    """Return where the words of a stamp begin: at its right, at its left where that is full."""
    long = width_mm(words, size, 600) + 0.8 * size
    right = at[0] + 0.6 * side
    left = at[0] - 0.6 * side - long
    x = left if right + long > room[0] and left >= 0 else right
    return x, at[1] + 0.3 * size


def label_of(mark: Mark) -> str:
    """Return the words that stand beside a mark: those of a note, and of the stamp for pain."""
    if mark.kind == "note":
        return mark.text
    return stamp_words("pain") if mark.stamp == "pain" else ""


def ink_words(sheet: Sheet) -> str:
    """Return what was drawn, for those who can't see it; empty when nothing was.

    PRIVACY: holds the words of notes; for the visit's own paper and screen reader only.
    """
    kinds = [mark.kind for mark in sheet.marks]
    said = [_("lines")] if "pen" in kinds else []
    if "highlighter" in kinds:
        said.append(_("a place marked with a highlighter"))
    if "arrow" in kinds:
        said.append(_("an arrow") if kinds.count("arrow") == 1 else _("arrows"))
    stamps = dict.fromkeys(mark.stamp for mark in sheet.marks if mark.stamp is not None)
    said += [_('the sign "{name}"').format(name=stamp_words(stamp)) for stamp in stamps]
    notes = [mark.text.strip() for mark in sheet.marks if mark.kind == "note"]
    said += [_('the note "{words}"').format(words=words) for words in notes if words]
    return ", ".join(said)


def own_alt(own: OwnPicture) -> str:
    """Return what can be said of a picture that nobody described."""
    return " ".join(part for part in (_("A picture of your own."), left_words(own.left_at)) if part)


def left_words(left_at: LeftAt | None) -> str:
    """Return where the patient's left is, for those who can't see the corners."""
    return {
        "left": _("Your left is at the left of the picture."),
        "right": _("Your left is at the right of the picture."),
    }.get(left_at or "", "")


def _placed(command: Command, at: Point, side: float) -> Command:
    """Return a command of the unit square, moved and made as large as the stamp."""
    name, *numbers = command
    spots = [at[i % 2] + n * side for i, n in enumerate(numbers)]
    return (name, *spots)  # type: ignore[return-value]  # as many numbers as there were


Shape = tuple[tuple[Command, ...], bool]
"""An outline in a square from -0.5 to 0.5, and whether it is filled."""


def _screw() -> tuple[Shape, ...]:
    shaft = polygon(((-0.13, -0.3), (0.13, -0.3), (0.09, 0.3), (0.0, 0.48), (-0.09, 0.3)))
    rows = (-0.16, -0.02, 0.12)
    threads: tuple[Command, ...] = tuple(
        command for y in rows for command in (("M", -0.22, y + 0.05), ("L", 0.22, y - 0.05))
    )
    return (rectangle(-0.24, -0.48, 0.48, 0.18, 0.05), True), (shaft, False), (threads, False)


_BULGE: Final[tuple[Command, ...]] = (
    ("M", -0.14, 0.46), ("C", -0.14, 0.2, -0.44, 0.22, -0.44, -0.1),
    ("C", -0.44, -0.36, -0.22, -0.46, 0.0, -0.46), ("C", 0.22, -0.46, 0.44, -0.36, 0.44, -0.1),
    ("C", 0.44, 0.22, 0.14, 0.2, 0.14, 0.46),
)  # fmt: skip
_TUBE: Final[tuple[Command, ...]] = (
    ("M", -0.26, -0.36), ("L", -0.26, 0.38),
    ("C", -0.26, 0.52, 0.26, 0.52, 0.26, 0.38), ("L", 0.26, -0.36),
)  # fmt: skip
_SPUR: Final = polygon(
    (
        (-0.46, 0.36),
        (-0.26, -0.1),
        (-0.12, 0.18),
        (0.02, -0.44),
        (0.17, 0.18),
        (0.3, -0.06),
        (0.46, 0.36),
    )
)
_CUT: Final[tuple[Command, ...]] = (
    ("M", 0.0, -0.48), ("L", 0.0, 0.48),
    ("M", -0.16, -0.3), ("L", 0.16, -0.3), ("M", -0.16, 0.0), ("L", 0.16, 0.0),
    ("M", -0.16, 0.3), ("L", 0.16, 0.3),
)  # fmt: skip
_BOLT: Final = polygon(
    ((0.1, -0.48), (-0.3, 0.08), (-0.04, 0.08), (-0.14, 0.48), (0.3, -0.12), (0.04, -0.12))
)
_SHAPES: Final[Mapping[StampKind, tuple[Shape, ...]]] = {
    "hernia": ((_BULGE, False), (ellipse(0.0, -0.1, 0.14, 0.14), True)),
    "spur": ((_SPUR, True),),
    "tube": ((ellipse(0.0, -0.36, 0.26, 0.1), False), (_TUBE, False)),
    "screw": _screw(),
    "cut": ((_CUT, False),),
    "pain": ((_BOLT, True),),
}
