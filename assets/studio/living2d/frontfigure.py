"""A person seen from the front or from behind, posed by the joints as they look on the page.

Limbs that point towards the viewer are simply shorter: the joints are given where they are seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from living2d.heads import back_head, front_head
from living2d.paint import Page, Paint
from living2d.people import Person
from living2d.shapes import (
    XY,
    Shape,
    along,
    aside,
    between,
    block,
    chain,
    curve,
    go,
    outline,
    placed,
    relaxed,
    softened,
    strip,
    unary_union,
)
from living2d.sidefigure import HANDS, THUMBS, darker
from living2d.spine import beads

AT = (0.0, 0.12, 0.28, 0.48, 0.68, 0.84, 0.93, 1.0)
HALF = (0.060, 0.092, 0.096, 0.080, 0.090, 0.099, 0.088, 0.040)
TRUNK = 0.325


@dataclass(frozen=True, slots=True)
class Joints:
    """One limb as seen: from the trunk outwards; then how the hand or foot is turned (deg)."""

    middle: XY
    end: XY
    deg: float | None = None
    hand: str = "relaxed"
    thumb: int = 1


@dataclass(frozen=True, slots=True)
class FrontPose:
    """A pose: middle of the hips, direction of the trunk, limbs at the page's left and right."""

    hip: XY
    lean: float
    leg_left: Joints
    leg_right: Joints
    arm_left: Joints
    arm_right: Joints
    length: float = 1.0
    head: float = 0.0
    neck: float = 0.0
    sleeve: float = 0.55
    spread: float = 1.0
    is_back: bool = False


