"""Things around people: ground, shadows, chairs, tree, signpost, bed, box, car, mirror."""

from __future__ import annotations

from living2d.paint import Page, Paint
from living2d.shapes import (
    XY,
    Shape,
    block,
    chain,
    curve,
    outline,
    oval,
    panel,
    relaxed,
    strip,
    unary_union,
)

WOOD, WOOD_DARK, CLOTH, LEAF = "#c79b6b", "#a67c4f", "#8fb0ad", "#a9bf97"


def ground(page: Page, x0: float, x1: float, y: float = 0.0, code: str = "#e8dcc6") -> None:
    """Paint a soft floor."""
    page.glow(oval(((x0 + x1) / 2, y + 4), (x1 - x0) / 2, 9), code, 0.95, 3.5)
    page.glow(oval(((x0 + x1) / 2, y + 3), (x1 - x0) / 2.4, 5), "#d9c8a8", 0.55, 3.0)


def shade(page: Page, x: float, y: float, wide: float, deep: float = 3.0) -> None:
    """Paint the soft shadow under feet or legs of a chair."""
    page.glow(oval((x + 2, y + 1), wide, deep), "#6b5238", 0.42, 2.2)


def tree(page: Page, x: float, y: float, tall: float) -> None:
    """Paint a quiet tree in the distance."""
    trunk = strip([(x, y), (x + 1, y - tall * 0.4), (x, y - tall * 0.7)], [6, 4, 3])
    page.draw(trunk, Paint("#dccfb9", 3, 0.5, 0.0, 0.0))
    r = tall * 0.2
    spots = ((0, 0.78, 1.15), (-0.9, 0.64, 0.9), (0.95, 0.66, 0.95), (0.1, 0.56, 0.95))
    crown = unary_union(
        [oval((x + dx * r, y - tall * dy), r * s, r * s * 0.9) for dx, dy, s in spots]
    )
    page.draw(crown, Paint("#d3dfc8", 12, 0.4, 0.0, 0.0))


def chair(page: Page, x: float, seat: float, *, arms: bool = True) -> None:
    """Paint a firm chair from the side; x is the back of the seat, `seat` its height."""
    for lx in (x + 3, x + 43):
        page.draw(block(lx - 2, -seat + 3, lx + 2, 0, 0.8), Paint(WOOD_DARK, 2, 0.8))
    post = strip([(x + 4, -seat + 2), (x - 1, -seat - 26), (x - 6, -seat - 54)], [4.4, 4.2, 4])
    page.draw(post, Paint(WOOD, 2, 0.8), "chair")
    rest = strip([(x + 5, -seat - 8), (x + 1.5, -seat - 28), (x - 3, -seat - 52)], [5, 6, 5])
    page.draw(rest, Paint(CLOTH, 3, 0.9), "chair")
    page.draw(block(x, -seat - 1.5, x + 47, -seat + 6, 2.6), Paint(CLOTH, 4, 0.9), "chair")
    if arms:
        page.draw(block(x + 34, -seat - 22, x + 37.5, -seat, 1.2), Paint(WOOD, 2, 0.8), "chair")


def chair_arm(page: Page, x: float, seat: float) -> None:
    """Paint the near arm rest."""
    page.draw(strip([(x - 2, -seat - 24), (x + 20, -seat - 23), (x + 40, -seat - 23)], [4, 4.4,
        4.4]), Paint(WOOD, 2, 0.8), "chair")  # fmt: skip


def bench(page: Page, x0: float, x1: float, seat: float) -> None:
    """Paint a garden bench seen from its side."""
    for lx in (x0 + 5, x1 - 5):
        page.draw(block(lx - 2.4, -seat + 2, lx + 2.4, 0, 0.8), Paint(WOOD_DARK, 2, 0.8))
    page.draw(block(x0, -seat, x1, -seat + 5.5, 2), Paint(WOOD, 3, 0.8), "bench")
    page.draw(strip([(x0 + 3, -seat + 2), (x0 - 2, -seat - 22), (x0 - 7, -seat - 42)], [4.6, 4.2,
        4]), Paint(WOOD, 3, 0.8), "bench")  # fmt: skip


