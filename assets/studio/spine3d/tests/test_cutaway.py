"""The two ways in: one rule, nothing folds; needs numpy and scipy, no Blender."""

from __future__ import annotations

import numpy as np
import pytest

from spine3d import muscle_section as section
from spine3d import tools_cutaway as tools
from spine3d.muscle_way import (
    MOVED_MM,
    OPEN_HALF,
    REACH,
    TUBE_AXIS,
    TUBE_FOOT,
    TUBE_MM,
    WAYS,
    Way,
    cavity,
    give,
    moved_mm,
    rest,
)
from spine3d.sdf import Array


def points(z: float = 0.0, step: float = 0.5) -> Array:
    """Return a fine grid of the back at one height along the spine (mm)."""
    x, y = np.meshgrid(np.arange(-64, 64, step), np.arange(8, 72, step))
    return np.stack([x.ravel(), y.ravel(), np.full(x.size, z)], 1)


@pytest.mark.parametrize("way", WAYS)
def test_tissue_never_folds(way: Way) -> None:
    """Going outwards from the way in, the place at rest only goes outwards too."""
    for y in (30.0, 40.0, 50.0, 60.0):
        line = np.stack([np.arange(-60, 60, 0.1), np.full(1200, y), np.zeros(1200)], 1)
        outside = cavity(way, line) > 0.2
        left = outside & (line[:, 0] > 12)
        was = rest(way, line[left])[:, 0]
        assert (np.diff(was) > -0.02).all()


@pytest.mark.parametrize("way", WAYS)
def test_the_other_side_and_the_ends_stay_where_they_are(way: Way) -> None:
    """Nothing moves on the right, far off, or well beyond the ends of the cut."""
    p = points()
    far = (p[:, 0] < -25) | (p[:, 0] > 62)
    assert moved_mm(way, p[far]).max() < 0.5
    assert moved_mm(way, points(z=50.0)).max() < MOVED_MM


@pytest.mark.parametrize("way", WAYS)
def test_the_opened_room_is_closed_tissue_at_rest(way: Way) -> None:
    """Both walls of the room lay on the slit: no tissue is lost, it is only moved aside."""
    p = points()
    wall = np.abs(cavity(way, p)) < 0.3
    wall &= (p[:, 1] > 30) & (p[:, 1] < 56)
    if way == "tube":
        axis = TUBE_FOOT + np.outer((rest(way, p[wall]) - TUBE_FOOT) @ TUBE_AXIS, TUBE_AXIS)
        assert np.linalg.norm(rest(way, p[wall]) - axis, axis=1).max() < 4.5
    else:
        assert (np.abs(rest(way, p[wall])[:, 0] - 3.0) < 5.0).all()


def test_one_law_serves_both_ways() -> None:
    """The push is whole at the slit's bank, dies away at the reach, and is never more."""
    push, reach = np.full(200, 9.0), np.full(200, REACH * 9.0)
    far = np.linspace(9.0, 40.0, 200)
    got = give(push, far, reach)
    assert got[0] == pytest.approx(9.0, abs=0.1)
    assert got[-1] == 0
    assert (np.diff(got) <= 1e-6).all()


def test_the_open_cut_is_about_three_centimetres_and_one_sided() -> None:
    """The room is as long as the cut, and lies on the patient's left of the midline."""
    assert pytest.approx(30) == 2 * OPEN_HALF
    deep = np.array([[10.0, 45.0, 0.0], [-3.0, 45.0, 0.0], [10.0, 45.0, OPEN_HALF + 0.5]])
    inside = cavity("open", deep) < 0
    assert inside.tolist() == [True, False, False]


def test_the_tube_is_eighteen_millimetres_wide_and_fills_its_room() -> None:
    """The tube's wall touches the room's wall, half way down."""
    middle = TUBE_FOOT + 25 * TUBE_AXIS
    z = np.linspace(0, 14, 1401)
    line = middle + np.outer(z, [0.0, 0.0, 1.0])
    outer = z[tools.tool("tube", line) < 0].max()
    assert 2 * outer == pytest.approx(TUBE_MM, abs=0.1)
    assert z[cavity("tube", line) < 0].max() == pytest.approx(outer, abs=0.4)


def test_muscle_moved_follows_the_plates_cut_across() -> None:
    """About 420 and 290 mm2 lie moved on the section: compressed, where they are held."""
    p = points()
    for way, area in (("open", 420.0), ("tube", 290.0)):
        q = rest(way, p)
        muscle = (q[:, 1] < section.fascia_top(q)) & (q[:, 1] > 27) & (cavity(way, p) > 0)
        got = (muscle & (moved_mm(way, p) >= MOVED_MM)).sum() * 0.25
        assert got == pytest.approx(area, rel=0.3)


def test_fascia_lies_below_the_skin_everywhere_in_the_block() -> None:
    """The layers keep their order: muscles' floor, fascia, skin."""
    x = np.linspace(-66, 66, 200)
    p = np.stack([x, 0 * x, 0 * x + 20], 1)
    assert (section.skin_top(p) - section.fascia_top(p) > 5).all()
    assert (section.fascia_top(p) - section.floor_of(p) > 20).all()