@dataclass(slots=True)
class Front:
    """The shapes of one person from the front or from behind."""

    who: Person
    pose: FrontPose

    def axis(self) -> list[XY]:
        """Return the middle line of the trunk."""
        p, h = self.pose, self.who.height
        low = go(p.hip, p.lean + 180, 0.05 * h)
        top = go(p.hip, p.lean, TRUNK * h * p.length)
        return [low, p.hip, between(p.hip, top, 0.5), top]

    def base(self) -> XY:
        """Return the base of the neck."""
        return self.axis()[-1]

    def shoulder(self, sign: int) -> XY:
        """Return a shoulder joint; -1 at the page's left of an upright person."""
        h, p = self.who.height, self.pose
        at = between(p.hip, self.base(), 0.86)
        return go(at, p.lean + 90, sign * 0.106 * h * p.spread)

    def hip(self, sign: int) -> XY:
        """Return a hip joint."""
        return go(self.pose.hip, self.pose.lean + 90, sign * 0.052 * self.who.height)

    def torso(self, loose: float = 0.3) -> Shape:
        """Return the trunk in its top."""
        h, b = self.who.height, self.who.build
        half = np.array(HALF) * h * (0.35 + 0.65 * b) + loose
        half += self.who.belly * 0.45 * np.array((0, 0.3, 0.8, 1, 0.5, 0, 0, 0))
        body = along(self.axis(), list(half), list(half), AT)
        yoke = chain(
            [self.shoulder(-1), go(self.base(), self.pose.lean, -0.012 * h), self.shoulder(1)],
            [0.033 * h, 0.034 * h, 0.033 * h],
        )
        return softened(unary_union([body, yoke]), 2.2)

    def above(self, share: float) -> Shape:
        """Return the half plane above a share of the trunk."""
        a, b = self.pose.hip, self.base()
        p = [aside(a, b, share, -70), aside(a, b, share, 70)]
        q = [go(p[1], self.pose.lean, 120), go(p[0], self.pose.lean, 120)]
        return unary_union([chain([s], [0.01]) for s in (*p, *q)]).convex_hull

    def trousers(self, sign: int) -> Shape:
        """Return one trouser leg."""
        h, b = self.who.height, 0.45 + 0.55 * self.who.build
        leg = self.pose.leg_left if sign < 0 else self.pose.leg_right
        hip, joint, ankle = self.hip(sign), leg.middle, leg.end
        thigh = chain(
            [hip, between(hip, joint, 0.5), joint], [0.056 * h * b, 0.051 * h * b, 0.040 * h * b]
        )
        calf = between(joint, ankle, 0.3)
        shin = chain(
            [joint, calf, between(joint, ankle, 0.7), between(joint, ankle, 0.96)],
            [0.040 * h * b, 0.0385 * h * b, 0.033 * h, 0.031 * h],
        )
        cut = [aside(joint, ankle, 0.93, y) for y in (-14, 14)]
        cut += [aside(joint, ankle, 3.93, y) for y in (14, -14)]
        past = unary_union([chain([p], [0.01]) for p in cut]).convex_hull
        return relaxed(unary_union([thigh, shin]), 2.0).difference(past)

    def lap(self, sign: int) -> tuple[Shape, Shape]:
        """Return thigh and shin of a leg whose thigh points towards the viewer."""
        h, b = self.who.height, 0.45 + 0.55 * self.who.build
        leg = self.pose.leg_left if sign < 0 else self.pose.leg_right
        hip, joint, ankle = self.hip(sign), leg.middle, leg.end
        thigh = chain([hip, joint], [0.060 * h * b, 0.051 * h * b])
        shin = chain(
            [joint, between(joint, ankle, 0.4), between(joint, ankle, 0.7), ankle],
            [0.043 * h * b, 0.041 * h * b, 0.035 * h, 0.031 * h],
        )
        low = block(ankle[0] - 20, ankle[1] - 1.6, ankle[0] + 20, ankle[1] + 20)
        return relaxed(thigh, 1.5), relaxed(shin, 1.5).difference(low)

    def arm(self, sign: int) -> tuple[Shape, Shape, Shape, list[Shape]]:
        """Return bare arm, sleeve, hand and finger lines."""
        h, b = self.who.height, 0.6 + 0.4 * self.who.build
        limb = self.pose.arm_left if sign < 0 else self.pose.arm_right
        s, e, w = self.shoulder(sign), limb.middle, limb.end
        upper = chain([s, between(s, e, 0.4), e], [0.033 * h * b, 0.028 * h * b, 0.0235 * h * b])
        lower = chain(
            [e, between(e, w, 0.28), between(e, w, 0.7), w],
            [0.0235 * h * b, 0.0240 * h * b, 0.0185 * h, 0.0155 * h],
        )
        share = self.pose.sleeve
        cuff = chain(
            [s, between(s, e, 0.35), between(s, e, min(share + 0.2, 1.0))],
            [0.0345 * h, 0.034 * h * b, 0.032 * h * b],
        )
        cut = [aside(s, e, share, y) for y in (-14, 14)] + [
            aside(s, e, share + 3, y) for y in (14, -14)
        ]
        cuff = cuff.difference(unary_union([chain([p], [0.01]) for p in cut]).convex_hull)
        hand, lines = self._hand(limb)
        return relaxed(unary_union([upper, lower]), 1.3), relaxed(cuff, 0.8), hand, lines

    def _hand(self, limb: Joints) -> tuple[Shape, list[Shape]]:
        e, w = limb.middle, limb.end
        deg = limb.deg
        if deg is None:
            deg = float(np.rad2deg(np.arctan2(w[1] - e[1], w[0] - e[0])))
        size, up = 0.105 * self.who.height, limb.thumb
        shape = outline(placed([(x, y * up) for x, y in HANDS[limb.hand]], w, deg, size))
        thumb = strip(placed([(x, y * up) for x, y in THUMBS[limb.hand]], w, deg, size),
            [0.17 * size, 0.14 * size, 0.1 * size])  # fmt: skip
        rows = [[(0.60, y), (0.92, y - 0.05)] for y in (-0.07, 0.02)]
        if limb.hand == "grip":
            rows = [[(0.30, y), (0.58, y * 0.9)] for y in (-0.12, -0.01, 0.1)]
        lines = [strip(placed([(x, y * up) for x, y in row], w, deg, size), [0.2, 0.32, 0.12],
            smooth=False) for row in rows]  # fmt: skip
        return unary_union([shape, thumb]), lines


