"""A spinal cord stimulator from behind: needles, wires, the battery on the skin and under it (mm).

World axes: x = patient's left, y = back, z = head. The outline of the back is our own shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from scipy.interpolate import PchipInterpolator

from spine3d import implants
from spine3d.anatomy import Part, trunk_parts
from spine3d.sdf import (
    Array,
    Field,
    Sweep,
    capsule,
    cylinder,
    round_box,
    smax,
    smin,
    spline,
)
from spine3d.soft import canal_line
from spine3d.spec import Extra, Spec
from spine3d.spine import CHEST, SpineParams, poses

CODE = (*implants.CODE, "stimulator")
PARAMS = SpineParams(top="T1")
GHOSTS = (*CHEST[4:], "L1")
"""Bones whose arches are glass, so that the wires behind the nerves are seen."""
OPEN = SpineParams(top="T1", cut_arch=GHOSTS)
WIRE = 0.95
"""Radius of a wire: 1.9 mm across instead of 1.3, so that it is seen at arm's length."""
CONTACTS, CONTACT, PITCH = 8, 3.0, 7.0
TIPS = ((3.1, 285.0), (-3.1, 279.0))
"""x and z of the tips: the contacts lie at T9 and T10."""
ENTRY = ((4.5, 141.5), (9.0, 137.0))
"""x and z where the wires pass between the arches of L1 and L2."""
OUTWARD = np.array([[0.12, 0.67, -0.73], [0.36, 0.66, -0.66]])
"""Ways of the needles from the canal to the skin: shallow, from below and beside the middle."""
OUTWARD /= np.linalg.norm(OUTWARD, axis=1, keepdims=True)
NEEDLE = 1.05
BATTERY_AT, BATTERY = (91.0, 9.0), (28.0, 5.0, 30.5)
"""x and z of the battery's middle under the skin of the upper buttock, and half of its sizes."""
BOX_AT, BOX = (94.0, 60.0), (23.0, 8.5, 30.0)
"""The same of the box that is worn outside while it is tried out."""
LOOP_AT, LOOP = (41.0, 80.0), 14.0
"""x and z of the middle of the spare loop, and its radius."""
SOURCES = (
    "tips of the wires at T8 to T10: theprocedureguide.com, stimulator trial (read in search text)",
    "entry at T12-L1 to L2-L3, shallow, from below: radiologykey.com (read in search text)",
    "eight contacts over up to two bones: Medscape 1980819-technique (read in search text)",
    "contacts of 3 mm, 4 mm apart, wire of 1.3 mm (drawn 1.9): recalled, to be verified",
    "needles of 14 gauge, 2.1 mm: theprocedureguide.com (gauge read in search text)",
    "battery 2.4 x 2.2 x 0.4 inches: a maker's manual of 2001 (read in search text)",
    "battery in the upper buttock: a maker's handbook for patients (read in search text)",
    "box outside for the test: salempainandspine.com (read in search text); its size is our choice",
    "outline of the back, depth of wires and battery, spare loop: our choice",
)
_LEVELS = (-90.0, -30.0, 40.0, 105.0, 170.0, 240.0, 330.0)
_WIDE = PchipInterpolator(_LEVELS, (176.0, 171.0, 152.0, 137.0, 142.0, 153.0, 165.0))
_BACK = PchipInterpolator(_LEVELS, (80.0, 77.0, 67.0, 63.5, 70.0, 89.0, 107.0))
_DEEP, _SQUARE = 110.0, 2.7


def _across(z: Array) -> tuple[Array, Array]:
    """Half width of the body and the place of its back at a height."""
    return _WIDE(z), _BACK(z)


def skin_y(x: float, z: float) -> float:
    """Where the skin of the back is."""
    wide, back = _across(np.array(z))
    share = 1 - min(abs(x) / float(wide), 0.99) ** _SQUARE
    return float(back) - _DEEP * (1 - share ** (1 / _SQUARE))


def _body(p: Array) -> Array:
    """The trunk, without arms."""
    wide, back = _across(p[:, 2])
    x, y = np.abs(p[:, 0]) / wide, np.abs(p[:, 1] - back + _DEEP) / _DEEP
    return ((x**_SQUARE + y**_SQUARE) ** (1 / _SQUARE) - 1) * 95.0


