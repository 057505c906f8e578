"""Vertebrae as solids in page mm, modelled from the rows of `landmarks.LEVELS`.

One side is modelled and folded over the midline. Parts: body, pedicle, transverse process,
upper and lower joint processes with the bridge between them, lamina, spinous process.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline

from back2d.landmarks import MID, Level
from back2d.solid import Array, Solid, bumps, chain, egg, rod, smax, smin


def vertebra(level: Level, *, with_body: bool = True) -> Solid:
    """Return one vertebra as a solid in page mm."""

    def solid(p: Array) -> Array:
        y, z = p[:, 1] - np.float32(level.y), p[:, 2] - np.float32(level.z)
        x = np.abs(p[:, 0] - np.float32(MID))
        d = _arch(_tilted(x, y, z, level.tilt), level)
        if with_body:
            # The arch shows the tilt; a fully tilted body would show its end plate as a dark face.
            d = smin(d, _body(_tilted(x, y, z, level.tilt * 0.3), level), 2.5)
        rough = np.stack([p[:, 0], y, z], 1)
        seed = level.y * 0.013
        coarse, fine = bumps(rough, 5.5, seed), bumps(rough, 1.9, seed + 1)
        return np.asarray(d + np.float32(0.34) * coarse + np.float32(0.13) * fine)

    return solid


def _tilted(x: Array, y: Array, z: Array, deg: float) -> Array:
    """Return points in the frame of a vertebra turned about the left-right axis."""
    c, s = np.cos(np.deg2rad(deg)), np.sin(np.deg2rad(deg))
    return np.stack([x, c * y + s * z, c * z - s * y], 1).astype(np.float32)


def _body(p: Array, v: Level) -> Array:
    """Return the body: a waisted drum with raised rims."""
    half = v.height / 2
    rel = np.clip(np.abs(p[:, 1]) / half, 0, 1.2)
    waist = 1 - 0.105 * (1 - rel**2.6)
    k = (
        (p[:, 0] / (waist * v.width / 2)) ** 2.35 + np.abs(p[:, 2] / (waist * v.depth / 2)) ** 2.35
    ) ** (1 / 2.35)
    side = (k - 1) * v.depth / 2
    return smax(side.astype(np.float32), (np.abs(p[:, 1]) - half).astype(np.float32), 3.0)


def _arch(p: Array, v: Level) -> Array:
    """Return everything behind the body, one side."""
    back = v.depth / 2
    d = smin(_transverse(p, v, back), _upper_joint(p, v, back), 4.0)
    d = smin(
        d, rod(p, (v.ped_x, -4.2, back - 4), (v.ped_x, -3.8, back + 10), (v.ped_r, v.ped_r)), 3.5
    )
    d = smin(d, _lower_joint(p, v, back), 3.2)
    d = smin(d, _lamina(p, v, back), 3.4)
    return smin(d, _spinous(p, v, back), 7.0)


def _transverse(p: Array, v: Level, back: float) -> Array:
    """Return the transverse process: slim neck, broader blade, oblique tip."""
    root = (v.ped_x + 2.5, -4.0, back + 8.0)
    neck = (v.ped_x + 0.36 * (v.tp - v.ped_x), -4.4 - 0.1 * v.tp_rise, back + 9.5)
    blade = (v.ped_x + 0.76 * (v.tp - v.ped_x), -4.4 - 0.66 * v.tp_rise, back + 8.5)
    tip = (v.tp - 2.6, -4.6 - v.tp_rise, back + 7.0)
    t = v.tp_thick
    d = chain(p, (root, neck, blade, tip), (t + 2.2, t * 0.93, t, t * 0.62), 2.5, flat=0.62)
    return smin(d, egg(p, (v.ped_x + 3.5, 2.6, back + 12.5), (2.6, 3.4, 2.4), 20), 2.6)


def _upper_joint(p: Array, v: Level, back: float) -> Array:
    """Return the upper joint process with its knob; its top stands beside the joint."""
    x = v.joint_up + 4.6
    horn = egg(p, (x + 0.3, -13.6, back + 12.0), (5.0, 8.8, 6.2), 9)
    stalk = rod(p, (x - 0.2, -11.0, back + 11.0), (v.ped_x + 0.8, -2.5, back + 8.5), (5.2, 5.8))
    knob = egg(p, (x + 2.2, -10.0, back + 16.2), (3.2, 5.2, 3.4), 12)
    return smin(smin(horn, stalk, 3.5), knob, 3.0)


def _lower_joint(p: Array, v: Level, back: float) -> Array:
    """Return the bridge (pars) and the lower joint process inside the joint."""
    x = v.joint_down - 4.6
    waist = (min(v.ped_x - 1.2, x + 5.6), 3.0, back + 13.0)
    pars = chain(
        p,
        ((v.ped_x - 0.4, -4.0, back + 10.0), waist, (x + 0.8, 10.0, back + 16.5)),
        (5.4, 4.9, 5.4),
        3.0,
        0.8,
    )
    lobe = egg(p, (x, 16.4, back + 17.2), (5.3, 8.4, 4.7), 6)
    return smin(pars, lobe, 5.0)


def _lamina(p: Array, v: Level, back: float) -> Array:
    """Return the lamina: a plate that rises to the midline, notched below."""
    x = max(v.joint_down - 4.4, 8.0)
    short = 3.0 if v.name == "L5" else 0.0
    rows = (
        rod(p, (x, -1.0, back + 12.0), (0.0, -3.4, back + 17.5), (3.7, 3.2)),
        rod(p, (x, 3.4, back + 14.0), (0.0, 0.6, back + 19.6), (4.0, 3.6)),
        rod(
            p,
            (x - 0.4, 7.8 - 0.6 * short, back + 16.0),
            (0.0, 4.4 - 0.6 * short, back + 21.2),
            (4.2, 3.8),
        ),
        rod(p, (x - 0.8, 11.4 - short, back + 17.2), (0.0, 7.4 - short, back + 22.4), (4.2, 3.6)),
    )
    d = rows[0]
    for row in rows[1:]:
        d = smin(d, row, 6.0)
    return d


def _spinous(p: Array, v: Level, back: float) -> Array:
    """Return the spinous process: thin blade, pear-shaped tip, seen end on."""
    top, low = v.spine_top, v.spine_low
    reach = back + (46.0 if v.name != "L5" else 39.0)
    length = low - top
    root = rod(
        p, (0.0, top + 0.40 * length, back + 20), (0.0, top + 0.56 * length, reach - 3), (7.2, 3.2)
    )
    edge = rod(
        p, (0.0, top + 0.02 * length, back + 20), (0.0, top + 0.32 * length, reach - 4), (4.8, 2.6)
    )
    keel = rod(
        p, (0.0, low - 0.36 * length, back + 22), (0.0, low - 0.17 * length, reach - 1), (4.4, 4.0)
    )
    tip = rod(p, (0.0, top + 0.34 * length, reach - 2.5), (0.0, low - 4.0, reach), (2.7, 4.9))
    return smin(smin(smin(root, edge, 6.0), keel, 6.0), tip, 4.0)


def rib(points: tuple[tuple[float, float], ...], z: float) -> Solid:
    """Return both ribs along the points (x from the midline, y), sinking towards the side."""
    xy = np.array(points, float)
    along = CubicSpline(np.arange(len(xy)), xy)(np.linspace(0, len(xy) - 1, 12))
    path = [(float(x), float(y), float(z - 0.004 * x * x)) for x, y in along]
    radii = [
        float(r) for r in np.interp(np.linspace(0, 1, 12), (0, 0.3, 0.75, 1), (3.9, 4.4, 3.9, 2.6))
    ]

    def solid(p: Array) -> Array:
        q = np.stack([np.abs(p[:, 0] - np.float32(MID)), p[:, 1], p[:, 2]], 1).astype(np.float32)
        d = chain(q, path, radii, 0.2, flat=0.7)
        return d + np.float32(0.3) * bumps(p, 6.0, 9.0)

    return solid
