"""The card of the curved spine: a whole spine from behind, in a moderate curve, in a soft back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia
from back2d import pelvis, vertebra
from back2d.landmarks import DISC_GAP, LEVELS, MID, Level
from back2d.light import bone_colour, lay, smoothstep
from back2d.soft import number
from back2d.solid import Array, Solid, trace
from scipy.interpolate import CubicSpline, PchipInterpolator

from living2d.stage import LOOKS, WIDTH_PX, Card
from living2d.strokes import poly

MID_PX_MM = 0.98
#: Sideways way of the spine at heights of the straight spine (y, mm): bends right, then left.
COURSE_Y = (-300, -240, -190, -130, -80, -30, 20, 70, 120, 170, 222, 300)
COURSE_X = (-2, -4, 6, 24, 35, 31, 13, -11, -23, -18, 0, 0)
TURN_DEG = 13.0  # turn of the bones about their own axis for each 20 mm off the midline


def levels() -> list[Level]:
    """Return T1 to L5; the chest bones are T12 made smaller step by step."""
    twelfth = LEVELS[0]
    above: list[Level] = []
    y, previous = twelfth.y, twelfth
    for number_up in range(11, 0, -1):
        k = (12 - number_up) / 11
        height = 26.0 - 8.5 * k
        gap = 5.4 - 1.8 * k
        y -= previous.height / 2 + gap + height / 2
        grow = 1 - 0.34 * k
        previous = replace(
            twelfth, name=f"T{number_up}", y=y, height=height, width=41.5 * grow, depth=30.5 * grow,
            ped_x=14.2 * grow, ped_r=4.0 * grow, tp=27.0 + 6.0 * k, tp_rise=3.0 + 2 * k,
            tp_thick=4.4 * grow, joint_up=13.0 * grow, joint_down=12.5 * grow, spine_top=3.0,
            spine_low=25.0 - 3 * k, tilt=-4.0,
        )  # fmt: skip
        above.append(previous)
    return [*reversed(above), *LEVELS]


def moved(solid: Solid, y: float, x: float, lean: float, turn: float) -> Solid:
    """Return a solid whose point (MID, y) is shifted by x, leaning and turned (radians)."""
    c, s = np.float32(np.cos(lean)), np.float32(np.sin(lean))
    ct, st = np.float32(np.cos(turn)), np.float32(np.sin(turn))

    def placed(p: Array) -> Array:
        u, v = p[:, 0] - np.float32(MID + x), p[:, 1] - np.float32(y)
        a, b = c * u - s * v, s * u + c * v
        z = p[:, 2] - np.float32(8.0)
        q = np.stack([ct * a + st * z + MID, b + np.float32(y), ct * z - st * a + 8.0], 1)
        return solid(q.astype(np.float32))

    return placed


def curved_spine(finer: float) -> Card:
    """Return the card."""
    bones = levels()
    top = bones[0].y - 24
    card = Card(MID - WIDTH_PX / MID_PX_MM / 2, top + 2, MID_PX_MM, finer)
    _body(card)
    way = CubicSpline(COURSE_Y, COURSE_X)
    fine = card.scale
    _discs(card, bones, way)
    _lay(card, pelvis.hips(), (MID - 146, 170, MID + 146, 352), fine, 0.55)
    _lay(card, pelvis.sacrum(), (MID - 62, 200, MID + 62, 330), fine, 1.0)
    for v in bones[::-1]:
        lean = float(-np.arctan(way(v.y, 1)))
        turn = float(np.deg2rad(TURN_DEG) * way(v.y) / 20)
        solid = moved(vertebra.vertebra(v), v.y, float(way(v.y)), lean, turn)
        x = MID + float(way(v.y))
        _lay(card, solid, (x - 58, v.y - 40, x + 58, v.y + 42), fine, 1.0)
    card.fade(0.05, 0.02)
    return card


def _lay(card: Card, solid: Solid, box: tuple[float, ...], fine: float, alpha: float) -> None:
    """Trace a bone from behind and lay it."""
    left, top = np.float32(card.left), np.float32(card.top)

    def placed(p: Array) -> Array:
        return solid(np.stack([p[:, 0] + left, p[:, 1] + top, p[:, 2]], 1))

    page = (box[0] - card.left, box[1] - card.top, box[2] - card.left, box[3] - card.top)
    view = trace(placed, page, fine, (90, -14))
    colour = bone_colour(view, fine * 3.0, LOOKS["bone"])
    lay(card.canvas, view, colour, view.cover * np.float32(alpha), 0.35, fine)


def _discs(card: Card, bones: list[Level], way: CubicSpline) -> None:
    """Paint the discs between the bodies."""
    sheet = card.sheet()
    for v in bones:
        y = v.y + v.height / 2 + (DISC_GAP.get("l4l5", 8.0) / 2 if v.name[0] == "L" else 2.6)
        x, lean = MID + float(way(y)), float(-np.arctan(way(y, 1)))
        t = np.linspace(0, 2 * np.pi, 60)
        w = (v.width / 2 + 1.0) * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.45
        h = (4.8 if v.name[0] == "L" else 3.6) * np.sin(t)
        c, s = np.cos(lean), np.sin(lean)
        ring = np.stack([x + c * w + s * h, y - s * w + c * h], 1)
        sheet.fill(poly(ring), "#9fcbdd")
        sheet.stroke(poly(ring), "#4f7f95", 0.9, 0.9)
    card.over(sheet.pixels())


#: Outline of the right half of the back: x from the midline, y.
BACK = (
    (44, -345), (46, -318), (58, -296), (96, -282), (138, -270), (166, -254), (182, -226),
    (188, -190), (192, -150), (196, -100), (199, -50), (204, 0), (212, 60), (219, 120),
    (224, 180), (226, 240), (228, 330),
)  # fmt: skip
INNER_ARM = ((150, -120), (153, -60), (158, 0), (165, 60), (173, 130), (180, 200), (185, 330))
FLANK = (
    (150, -150), (147, -120), (143, -70), (137, -10), (132, 50), (131, 90), (137, 140), (149, 190),
    (158, 240), (163, 330),
)  # fmt: skip


def _side(points: tuple[tuple[float, float], ...], sign: int, lift: float) -> Array:
    """Return one smooth side of the outline on the page; the shoulder lifted by some mm."""
    xy = np.array(points, float)
    t = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(xy, axis=0), axis=1))])
    made = PchipInterpolator(t, xy, axis=0)(np.linspace(0, t[-1], 200))
    made[:, 1] -= lift * smoothstep(-60, -250, made[:, 1])
    made[:, 0] = MID + sign * made[:, 0]
    return np.asarray(made)


def _body(card: Card) -> None:
    """Paint the back: soft skin, arms, the furrow that follows the spine."""
    sheet = card.sheet()
    left, right = _side(BACK, -1, -4.0), _side(BACK, 1, 5.0)
    whole = poly(np.vstack([left, right[::-1]]))
    sheet.fill(whole, "#e5bd9b")
    canvas = sheet.canvas
    canvas.save()
    canvas.clipPath(whole, skia.ClipOp.kIntersect, True)
    tones = [number(c, a) for c, a in (("#fff1e0", 0.75), ("#e5bd9b", 0.0), ("#b98562", 0.42))]
    ends = [skia.Point(MID - 170, -200), skia.Point(MID + 210, 120)]
    sheet.shade(whole, skia.GradientShader.MakeLinear(ends, tones, [0.0, 0.45, 1.0]))
    for sign in (-1, 1):
        arm = _side(INNER_ARM, sign, 0)
        flank = _side(FLANK, sign, 0)
        gap = poly(np.vstack([flank, arm[::-1]]))
        sheet.fill(gap, "#a97453", 0.55, 7.0)
        sheet.stroke(poly(flank, closed=False), "#9a6543", 2.2, 0.55)
        blade = [
            (34, -205),
            (88, -222),
            (104, -196),
            (82, -140),
            (66, -106),
            (50, -130),
            (40, -170),
        ]
        edge = _side((*blade, blade[0]), sign, 3.0 * sign)
        sheet.fill(poly(edge + np.array([4.0, 7.0])), "#a97453", 0.25, 9.0)
        sheet.fill(poly(edge), "#fff0df", 0.38, 9.0)
    y = np.linspace(-300, 215, 120)
    x = MID + CubicSpline(COURSE_Y, COURSE_X)(y)
    sheet.stroke(poly(np.stack([x, y], 1), closed=False), "#a97453", 26.0, 0.16)
    canvas.restore()
    for edge in (left, right):
        sheet.stroke(poly(edge, closed=False), "#9a6543", 2.2, 0.7)
    card.over(sheet.pixels() * 0.92)
