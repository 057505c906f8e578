"""Draw the mark of an option: shape and sign tell it apart even in grey (RC9, WC4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from missdesk.figures.palette import LOOKS, Mark
from missdesk.figures.scene import Ellipse, Fill, Item, Line, Path, Rect, Scene, Stroke, polygon
from missdesk.model.topic import Look


def badge(look: Look, size_mm: float) -> Scene:
    """Return the mark in a square of `size_mm`; decoration beside the option's name.

    All five marks cover nearly the same area, so none is louder.
    """
    style = LOOKS[look]
    return Scene(size_mm, size_mm, _DRAW[style.mark](style.color, size_mm))


def _square(color: str, s: float) -> tuple[Item, ...]:
    """Square with an upright bar: one longer cut."""
    return (
        Rect(0.06 * s, 0.06 * s, 0.88 * s, 0.88 * s, 0.2 * s, Fill(color)),
        Rect(0.45 * s, 0.25 * s, 0.1 * s, 0.5 * s, 0.05 * s, Fill("surface")),
    )


def _circle(color: str, s: float) -> tuple[Item, ...]:
    """Circle with a ring: a tube seen from its end."""
    return (
        Ellipse(0.5 * s, 0.5 * s, 0.49 * s, 0.49 * s, Fill(color)),
        Ellipse(0.5 * s, 0.5 * s, 0.19 * s, 0.19 * s, None, Stroke("surface", 0.1 * s)),
    )


def _triangle(color: str, s: float) -> tuple[Item, ...]:
    """Triangle with a dot: a camera's view."""
    corners = ((0.5 * s, 0.1 * s), (0.95 * s, 0.88 * s), (0.05 * s, 0.88 * s))
    return (
        Path(polygon(corners), Fill(color), Stroke(color, 0.1 * s, is_round=True)),
        Ellipse(0.5 * s, 0.62 * s, 0.12 * s, 0.12 * s, Fill("surface")),
    )


def _hexagon(color: str, s: float) -> tuple[Item, ...]:
    """Hexagon with a level line."""
    corners = [
        (s * (0.5 + 0.47 * cos(i * pi / 3)), s * (0.5 + 0.47 * sin(i * pi / 3))) for i in range(6)
    ]
    return (
        Path(polygon(corners), Fill(color), Stroke(color, 0.06 * s, is_round=True)),
        Rect(0.25 * s, 0.45 * s, 0.5 * s, 0.1 * s, 0.05 * s, Fill("surface")),
    )


def _diamond(color: str, s: float) -> tuple[Item, ...]:
    """Diamond in outline with a dash: no operation."""
    corners = ((0.5 * s, 0.07 * s), (0.93 * s, 0.5 * s), (0.5 * s, 0.93 * s), (0.07 * s, 0.5 * s))
    return (
        Path(polygon(corners), Fill("surface"), Stroke(color, 0.085 * s, is_round=True)),
        Line(0.36 * s, 0.5 * s, 0.64 * s, 0.5 * s, Stroke(color, 0.085 * s, is_round=True)),
    )


_DRAW: Mapping[Mark, Callable[[str, float], tuple[Item, ...]]] = {
    "square-with-bar": _square,
    "circle-with-ring": _circle,
    "triangle-with-dot": _triangle,
    "hexagon-with-line": _hexagon,
    "diamond-with-dash": _diamond,
}
