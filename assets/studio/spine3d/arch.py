"""Everything behind the body of a lumbar vertebra, as fields in its frame (mm)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from spine3d.sdf import (
    Array,
    Field,
    Sweep,
    capsule,
    ellipsoid,
    mirror,
    polygon,
    round_box,
    smax,
    smin,
    smoothstep,
    sphere,
    spline,
    to_local,
    to_parent,
    union,
)
from spine3d.spine import (
    NEUTRAL,
    S1,
    TABLE,
    Level,
    below,
    joint,
    joint_loss,
    pedicle_centre,
    turned_by,
)

JOINT_RADIUS = 15.0  # curvature of a facet joint seen from above
JOINT_GAP = 1.2  # both cartilages
JOINT_FRONT = 8.0  # no worn joint face reaches further forward than this from its middle
FAR = 20.0  # stands for "nowhere near", mm
UP = np.array([0.0, 0.0, 1.0])


def superior_process(p: Array, lv: Level, foot: tuple[float, float, float] | None = None) -> Array:
    """Superior articular process (left; fold points first), hollow towards the joint.

    `foot` is where its stalk ends; without it, behind the pedicle.  Under a bone that slid
    it is lower, and its face is worn.
    """
    mid, n, t = joint(lv, 1.0)
    axes = np.stack([n, t, UP], 1)
    high = 11.5 - 0.4 * lv.slid_top
    horn = ellipsoid(p, mid - n * 3.6 + UP * (high - 11.0), (5.4, 8.0, high), axes)
    ped = pedicle_centre(lv)
    foot = foot or (ped[0] + 0.5, ped[1] + 8.5, ped[2] - 1)
    stalk = capsule(p, mid - n * 4.2 - UP * 3, foot, 5.6, 6.6)
    knob = ellipsoid(p, mid - n * 4.8 + t * 5.2 - UP * 1.0, (3.8, 4.4, 6.5), axes)
    d = smin(smin(horn, stalk, 5.0), knob, 4.0)
    q = p - (mid + n * (JOINT_RADIUS - joint_loss(lv)))
    return smax(d, JOINT_RADIUS - np.hypot(q[:, 0], q[:, 1]), 1.6)


def worn_seat(low: Level, rel: Array) -> Field:
    """Where a lower joint process that slid may not be: before the worn face of the bone below.

    In the frame of the bone that slid (fold points first); `rel` is the pose of the bone below.
    The processes grind each other away and never pass: that would be a jumped joint.
    """
    mid, n, t = joint(low, 1.0)
    middle = mid + n * (JOINT_RADIUS - joint_loss(low))

    def field(p: Array) -> Array:
        q = to_local(p, rel)
        away = np.hypot(q[:, 0] - middle[0], q[:, 1] - middle[1])
        cut = np.maximum(away - JOINT_RADIUS + JOINT_GAP, -((q - mid) @ t) - JOINT_FRONT)
        return cut - FAR * smoothstep(mid[2] + 8.0, mid[2] + 14.0, q[:, 2])

    return field


def inferior_joint(name: str, slid: float = 0.0) -> tuple[Array, Array, Array]:
    """Joint below the vertebra `name` in its own frame, from the neutral chain (left)."""
    low = below(name)
    lv = TABLE.get(low, S1)
    mid, n, t = joint(replace(lv, facet_deg=lv.facet_deg - turned_by(slid)), 1.0)
    rel = np.linalg.inv(NEUTRAL[name]) @ NEUTRAL[low]
    return to_parent(mid, rel)[0], rel[:3, :3] @ n, rel[:3, :3] @ t


def inferior_process(p: Array, name: str, lv: Level, seat: Field | None = None) -> Array:
    """Inferior articular process (left) with the pars above it; one that slid is swollen behind."""
    mid, n, t = inferior_joint(name, lv.slid_low)
    axes = np.stack([n, t, np.cross(n, t)], 1)
    axes[:, 2] *= np.sign(axes[2, 2])
    swell = min(1.0, lv.slid_low / 5.0)
    c = mid + n * (3.4 + 1.4 * swell) + t * 2.5 * swell
    lobe = ellipsoid(p, c - UP * 1.5, (5.0 + 0.8 * swell, 7.2 + 0.8 * swell, 11.0), axes)
    y0, ped = lv.depth / 2, pedicle_centre(lv)
    shoulder = np.array([c[0] - 0.5, max(c[1] - 1.0, y0 + 15.5), -6.0])
    neck = capsule(p, c + UP * 3, shoulder, 5.4, 5.6)
    pars = capsule(p, shoulder, (ped[0] - 0.5, ped[1] + 8, ped[2] - 4), 5.0, 5.2)
    lobe = smin(lobe, neck, 4.0)
    return smin(lobe if seat is None else smax(lobe, seat(p), 0.8), pars, 4.0)


def lamina(p: Array, name: str, lv: Level) -> Array:
    """Left lamina: a plate from the pars to the midline, upper edge further forward."""
    y0 = lv.depth / 2
    c = inferior_joint(name)[0]
    a = np.array([min(c[0], 15.0) - 1.0, y0 + 15.0, -5.0])
    b = np.array([0.0, y0 + lv.canal_d + 5.0, -7.0])
    along = (b - a) / np.linalg.norm(b - a)
    up = np.array([0.0, -0.36, 0.93])
    up = up - along * (up @ along)
    up /= np.linalg.norm(up)
    axes = np.stack([along, np.cross(along, up), up], 1)
    half = (np.linalg.norm(b - a) / 2 + 3.0, 3.1, 9.0 if name != "L5" else 7.8)
    return round_box(p, (a + b) / 2 - 0.8 * up, half, 2.8, axes)


def spinous(p: Array, name: str, lv: Level) -> Array:
    """Spinous process: a hatchet blade, thick behind and below."""
    y0, h, tip = lv.depth / 2, lv.blade, lv.depth / 2 + lv.tip
    top = -1.0 if name != "L5" else -4.0
    drop = 5.0 if name != "L5" else 6.5
    root = y0 + lv.canal_d + 1.0
    pts = [
        (root, top + 1.0),
        (root + 9, top - 1.5),
        (tip - 9, top - drop + 1.5),
        (tip - 2, top - drop),
        (tip, top - drop - 0.3 * h),
        (tip - 0.5, top - drop - 0.85 * h),
        (tip - 5, top - drop - h),
        (tip - 14, top - drop - 0.86 * h),
        (root + 6, top - 0.72 * h - 3),
        (root, top - 15.0),
    ]
    yz = p[:, 1:3]
    flat = polygon(yz, spline([*pts, pts[0]], 56)[:-1]) - 0.3
    u = np.clip((yz[:, 0] - root) / (tip - root), 0, 1)
    low = np.clip((top - drop - 0.45 * h - yz[:, 1]) / (0.55 * h), 0, 1)
    thick = (
        3.3
        - 1.1 * np.sin(np.pi * np.clip(u * 1.25, 0, 1))
        + 1.6 * smoothstep(0.7, 1.0, u)
        + 1.2 * low * u
    )
    return smax(flat, np.abs(p[:, 0]) - thick, 4.2)


def transverse_path(name: str, lv: Level) -> Array:
    """Middle line of the left transverse process."""
    y0, ped = lv.depth / 2, pedicle_centre(lv)
    rise = {"L1": 0.0, "L2": 0.5, "L3": 1.5, "L4": 5.0, "L5": 6.0}[name]
    x0 = ped[0] + 0.5
    return spline(
        [
            (x0, y0 + 6.5, ped[2] - 1.5),
            (x0 + 0.36 * (lv.tp - x0), y0 + 8.5, ped[2] - 1.5 + 0.2 * rise),
            (x0 + 0.72 * (lv.tp - x0), y0 + 10.5, ped[2] - 1.0 + 0.6 * rise),
            (lv.tp - 4, y0 + 12.0, ped[2] - 0.5 + rise),
        ],
        24,
    )


def arch(name: str, lv: Level, seat: Field | None = None) -> Field:
    """Everything behind the body, without the cut for the joint below; `seat` as `worn_seat`."""
    y0, ped = lv.depth / 2, pedicle_centre(lv)
    line = transverse_path(name, lv)
    s = np.linspace(0, 1, len(line))
    big = 1.35 if name == "L5" else 1.0
    high = big * np.interp(s, [0, 0.3, 0.6, 0.85, 1], [7.2, 4.8, 5.0, 5.2, 4.2])
    deep = big * np.interp(s, [0, 0.3, 0.7, 1], [5.0, 3.3, 3.0, 3.0])
    tp = Sweep(line, deep, high)
    root = Sweep(
        np.array(
            [(ped[0], y0 - 7, ped[2]), (ped[0], y0 + 2, ped[2] - 0.2), (ped[0], y0 + 9, ped[2] - 1)]
        ),
        lv.ped_w / 2,
        lv.ped_h / 2,
    )

    def field(p: Array) -> Array:
        q = mirror(p)
        d = union(
            [superior_process(q, lv), inferior_process(q, name, lv, seat), lamina(q, name, lv)],
            3.2,
        )
        d = smin(smin(d, root(q), 4.5), tp(q), 5.0)
        d = smin(d, sphere(q, (ped[0] + 5.5, y0 + 11.0, ped[2] - 4.5), 2.6), 4.5)
        hollow = ellipsoid(q, (8.5, y0 + lv.canal_d + 9.5, -3.5), (4.2, 4.6, 6.5))
        d = smax(d, -hollow, 4.0)
        d = smin(d, spinous(p, name, lv), 5.0)
        canal = ellipsoid(
            q * [1, 1, 0.02],
            (0, y0 + lv.canal_d / 2 - 0.5, 0),
            (lv.canal_w / 2 + 0.8, lv.canal_d / 2 + 1.6, 40.0),
        )
        return smax(d, -canal, 2.5)

    return field
