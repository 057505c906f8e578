"""Heads from the side, from the front and from behind: calm faces with little detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from living2d.paint import Page, Paint
from living2d.people import Person
from living2d.shapes import XY, Shape, chain, curve, go, outline, oval, placed, strip, unary_union

Put = Callable[[Sequence[XY]], list[XY]]
PROFILE = ((0.0, 0.50), (0.21, 0.45), (0.355, 0.31), (0.392, 0.18), (0.390, 0.115), (0.372,
    0.07), (0.415, -0.01), (0.450, -0.07), (0.425, -0.108), (0.376, -0.122), (0.388, -0.170),
    (0.374, -0.205), (0.380, -0.243), (0.352, -0.285), (0.364, -0.350), (0.335, -0.415), (0.25,
    -0.43), (0.10, -0.355), (0.01, -0.25), (-0.10, -0.22), (-0.26, -0.26), (-0.40, -0.10),
    (-0.455, 0.12), (-0.40, 0.33), (-0.22, 0.46))  # fmt: skip
HAIR_SIDE: dict[str, Sequence[XY]] = {
    "short": ((0.37, 0.30), (0.26, 0.34), (0.16, 0.28), (0.10, 0.20), (0.06, 0.06), (0.02, 0.02),
        (-0.06, 0.08), (-0.12, 0.02), (-0.12, -0.12), (-0.20, -0.22), (-0.32, -0.24), (-0.44,
        -0.08), (-0.49, 0.13), (-0.43, 0.36), (-0.23, 0.50), (0.02, 0.545), (0.23, 0.49)),
    "bob": ((0.37, 0.31), (0.27, 0.30), (0.16, 0.18), (0.13, 0.02), (0.12, -0.16), (0.08, -0.32),
        (-0.08, -0.40), (-0.28, -0.41), (-0.43, -0.36), (-0.50, -0.12), (-0.52, 0.13), (-0.45,
        0.38), (-0.24, 0.52), (0.02, 0.565), (0.24, 0.50)),
    "bun": ((0.37, 0.31), (0.24, 0.31), (0.10, 0.22), (0.04, 0.10), (-0.06, 0.05), (-0.12,
        -0.10), (-0.22, -0.20), (-0.34, -0.20), (-0.44, -0.06), (-0.49, 0.13), (-0.43, 0.36),
        (-0.23, 0.51), (0.02, 0.55), (0.23, 0.49)),
    "curls": ((0.40, 0.30), (0.28, 0.28), (0.18, 0.20), (0.10, 0.06), (0.02, -0.02), (-0.08,
        0.0), (-0.14, -0.16), (-0.28, -0.28), (-0.46, -0.20), (-0.57, 0.04), (-0.58, 0.28),
        (-0.44, 0.50), (-0.22, 0.62), (0.02, 0.66), (0.26, 0.60), (0.39, 0.45)),
}  # fmt: skip


def head_at(who: Person, base: XY, lean: float) -> XY:
    """Return the middle of the head above the base of the neck."""
    k = who.unit
    return go(go(base, lean + 90, 3.4 * k), lean, 14.4 * k)


def _tone(code: str, by: float) -> str:
    return "#" + "".join(
        f"{max(0, min(255, int(int(code[i : i + 2], 16) * by))):02x}" for i in (1, 3, 5)
    )


def side_head(page: Page, who: Person, base: XY, lean: float, tilt: float) -> XY:
    """Paint neck and head from the side, facing right; return the middle of the head."""
    k = who.unit
    size = 22.6 * k
    at = head_at(who, base, lean)
    deg = lean + tilt

    def put(points: Sequence[XY]) -> list[XY]:
        return placed(points, at, deg, size)

    skin = Paint(who.skin, 6.0, 0.85, 0.5, 0.22)
    nape = put([(-0.12, -0.16)])[0]
    throat = put([(0.04, -0.22)])[0]
    neck = chain([go(base, lean + 90, 0.4 * k), between_points(nape, throat)], [6.3 * k, 5.4 * k])
    page.draw(neck, Paint(who.skin, 4.0, 0.9, 0.5, 0.0), "head")
    head = outline(put(PROFILE))
    page.glow(
        oval(put([(0.12, -0.36)])[0], 5 * k, 3 * k, deg), _tone(who.skin, 0.5), 0.5, 1.3, neck
    )
    page.draw(head, skin, "head")
    page.mark(neck, "head")
    _side_face(page, who, put, size, head)
    _side_hair(page, who, put, size)
    return at


def between_points(a: XY, b: XY) -> XY:
    """Return the middle of two points."""
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _side_face(page: Page, who: Person, put: Put, size: float, head: Shape) -> None:
    """Paint eye, brow, mouth, cheek and beard."""
    dark = _tone(who.skin, 0.42)
    page.glow(oval(put([(0.25, -0.09)])[0], 0.11 * size, 0.08 * size), "#d9694f", 0.20, 0.9, head)
    page.glow(
        strip(put([(0.385, -0.065), (0.362, -0.09), (0.378, -0.112)]), [0.2, 0.5, 0.2]),
        dark,
        0.5,
        0.12,
    )
    if who.beard:
        beard = outline(put([(0.06, -0.02), (0.12, -0.10), (0.22, -0.17), (0.33, -0.155), (0.39,
            -0.16), (0.40, -0.175), (0.36, -0.20), (0.40, -0.26), (0.38, -0.36), (0.34, -0.44),
            (0.24, -0.455), (0.10, -0.38), (0.02, -0.26)]))  # fmt: skip
        page.draw(beard, Paint(who.hair, 2.4, 0.6, 0.25, 0.0), "head", head.buffer(0.4))
    page.draw(strip(put([(0.372, -0.200), (0.335, -0.206), (0.295, -0.185)]), [0.3, 0.55, 0.3]),
        Paint(_tone("#9c4d42", 0.9), 0.5, 0.2, 0.0, 0.0))  # fmt: skip
    page.draw(
        oval(put([(0.292, 0.062)])[0], 0.019 * size, 0.036 * size),
        Paint("#2a211d", 0.6, 0.2, 0.0, 0.0),
    )
    page.draw(strip(put([(0.335, 0.092), (0.29, 0.112), (0.245, 0.082)]), [0.25, 0.6, 0.25]),
        Paint("#3a2c25", 0.5, 0.2, 0.0, 0.0))  # fmt: skip
    brow = _tone(who.hair, 0.8 if who.hair < "#a" else 0.75)
    page.draw(strip(put([(0.362, 0.185), (0.30, 0.205), (0.225, 0.175)]), [0.5, 0.85, 0.35]),
        Paint(brow, 0.5, 0.3, 0.0, 0.0))  # fmt: skip
    ear = outline(put([(-0.03, 0.08), (0.03, 0.07), (0.045, 0.0), (0.02, -0.10), (-0.02, -0.14),
        (-0.06, -0.10), (-0.09, 0.0), (-0.08, 0.06)]))  # fmt: skip
    page.draw(ear, Paint(who.skin, 1.4, 0.9, 0.4, 0.15), "head")
    page.glow(strip(put([(-0.05, 0.04), (0.0, 0.04), (0.01, -0.02), (-0.02, -0.07)]), [0.5, 0.5,
        0.4]), dark, 0.4, 0.15)  # fmt: skip


def _side_hair(page: Page, who: Person, put: Put, size: float) -> None:
    """Paint the hair with a few strands."""
    if who.cut == "bald":
        cap = outline(put([(-0.10, 0.10), (-0.13, -0.02), (-0.14, -0.14), (-0.22, -0.22), (-0.33,
            -0.22), (-0.445, -0.06), (-0.468, 0.10), (-0.36, 0.12), (-0.24, 0.08)]))  # fmt: skip
        page.draw(cap, Paint(who.hair, 3.0, 0.7, 0.2, 0.0, 0.85), "head")
        return
    paint = Paint(who.hair, 4.0, 0.9, 0.45, 0.16)
    if who.cut == "bun":
        page.draw(oval(put([(-0.52, 0.22)])[0], 0.155 * size, 0.15 * size), paint, "head")
    hair = outline(put(HAIR_SIDE[who.cut]))
    if who.cut == "curls":
        rim = [oval(p, 0.085 * size, 0.085 * size) for p in put(HAIR_SIDE["curls"])[8:]]
        hair = unary_union([hair, *rim])
    page.draw(hair, paint, "head")
    lines = {
        "bun": ([(0.28, 0.40), (0.0, 0.42), (-0.34, 0.25)], [(0.12, 0.28), (-0.10, 0.24), (-0.40,
            0.14)], [(0.0, 0.12), (-0.16, 0.08), (-0.40, 0.05)]),
        "bob": ([(0.2, 0.42), (0.0, 0.30), (-0.06, -0.2)], [(0.0, 0.50), (-0.24, 0.30), (-0.30,
            -0.3)]),
        "short": ([(0.24, 0.42), (0.02, 0.44), (-0.26, 0.32)], [(-0.2, 0.3), (-0.36, 0.12),
            (-0.34, -0.12)]),
    }  # fmt: skip
    for line in lines.get(who.cut, ()):
        page.glow(strip(put(line), [0.3, 0.6, 0.2]), _tone(who.hair, 1.5), 0.35, 0.25, hair)
        low = [(x + 0.05, y - 0.06) for x, y in line]
        page.glow(strip(put(low), [0.2, 0.5, 0.2]), _tone(who.hair, 0.62), 0.4, 0.2, hair)


FACE = ((0.0, 0.50), (0.20, 0.46), (0.315, 0.32), (0.345, 0.12), (0.335, -0.05), (0.305, -0.22),
    (0.235, -0.38), (0.12, -0.475), (0.0, -0.50))  # fmt: skip
HAIR_FRONT: dict[str, Sequence[XY]] = {
    "short": ((0.0, 0.36), (0.17, 0.35), (0.27, 0.26), (0.315, 0.10), (0.375, 0.06), (0.385,
        0.26), (0.32, 0.45), (0.17, 0.545), (0.0, 0.57)),
    "bob": ((0.0, 0.37), (0.14, 0.34), (0.25, 0.22), (0.29, 0.02), (0.29, -0.18), (0.27, -0.36),
        (0.37, -0.40), (0.45, -0.30), (0.45, 0.05), (0.42, 0.32), (0.32, 0.48), (0.17, 0.56),
        (0.0, 0.58)),
    "bun": ((0.0, 0.36), (0.15, 0.33), (0.26, 0.22), (0.32, 0.06), (0.37, 0.08), (0.375, 0.27),
        (0.31, 0.45), (0.17, 0.54), (0.0, 0.565)),
    "curls": ((0.0, 0.34), (0.16, 0.31), (0.27, 0.20), (0.31, 0.0), (0.36, -0.16), (0.45, -0.14),
        (0.51, 0.0), (0.54, 0.16), (0.52, 0.30), (0.45, 0.44), (0.33, 0.56), (0.17, 0.64), (0.0,
        0.66)),
}  # fmt: skip


def _both(half: Sequence[XY]) -> list[XY]:
    return [*half, *[(-x, y) for x, y in reversed(half) if x > 0]]


def front_head(page: Page, who: Person, base: XY, lean: float, tilt: float = 0.0) -> XY:
    """Paint neck and head from the front; lean and tilt turn it clockwise."""
    k = who.unit
    size = 22.6 * k
    at = go(base, lean, 15.0 * k)
    deg = lean + tilt

    def put(points: Sequence[XY]) -> list[XY]:
        return placed(points, at, deg, size)

    neck = chain([go(base, lean, -2.4 * k), go(base, lean, 8.0 * k)], [6.2 * k, 5.4 * k])
    page.draw(neck, Paint(who.skin, 4.0, 0.9, 0.5, 0.0), "head")
    if who.cut == "bun":
        page.draw(
            oval(put([(0.0, 0.60)])[0], 0.17 * size, 0.13 * size), Paint(who.hair, 3.0), "head"
        )
    if who.cut == "bob":
        back = outline(
            put(_both([(0.0, 0.5), (0.40, 0.3), (0.42, -0.1), (0.36, -0.40), (0.0, -0.36)]))
        )
        page.draw(back, Paint(_tone(who.hair, 0.8), 3.0, 0.7, 0.4, 0.1), "head")
    page.glow(
        oval(put([(0.0, -0.46)])[0], 6 * k, 3.4 * k, deg), _tone(who.skin, 0.5), 0.55, 1.3, neck
    )
    for sign in (-1, 1):
        ear = oval(put([(sign * 0.352, -0.02)])[0], 0.05 * size, 0.095 * size, deg)
        page.draw(ear, Paint(who.skin, 1.4, 0.8, 0.4, 0.0), "head")
    head = outline(put(_both(FACE)))
    page.draw(head, Paint(who.skin, 6.5, 0.8, 0.5, 0.2), "head")
    _front_face(page, who, put, size, head, deg)
    if who.cut in HAIR_FRONT:
        half = HAIR_FRONT[who.cut]
        hair = outline(put(_both(half)))
        if who.cut == "curls":
            rim = _both(half[4:])
            hair = unary_union([hair, *(oval(p, 0.085 * size, 0.085 * size) for p in put(rim))])
        page.draw(hair, Paint(who.hair, 4.0, 0.9, 0.45, 0.18), "head")
    return at


def _front_face(page: Page, who: Person, put: Put, size: float, head: Shape, deg: float) -> None:
    """Paint the face from the front."""
    dark = _tone(who.skin, 0.42)
    if who.beard:
        ring = [(0.33, -0.05), (0.28, -0.14), (0.17, -0.19), (0.09, -0.165), (0.0, -0.175)]
        low = [(0.0, -0.52), (0.13, -0.50), (0.25, -0.40), (0.33, -0.22)]
        half = [*reversed(ring), *reversed(low)]
        beard = outline(put([*half, *[(-x, y) for x, y in reversed(half) if x > 0]]))
        mouth = oval(put([(0, -0.245)])[0], 0.10 * size, 0.035 * size, deg)
        page.draw(
            beard.difference(mouth), Paint(who.hair, 2.4, 0.6, 0.2, 0.0), "head", head.buffer(0.4)
        )
    for sign in (-1, 1):
        page.glow(
            oval(put([(sign * 0.19, -0.13)])[0], 0.075 * size, 0.06 * size),
            "#d9694f",
            0.18,
            0.8,
            head,
        )
        eye = put([(sign * 0.135, 0.035)])[0]
        page.draw(oval(eye, 0.024 * size, 0.034 * size, deg), Paint("#2a211d", 0.6, 0.2, 0.0, 0.0))
        lid = put([(sign * 0.195, 0.052), (sign * 0.135, 0.082), (sign * 0.078, 0.054)])
        page.draw(strip(lid, [0.25, 0.6, 0.25]), Paint("#3a2c25", 0.5, 0.2, 0.0, 0.0))
        brow = put([(sign * 0.215, 0.145), (sign * 0.145, 0.175), (sign * 0.070, 0.150)])
        page.draw(strip(brow, [0.35, 0.85, 0.5]), Paint(_tone(who.hair, 0.8), 0.5, 0.3, 0.0, 0.0))
    nose = put([(-0.028, -0.05), (-0.045, -0.105), (0.0, -0.125), (0.045, -0.105)])
    page.glow(strip(curve(nose, 20), [0.2, 0.55, 0.55, 0.2]), dark, 0.55, 0.15, head)
    smile = put([(-0.105, -0.215), (-0.05, -0.245), (0.0, -0.252), (0.05, -0.245), (0.105, -0.215)])
    page.draw(strip(smile, [0.3, 0.6, 0.7, 0.6, 0.3]), Paint("#98493f", 0.5, 0.2, 0.0, 0.0))


def back_head(page: Page, who: Person, base: XY, lean: float, tilt: float = 0.0) -> XY:
    """Paint neck and head from behind."""
    k = who.unit
    size = 22.6 * k
    at = go(base, lean, 15.6 * k)

    def put(points: Sequence[XY]) -> list[XY]:
        return placed(points, at, lean + tilt, size)

    neck = chain([go(base, lean, 4.0 * k), go(base, lean, 9.0 * k)], [6.2 * k, 5.6 * k])
    page.draw(neck, Paint(who.skin, 4.0, 0.9, 0.5, 0.0), "head")
    for sign in (-1, 1):
        page.draw(oval(put([(sign * 0.345, -0.04)])[0], 0.045 * size, 0.09 * size),
            Paint(who.skin, 1.4, 0.8, 0.4, 0.0), "head")  # fmt: skip
    half = ((0.0, 0.53), (0.2, 0.49), (0.33, 0.34), (0.365, 0.12), (0.34, -0.10), (0.27, -0.26),
        (0.13, -0.33), (0.0, -0.34))  # fmt: skip
    low = {"bob": 1.18, "curls": 1.12}.get(who.cut, 1.0)
    hair = outline(put([(x * low, y * low) for x, y in _both(half)]))
    page.draw(hair, Paint(who.hair, 6.0, 0.9, 0.5, 0.2), "head")
    if who.cut == "bun":
        page.draw(
            oval(put([(0, 0.16)])[0], 0.19 * size, 0.17 * size),
            Paint(who.hair, 3.4, 0.9, 0.5, 0.3),
            "head",
        )
    return at