def signpost(page: Page, x: float, tall: float) -> None:
    """Paint a signpost with two boards that point either way, of the same size."""
    page.draw(block(x - 3, -tall, x + 3, 0, 1.2), Paint(WOOD, 3, 0.9), "sign")
    page.draw(oval((x, -tall - 1.5), 4.6, 4.0), Paint(WOOD, 3, 0.9), "sign")
    right = [(x - 12, -tall + 10), (x + 40, -tall + 10), (x + 53, -tall + 20), (x + 40,
        -tall + 30), (x - 12, -tall + 30)]  # fmt: skip
    left = [(2 * x - u, v + 29) for u, v in right]
    for points, code in ((right, "#7fa7a6"), (left, "#c5a877")):
        board = chain([points[0]], [0.01])
        board = unary_union([chain([p], [1.2]) for p in points]).convex_hull.union(board)
        page.draw(board, Paint(code, 4, 0.8, shadow=0.35), "sign")


def carton(page: Page, x: float, y: float, wide: float, high: float) -> Shape:
    """Paint a box; (x, y) is its upper left corner."""
    shape = block(x, y, x + wide, y + high, 1.0)
    page.draw(shape, Paint("#cfa878", 5, 0.75), "box")
    page.draw(
        block(x, y, x + wide, y + high * 0.17, 0.8), Paint("#dcbb90", 3, 0.5, 0.35, 0.1), "box"
    )
    page.glow(block(x + wide * 0.42, y, x + wide * 0.58, y + high), "#efe0c4", 0.55, 0.3, shape)
    return shape


def arrow(page: Page, points: list[XY], wide: float = 4.2, code: str = "#0e6a70") -> None:
    """Paint a curved arrow that shows which way to move."""
    line = curve(points, 50)
    page.draw(
        strip(line, [wide * 0.55, wide, wide], smooth=False),
        Paint("#ffffff", 2, 0.0, 0.0, 0.2, 0.9),
    )
    (x0, y0), (x1, y1) = line[-5], line[-1]
    d = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
    ux, uy = (x1 - x0) / d, (y1 - y0) / d
    tip = [(x1 + ux * wide * 2.1, y1 + uy * wide * 2.1), (x1 - uy * wide * 1.55,
        y1 + ux * wide * 1.55), (x1 + uy * wide * 1.55, y1 - ux * wide * 1.55)]  # fmt: skip
    head = unary_union([chain([p], [wide * 0.22]) for p in tip]).convex_hull
    page.draw(head.buffer(wide * 0.16), Paint("#ffffff", 2, 0.0, 0.0, 0.2, 0.9))
    page.draw(
        strip(line, [wide * 0.3, wide * 0.72, wide * 0.72], smooth=False).union(head),
        Paint(code, 2, 0.25, 0.0, 0.0),
    )


def bed(page: Page) -> None:
    """Paint a bed seen from its side and a little from above; the head end is at the left."""
    for x in (-100, 98):
        page.draw(block(x - 3, -30, x + 3, -1, 1), Paint(WOOD_DARK, 2, 0.8))
    page.draw(block(-113, -108, -105, -6, 3), Paint(WOOD, 4, 0.9), "bed")
    top = block(-106, -80, 108, -50, 7)
    page.draw(top, Paint("#f4f1ea", 8, 0.55, 0.5, 0.2), "bed")
    page.draw(block(-107, -54, 109, -33, 6), Paint("#dfe6e4", 7, 0.8, 0.5, 0.2), "bed")
    page.draw(block(-108, -37, 110, -25, 2), Paint(WOOD, 4, 0.8, 0.5, 0.25), "bed")


def pillow(page: Page, x: float = -77, y: float = -73) -> None:
    """Paint the pillow."""
    ring = [
        (x - 25, y - 6),
        (x, y - 9),
        (x + 23, y - 5),
        (x + 25, y + 6),
        (x, y + 10),
        (x - 26, y + 7),
    ]
    page.draw(outline(ring), Paint("#e3ebf0", 7, 0.9, 0.5, 0.28), "pillow")


