"""One vertebra: body and arch as one field in its body frame (mm; x left, y back, z head)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from spine3d import chest
from spine3d.arch import FAR, JOINT_GAP, UP, arch, inferior_joint, inferior_process
from spine3d.body import body, cracks, fragment, outline
from spine3d.sdf import Array, Field, mirror, noise, smax, smin, smoothstep, to_local
from spine3d.spine import LEVELS, Level, joint

CUT = 3.2  # behind the body, where `cut` saws through the pedicles
HALF = 1.0  # where `half` saws the body, left of the middle
HALF_ARCH = 6.5  # and the arch: the spinous process stays whole
OUT = 6.5  # how far the piece of a burst body moved into the canal


def whole_arch(name: str, lv: Level, seat: Field | None = None) -> Field:
    """The arch of any vertebra; T12 has chest joints above and lumbar joints below."""
    if name in LEVELS:
        return arch(name, lv, seat)
    upper = chest.arch(name, lv)
    if name != "T12":
        return upper

    def field(p: Array) -> Array:
        return smin(upper(p), inferior_process(mirror(p), name, lv), 3.5)

    return field


def _broken(p: Array, d: Array, lv: Level, half: bool) -> Array:
    """Carve cracks, and room for the piece that was pushed out, into the body.

    Crushed bone fills the rest of the hole. Behind a sawn face no crack is carved: one would
    see through it.
    """
    inside = body(p, lv)
    gap = np.maximum(cracks(p, lv) - 0.4, np.maximum(-inside - 3.0, inside - 2.0))
    if half:
        gap = np.maximum(gap, HALF - 1.5 - p[:, 0])
    d = smax(d, -gap, 0.5)
    return smax(d, 0.7 - fragment(p, lv, OUT), 0.6) if lv.burst else d


def saw(p: Array, lv: Level) -> Array:
    """Distance to the left of the face where `half` saws: through the body, beside the arch."""
    canal = lv.depth / 2 + lv.canal_d
    step = smoothstep(canal - 8.0, canal - 4.0, p[:, 1])
    return p[:, 0] - HALF - (HALF_ARCH - HALF) * step


def vertebra(
    name: str,
    lv: Level,
    lower: Field | None,
    rel: Array,
    cut: bool,
    half: bool = False,
    seat: Field | None = None,
) -> Field:
    """The finished bone.

    `lower` is the arch of the bone below and `rel` its pose in this frame: it is
    carved away with the joint gap, so that the joints fit in every posture.
    `cut` removes the arch behind the pedicles (to look into the canal), `half` all
    left of the middle but for the spinous process.  `seat` is a `worn_seat`.
    """
    back = whole_arch(name, lv, seat)
    y_cut = lv.depth / 2 + CUT
    reach = 10.0 if name in (*LEVELS, "T12") else -2.0

    def field(p: Array) -> Array:
        # Body and arch are asked only where they can be: half the time of meshing.
        behind, front = p[:, 1] > lv.depth / 2 - 14.0, p[:, 1] < lv.depth / 2 + 14.0
        d, d_body = np.full(len(p), FAR), np.full(len(p), FAR)
        if behind.any():
            d[behind] = back(p[behind])
        if front.any():
            d_body[front] = body(p[front], lv)
        d = smin(d_body, d, 4.5)
        d = d + 0.22 * noise(p, 7.0, 1.0) + 0.10 * noise(p, 2.6, 2.0)
        low = (p[:, 2] < reach) & (p[:, 1] > lv.depth / 2 + 4.0) & (d < 12.0)
        if lower is not None and low.any():
            gap = JOINT_GAP - lower(to_local(p[low], rel))
            d[low] = smax(d[low], gap, 0.8)
        if lv.crack or lv.burst:
            d = _broken(p, d, lv, half)
        if cut:
            d = smax(d, p[:, 1] - y_cut, 0.3)
        if half:
            d = smax(d, saw(p, lv), 0.3)
        return d

    return field


def bounds(lv: Level, name: str = "L3") -> tuple[Array, Array]:
    """Box around a vertebra in its body frame."""
    low = -40.0 if name in LEVELS else -58.0
    return (
        np.array([-lv.tp - 6, -lv.depth / 2 - 5, low]),
        np.array([lv.tp + 6, lv.depth / 2 + lv.tip + 5, (lv.ant + lv.post) / 4 + 20]),
    )


def painter(
    name: str, lv: Level, cut: bool, half_cut: bool = False
) -> Callable[[Array, Array], dict[str, Array]]:
    """Values per vertex for the bone material: cart, endplate, cut, core, crack (0..1 each)."""
    lumbar = name in LEVELS

    def paint(v: Array, n: Array) -> dict[str, Array]:
        q, qn = mirror(v), n.copy()
        qn[:, 0] *= np.where(v[:, 0] < 0, -1.0, 1.0)
        cart = np.zeros(len(v))
        spots = [(inferior_joint(name, lv.slid_low), -1.0, -1.5)] * (lumbar or name == "T12")
        spots += [(joint(lv, 1.0), 1.0, 1.0)] if lumbar else []
        for (mid, jn, jt), sign, zc in spots:
            w = q - mid - UP * zc
            rim = np.sqrt((w @ jt / 6.6) ** 2 + (w[:, 2] / 9.0) ** 2)
            facing = smoothstep(0.25, 0.6, sign * (qn @ jn))
            near = smoothstep(5.0, 3.0, np.abs(w @ jn))
            cart = np.maximum(cart, smoothstep(1.12, 0.92, rim) * facing * near)
        half = (lv.ant + lv.post) / 4
        k = outline(v[:, 0], v[:, 1], lv.width, lv.depth)
        plate = smoothstep(0.82, 0.66, k) * smoothstep(half - 5.5, half - 3.0, np.abs(v[:, 2]))
        values = {"cart": cart, "endplate": plate}
        if lv.crack or lv.burst:
            near = smoothstep(0.85, 0.25, cracks(v, lv)) * smoothstep(4.0, 2.0, np.abs(body(v, lv)))
            if half_cut:
                sawn = smoothstep(0.6, 0.3, np.abs(saw(v, lv)))
                near = np.maximum(near, sawn * smoothstep(0.75, 0.25, cracks(v, lv)))
            values["crack"] = near * smoothstep(lv.depth / 2 + 3, lv.depth / 2, v[:, 1])
        if cut or half_cut:
            whole = smin(body(v, lv), whole_arch(name, lv)(v), 4.5)
            if cut:
                flat = smoothstep(0.6, 0.3, np.abs(v[:, 1] - lv.depth / 2 - CUT)) * smoothstep(
                    0.8, 0.95, n[:, 1]
                )
            else:
                flat = smoothstep(0.6, 0.3, np.abs(saw(v, lv))) * smoothstep(0.8, 0.95, n[:, 0])
                # The end of the arch stays pale: only the broken body shows its inside.
                flat = flat * smoothstep(lv.depth / 2 + 6.0, lv.depth / 2 + 3.0, v[:, 1])
            values |= {"cut": flat, "core": smoothstep(1.0, 1.8, -whole) * flat}
        return values

    return paint
