"""Other levels and other conditions: outlines fit together."""

from __future__ import annotations

import pytest
from shapely.geometry import Point
from shapely.ops import unary_union

from axial2d.axial import Anatomy, Condition, build
from axial2d.compose import CONDITIONS, LATER
from axial2d.levels import LEVELS

KNOWN = {**CONDITIONS, **LATER}


@pytest.mark.parametrize("level", list(LEVELS))
@pytest.mark.parametrize("name", list(KNOWN))
def test_every_condition_can_be_drawn_at_every_level(level: str, name: str) -> None:
    """Every outline is valid; 22 roots lie inside the sac; the disc does not touch the sac."""
    made = build(level, KNOWN[name])
    assert all(geom.is_valid and not geom.is_empty for geom in made.part.values())
    assert len(made.roots) == 22
    assert all(made.part["sac"].buffer(0.2).contains(root) for root in made.roots)
    assert made.part["sac"].intersection(made.part["disc"]).area < 0.1


@pytest.mark.parametrize(("level", "cleft"), [("L3-L4", 16.2), ("L5-S1", 37.8)])
def test_cleft_follows_the_literature(level: str, cleft: float) -> None:
    """The cleft stands in the table and in the drawing (plates-2d.md; L4-L5 keeps its 30)."""
    made = build(level)
    assert LEVELS[level].cleft_mm == cleft
    line = made.line["cleft_r"]
    assert line.bounds[0] - 2.1 <= cleft <= line.bounds[2] + 0.1


@pytest.mark.parametrize("level", list(LEVELS))
def test_great_vessels_touch_nothing(level: str) -> None:
    """Vessels lie clear of disc and psoas; the first vein or artery is where it belongs."""
    made = build(level)
    for w in made.level.vessels:
        at = made.part["disc"].centroid
        assert w.at[1] > at.y
        centre = Point(w.at)
        for name in ("disc", "psoas_l", "psoas_r"):
            assert made.part[name].distance(centre) > 0.75 * min(w.rx, w.ry)


def test_vessels_belong_to_their_level() -> None:
    """L3-L4: aorta left of the cava; L4-L5: two arteries; L5-S1: a pair on each side."""

    def kinds(level: str) -> list[tuple[str, bool]]:
        return sorted((w.kind, w.at[0] < 0) for w in LEVELS[level].vessels)

    assert kinds("L3-L4") == [("artery", True), ("vein", False)]
    assert [k for k, _ in kinds("L4-L5")].count("artery") == 2
    assert kinds("L5-S1") == [
        ("artery", False), ("artery", True), ("vein", False), ("vein", True),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def low() -> Anatomy:
    """Return the healthy section at L5-S1."""
    return build("L5-S1")


def test_pelvis_leaves_the_joint_open(low: Anatomy) -> None:
    """Ala and ilium keep their gap; the exiting root lies in front of the ala, clear of it."""
    for tag in ("_l", "_r"):
        ala, ilium = low.part["ala" + tag], low.part["ilium" + tag]
        assert 0.8 < ala.distance(ilium) < 3.0
        assert low.part["exiting" + tag].distance(ala) > 0.5
        assert low.part["iliolumbar" + tag].intersects(ilium)


def test_back_muscles_stay_out_of_the_pelvis(low: Anatomy) -> None:
    """No back muscle runs into bone or ligament."""
    hard = unary_union([low.part[k + "_r"] for k in ("ala", "ilium", "iliolumbar")])
    for name in ("multifidus", "longissimus", "iliocostalis"):
        assert low.part[name + "_r"].intersection(hard).area < 1.0


@pytest.mark.parametrize("level", list(LEVELS))
def test_narrow_canal_squeezes_the_sac(level: str) -> None:
    """The sac shrinks to under half and is marked; in the recess the roots are marked."""
    well, sick = build(level), build(level, Condition(has_stenosis=True))
    assert sick.part["sac"].area < 0.5 * well.part["sac"].area
    assert sick.part["pressed"] is sick.part["sac"]
    side = build(level, Condition(has_recess=True))
    assert side.part["sac"].area > 0.6 * well.part["sac"].area
    for tag in ("_l", "_r"):
        root = side.part["traversing" + tag]
        assert side.part["pressed"].intersects(root)
        assert root.distance(side.part["facet" + tag]) < 1.2


def test_one_sided_recess_leaves_the_other_root_alone() -> None:
    """The other root is round and unmarked, and has its room."""
    made, well = build("L4-L5", KNOWN["stenosis-recess-left"]), build()
    assert made.part["pressed"].equals(made.part["traversing_l"])
    assert made.part["traversing_r"].equals(well.part["traversing_r"])
    assert made.part["traversing_r"].distance(made.part["facet_r"]) > 0.2


@pytest.mark.parametrize("level", list(LEVELS))
def test_scar_holds_the_root_but_not_the_piece(level: str) -> None:
    """A scar touches the root; it never covers the herniation or the sac."""
    made = build(level, KNOWN["scar-again-left"])
    scar = made.part["scar"]
    assert scar.distance(made.part["traversing_l"]) < 0.1
    assert scar.intersection(made.part["hernia"].buffer(-0.4)).area < 0.2
    assert scar.intersection(made.part["sac"].buffer(-0.4)).area < 0.2