def draw_legs(
    page: Page, f: Front, order: Sequence[int] = (-1, 1), *, is_crossed: bool = True
) -> None:
    """Paint shoes, trouser legs and the seat, in the order of the sides; crossed legs overlap."""
    who = f.who
    h = who.height
    for sign in order:
        leg = f.pose.leg_left if sign < 0 else f.pose.leg_right
        front_shoe(page, who, leg)
    seat = f.torso(-0.1).difference(f.above(0.22))
    paint = Paint(who.legs, 6.0, 0.95, shadow=0.24)
    page.draw(
        relaxed(unary_union([seat, *[f.trousers(s) for s in order]]), 1.4),
        replace(paint, shadow=0.2),
        "legs",
    )
    for sign in order:
        leg = f.pose.leg_left if sign < 0 else f.pose.leg_right
        if is_crossed:
            page.draw(f.trousers(sign), replace(paint, line=0.35), "legs", f.trousers(sign))
        page.mark(chain([leg.middle], [0.045 * h]), "knees")
    page.mark(seat, "hips")


def draw_lap(page: Page, f: Front, order: Sequence[int] = (-1, 1)) -> None:
    """Paint the legs of someone who sits facing the viewer: shins, then thighs over them."""
    who, h = f.who, f.who.height
    paint = Paint(who.legs, 5.5, 1.0, shadow=0.34)
    for sign in order:
        leg = f.pose.leg_left if sign < 0 else f.pose.leg_right
        front_shoe(page, who, leg)
        _, shin = f.lap(sign)
        page.draw(shin, replace(paint, base=darker(who.legs, 0.86), shadow=0.2), "legs")
    knees = {-1: f.pose.leg_left.middle, 1: f.pose.leg_right.middle}
    inner = [between(f.hip(side), knees[side], 0.5) for side in (-1, 1)]
    hips = chain([f.hip(-1), f.hip(1)], [0.058 * h, 0.058 * h])
    seat = unary_union([hips, chain(inner, [0.03 * h, 0.03 * h])]).convex_hull
    page.draw(seat, replace(paint, base=darker(who.legs, 0.9)), "hips")
    for sign in order:
        leg = f.pose.leg_left if sign < 0 else f.pose.leg_right
        thigh, _ = f.lap(sign)
        page.draw(thigh, replace(paint, shadow=0.42), "legs")
        page.glow(chain([leg.middle], [0.030 * h]), "#ffffff", 0.13, 0.016 * h, thigh)
        page.mark(chain([leg.middle], [0.045 * h]), "knees")
    page.mark(seat, "hips")


def front_shoe(page: Page, who: Person, leg: Joints) -> None:
    """Paint a shoe from the front (`deg` None) or turned to the side (0 right, 180 left)."""
    k = who.unit
    x, y = leg.end
    if not who.has_shoes:
        return
    if leg.deg is None:
        shape = outline([(x - 4.6 * k, y - 1 * k), (x, y - 3 * k), (x + 4.6 * k, y - 1 * k),
            (x + 5.4 * k, y + 5 * k), (x + 3.6 * k, y + 8 * k), (x - 3.6 * k, y + 8 * k),
            (x - 5.4 * k, y + 5 * k)])  # fmt: skip
        page.draw(shape, Paint(who.shoes, 3.0, 0.9, shadow=0.15), "feet")
        toe = outline([(x - 5.2 * k, y + 6.4 * k), (x, y + 7.6 * k), (x + 5.2 * k, y + 6.4 * k),
            (x + 3.8 * k, y + 8.6 * k), (x - 3.8 * k, y + 8.6 * k)])  # fmt: skip
        page.draw(toe, Paint("#efeae1", 1.0, 0.5, 0.4, 0.0), "feet")
        return
    points = [(-5.4, 3), (-6.4, -3), (-6.0, -7), (4, -7.2), (13, -7.2), (17.0, -6.9), (17.6,
        -4.6), (15, -2.2), (10, 0.2), (6, 3), (4, 5), (-3.6, 5)]  # fmt: skip
    flip = -1 if leg.deg > 90 else 1
    page.draw(
        outline(placed(points, leg.end, 0, k, flip)), Paint(who.shoes, 3, 0.9, shadow=0.15), "feet"
    )


