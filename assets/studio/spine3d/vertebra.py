"""One lumbar vertebra as a field in its body frame (mm; x left, y back, z head)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from spine3d import chest
from spine3d.sdf import (
    Array,
    Field,
    Sweep,
    capsule,
    ellipsoid,
    mirror,
    noise,
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
    LEVELS,
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
CUT = 3.2  # behind the body, where `cut` saws through the pedicles
JOINT_GAP = 1.2  # both cartilages
HALF = 1.0  # where `half` saws the body, left of the middle
HALF_ARCH = 6.5  # and the arch: the spinous process stays whole
OUT = 6.5  # how far the piece of a burst body moved into the canal
JOINT_FRONT = 8.0  # no worn joint face reaches further forward than this from its middle
FAR = 20.0  # stands for "nowhere near", mm
UP = np.array([0.0, 0.0, 1.0])


# ---------------------------------------------------------------- body
def outline(x: Array, y: Array, width: float, depth: float, notch: float = 2.0) -> Array:
    """Kidney outline of a body or disc: 1 on the edge, 0 in the middle."""
    back = smoothstep(0.0, depth / 2, y)
    yy = y + notch * np.exp(-((x / (0.2 * width)) ** 2)) * back
    return (np.abs(x / (width / 2)) ** 2.35 + np.abs(yy / (depth / 2)) ** 2.35) ** (1 / 2.35)


def body(p: Array, lv: Level) -> Array:
    """Vertebral body: waisted sides, raised rims, slightly hollow end plates."""
    x, y, z = p.T
    half = (lv.ant + lv.post) / 4
    rel = np.clip(np.abs(z) / half, 0, 1.2)
    front = smoothstep(0.55 * lv.depth, -0.2 * lv.depth, y)
    waist = 1.0 - (0.045 + 0.075 * front) * (1.0 - rel**2.6)
    if lv.lip_top or lv.lip_low:
        lip = np.where(z > 0, lv.lip_top, lv.lip_low) * (1.0 + 0.45 * noise(p, 9.0, 6.0))
        waist = waist + lip / (0.5 * lv.depth) * smoothstep(0.5, 0.98, rel) * (0.55 + 0.45 * front)
    if lv.crack:
        waist = waist + 0.045 * front * smoothstep(-1.5, 1.5, z - _wedge_line(p, lv)) * (1 - rel)
    k = outline(x / waist, y / waist, lv.width, lv.depth)
    side = (k - 1.0) * np.minimum(lv.width, lv.depth) / 2 * 1.08
    slope = (lv.ant - lv.post) / (2 * lv.depth)
    hollow = 1.5 * smoothstep(0.86, 0.25, k)
    if lv.crack:
        hollow = hollow + 2.2 * lv.crack * smoothstep(0.8, 0.2, k) * (z > 0)
    if lv.burst:
        block = np.round(noise(np.stack([x, y, 0 * z], 1), 9.0, 4.0) * 1.6) / 1.6
        hollow = hollow + (z > 0) * smoothstep(0.92, 0.6, k) * (0.6 + 0.8 * block)
    ends = np.abs(z) - (half - slope * y - hollow)
    return smax(side, ends, 3.2)


# ---------------------------------------------------------------- fractures
def _wedge_line(p: Array, lv: Level) -> Array:
    """Height of the crack of a wedge fracture, falling from the front edge backwards."""
    half = (lv.ant + lv.post) / 4
    flat = np.stack([p[:, 0], p[:, 1], 0 * p[:, 0]], 1)
    return (
        0.30 * half
        - 0.10 * (p[:, 1] + lv.depth / 2)
        + 1.5 * noise(flat, 5.5, 7.0)
        + 0.5 * noise(flat, 2.2, 8.0)
    )


def cracks(p: Array, lv: Level) -> Array:
    """Distance to the nearest broken surface of the body, mm (large where there is none)."""
    x, y, z = p.T
    out = np.full(len(p), 99.0)
    zig = 1.7 * noise(p, 5.0, 7.0) + 0.6 * noise(p, 2.0, 8.0)
    back = lv.depth / 2
    if lv.crack:
        keep = 6.0 * smoothstep(0.25 * back, 0.65 * back, y)
        out = np.minimum(out, np.abs(z - _wedge_line(p, lv)) * 0.9 + keep)
        branch = np.abs(0.85 * (y + 0.15 * back) - 0.35 * z + zig)
        out = np.minimum(out, branch + 9.0 * (z < _wedge_line(p, lv)))
    if lv.burst:
        out = np.minimum(out, np.abs(y + 0.28 * back + 0.25 * z + zig))
        out = np.minimum(out, np.abs(z - 1.0 + 0.12 * y + zig) + 6.0 * smoothstep(2, 6, y))
        out = np.minimum(out, np.abs(0.9 * (y - 0.30 * back) - 0.35 * z + zig) + 9.0 * (z < -3.0))
        out = np.minimum(out, np.abs(x - 0.2 * lv.width + 0.3 * z + zig) + 9.0 * (y > 0))
    return out


def fragment(p: Array, lv: Level, out: float) -> Array:
    """Piece of the upper back corner of a burst body, moved `out` mm backwards and tilted."""
    a = np.radians(2.2 * out)
    q = p - np.array([0.0, lv.depth / 2 - 4.0 + out, 0.22 * (lv.ant + lv.post) / 2])
    q = np.stack(
        [
            q[:, 0],
            q[:, 1] * np.cos(a) + q[:, 2] * np.sin(a),
            q[:, 2] * np.cos(a) - q[:, 1] * np.sin(a),
        ],
        1,
    )
    d = round_box(q, (0.0, 0.0, 0.0), (8.0, 5.0, 6.5), 1.6)
    return d + 0.9 * noise(q, 4.5, 3.0) + 0.3 * noise(q, 2.0, 4.0)


# ---------------------------------------------------------------- arch
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


# ---------------------------------------------------------------- whole bone
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