def skin(_params: SpineParams) -> list[Part]:
    """The outline of the back."""
    box = np.array([-190.0, -170.0, -75.0]), np.array([190.0, 125.0, 318.0])
    return [
        Part("skin", "bone", "bone", _body, box, np.eye(4), None, ("skin",), 4.0, "", CODE),
    ]


def _under(x: float, z: float, deep: float) -> tuple[float, float, float]:
    """A point at a depth under the skin (above it where negative)."""
    return x, skin_y(x, z) - deep, z


def _epidural(z: float) -> float:
    """How far back a wire lies behind the nerves, inside the canal."""
    rows = canal_line(PARAMS, poses(PARAMS))
    rows = rows[np.argsort(rows[:, 2])]
    return float(np.interp(z, rows[:, 2], rows[:, 1])) + 6.9


def _entry(k: int) -> Array:
    """Where wire `k` comes into the canal."""
    x, z = ENTRY[k]
    return np.array([x, _epidural(z), z])


def _way_out(k: int) -> Array:
    """Points along the needle's track, from the canal to the skin."""
    start, ahead = _entry(k), OUTWARD[k]
    steps = start + ahead * np.arange(0.0, 140.0, 1.0)[:, None]
    inside = [q[1] < skin_y(q[0], q[2]) for q in steps]
    return steps[: int(np.argmin(inside)) + 1]


def in_canal(k: int) -> Array:
    """Line of wire `k` from its tip down to where it leaves the canal."""
    (x, top), start = TIPS[k], _entry(k)
    side = np.sign(x)
    heights = (top, top - 26, top - 56, 205.0, 178.0, 156.0)
    aside = (x, x + 0.5 * side, x, x - 0.4 * side, x * 0.6 + 0.8, start[0] * 0.8)
    points = [(a, _epidural(z), z) for a, z in zip(aside, heights, strict=True)]
    ahead = OUTWARD[k]
    return spline([*points, start, start + ahead * 9.0, start + ahead * 18.0], 260)


def _loop(k: int) -> list[tuple[float, float, float]]:
    """A turn of spare wire under the skin; its end lies over its beginning."""
    turn = np.radians(np.linspace(-52.0, -52.0 - 395.0, 16))
    radius = LOOP + (1.6 - 3.2 * k)
    out = []
    for i, a in enumerate(turn):
        x, z = LOOP_AT[0] - radius * np.cos(a), LOOP_AT[1] + radius * np.sin(a)
        out.append(_under(float(x), float(z), 9.5 - 0.27 * i))
    return out


def under_skin(k: int) -> Array:
    """Line of wire `k` from its track through a loop to the battery."""
    track = _way_out(k)
    far = [tuple(track[i]) for i in (14, 28, 40)]
    port = BATTERY_AT[0] - BATTERY[0] + 3.0, BATTERY_AT[1] + 24.5 - 5.5 * k
    last = [(port[0] - 16.0, port[1] + 9.0 - 2 * k), (port[0] - 6.0, port[1] + 1.5), port]
    return spline([*far, *_loop(k), *(_under(x, z, 9.0) for x, z in last)], 420)


def _patch_at() -> tuple[float, float]:
    """Return x and z of the dressing over the place where both wires come out."""
    x, _y, z = (_way_out(0)[-1] + _way_out(1)[-1]) / 2
    return float(x) + 3.0, float(z) - 3.0


