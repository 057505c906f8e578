"""Outlines, areas, warps: fast checks without painting."""

from __future__ import annotations

import numpy as np
import pytest

from axial2d import approach
from axial2d.axial import Anatomy, Condition, build
from axial2d.ways import NAMES, Name, way

CASES = [
    Condition(),
    Condition("left"),
    Condition("right"),
    Condition("central"),
    Condition("left", is_shrunk=True),
]


@pytest.fixture(scope="module")
def well() -> Anatomy:
    """Return the healthy section."""
    return build()


@pytest.mark.parametrize("condition", CASES)
def test_outlines_are_valid_and_roots_lie_in_the_sac(condition: Condition) -> None:
    """Every outline is valid; 22 roots lie inside the sac."""
    made = build("L4-L5", condition)
    assert all(geom.is_valid and not geom.is_empty for geom in made.part.values())
    assert len(made.roots) == 22
    assert all(made.part["sac"].buffer(0.2).contains(root) for root in made.roots)


def test_areas_match_the_notes(well: Anatomy) -> None:
    """Sac and muscle areas stay near plates-2d.md (mm2): 176, 804, 1472."""
    assert well.part["sac"].area == pytest.approx(176, rel=0.06)
    assert well.part["multifidus_l"].area == pytest.approx(804, rel=0.06)
    assert well.part["psoas_r"].area == pytest.approx(1472, rel=0.06)


def test_right_herniation_is_the_mirror_of_the_left() -> None:
    """Mirroring swaps sides; the great vessels do not move."""
    left, right = build("L4-L5", Condition("left")), build("L4-L5", Condition("right"))
    assert left.part["hernia"].area == pytest.approx(right.part["hernia"].area)
    assert left.part["hernia"].centroid.x == pytest.approx(-right.part["hernia"].centroid.x)
    assert left.level.vessels == right.level.vessels


def test_great_vessels_keep_their_sides(well: Anatomy) -> None:
    """Arteries lie towards picture left, the large vein on picture right (patient's right)."""
    veins = [v.at[0] for v in well.level.vessels if v.kind == "vein"]
    arteries = [v.at[0] for v in well.level.vessels if v.kind == "artery"]
    assert min(veins) > max(arteries)


def test_shrunk_piece_leaves_the_root_alone(well: Anatomy) -> None:
    """The shrunk piece is less than half as large, off sac and root, which is round again."""
    sick, later = (
        build("L4-L5", Condition("left")),
        build("L4-L5", Condition("left", is_shrunk=True)),
    )
    assert later.part["hernia"].area < 0.5 * sick.part["hernia"].area
    assert later.part["traversing_l"].equals(well.part["traversing_l"])
    assert "pressed" not in later.part
    assert 0.7 < later.part["hernia"].distance(later.part["sac"]) < 1.5
    assert 1.0 < later.part["hernia"].distance(later.part["traversing_l"]) < 2.5


@pytest.mark.parametrize("name", NAMES)
def test_far_side_stays(name: Name, well: Anatomy) -> None:
    """Muscle on the other side of the spine moves less than 1 mm."""
    xy = np.asarray(well.part["multifidus_r"].exterior.coords)
    assert np.abs(way(name, well).full.shift(xy)).max() < 1.0


@pytest.mark.parametrize("name", NAMES)
def test_tissue_never_folds(name: Name, well: Anatomy) -> None:
    """Along lines across the body in muscle, points keep their order on each bank."""
    field = way(name, well).full
    slit = np.asarray(field.slit.coords)
    for y in np.arange(-62, -33, 1.0):
        if not slit[0, 1] < y < slit[-1, 1]:
            continue
        at = float(np.interp(y, slit[:, 1], slit[:, 0]))
        for xs in (np.linspace(at - 70, at - 0.01, 300), np.linspace(at + 0.01, at + 70, 300)):
            shift = field.shift(np.column_stack([xs, np.full_like(xs, y)]))
            assert (np.diff(xs + shift[:, 0]) > -1e-6).all()


def test_open_and_tube_move_about_the_same_area(well: Anatomy) -> None:
    """By the one drawing rule, open and tube differ by less than 10 %; the scope moves less."""
    area = {name: approach.moved_area_mm2(well, way(name, well)) for name in NAMES}
    assert area["open"] == pytest.approx(area["tube"], rel=0.10)
    assert 0 < area["camera"] < area["tube"]


def test_open_and_tube_share_the_bone_window(well: Anatomy) -> None:
    """The same bone is taken away for the open and the tubular way."""
    assert way("open", well).window.equals(way("tube", well).window)
