"""Looking after oneself: the wound under its dressing, and the brace."""

from __future__ import annotations

from living2d import props
from living2d.frontfigure import (
    Front,
    FrontPose,
    Joints,
    draw_arm,
    draw_head,
    draw_legs,
    draw_trunk,
    seam,
)
from living2d.paint import Page, Paint
from living2d.people import AMIR, MAY, PAUL
from living2d.picture import Picture, frame
from living2d.shapes import XY, block, oval, relaxed, softened, strip, unary_union
from living2d.sidefigure import Limb, Pose, darker, draw_near_arm, draw_side


def wound(px: float) -> list[Picture]:
    """Return a woman from behind with a dressing; a helper looks and does not touch."""
    p = Picture("show", frame(px, 0.86, 124, 105))
    scene, person, helper, spine = p.page("scene", "scene"), p.page("person",
        "person"), p.page("helper", "person"), p.page("spine", "spine")  # fmt: skip
    props.stool(scene, 22, 44)
    props.chair(scene, -92, 44, arms=False)
    patient = MAY
    f = Front(patient, FrontPose(
        (22, -53), 0,
        Joints((10, -44), (9, -6)), Joints((34, -44), (35, -6)),
        Joints((0, -72), (14, -61), 60), Joints((44, -72), (30, -61), 120),
        is_back=True,
    ))  # fmt: skip
    for sign in (-1, 1):
        draw_arm(person, f, sign, has_sleeve=False)
    skin = f.torso(-0.3).intersection(f.above(0.16)).difference(f.above(0.66))
    seat = relaxed(f.torso(0.0).difference(f.above(0.23)).union(oval((22, -50), 17.5, 9)), 2.4)
    seat = seat.difference(block(-20, -42.6, 70, -20))
    person.draw(seat, Paint(patient.legs, 8, 0.95), "hips")
    person.glow(
        strip([(22, -60), (22.3, -52), (22, -44)], [0.3, 0.6, 0.9]), "#1d2833", 0.45, 0.4, seat
    )
    person.draw(skin, Paint(patient.skin, 9, 0.95, shadow=0.1), "back")
    person.glow(
        strip([(22, -88), (22, -58)], [2.4, 3.2]), darker(patient.skin, 0.62), 0.38, 1.0, skin
    )
    belt = f.torso(0.5).intersection(f.above(0.15)).difference(f.above(0.23))
    person.draw(belt, Paint(darker(patient.legs, 0.9), 4, 0.7), "hips")
    top = softened(
        unary_union([f.torso(0.6).intersection(f.above(0.60)), f.arm(-1)[1], f.arm(1)[1]]), 0.8
    )
    person.draw(top, Paint(patient.top, 9, 1.0, shadow=0.3), "back")
    for sign in (-1, 1):
        seam(person, f, sign, top)
    roll = f.torso(1.0).intersection(f.above(0.585)).difference(f.above(0.655))
    person.draw(roll, Paint(patient.top, 2.4, 1.0, shadow=0.3), "back")
    for sign in (-1, 1):
        person.mark(oval(f.shoulder(sign), 7, 7), "shoulders")
    draw_head(person, f)
    _dressing(person, (22, -72.5))
    _helper(helper, spine)
    p.layers.pop()
    for _, _, page in p.layers:
        page.fade_low(100, 109.5)
    p.at("dressing", (22, -70))
    p.at("back", (29, -74))
    p.at("hand", (-46.5, -60))
    p.at("helper", (-66, -82))
    return [p]


def _dressing(page: Page, at: XY) -> None:
    """Paint a clean dressing on the lower back."""
    x, y = at
    shape = block(x - 5.2, y - 7.6, x + 5.2, y + 7.6, 2.0)
    page.draw(shape, Paint("#faf7f0", 2.4, 0.6, 0.35, 0.3), "dressing")
    page.draw(
        block(x - 2.9, y - 5.2, x + 2.9, y + 5.2, 1.2),
        Paint("#ffffff", 1.8, 0.8, 0.22, 0.12),
        "dressing",
    )


def _helper(page: Page, spine: Page) -> None:
    """Paint the helper, who sits and looks, with both hands on his own knees."""
    del spine
    pose = Pose(
        (-74, -53), 10, Limb((-34, -7.5), 0), Limb((-28, -7.5), 0), Limb((-53, -62), 14, 1, "flat"),
        Limb((-49, -63), 12, 1, "flat"), bow=6, head=7,
    )  # fmt: skip
    f = draw_side(page, AMIR, pose)
    draw_near_arm(page, f)
    page.mark(f.torso(), "helper")


def brace(px: float) -> list[Picture]:
    """Return a man from the front who wears a brace about his waist over a thin shirt."""
    p = Picture("show", frame(px, 0.74, 142, 85))
    person, front = p.page("person", "person"), p.page("brace", "person")
    f = Front(PAUL, FrontPose(
        (0, -97), 0,
        Joints((-11, -52), (-12, -9)), Joints((11, -52), (12, -9)),
        Joints((-32, -118), (-31, -92), 80), Joints((32, -118), (31, -92), 100, "relaxed", -1),
    ))  # fmt: skip
    for sign in (-1, 1):
        draw_arm(person, f, sign, has_sleeve=False)
    draw_legs(person, f, is_crossed=False)
    person.glow(strip([(0, -95), (0.2, -87), (0, -79.5)], [0.5, 0.9, 0.4]), "#1d2833", 0.45, 0.5)
    draw_trunk(person, f, 0.07, (-1, 1))
    draw_head(person, f)
    _brace(front, f)
    for _, _, page in p.layers:
        page.fade_low(98, 109.5)
    p.at("brace", (0, -118))
    p.at("strap", (18, -110))
    p.at("shoulders", f.shoulder(-1))
    p.at("hips", (-14, -93))
    p.at("hand", (27, -84))
    return [p]


def _brace(page: Page, f: Front) -> None:
    """Paint the brace: a firm belt from the hips to the lower ribs, panel, two straps."""
    shell = f.torso(1.1).intersection(f.above(0.13)).difference(f.above(0.60))
    shell = shell.buffer(-2).buffer(2, 24)
    page.draw(shell, Paint("#d9d3c6", 9, 0.95, 0.6, 0.34), "brace")
    x0, y0, x1, y1 = shell.bounds
    mid = (x0 + x1) / 2
    page.draw(
        block(mid - 9.5, y0 + 1.2, mid + 9.5, y1 - 1.2, 3.0),
        Paint("#efebe1", 6, 0.8, 0.4, 0.2),
        "brace",
    )
    for y in (y0 + 7.5, y1 - 7.5):
        for a, b in ((x0 + 0.6, mid - 6.5), (mid + 6.5, x1 - 0.6)):
            band = block(a, y - 2.6, b, y + 2.6, 1.2).intersection(shell)
            page.draw(band, Paint("#6f8b93", 2.2, 0.8, 0.35, 0.22), "strap")
        for x in (mid - 8.5, mid + 8.5):
            page.draw(
                block(x - 3.2, y - 3.4, x + 3.2, y + 3.4, 1.2),
                Paint("#56717a", 1.8, 0.8, 0.35, 0.2),
                "strap",
            )