def on_skin(k: int) -> Array:
    """Line of wire `k` from where it comes out of the skin to the box outside."""
    track = _way_out(k)
    x, _y, z = track[-1]
    aside, low = _patch_at()
    ends = (
        ((x + aside + 16.0) / 2, (z + low) / 2 - 5.0 - 2.0 * k),
        (aside + 16.0, low - 7.0 - 3.4 * k),
        (aside + 27.0, low - 12.0 - 3.6 * k),
        (BOX_AT[0] - BOX[0] - 7.0, BOX_AT[1] + 2.0 - 4.6 * k),
        (BOX_AT[0] - BOX[0] + 4.0, BOX_AT[1] + 2.0 - 5.0 * k),
    )
    first = [tuple(track[i]) for i in (14, len(track) // 2, -4)]
    lift = (1.6, 1.2, -2.4, -6.5, -9.5)
    out = [_under(u, w, d) for (u, w), d in zip(ends, lift, strict=True)]
    return spline([*first, tuple(track[-1]), *out], 240)


def _part(name: str, material: str, field: Field, box: tuple[Array, Array], cell: float) -> Part:
    """A part shaped in the world; its region is the first word of its name."""
    region = (name.partition(".")[0],)
    key = repr((name, [np.round(b, 3).tolist() for b in box]))
    return Part(name, "implant", material, field, box, np.eye(4), None, region, cell, key, CODE)


def _tube(name: str, path: Array, radius: float, material: str = "wire") -> Part:
    """A round wire along a line."""
    line = Sweep(path, radius, radius, up=(0.1, 1, 0.2))
    return _part(name, material, line, (line.lo - 1.5, line.hi + 1.5), 0.42)


def _contacts(k: int) -> Part:
    """The bare metal rings at the end of wire `k`."""
    path = in_canal(k)
    arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]

    def at(s: float) -> Array:
        return np.array([np.interp(s, arc, path[:, i]) for i in range(3)])

    ends = [(at(1.6 + PITCH * i), at(1.6 + PITCH * i + CONTACT)) for i in range(CONTACTS)]

    def field(p: Array) -> Array:
        rings = [cylinder(p, a, b, WIRE + 0.42, 0.3) for a, b in ends]
        return np.min(rings, axis=0)

    points = np.array([q for pair in ends for q in pair])
    return _part(f"wire.rings-{k}", "contact", field, (points.min(0) - 3, points.max(0) + 3), 0.36)


def wires(*, to: str) -> list[Part]:
    """Both wires, with rings; `to` is the `needle`, the `skin` or the `battery`."""
    parts: list[Part] = []
    for k in (0, 1):
        parts += [_tube(f"wire.canal-{k}", in_canal(k), WIRE), _contacts(k)]
        if to != "needle":
            line = on_skin(k) if to == "skin" else under_skin(k)
            parts.append(_tube(f"wire.{to}-{k}", line, WIRE))
    return parts


def needles() -> list[Part]:
    """Two hollow needles with their hubs outside the skin."""
    parts = []
    for k in (0, 1):
        track, ahead = _way_out(k), OUTWARD[k]
        a, b = track[0] + ahead * 0.5, track[-1] + ahead * 16.0
        hub = b + ahead * 13.0

        def field(
            p: Array, a: Array = a, b: Array = b, hub: Array = hub, ahead: Array = ahead
        ) -> Array:
            grip = smin(cylinder(p, b, hub, 2.6, 0.8), capsule(p, b, b + ahead * 2, 3.4), 1.0)
            wing = np.abs((p - b) @ ahead - 4.0) - 1.2
            flat = np.maximum(np.linalg.norm(p - b - ahead * 4.0, axis=1) - 6.5, wing)
            return np.minimum(capsule(p, a, b, NEEDLE), smin(grip, flat, 0.8))

        lo, hi = np.minimum(a, hub) - 9, np.maximum(a, hub) + 9
        parts.append(_part(f"needle.{k}", "hollow", field, (lo, hi), 0.42))
    return parts


def _lying(x: float, z: float, lift: float) -> Array:
    """Frame on the skin: its own y points out of it, `lift` mm above."""
    step = 4.0
    out = np.array(
        [
            -(skin_y(x + step, z) - skin_y(x - step, z)) / (2 * step),
            1.0,
            -(skin_y(x, z + step) - skin_y(x, z - step)) / (2 * step),
        ]
    )
    out /= np.linalg.norm(out)
    up = np.array([0.0, 0.0, 1.0]) - out * out[2]
    up /= np.linalg.norm(up)
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2] = np.cross(out, up), out, up
    pose[:3, 3] = np.array(_under(x, z, 0.0)) + out * lift
    return pose


def _slab(p: Array, half: Sequence[float], corner: float, edge: float) -> Array:
    """A flat body with round corners, lying in x and z."""
    q = np.abs(p[:, [0, 2]]) - (np.array([half[0], half[2]]) - corner)
    flat = np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(1), 0) - corner
    both = np.stack([flat + edge, np.abs(p[:, 1]) - half[1] + edge], 1)
    return np.linalg.norm(np.maximum(both, 0), axis=1) + np.minimum(both.max(1), 0) - edge


