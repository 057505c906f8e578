"""Geometry of the spine kit; needs numpy, scipy and scikit-image, no Blender."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from scipy import ndimage

from spine3d import anatomy, body, cracked, implants, meshing, sacrum, taken, vertebra
from spine3d.sdf import Array, ellipsoid, to_local, to_parent
from spine3d.spine import (
    DISCS,
    LEVELS,
    S1,
    SIDES,
    Herniation,
    SpineParams,
    below,
    joint,
    joint_loss,
    pedicle_centre,
    poses,
)

CASES = {
    "healthy": SpineParams(),
    "slip": SpineParams(slip={"L4-L5": 6.2}, disc_loss={"L4-L5": 0.4}),
    "slip on S1": SpineParams(slip={"L5-S1": 6.2}, disc_loss={"L5-S1": 0.4}),
    "wedge": SpineParams(wedge={"L1": 0.42}),
    "worn": SpineParams(disc_loss={"L4-L5": 0.55}, spurs={"L4-L5": 2.4}),
}


def part(params: SpineParams, name: str) -> anatomy.Part:
    """Return a part of a spine by its name."""
    return next(p for p in anatomy.spine_parts(params) if p.id == name)


def tilt(params: SpineParams, name: str) -> float:
    """Return by how much a bone leans back, degrees."""
    turn = poses(params)[name]
    return float(np.degrees(np.arctan2(-turn[1, 2], turn[2, 2])))


def test_the_lordosis_is_that_of_the_table() -> None:
    """The sacral end plate leans 39 degrees, L1 about 12 the other way."""
    assert abs(tilt(SpineParams(), "S1")) == pytest.approx(39, abs=1)
    assert 5 < abs(tilt(SpineParams(), "L1")) < 20


@pytest.mark.parametrize("case", list(CASES))
@pytest.mark.parametrize("upper", ["L3", "L4", "L5"])
def test_bones_do_not_cut_each_other(case: str, upper: str) -> None:
    """Joints keep their gap in every posture."""
    params, low = CASES[case], below(upper)
    pose, one = poses(params), part(params, upper)
    mesh = meshing.polygonise(one.field, *one.bounds, 2.5)
    q = to_local(to_parent(mesh.verts, pose[upper]), pose[low])
    lv = params.level(low)
    other = partial(sacrum.sacrum, lv=lv) if low == "S1" else vertebra.whole_arch(low, lv)
    behind = mesh.verts[:, 1] > params.level(upper).depth / 2 + 5
    assert float(other(q[behind]).min()) > 0.2


@pytest.mark.parametrize("name", LEVELS)
def test_the_canal_is_free(name: str) -> None:
    """No bone lies near the middle of the canal."""
    lv = SpineParams().level(name)
    z = np.linspace(-12, 12, 9)
    line = np.stack([0 * z, 0 * z + lv.depth / 2 + lv.canal_d / 2, z], 1)
    assert float(part(SpineParams(), name).field(line).min()) > 5.0


def test_left_and_right_differ_by_noise_only() -> None:
    """A bone is symmetric but for its surface."""
    one = part(SpineParams(), "L3")
    points: Array = np.random.default_rng(1).uniform(*one.bounds, (4000, 3))
    assert float(np.abs(one.field(points) - one.field(points * [-1, 1, 1])).max()) < 1.2


def test_a_ball_has_its_volume_and_outward_faces() -> None:
    """Meshing keeps size and side."""
    ball = meshing.polygonise(
        lambda p: ellipsoid(p, (0, 0, 0), (5, 5, 5)), np.full(3, -8.0), np.full(3, 8.0), 0.5
    )
    v = ball.verts[ball.faces]
    volume = np.einsum("ij,ij->i", v[:, 0], np.cross(v[:, 1], v[:, 2])).sum() / 6
    assert volume == pytest.approx(523.6, abs=12)


def test_a_herniation_is_on_its_side() -> None:
    """Left is left."""
    point = np.array([[12.0, 19.0, 4.0]])
    left, right = (
        part(SpineParams(herniation=Herniation("L3-L4", side)), "herniation").field(point)[0]
        for side in SIDES
    )
    assert left < 0 < right


def test_a_slip_moves_the_upper_bones_forward_and_no_other() -> None:
    """L5 stays, L4 and all above move 8 mm forward."""
    healthy, slip = poses(SpineParams()), poses(SpineParams(slip={"L4-L5": 8.0}))
    assert np.allclose(healthy["L5"], slip["L5"])
    for name in ("L4", "L1"):
        moved = healthy["L5"][:3, :3].T @ (slip[name] - healthy[name])[:3, 3]
        assert moved[1] == pytest.approx(-8.0, abs=1.2)
        assert abs(moved[0]) < 1e-6


@pytest.mark.parametrize("disc", DISCS)
def test_a_slipped_joint_stays_behind_the_joint_of_the_bone_below(disc: str) -> None:
    """A worn joint, not a jumped one: no part of the slid process lies before the other's face."""
    params = SpineParams(slip={disc: 6.2}, disc_loss={disc: 0.4})
    upper, low = disc.split("-")
    pose, one = poses(params), part(params, upper)
    mesh = meshing.polygonise(one.field, *one.bounds, 1.5)
    q = to_local(to_parent(mesh.verts, pose[upper]), pose[low])
    mid, n, t = joint(params.level(low), 1.0)
    away = q - mid
    beside = (np.abs(away @ t) < 7) & (away @ n > -12) & (away @ n < 9)
    beside &= np.abs(away[:, 2] + 3.0) < 4.0  # above, the arch leads forward to the body
    assert beside.sum() > 30, "the two faces meet"
    assert float((away[beside] @ n).min()) > -joint_loss(params.level(low)) - 0.1


