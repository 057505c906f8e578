"""Shapes as data: outlines, boxes, patterns and the colors they name."""

from __future__ import annotations

from itertools import combinations
from math import pi

import pytest

from missdesk.figures.palette import LOOKS, PALETTES, contrast, grey, luminance
from missdesk.figures.patterns import gaps
from missdesk.figures.scene import (
    Ellipse,
    Fill,
    Path,
    Pattern,
    Rect,
    Scene,
    box_of,
    ellipse,
    outline,
    polygon,
    rectangle,
)

PATTERNS: tuple[Pattern, ...] = ("solid", "stripes", "crosshatch", "upright", "dots")


def test_outlines_keep_to_their_shapes_boxes() -> None:
    assert box_of(outline(Rect(1, 2, 10, 5, 2))) == (1, 2, 11, 7)
    assert box_of(outline(Ellipse(5, 5, 3, 2))) == (2, 3, 8, 7)
    path = Path(polygon(((0, 0), (4, 0), (4, 3))))
    assert outline(path) is path.commands
    assert box_of(path.commands) == (0, 0, 4, 3)


def test_a_radius_larger_than_the_rectangle_makes_a_pill() -> None:
    assert box_of(rectangle(0, 0, 10, 4, 99)) == (0, 0, 10, 4)
    assert rectangle(0, 0, 10, 4)[-1] == ("Z",)
    assert len(rectangle(0, 0, 10, 4)) == 5


def test_a_scene_is_placed_by_one_group() -> None:
    scene = Scene(3, 4, (Rect(0, 0, 3, 4),), "said")
    assert scene.at(7, 8).dx == 7
    assert scene.at(7, 8).items == scene.items


@pytest.mark.parametrize("pattern", PATTERNS[1:])
def test_a_pattern_repeats_after_one_pitch_along_x(pattern: Pattern) -> None:
    fill = Fill("open", pattern, pitch_mm=2)
    made = gaps(fill, (0, 0, 20, 10))
    assert bool(made.lines) != bool(made.dots)
    xs = sorted({round(line[0] % 2, 6) for line in made.lines})
    assert len(xs) <= 2
    spots = {(round(x % 2, 6), round(y % 2, 6)) for x, y in made.dots}
    assert len(spots) <= 2


def test_a_solid_fill_takes_nothing_out() -> None:
    made = gaps(Fill("open"), (0, 0, 20, 10))
    assert not made.lines
    assert not made.dots


def kept(pattern: Pattern) -> float:
    """Return the share of color left, by the sizes of what is taken out (pitch 1)."""
    made = gaps(Fill("open", pattern, pitch_mm=1), (0, 0, 1, 1))
    if made.dots:
        return 1 - 2 * pi * made.radius_mm**2
    if pattern == "upright":
        return 1 - made.width_mm
    share = made.width_mm * 2**0.5
    return (1 - share) ** (2 if pattern == "crosshatch" else 1)


@pytest.mark.parametrize("pattern", PATTERNS[1:])
def test_no_pattern_leaves_more_color_than_another(pattern: Pattern) -> None:
    assert kept(pattern) == pytest.approx(0.64, abs=0.01)


def test_every_theme_has_every_token() -> None:
    tokens = {frozenset(palette) for palette in PALETTES.values()}
    assert len(tokens) == 1
    for style in LOOKS.values():
        assert {style.color, style.tint} <= next(iter(tokens))


def test_looks_differ_by_fill_and_mark_not_by_color_alone() -> None:
    for a, b in combinations(LOOKS.values(), 2):
        assert a.pattern != b.pattern
        assert a.mark != b.mark


@pytest.mark.parametrize("theme", ["light", "contrast", "paper"])
def test_options_are_seen_on_their_surface_and_text_is_read(theme: str) -> None:
    palette = PALETTES[theme]
    surface = palette["surface"]
    for style in LOOKS.values():
        assert contrast(palette[style.color], surface) >= 6.5
        assert contrast(palette["ink"], palette[style.tint]) >= 7
    assert contrast(palette["ink"], surface) >= 7
    assert contrast(palette["ink2"], surface) >= 7
    assert contrast(palette["edge"], surface) >= 3
    assert contrast(palette["label_ink"], palette["label"]) >= 7


def test_open_and_tube_are_equally_loud() -> None:
    light = PALETTES["light"]
    assert luminance(light["open"]) == pytest.approx(luminance(light["mis"]), abs=0.004)


def test_grey_keeps_the_luminance() -> None:
    assert grey("#FFFFFF") == "#FFFFFF"
    assert grey("#000000") == "#000000"
    assert luminance(grey("#7F5200")) == pytest.approx(luminance("#7F5200"), abs=0.005)


def test_a_circle_is_round_to_a_thousandth() -> None:
    command = ellipse(0, 0, 1, 1)[1]
    assert command[0] == "C"
    x1, y1, x2, y2, x, y = command[1:]
    middle = ((1 + 3 * x1 + 3 * x2 + x) / 8, (0 + 3 * y1 + 3 * y2 + y) / 8)
    assert (middle[0] ** 2 + middle[1] ** 2) ** 0.5 == pytest.approx(1, abs=1e-3)
