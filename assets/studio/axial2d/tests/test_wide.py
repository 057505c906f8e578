"""The operations for the narrow canal and the fusion: fair, symmetrical, never folding."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from axial2d import approach, disease, implants, kits, ways, wide_kit, wide_steps
from axial2d import instruments as tool
from axial2d import shapes as s
from axial2d import wide_ways as w
from axial2d.axial import Anatomy, Condition, build

BOTH = ("_l", "_r")


@pytest.fixture(scope="module")
def who() -> wide_steps.Case:
    """Return the case that is operated on."""
    return wide_steps.case(build(), build("L4-L5", Condition(has_stenosis=True)))


@pytest.mark.parametrize("name", w.NAMES)
def test_freed_sac_has_room(name: w.Name, who: wide_steps.Case) -> None:
    """After step 4 nothing hard touches the sac, which is much larger than before."""
    left = disease.carve(who.narrow, s.rounded(w.gap(name), 0.8))
    sac = who.freed.part["sac"]
    assert sac.area > 1.7 * who.narrow.part["sac"].area
    for part in ("arch", "facet_l", "facet_r", "flavum_l", "flavum_r", "disc"):
        if not left.part[part].is_empty:
            assert left.part[part].distance(sac) > 0.2, part


@pytest.mark.parametrize("name", w.NAMES)
def test_tissue_never_folds(name: w.Name, who: wide_steps.Case) -> None:
    """Along lines across the back muscles, points keep their order on each bank."""
    field = w.way(name, who.healthy).full
    marks = [np.asarray(g.coords) for g in shapely.get_parts(field.slit)]
    for y in np.arange(-62, -33, 1.0):
        cuts = [float(np.interp(y, xy[:, 1], xy[:, 0])) for xy in marks if xy[0, 1] < y < xy[-1, 1]]
        edges = sorted({-75.0, 0.0, 75.0, *cuts})
        for x0, x1 in pairwise(edges):
            if x1 - x0 < 0.5:  # the two cuts of a midline way start as one
                continue
            xs = np.linspace(x0 + 0.01, x1 - 0.01, 300)
            shift = field.shift(np.column_stack([xs, np.full_like(xs, y)]))
            assert (np.diff(xs + shift[:, 0]) > -1e-6).all(), (name, y)


@pytest.mark.parametrize("name", w.MIDLINE)
def test_midline_ways_treat_both_sides_alike(name: w.Name, who: wide_steps.Case) -> None:
    """What is pushed on one side is pushed on the other."""
    field = w.way(name, who.healthy).full
    xy = np.asarray(who.healthy.part["multifidus_l"].exterior.coords)
    flip = np.array([-1.0, 1.0])
    assert np.allclose(field.shift(xy) * flip, field.shift(xy * flip), atol=1e-9)


@pytest.mark.parametrize("name", ["tubeboth", "endoboth"])
def test_one_sided_ways_leave_the_other_side_alone(name: w.Name, who: wide_steps.Case) -> None:
    """Muscle on the other side moves less than 1 mm."""
    xy = np.asarray(who.healthy.part["multifidus_r"].exterior.coords)
    assert np.abs(w.way(name, who.healthy).full.shift(xy)).max() < 1.0


def test_fusion_takes_and_leaves_the_same() -> None:
    """Both fusion ways share the window, tube and endoscope too; the laminectomy's is even."""
    assert w.gap("tubeboth").equals(w.gap("endoboth"))
    assert w.gap("tlif-open").equals(w.gap("tlif-mis"))
    wide = w.gap("laminectomy")
    assert s.mirrored(wide).symmetric_difference(wide).area < 1e-6


def test_every_way_moves_some_muscle(who: wide_steps.Case) -> None:
    """The one drawing rule finds moved muscle in every way; nothing is set to none."""
    for name in w.NAMES:
        assert approach.moved_area_mm2(who.healthy, w.way(name, who.healthy), BOTH) > 200