def stool(page: Page, x: float, seat: float, half: float = 20) -> None:
    """Paint a plain stool."""
    for lx in (x - half + 4, x + half - 4):
        page.draw(block(lx - 2.2, -seat + 3, lx + 2.2, 0, 0.8), Paint(WOOD_DARK, 2, 0.8))
    page.draw(block(x - half, -seat, x + half, -seat + 6, 2.6), Paint(CLOTH, 3, 0.9), "chair")


def car(page: Page, inside: Page) -> None:
    """Paint a car from its side with the front door open; its front is at the right."""
    body = panel([(-142, -50), (-140, -98), (-112, -104), (-92, -163), (36, -163), (78, -106),
        (132, -94), (142, -78), (142, -30), (-142, -30)], 9)  # fmt: skip
    page.draw(relaxed(body, 3.0), Paint("#a5bac2", 14, 0.75, 0.7, 0.0), "car")
    page.draw(panel([(-100, -106), (-84, -154), (-58, -154), (-58, -106)], 4), Paint("#dbe8ec",
        5, 0.5, 0.5, 0.0), "car")  # fmt: skip
    page.glow(strip([(-55, -158), (-54, -100), (-55, -34)], [0.9]), "#5d6f78", 0.9, 0.2)
    page.draw(block(-139, -78, -128, -66, 3), Paint("#d79d7c", 3, 0.6, 0.3, 0.0))
    page.draw(block(131, -80, 141, -68, 3), Paint("#f3ecd2", 3, 0.6, 0.3, 0.0))
    for x in (-100, 104):
        arch = oval((x, -27), 26, 26).difference(block(x - 40, -30.5, x + 40, 20))
        page.draw(arch, Paint("#65747c", 6, 0.4, 0.3, 0.0))
        page.draw(oval((x, -21.5), 21.5, 21.5), Paint("#474f54", 5, 0.7, 0.4, 0.0))
        page.draw(oval((x, -21.5), 12.5, 12.5), Paint("#c9d1d5", 4, 0.8, 0.4, 0.0))
    hole = panel([(-50, -36), (-52, -100), (-46, -157), (31, -157), (69, -106), (70, -36)], 6)
    page.draw(hole, Paint("#68757c", 18, 0.25, 0.6, 0.0), "car")
    page.draw(
        panel([(-34, -106), (-34, -150), (27, -150), (58, -106)], 5),
        Paint("#d3e3e9", 8, 0.3, 0.3, 0.0),
    )
    back = strip([(-30, -52), (-36, -78), (-40, -104), (-41, -110)], [22, 21, 19, 16])
    inside.draw(back, Paint("#a3998b", 7, 0.95), "car-seat")
    inside.draw(strip([(-41, -122), (-41, -129)], [15, 13]), Paint("#a3998b", 5, 0.95), "car-seat")
    inside.draw(block(-40, -60, 28, -44, 7), Paint("#b0a697", 7, 0.95), "car-seat")
    inside.draw(
        panel([(46, -98), (66, -98), (69, -66), (58, -70), (48, -82)], 4),
        Paint("#4d5960", 6, 0.7),
        "car",
    )


def car_door(page: Page) -> None:
    """Paint the open front door, swung out towards the viewer."""
    frame = panel([(72, -98), (74, -156), (84, -160), (104, -98)], 4)
    glass = panel([(77, -100), (78, -150), (83, -153), (98, -100)], 2.5)
    page.draw(frame.difference(glass), Paint("#8ea5af", 4, 0.7, 0.6, 0.3), "car")
    page.draw(glass, Paint("#dbe8ec", 4, 0.4, 0.3, 0.0, 0.7), "car")
    page.draw(panel([(70, -98), (105, -98), (107, -34), (100, -22), (74, -30)], 5),
        Paint("#b1c4cb", 9, 0.8, 0.6, 0.3), "car")  # fmt: skip
    page.draw(
        panel([(77, -88), (99, -88), (100, -40), (80, -42)], 4),
        Paint("#8b979d", 5, 0.6, 0.4, 0.0),
        "car",
    )
    page.draw(block(80, -70, 97, -65, 2.2), Paint("#6d787e", 2, 0.7, 0.3, 0.1), "car")