def _case(p: Array) -> Array:
    """The metal case of the battery: all but its head, with a seam round it."""
    # A little domed: a flat face would be one white mirror.
    d = _slab(p, BATTERY, 19.0, 4.0) + 0.0011 * (p[:, 0] ** 2 + p[:, 2] ** 2)
    seam = np.hypot(_slab(p * [1, 0, 1], BATTERY, 19.0, 4.0) + 3.2, p[:, 1] - BATTERY[1]) - 0.7
    return smax(smax(d, p[:, 2] - 15.0, 0.6), -seam, 0.4)


def _head(p: Array) -> Array:
    """The head of the battery, where the wires go in."""
    d = _slab(p, (BATTERY[0], BATTERY[1] - 0.8, BATTERY[2]), 19.0, 3.0)
    d = smax(d, 15.2 - p[:, 2], 0.5)
    for z in (24.5, 19.0):
        d = smax(d, -(np.hypot(p[:, 1] - BATTERY[1] + 0.8, p[:, 2] - z) - 1.1), 0.4)
    return d


def battery() -> list[Part]:
    """The battery under the skin of the upper buttock."""
    at = _lying(*BATTERY_AT, -9.5)
    box = np.array([-31.0, -8.0, -33.0]), np.array([31.0, 8.0, 33.0])
    rows = (("battery.case", "battery", _case), ("battery.head", "header", _head))
    return [
        Part(name, "implant", look, f, box, at, None, ("battery",), 0.6, repr(BATTERY), CODE)
        for name, look, f in rows
    ]


def _patch(name: str, at: tuple[float, float], half: tuple[float, float]) -> Part:
    """A thin dressing that follows the skin."""

    def field(p: Array) -> Array:
        near = np.array([p[:, 0] - at[0], p[:, 1] * 0, p[:, 2] - at[1]]).T
        side = _slab(near, (half[0], 5.0, half[1]), 9.0, 0.5)
        shell = np.abs(_body(p) - 1.4) - 0.7
        return smax(side, shell, 0.5)

    corners = [
        _under(at[0] + a * half[0], at[1] + b * half[1], 0) for a in (-1, 1) for b in (-1, 1)
    ]
    box = np.array(corners)
    return _part(name, "dressing", field, (box.min(0) - 7, box.max(0) + 7), 0.8)


def box_outside() -> list[Part]:
    """What is worn on the skin for the test: a dressing over the wires, a box on tape."""
    at = _lying(*BOX_AT, 11.5)
    span = np.array([-26.0, -11.0, -33.0]), np.array([26.0, 11.0, 33.0])
    region = ("test-battery",)

    def case(p: Array) -> Array:
        d = _slab(p, BOX, 10.0, 3.5)
        face = _slab(p - [0, 9.5, 8.0], (15.0, 2.0, 11.0), 4.0, 0.5)
        return smax(d, -face, 0.5)

    def button(p: Array) -> Array:
        return round_box(p, (0, 8.4, -17.0), (8.0, 1.6, 4.5), 1.4)

    rows = (("test-battery.case", "box", case), ("test-battery.button", "button", button))
    parts = [
        Part(name, "implant", look, f, span, at, None, region, 0.7, repr(BOX), CODE)
        for name, look, f in rows
    ]
    return [
        *parts,
        _patch("dressing.skin", _patch_at(), (21.0, 19.0)),
        _patch("dressing.box", BOX_AT, (36.0, 20.0)),
    ]


def _with(parts: Sequence[Part], params: SpineParams) -> list[Part]:
    """Ribs and hip bones, with what an operation brings."""
    return [*trunk_parts(params), *parts]


def stimulator_states() -> tuple[Spec, ...]:
    """Needle, wire, test with a box outside, battery under the skin."""
    rows: tuple[tuple[str, list[Part]], ...] = (
        ("battery", [*wires(to="battery"), *battery()]),
        ("needle", needles()),
        ("wire", [*needles(), *wires(to="needle")]),
        ("trial", [*wires(to="skin"), *box_outside()]),
    )

    def extra(parts: list[Part]) -> Extra:
        return partial(_with, parts)

    return tuple(
        Spec(
            name,
            OPEN,
            extra(parts),
            hide=("ligament-back", "ligament-front"),
            ghost=GHOSTS,
            ghost_params=PARAMS,
            veil=(0.5, 1.2),
            skin=skin,
            focus="problem",
        )
        for name, parts in rows
    )