@pytest.mark.parametrize("disc", DISCS)
def test_a_slipped_bone_is_one_piece(disc: str) -> None:
    """Wear does not cut the joint process off its arch."""
    one = part(SpineParams(slip={disc: 6.2}, disc_loss={disc: 0.4}), disc.split("-")[0])
    axes = [np.arange(a, b, 1.2) for a, b in zip(*one.bounds, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    solid = (one.field(grid.reshape(-1, 3)) < 0).reshape(grid.shape[:3])
    pieces = ndimage.sum_labels(solid, *ndimage.label(solid)[:1], range(1, 99))
    assert pieces[0] == solid.sum() or sorted(pieces)[-2] < 20


def test_a_cracked_arch_stays_behind_with_its_joints() -> None:
    """The body slides; lamina and lower processes stay in their joints with the sacrum."""
    params = SpineParams(slip={"L5-S1": 6.2}, disc_loss={"L5-S1": 0.4})
    made = {p.id: p for p in cracked.parts(params)}
    front, back = made["L5"], made["L5-arch"]
    assert np.linalg.norm(front.pose[:3, 3] - back.pose[:3, 3]) == pytest.approx(6.2, abs=0.1)
    mesh = meshing.polygonise(back.field, *back.bounds, 2.5)
    pieces = ndimage.label(_grid(back) < 0)[1]
    assert pieces == 1
    at = to_parent(mesh.verts, back.pose)
    for other in (front, made["sacrum"]):
        assert float(other.field(to_local(at, other.pose)).min()) > 0.2


def _grid(one: anatomy.Part, cell: float = 2.0) -> Array:
    """Return a part's field on a grid over its box."""
    axes = [np.arange(a, b, cell) for a, b in zip(*one.bounds, strict=True)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    return one.field(points.reshape(-1, 3)).reshape(points.shape[:3])


def test_a_wedge_is_low_in_front_only() -> None:
    """The back wall keeps nearly all of its height."""
    whole, broken = SpineParams().level("L1"), SpineParams(wedge={"L1": 0.42}).level("L1")
    assert broken.ant < 0.6 * whole.ant
    assert broken.post > 0.9 * whole.post


def test_the_piece_of_a_burst_bone_lies_in_the_canal() -> None:
    """The piece stands behind the back wall."""
    params = SpineParams(burst={"L1": 0.30})
    lv = params.level("L1")
    middle = np.array([[0.0, lv.depth / 2 + 4.0, 3.0]])
    assert float(part(params, "fragment").field(middle)[0]) < 0


@pytest.mark.parametrize("name", ["T12", "L1", "L3", "L4", "L5", "S1"])
@pytest.mark.parametrize("side", SIDES)
def test_a_screw_stays_in_its_bone_and_out_of_the_canal(name: str, side: str) -> None:
    """The middle of a screw has bone all round and ends inside."""
    params = SpineParams(top="T12")
    pose = poses(params)
    frame = implants.screw_frame(name, side, params, pose)
    s = implants.size(name)
    depth = np.linspace(16.0, s.length - 1.0, 12)
    line = to_local(to_parent(np.stack([0 * depth, 0 * depth, -5 - depth], 1), frame), pose[name])
    bone = sacrum.sacrum if name == "S1" else part(params, name).field
    assert float(bone(line).max()) < -1.0
    if name != "S1":
        lv = params.level(name)
        inside = (line[:, 1] > lv.depth / 2) & (np.abs(line[:, 0]) < lv.canal_w / 2 - 1)
        assert not inside.any()


@pytest.mark.parametrize("disc", ["L3-L4", "L4-L5", "L5-S1"])
def test_a_cage_goes_in_where_one_joint_is_gone(disc: str) -> None:
    """On the left both joint processes are gone at the disc; the right side is as before."""
    params, (upper, lower) = SpineParams(), disc.split("-")
    pose = poses(params)
    left = taken.joint_gone(anatomy.spine_parts(params), disc, "left", params)
    bones = [p for p in left if p.id in (upper, "sacrum" if lower == "S1" else lower)]
    for side, is_gone in (("left", True), ("right", False)):
        middle, n, _ = joint(params.level(lower), SIDES[side])
        for bone in bones:
            sign = 1.0 if bone.id == upper else -1.0  # behind or before the joint's gap
            at = to_parent(middle + sign * 3.4 * n, pose[lower])
            d = float(bone.field(to_local(at, bone.pose))[0])
            assert (d > 0) is is_gone, (bone.id, side, d)


@pytest.mark.parametrize("disc", ["L3-L4", "L4-L5", "L5-S1"])
def test_no_chip_is_left_where_a_joint_is_gone(disc: str) -> None:
    """Round the gap each bone is one piece: the tip of the lower bone's process went too."""
    params, (upper, lower) = SpineParams(disc_loss={disc: 0.10}, slip={disc: 1.0}), disc.split("-")
    left = taken.joint_gone(anatomy.spine_parts(params), disc, "left", params)
    middle = to_parent(joint(params.level(lower), SIDES["left"])[0], poses(params)[lower])
    near = np.arange(-20.0, 20.0, 1.0)
    box = np.stack(np.meshgrid(near, near, near, indexing="ij"), -1)
    for bone in (p for p in left if p.id in (upper, "sacrum" if lower == "S1" else lower)):
        at = to_local(middle, bone.pose).reshape(3) + box.reshape(-1, 3)
        assert ndimage.label(bone.field(at).reshape(box.shape[:3]) < 0)[1] == 1, bone.id


def test_cement_lies_inside_its_bone() -> None:
    """All of it is at least 2.5 mm below the surface: none has run out."""
    params = SpineParams(wedge={"L1": 0.26}, top="T11")
    (lump,) = implants.cement("L1", params)
    mesh = meshing.polygonise(lump.field, *lump.bounds, 1.5)
    assert float(body.body(mesh.verts, params.level("L1")).max()) < -2.5


def test_a_curve_leans_as_much_as_it_says_and_ends_over_the_pelvis() -> None:
    """The lower curve is as large as asked for; the neck stays over the middle."""
    pose = poses(SpineParams(curve=60.0, top="T1"))
    lean = {n: np.degrees(np.arctan2(pose[n][0, 2], pose[n][2, 2])) for n in pose}
    assert 45 < max(lean[n] for n in ("L4", "L5")) - min(lean[n] for n in ("T11", "T12")) < 65
    assert abs(pose["T1"][0, 3]) < 30


def test_every_region_has_one_number() -> None:
    """Maps can tell all regions apart."""
    assert len(set(anatomy.REGIONS)) == len(anatomy.REGIONS) < 255


def test_sizes_of_l5_are_those_measured() -> None:
    """L5 lies within what was measured."""
    lv = SpineParams().level("L5")
    assert lv.ant == pytest.approx(30.3, abs=1.9)
    assert lv.post == pytest.approx(26.3, abs=1.9)
    assert pedicle_centre(lv)[0] > lv.canal_w / 2
    assert S1.facet_x > 0
