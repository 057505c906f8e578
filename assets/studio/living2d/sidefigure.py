"""A person seen from the side, facing right, posed by directions and by where hands and feet are.

`pose` is turned into shapes in cm; bones keep their lengths. Shares of the body height follow
the usual tables of body segments (Drillis and Contini; recalled, to be verified).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.interpolate import PchipInterpolator

from living2d.heads import side_head
from living2d.paint import Page, Paint
from living2d.people import Person
from living2d.shapes import (
    XY,
    Shape,
    along,
    aside,
    between,
    chain,
    curve,
    go,
    knee,
    outline,
    placed,
    relaxed,
    softened,
    strip,
    unary_union,
)
from living2d.spine import beads

THIGH, SHIN, UPPER, FORE, TRUNK = 0.245, 0.246, 0.180, 0.150, 0.325
AT = (0.0, 0.14, 0.30, 0.50, 0.68, 0.84, 0.94, 1.0)
BACK = (0.020, 0.068, 0.068, 0.049, 0.058, 0.064, 0.052, 0.034)
FRONT = (0.026, 0.056, 0.060, 0.058, 0.064, 0.062, 0.044, 0.026)
SHOE = ((-5.4, 3), (-6.6, -3), (-6.2, -7), (4, -7.2), (13, -7.2), (19.0, -6.9), (20.0, -4.6),
    (17, -2.0), (11, 0.4), (6.2, 3.2), (4.4, 5), (-3.6, 5))  # fmt: skip
SOLE = ((-6.6, -6.0), (-6.2, -8.0), (5, -8.2), (13, -8.2), (19.6, -7.8), (20.2, -6.2), (12,
    -6.0), (0, -5.8))  # fmt: skip
RELAXED = ((-0.10, 0.13), (0.15, 0.17), (0.40, 0.17), (0.62, 0.155), (0.85, 0.115), (0.985, 0.02),
    (0.97, -0.10), (0.83, -0.155), (0.60, -0.165), (0.40, -0.18), (0.15, -0.15),
    (-0.10, -0.12))  # fmt: skip
FLAT = ((-0.12, 0.13), (0.10, 0.15), (0.36, 0.12), (0.70, 0.08), (0.96, 0.03), (1.0, -0.05),
    (0.90, -0.10), (0.40, -0.11), (0.08, -0.11), (-0.12, -0.12))  # fmt: skip
FIST = ((-0.10, 0.13), (0.12, 0.18), (0.36, 0.22), (0.56, 0.16), (0.62, 0.0), (0.56, -0.17),
    (0.36, -0.23), (0.12, -0.18), (-0.10, -0.12))  # fmt: skip
THUMBS = {
    "relaxed": ((0.05, 0.09), (0.28, 0.20), (0.50, 0.17)),
    "flat": ((0.05, 0.05), (0.28, 0.10), (0.48, 0.08)),
    "grip": ((0.06, 0.08), (0.28, 0.20), (0.48, 0.16)),
}
HANDS = {"relaxed": RELAXED, "flat": FLAT, "grip": FIST}


@dataclass(frozen=True, slots=True)
class Limb:
    """Where a hand or an ankle is, how it is turned (deg) and which way the joint bends."""

    at: XY
    deg: float | None = None
    bend: int = 1
    hand: str = "relaxed"
    thumb: int = 1


@dataclass(frozen=True, slots=True)
class Pose:
    """A pose in cm.

    Attributes:
        hip: Hip joint.
        lean: Direction of the trunk; 0 upright, 90 face down.
        bow: How much the trunk's upper end turns further forward (deg).
        head: Turn of the head; + looks down.
        near_leg, far_leg, near_arm, far_arm: Ankles and wrists.
    """

    hip: XY
    lean: float
    near_leg: Limb
    far_leg: Limb
    near_arm: Limb
    far_arm: Limb
    bow: float = 4.0
    head: float = 0.0
    neck: float = 0.0
    sleeve: float = 0.55
    hold: Callable[[Page], None] | None = field(default=None)


def darker(code: str, by: float = 0.84) -> str:
    """Return a colour for what lies on the far side."""
    return "#" + "".join(f"{int(int(code[i : i + 2], 16) * by):02x}" for i in (1, 3, 5))


@dataclass(slots=True)
class Side:
    """The shapes of one person from the side."""

    who: Person
    pose: Pose

    @property
    def size(self) -> float:
        """Return the body height in cm."""
        return self.who.height

    def trunk_axis(self) -> list[XY]:
        """Return the middle line of the trunk, from below the hip to the base of the neck."""
        p, h = self.pose, self.size
        low = go(p.hip, p.lean + 180, 0.055 * h)
        waist = go(p.hip, p.lean, TRUNK * 0.45 * h)
        top = go(waist, p.lean + p.bow, TRUNK * 0.55 * h)
        return [low, go(p.hip, p.lean, 0.01 * h), waist, top]

    def base(self) -> XY:
        """Return the base of the neck."""
        return self.trunk_axis()[-1]

    def shoulder(self) -> XY:
        """Return the shoulder joint."""
        axis = self.trunk_axis()
        return aside(axis[2], axis[3], 0.80, -0.002 * self.size)

    def torso(self, loose: float = 0.4) -> Shape:
        """Return the trunk in its top."""
        h, b = self.size, self.who.build
        front = np.array(FRONT) * h * b + loose
        front += self.who.belly * np.array((0.2, 0.6, 1, 0.9, 0.35, 0, 0, 0))
        front += self.who.chest * np.array((0, 0, 0, 0.1, 1.0, 0.55, 0.1, 0))
        back = np.array(BACK) * h * b + loose
        body = along(self.trunk_axis(), list(back), list(front), AT)
        axis = self.trunk_axis()
        crest = chain([between(axis[2], axis[3], 0.80), axis[3]], [0.046 * h * b, 0.030 * h])
        seat = chain(
            [aside(axis[0], axis[2], 0.28, -0.022 * h), aside(axis[0], axis[2], 0.5, -0.016 * h)],
            [0.052 * h * b, 0.046 * h * b],
        )
        return softened(unary_union([body, crest, seat]), 0.8)

    def waist_cut(self, share: float = 0.24) -> Shape:
        """Return the half plane above the waist (as a large shape)."""
        axis = self.trunk_axis()
        line = [aside(axis[1], axis[2], share * 2, s) for s in (-60, 60)]
        up = [go(line[1], self.pose.lean, 150), go(line[0], self.pose.lean, 150)]
        return chain(line, [0.01, 0.01]).union(_hull([*line, *up]))

    def leg(self, limb: Limb, hip: XY) -> tuple[XY, XY]:
        """Return knee and ankle."""
        h = self.size
        return knee(hip, limb.at, THIGH * h, SHIN * h, -limb.bend), limb.at

    def trousers(self, limb: Limb, hip: XY) -> Shape:
        """Return one trouser leg."""
        h, b = self.size, 0.5 + 0.5 * self.who.build
        joint, ankle = self.leg(limb, hip)
        thigh = chain(
            [hip, between(hip, joint, 0.35), between(hip, joint, 0.75), joint],
            [0.058 * h * b, 0.054 * h * b, 0.043 * h * b, 0.039 * h * b],
        )
        calf = aside(joint, ankle, 0.30, 0.010 * h)
        shin = chain(
            [joint, calf, between(joint, ankle, 0.66), between(joint, ankle, 0.97)],
            [0.039 * h * b, 0.038 * h * b, 0.031 * h, 0.0285 * h],
        )
        cut = _beyond(joint, ankle, 0.93)
        return relaxed(unary_union([thigh, shin]), 2.2).difference(cut)

    def foot(self, limb: Limb) -> tuple[Shape, Shape]:
        """Return shoe and sole."""
        deg = limb.deg or 0.0
        k = self.who.unit
        return (
            outline(placed(SHOE, limb.at, deg, k)),
            outline(placed(SOLE, limb.at, deg, k)),
        )

    def arm(self, limb: Limb) -> tuple[XY, XY, XY]:
        """Return shoulder, elbow and wrist."""
        h, s = self.size, self.shoulder()
        reach = (UPPER + FORE) * h * 0.998
        d = float(np.hypot(limb.at[0] - s[0], limb.at[1] - s[1]))
        wrist = limb.at if d < reach else between(s, limb.at, reach / d)
        return s, knee(s, wrist, UPPER * h, FORE * h, limb.bend), wrist

    def arm_shapes(self, limb: Limb) -> tuple[Shape, Shape]:
        """Return the whole bare arm and the sleeve."""
        h, b = self.size, 0.6 + 0.4 * self.who.build
        s, e, w = self.arm(limb)
        upper = chain([s, between(s, e, 0.4), e], [0.033 * h * b, 0.029 * h * b, 0.0235 * h * b])
        lower = chain(
            [e, between(e, w, 0.28), between(e, w, 0.7), w],
            [0.0235 * h * b, 0.0245 * h * b, 0.0185 * h, 0.0155 * h],
        )
        past = between(s, e, self.pose.sleeve + 0.2)
        cuff = chain([s, between(s, e, 0.3), past], [0.041 * h * b, 0.037 * h * b, 0.033 * h * b])
        return relaxed(unary_union([upper, lower]), 1.3), relaxed(cuff, 0.8).difference(
            _beyond(s, e, self.pose.sleeve)
        )

    def hand(self, limb: Limb) -> tuple[Shape, Shape, list[Shape]]:
        """Return hand, thumb and the lines between fingers."""
        _, e, w = self.arm(limb)
        deg = limb.deg
        if deg is None:
            deg = float(np.rad2deg(np.arctan2(w[1] - e[1], w[0] - e[0])))
        size, up = 0.105 * self.size, limb.thumb
        shape = outline(placed([(x, y * up) for x, y in HANDS[limb.hand]], w, deg, size))
        spots = THUMBS[limb.hand]
        thumb = strip(
            placed([(x, y * up) for x, y in spots], w, deg, size),
            [0.17 * size, 0.14 * size, 0.10 * size],
        )
        rows = [[(0.30, y), (0.58, y * 0.9)] for y in (-0.12, -0.01, 0.1)]
        if limb.hand != "grip":
            rows = [[(0.60, y), (0.92, y - 0.05)] for y in (-0.07, 0.02)]
        crease = [(x + 0.04, y - 0.085) for x, y in spots[:2]]
        lines = [
            strip(
                placed([(x, y * up) for x, y in row], w, deg, size), [0.2, 0.32, 0.12], smooth=False
            )
            for row in [*rows, crease]
        ]
        return unary_union([shape, thumb]), thumb, lines


def _beyond(a: XY, b: XY, share: float) -> Shape:
    """Return the half plane past a share of the way from a to b (as a large shape)."""
    left, right = aside(a, b, share, -14), aside(a, b, share, 14)
    far = (aside(a, b, share + 3, 14), aside(a, b, share + 3, -14))
    return _hull([left, right, *far])


def _hull(points: Sequence[XY]) -> Shape:
    return unary_union([chain([p], [0.01]) for p in points]).convex_hull


def draw_side(
    page: Page, who: Person, pose: Pose, spine: Page | None = None, wide: float = 1.1
) -> Side:
    """Paint a person from the side; the spine goes on its own page."""
    f = Side(who, pose)
    far = replace(who, skin=darker(who.skin), top=darker(who.top), legs=darker(who.legs),
        shoes=darker(who.shoes))  # fmt: skip
    _arm(page, Side(far, pose), pose.far_arm, is_near=False)
    _leg(page, Side(far, pose), pose.far_leg, "feet")
    if pose.hold:
        pose.hold(page)
    _body(page, f)
    side_head(page, who, f.base(), pose.lean + pose.bow + pose.neck, pose.head)
    _collar(page, f)
    if spine is not None:
        beads(spine, spine_line(f), who.height, wide=wide)
    return f


def draw_near_arm(page: Page, figure: Side) -> None:
    """Paint the near arm over what the person holds."""
    _arm(page, figure, figure.pose.near_arm, is_near=True)


def _arm(page: Page, f: Side, limb: Limb, *, is_near: bool) -> None:
    who = f.who
    arm, cuff = f.arm_shapes(limb)
    hand, _, lines = f.hand(limb)
    deep = 0.30 if is_near else 0.12
    skin = Paint(who.skin, 3.2, 0.95, shadow=deep)
    page.draw(unary_union([arm, hand]), skin, "arms")
    page.mark(hand, "hand")
    for line in lines:
        page.glow(line, darker(who.skin, 0.55), 0.75, 0.10, hand)
    page.draw(cuff, Paint(who.top, 3.6, 0.95, shadow=0.22), "arms")
    s, e, _ = f.arm(limb)
    seam = [aside(s, e, f.pose.sleeve * 0.97, y) for y in (-4.6, 0, 4.6)]
    page.glow(strip(seam, [0.5, 0.5, 0.5]), darker(who.top, 0.6), 0.55, 0.12, cuff)


def _leg(page: Page, f: Side, limb: Limb, region: str) -> None:
    who = f.who
    shoe, sole = f.foot(limb)
    page.draw(shoe, Paint(who.shoes, 3.0, 0.9, shadow=0.1), region)
    if who.has_shoes:
        page.draw(sole, Paint("#e9e4da", 1.0, 0.5, 0.4, 0.0), region)
    page.draw(f.trousers(limb, f.pose.hip), Paint(who.legs, 6.0, 0.95, shadow=0.18), "legs")
    joint, _ = f.leg(limb, f.pose.hip)
    page.mark(chain([joint], [0.045 * f.size]), "knees")


def _body(page: Page, f: Side) -> None:
    """Paint near leg and seat in one, then the top over them."""
    who, torso = f.who, f.torso()
    shoe, sole = f.foot(f.pose.near_leg)
    page.draw(shoe, Paint(who.shoes, 3.0, 0.9, shadow=0.15), "feet")
    if who.has_shoes:
        page.draw(sole, Paint("#efeae1", 1.0, 0.5, 0.4, 0.0), "feet")
    above = f.waist_cut()
    seat = torso.buffer(-0.3).difference(above)
    behind = go(f.pose.hip, f.pose.lean - 90, 0.012 * f.size)
    round_seat = chain([behind], [0.062 * f.size * who.build]).difference(above)
    near = f.trousers(f.pose.near_leg, f.pose.hip)
    joined = softened(unary_union([seat, near, round_seat]), 2.0)
    legs = relaxed(joined, 1.0).intersection(joined.buffer(0.6))
    page.draw(legs, Paint(who.legs, 6.5, 0.95, shadow=0.28), "legs")
    joint, _ = f.leg(f.pose.near_leg, f.pose.hip)
    page.mark(chain([joint], [0.05 * f.size]), "knees")
    page.mark(seat.buffer(0.1), "hips")
    hem = f.waist_cut(0.16)
    top = softened(torso.intersection(hem), 0.9)
    page.draw(top, Paint(who.top, 8.0, 1.0, shadow=0.22), "back")
    _folds(page, f, top)
    page.mark(chain([f.shoulder()], [0.045 * f.size]), "shoulders")


def _folds(page: Page, f: Side, top: Shape) -> None:
    """Paint a few soft folds at the waist and the line of the hem."""
    axis = f.trunk_axis()
    dark = darker(f.who.top, 0.62)
    for share, reach in ((0.60, -7.0), (0.80, -8.5)):
        at = [aside(axis[1], axis[2], share - 0.10 + 0.07 * k, reach + 4.2 * k) for k in range(3)]
        page.glow(strip(at, [0.3, 0.9, 0.2]), dark, 0.35, 0.35, top)


def _collar(page: Page, f: Side) -> None:
    """Paint the neck opening of the top over the neck."""
    base, h = f.base(), f.size
    lean = f.pose.lean + f.pose.bow
    neck = chain(
        [go(base, lean + 180, 0.008 * h), go(base, lean, 0.05 * h)], [0.036 * h, 0.034 * h]
    )
    ring = neck.buffer(0.9).difference(neck.buffer(-0.5)).intersection(f.torso(0.7))
    page.draw(ring.difference(neck.buffer(-0.5)), Paint(f.who.top, 1.2, 0.8, 0.35, 0.10))


def spine_line(f: Side) -> list[XY]:
    """Return the line of the spine from tail to skull."""
    axis = np.array(curve(f.trunk_axis(), 80))
    t = np.linspace(0, 1, 80)
    d = np.gradient(axis, axis=0)
    left = np.stack([d[:, 1], -d[:, 0]], 1) / np.linalg.norm(d, axis=1, keepdims=True)
    share = PchipInterpolator((0, 0.15, 0.45, 0.8, 1.0), (0.86, 0.66, 0.22, 0.72, 0.40))(t)
    back = PchipInterpolator(AT, np.array(BACK) * f.size * f.who.build)(t)
    line = axis + left * (back * share)[:, None]
    base, lean = f.base(), f.pose.lean + f.pose.bow + f.pose.neck
    k = f.who.unit
    neck = [go(go(base, lean + 90, x * k), lean, y * k) for x, y in ((-1.6, 2.0), (0.4, 6.5),
        (1.6, 10.5))]  # fmt: skip
    points = [(float(x), float(y)) for x, y in line[7:72:8]]
    return curve([*points, *neck], 120)
