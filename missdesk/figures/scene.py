"""Describe a picture as data: about ten frozen shapes, drawn alike on screen and on paper.

All coordinates are millimeters from the top left corner, y down. Colors are names of tokens
(`missdesk.figures.palette`), so one Scene serves every theme and the grey printer.
Source: our choice (architecture.md 3, charts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Pattern = Literal["solid", "stripes", "crosshatch", "upright", "dots"]
"""How an area is filled: solid, or the color with lines or dots taken out of it."""
Weight = Literal[400, 500, 600, 700]
Align = Literal["left", "center", "right"]
Command: TypeAlias = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
"""Move and line to x, y; cubic curve by two control points and its end; close."""

KAPPA = 0.5522847498
"""Control point distance that makes four cubic curves a circle (error below 0.03 %)."""


@dataclass(frozen=True, slots=True)
class Fill:
    """The inside of a shape.

    Attributes:
        color_token: Name of the color.
        pattern: Solid, or what is taken out of the color, so that option areas weigh alike.
        gap_token: Color of the lines or dots taken out.
        pitch_mm: Distance between two lines, measured along x for stripes and upright lines.
    """

    color_token: str
    pattern: Pattern = "solid"
    gap_token: str = "surface"  # noqa: S105  a color's name, not a secret
    pitch_mm: float = 1.4


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line around or along a shape.

    Attributes:
        color_token: Name of the color.
        width_mm: Full width of the line, centered on the edge.
        dash: Lengths of line and gap in mm, repeated; empty = unbroken.
        is_round: Ends and corners are round; else flat ends, mitered corners.
    """

    color_token: str
    width_mm: float
    dash: tuple[float, ...] = ()
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with corners of one radius; x, y is its top left corner."""

    x: float
    y: float
    w: float
    h: float
    radius: float = 0.0
    fill: Fill | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse around cx, cy with half axes rx and ry."""

    cx: float
    cy: float
    rx: float
    ry: float
    fill: Fill | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Path:
    """Any outline; several subpaths may be in one path (nonzero winding)."""

    commands: tuple[Command, ...]
    fill: Fill | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class TextItem:
    """One line of text.

    Attributes:
        x, y: Left end, middle or right end (by `align`) of the baseline.
        text: Plain text, drawn as it is.
        size_mm: Font size (em) in mm; 1 mm = 2.83 points.
        weight: 400, 500, 600 or 700.
        color_token: Name of the color.
    """

    x: float
    y: float
    text: str
    size_mm: float
    weight: Weight = 400
    color_token: str = "ink"  # noqa: S105  a color's name, not a secret
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Picture:
    """A state of a plate in a rectangle; each painter asks its caller for the pixels.

    Attributes:
        plate, state: Ids.
        x, y, w, h: Where it goes, in scene mm.
        crop: x, y, w, h on the plate in plate mm; None = the whole page.
        is_mirrored: Left and right of the plate are turned round.
        hidden_groups: Layer chips left out.
        fades: The edges fade into the page; False for a picture in a frame.
    """

    plate: str
    state: str
    x: float
    y: float
    w: float
    h: float
    crop: tuple[float, float, float, float] | None = None
    is_mirrored: bool = False
    hidden_groups: tuple[str, ...] = ()
    fades: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Items moved by dx, dy; `clip` hides what lies outside it (before moving)."""

    items: tuple[Item, ...]
    dx: float = 0.0
    dy: float = 0.0
    clip: Rect | Path | None = None


Item: TypeAlias = Rect | Ellipse | Line | Path | TextItem | Picture | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole figure.

    Attributes:
        width_mm, height_mm: Size of the area the items keep to.
        items: In painting order, the first at the bottom.
        alt_text: What the figure says, in sentences (WC1); empty for pure decoration.
    """

    width_mm: float
    height_mm: float
    items: tuple[Item, ...]
    alt_text: str = ""

    def at(self, dx: float, dy: float) -> Group:
        """Return the figure as one item of a larger figure, moved by dx, dy mm."""
        return Group(self.items, dx, dy)


def outline(item: Rect | Ellipse | Path) -> tuple[Command, ...]:
    """Return the edge of a filled shape as path commands."""
    if isinstance(item, Path):
        return item.commands
    if isinstance(item, Ellipse):
        return ellipse(item.cx, item.cy, item.rx, item.ry)
    return rectangle(item.x, item.y, item.w, item.h, item.radius)


def ellipse(cx: float, cy: float, rx: float, ry: float) -> tuple[Command, ...]:
    """Return a closed ellipse, clockwise on the screen from its rightmost point."""
    kx, ky = rx * KAPPA, ry * KAPPA
    return (
        ("M", cx + rx, cy),
        ("C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        ("C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        ("C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        ("C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
        ("Z",),
    )


def rectangle(x: float, y: float, w: float, h: float, radius: float = 0.0) -> tuple[Command, ...]:
    """Return a closed rectangle; the radius is cut down to half the shorter side."""
    r = max(0.0, min(radius, w / 2, h / 2))
    right, bottom = x + w, y + h
    if r == 0:
        return (("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",))
    k = r * (1 - KAPPA)
    return (
        ("M", x + r, y),
        ("L", right - r, y),
        ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r),
        ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )


def polygon(points: Sequence[tuple[float, float]]) -> tuple[Command, ...]:
    """Return a closed polygon through at least three points."""
    first, *rest = points
    return (("M", *first), *(("L", x, y) for x, y in rest), ("Z",))


def box_of(commands: Iterable[Command]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all points, control points included.

    Raises:
        ValueError: There is no point.
    """
    numbers = [c[1:] for c in commands if len(c) > 1]
    xs = [x for row in numbers for x in row[0::2]]
    ys = [y for row in numbers for y in row[1::2]]
    return min(xs), min(ys), max(xs), max(ys)
