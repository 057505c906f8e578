"""Draw the surgeon's ink over a picture: highlighter first, then pen, arrows, stamps and notes.

Source: visual-design.md 1a (pen with a white halo); model/marks.py (coordinates). The highlighter
lets the picture through as on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING, Final

from missdesk.figures.palette import PALETTES
from missdesk.figures.plate_model import Box
from missdesk.figures.scene import (
    Command,
    Ellipse,
    Fill,
    Group,
    Item,
    Path,
    Rect,
    Scene,
    Stroke,
    TextItem,
)
from missdesk.figures.text_fit import width_mm, wrap
from missdesk.handout.fonts import check
from missdesk.handout.names import clean
from missdesk.handout.scene_pdf import draw_scene
from missdesk.i18n import _
from missdesk.model.marks import Mark, Point, Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAPER: Final = PALETTES["paper"]

HALO_MM: Final = 0.45
"""Rim on each side of a stroke, as on the screen."""
HIGHLIGHTER_ALPHA: Final = 95 / 255
NOTE_MM: Final = 4.3
"""Size of a note's letters: 12 pt (LP9)."""
_STAMP_MM: Final = 4.0
_HEAD_MM: Final = 4.5


@dataclass(frozen=True, slots=True)
class Ink:
    """A sheet and where its plate lies in the figure.

    Attributes:
        crop: Part of the plate that is shown, in plate millimeters.
        scale: Millimeters of paper for one of the plate.
    """

    sheet: Sheet
    crop: Box
    scale: float

    @property
    def size_mm(self) -> tuple[float, float]:
        """Return width and height of the picture on paper."""
        return self.crop[2] * self.scale, self.crop[3] * self.scale

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw all marks, cut at the edges of the picture; x and top in points."""
        wide, high = self.size_mm
        frame = Rect(0, 0, wide, high)
        bright = tuple(i for m in self._marks("highlighter") for i in _items(m, self))
        others = tuple(i for m in self._marks("") for i in _items(m, self))
        canvas.saveState()
        canvas.setStrokeAlpha(HIGHLIGHTER_ALPHA)
        draw_scene(canvas, Scene(wide, high, (Group(bright, clip=frame),)), x, top, PAPER)
        canvas.restoreState()
        draw_scene(canvas, Scene(wide, high, (Group(others, clip=frame),)), x, top, PAPER)

    def _marks(self, kind: str) -> list[Mark]:
        """Return the highlighter's marks, or all others for an empty kind."""
        return [m for m in self.sheet.marks if (m.kind == "highlighter") == (kind != "")]


def _items(mark: Mark, ink: Ink) -> list[Item]:
    """Return the shapes of one mark in figure millimeters; none for a mark without points."""
    left, top, _w, _h = ink.crop
    points = [((x - left) * ink.scale, (y - top) * ink.scale) for x, y in mark.points]
    return _mark(mark, points, ink) if points else []


def _mark(mark: Mark, points: list[Point], ink: Ink) -> list[Item]:
    """Return the shapes of one mark."""
    if mark.kind == "note":
        return _note(clean(mark.text).text, points[0], ink)
    if mark.kind == "stamp":
        x, y = points[0]
        return [
            Ellipse(x, y, _STAMP_MM, _STAMP_MM, None, Stroke("pen_halo", 2.2)),
            Ellipse(x, y, _STAMP_MM, _STAMP_MM, None, Stroke("pen", 1.0)),
        ]
    width = max(0.5, mark.width_mm * ink.scale)
    if len(points) == 1:
        x, y = points[0]
        return [Ellipse(x, y, width, width, Fill("pen"), Stroke("pen_halo", 0.4))]
    path = list(_smooth(points))
    if mark.kind == "arrow":
        path = [("M", *points[0]), ("L", *points[1]), *_head(points[0], points[1])]
    commands = tuple(path)
    line = Path(commands, None, Stroke("pen", width, is_round=True))
    if mark.kind == "highlighter":
        return [line]
    return [Path(commands, None, Stroke("pen_halo", width + 2 * HALO_MM, is_round=True)), line]


def _note(words: str, at: Point, ink: Ink) -> list[Item]:
    """Return a note on a white ground, moved so that it stays on the picture, cut if too long.

    Raises:
        FontError: A character is in no bundled font.
    """
    check(words, _("A note on the picture"))
    wide, high = ink.size_mm
    pad = 0.4 * NOTE_MM
    lines = wrap(words, wide - 2 * pad, NOTE_MM, 600)[:1] if words else ()
    if not lines:
        return []
    line = lines[0]
    long = width_mm(line, NOTE_MM, 600) + 2 * pad
    x = min(max(0.0, at[0]), max(0.0, wide - long))
    y = min(max(NOTE_MM + pad, at[1]), high - pad)
    return [
        Rect(x, y - NOTE_MM, long, 1.4 * NOTE_MM, 0.8, Fill("label")),
        TextItem(x + pad, y, line, NOTE_MM, 600, "pen"),
    ]


def _smooth(points: list[Point]) -> list[Command]:
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
    return made


def _head(tail: Point, tip: Point) -> list[Command]:
    """Return the two strokes of an arrow's head."""
    angle = atan2(tip[1] - tail[1], tip[0] - tail[0])
    made: list[Command] = []
    for turn in (pi * 0.83, -pi * 0.83):
        x, y = tip[0] + _HEAD_MM * cos(angle + turn), tip[1] + _HEAD_MM * sin(angle + turn)
        made += [("M", *tip), ("L", x, y)]
    return made