def test_implants_lie_where_they_should(who: wide_steps.Case) -> None:
    """The cage lies in the disc; screws pass between the roots and miss sac and joints."""
    tapped = dict(implants.cage(who.narrow.part["nucleus"]).taps)
    assert who.narrow.part["disc"].contains(tapped["cage"])
    for sign, tag in ((-1, "_l"), (1, "_r")):
        thread, _ = implants.screw(sign)
        for name in ("exiting" + tag, "traversing" + tag, "sac"):
            assert _clear(thread, who.freed, name), name
        for joint in ("space" + tag, "arch"):
            assert _clear(thread, who.narrow, joint), joint


def test_screws_hold_in_bone_and_converge(who: wide_steps.Case) -> None:
    """They enter the outer joint process, pass the pedicle, end deep in the body, never meet."""
    disc = who.narrow.part["disc"]
    y0, y1 = disc.bounds[1], disc.bounds[3]
    tips = []
    for sign, tag in ((-1, "_l"), (1, "_r")):
        thread, _ = implants.screw(sign)
        pedicle = s.both(s.blob(implants.PEDICLE))[sign > 0]
        outside = thread.difference(pedicle.union(disc).union(who.narrow.part["facet" + tag]))
        assert outside.area < 0.12 * thread.area
        assert 0.4 < (thread.bounds[3] - y0) / (y1 - y0) < 0.85
        tips.append(thread)
    assert tips[0].distance(tips[1]) > 8.0


@pytest.mark.parametrize("name", w.FUSION)
def test_fusion_keeps_the_far_joint(name: w.Name, who: wide_steps.Case) -> None:
    """The joint on the approach side is opened; the one on the other side stays whole."""
    left = disease.carve(who.narrow, s.rounded(w.gap(name), 0.8))
    assert left.part["space_l"].area < 0.2 * who.narrow.part["space_l"].area
    assert left.part["space_r"].area > 0.9 * who.narrow.part["space_r"].area


@pytest.mark.parametrize("name", w.NAMES)
def test_every_way_starts_with_the_same_knife(name: w.Name, who: wide_steps.Case) -> None:
    """Step 1 of each way shows one scalpel, none larger than another."""
    first = wide_kit.tools(w.way(name, who.healthy), who.healthy)[0]
    (knife,) = [one for one in first if one.region == "scalpel"]
    (other,) = [
        one
        for one in kits.tools(ways.way("open", who.healthy), who.healthy)[0]
        if one.region == "scalpel"
    ]
    assert knife.outline.area == pytest.approx(other.outline.area, rel=0.01)


@pytest.mark.parametrize("name", w.NAMES)
def test_no_instrument_touches_a_nerve(name: w.Name, who: wide_steps.Case) -> None:
    """Punch and inserter keep off sac and roots at step 4."""
    for one in wide_kit.front(w.way(name, who.healthy)):
        for part in ("sac", "traversing_l", "traversing_r", "exiting_l", "exiting_r"):
            assert _clear(one.outline, who.freed, part), part


@pytest.mark.parametrize("name", ["tubeboth", "endoboth"])
def test_a_punch_never_crosses_the_wall_of_its_tube(name: w.Name, who: wide_steps.Case) -> None:
    """It leaves by the mouth; inside, both walls are free of it."""
    foot, turn, wide, tall = {
        "tubeboth": (w.CROSS_FOOT, w.CROSS_TURN_DEG, w.CROSS_MM, 60.0),
        "endoboth": (w.ENDO_FOOT, w.ENDO_TURN_DEG, w.ENDO_MM, 60.0),
    }[name]
    (punch,) = wide_kit.front(w.way(name, who.healthy))
    for x in (-wide / 2, wide / 2):
        wall = tool.placed(box(x - 0.95, -tall, x + 0.95, 0), foot, turn)
        assert not punch.outline.intersects(wall)


@pytest.mark.parametrize("name", w.NAMES)
def test_reaching_moves_less_muscle_than_holding_open(name: w.Name, who: wide_steps.Case) -> None:
    """Step 2 is counted from its own tools: clearly less than step 3."""
    this = w.way(name, who.healthy)
    found = [approach.moved_muscle(who.healthy, this, n, BOTH) for n in (2, 3)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].area < 0.7 * found[1].area


def _clear(thread: object, a: Anatomy, name: str) -> bool:
    """Return whether metal keeps off a nerve."""
    return bool(shapely.distance(thread, a.part[name]) > 0.2)