def draw_trunk(page: Page, f: Front, hem: float = 0.14, sleeves: Sequence[int] = ()) -> Shape:
    """Paint the top, in one piece with the sleeves of the named sides; return its shape."""
    top = softened(f.torso().intersection(f.above(hem)), 0.9)
    whole = unary_union([top, *[f.arm(sign)[1] for sign in sleeves]])
    if sleeves:
        whole = softened(whole, 1.0)
    page.draw(whole, Paint(f.who.top, 8.0, 1.0, shadow=0.24), "back" if f.pose.is_back else "trunk")
    for sign in sleeves:
        seam(page, f, sign, whole)
    for sign in (-1, 1):
        page.mark(chain([f.shoulder(sign)], [0.045 * f.who.height]), "shoulders")
    return top


def seam(page: Page, f: Front, sign: int, inside: Shape) -> None:
    """Paint the soft fold between sleeve and trunk."""
    h, s = f.who.height, f.shoulder(sign)
    lean = f.pose.lean
    under = go(go(s, lean + 180, 0.090 * h), lean + 90, -sign * 0.012 * h)
    line = [go(under, lean, 0.045 * h), go(under, lean, 0.02 * h), under]
    page.glow(strip(line, [0.2, 0.6, 1.0]), darker(f.who.top, 0.5), 0.42, 0.5, inside)


def draw_head(page: Page, f: Front) -> None:
    """Paint neck, head and the collar."""
    p, h = f.pose, f.who.height
    painter = back_head if p.is_back else front_head
    painter(page, f.who, f.base(), p.lean + p.neck, p.head)
    base, low = f.base(), 4.0 if p.is_back else -2.4
    neck = chain([go(base, p.lean, low), go(base, p.lean, 9)], [0.037 * h, 0.033 * h])
    ring = neck.buffer(1.2).difference(neck.buffer(-0.4)).intersection(f.torso(0.9))
    page.draw(ring, Paint(f.who.top, 1.4, 0.8, 0.35, 0.12))


def draw_arm(
    page: Page, f: Front, sign: int, shadow: float = 0.26, *, has_sleeve: bool = True
) -> None:
    """Paint one arm; without its sleeve when the top brings it."""
    who = f.who
    arm, cuff, hand, lines = f.arm(sign)
    page.draw(unary_union([arm, hand]), Paint(who.skin, 3.2, 0.95, shadow=shadow), "arms")
    page.mark(hand, "hand")
    for line in lines:
        page.glow(line, darker(who.skin, 0.55), 0.75, 0.10, hand)
    if has_sleeve:
        page.draw(cuff, Paint(who.top, 3.6, 0.95, shadow=0.2), "arms")


def front_spine(spine: Page, f: Front, wide: float = 1.15) -> None:
    """Paint the spine along the middle of the trunk."""
    axis = curve(f.axis(), 80)
    base, lean = f.base(), f.pose.lean + f.pose.neck
    neck = [go(base, lean, d * f.who.unit) for d in (1.5, 4.0)]
    beads(spine, curve([*axis[17::8], *neck], 120), f.who.height, wide=wide)
    # From the front the spine lies behind all else: a fainter hint than from the side.
    spine.rgba *= 0.62
