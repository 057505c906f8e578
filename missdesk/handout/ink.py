"""Draw the surgeon's ink over a picture: highlighter first, then pen, arrows, stamps and notes.

Source: visual-design.md 1a (pen with a white halo); model/marks.py (coordinates). The highlighter
lets the picture through as on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from missdesk.figures.ink_items import (
    arrow_path,
    beside,
    label_of,
    note_items,
    smooth_path,
    stamp_items,
)
from missdesk.figures.palette import PALETTES
from missdesk.figures.plate_model import Box
from missdesk.figures.scene import Command, Ellipse, Fill, Group, Item, Path, Rect, Scene, Stroke
from missdesk.handout.fonts import check
from missdesk.handout.names import clean
from missdesk.handout.scene_pdf import draw_scene
from missdesk.i18n import _
from missdesk.model.marks import Mark, Point, Sheet, runs

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAPER: Final = PALETTES["paper"]

HALO_MM: Final = 0.45
"""Rim on each side of a stroke, as on the screen."""
HIGHLIGHTER_ALPHA: Final = 95 / 255
NOTE_MM: Final = 4.3
"""Size of a note's letters: 12 pt (LP9)."""
_LEAST_STAMP_MM: Final = 5.0
_LEAST_LINE_MM: Final = 0.5


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
        """Return the highlighter's marks, or all others for an empty kind, words on top."""
        found = [m for m in self.sheet.marks if (m.kind == "highlighter") == (kind != "")]
        return sorted(found, key=lambda mark: bool(label_of(mark)))


def _items(mark: Mark, ink: Ink) -> list[Item]:
    """Return the shapes of one mark in figure millimeters; none for a mark without points.

    Raises:
        FontError: A character of a note is in no bundled font.
    """
    if not mark.points:
        return []
    left, top, _w, _h = ink.crop
    first = _spot(mark.points[0], ink)
    if mark.kind == "note":
        return _words(mark, first, ink)
    if mark.kind == "stamp":
        side = max(_LEAST_STAMP_MM, mark.width_mm * ink.scale)
        spot = beside(first, side, label_of(mark), NOTE_MM, ink.size_mm)
        return [*stamp_items(mark.stamp or "pain", first, side), *_words(mark, spot, ink)]
    made: list[Item] = []
    for points, width_mm in runs(mark):
        spots = tuple(((x - left) * ink.scale, (y - top) * ink.scale) for x, y in points)
        made += _line(mark, spots, max(_LEAST_LINE_MM, width_mm * ink.scale))
    # All rims lie under all lines: a piece of a stroke must not cut the one before.
    return sorted(made, key=_is_above_rims)


def _is_above_rims(item: Item) -> bool:
    stroke = getattr(item, "stroke", None)
    return stroke is None or stroke.color_token != "pen_halo"  # noqa: S105


def _spot(at: Point, ink: Ink) -> Point:
    return (at[0] - ink.crop[0]) * ink.scale, (at[1] - ink.crop[1]) * ink.scale


def _line(mark: Mark, points: tuple[Point, ...], width: float) -> list[Item]:
    """Return a stroke or an arrow on its rim."""
    if len(points) == 1:
        x, y = points[0]
        return [Ellipse(x, y, width, width, Fill("pen"), Stroke("pen_halo", 0.4))]
    commands: tuple[Command, ...] = smooth_path(points)
    if mark.kind == "arrow":
        commands = arrow_path(points, width)
    line = Path(commands, None, Stroke("pen", width, is_round=True))
    if mark.kind == "highlighter":
        return [line]
    return [Path(commands, None, Stroke("pen_halo", width + 2 * HALO_MM, is_round=True)), line]


def _words(mark: Mark, at: Point, ink: Ink) -> list[Item]:
    """Return the words beside a mark, if any.

    Raises:
        FontError: A character is in no bundled font.
    """
    words = clean(label_of(mark)).text
    if mark.kind == "note":
        check(words, _("A note on the picture"))
    return note_items(words, at, NOTE_MM, ink.size_mm)
