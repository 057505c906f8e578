"""The plates of everyday life: who is drawn where, what each part is called.

Every plate is 170 x 110 mm at 15 px a mm; scenes are in cm, the floor is y = 0. What is shown
agrees with the leaflets named in SOURCES; only what they agree on is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from living2d import props
from living2d.frontfigure import (
    Front,
    FrontPose,
    Joints,
    draw_arm,
    draw_head,
    draw_lap,
    draw_legs,
    draw_trunk,
    front_spine,
    seam,
)
from living2d.paint import Frame, Page, Paint
from living2d.people import AMIR, GRACE, HELEN, JON, MAY, OMAR, PAUL, ROSA, Person
from living2d.shapes import XY, block, go, outline, oval, relaxed, softened, strip, unary_union
from living2d.sidefigure import Limb, Pose, Side, darker, draw_near_arm, draw_side, spine_line

WIDTH_MM, HEIGHT_MM = 170.0, 110.0
GROUPS = {"scene": "always", "person": "always", "spine": "bone", "arrow": "always"}
#: Layers that all states of a plate share.
SHARED = ("bed",)
#: Every tap region in the order of its index (1...).
REGIONS = (
    "head", "shoulders", "back", "trunk", "hips", "legs", "knees", "feet", "arms", "hand", "spine",
    "chair", "cushion", "bed", "pillow", "box", "dressing", "helper", "brace", "strap", "car",
    "car-seat", "shoes", "way",
)  # fmt: skip


@dataclass(slots=True)
class Picture:
    """One state: its layers from behind to the front and its label targets in cm."""

    state: str
    frame: Frame
    layers: list[tuple[str, str, Page]] = field(default_factory=list)
    anchors: dict[str, tuple[XY, str]] = field(default_factory=dict)

    def page(self, name: str, group: str) -> Page:
        """Add an empty layer and return its page."""
        made = Page(self.frame)
        self.layers.append((name, group, made))
        return made

    def at(self, key: str, spot: XY, region: str = "") -> None:
        """Note a label target."""
        self.anchors[key] = (spot, region or key)


def frame(px_per_mm: float, mm_per_cm: float, floor_mm: float, x_mm: float = WIDTH_MM / 2) -> Frame:
    """Return the frame of a plate: the floor lies `floor_mm` below the page's top."""
    return Frame(WIDTH_MM, HEIGHT_MM, px_per_mm, mm_per_cm, x_mm, floor_mm)


def walk(px: float) -> list[Picture]:
    """Return a man who walks upright in flat shoes."""
    p = Picture("show", frame(px, 0.565, 104))
    back, person, spine, front = _four(p)
    props.tree(back, -104, -3, 92)
    props.tree(back, 106, -2, 74)
    props.ground(back, -128, 128)
    props.shade(back, -27, -1, 16)
    props.shade(back, 35, 0, 17)
    pose = Pose(
        (0, -95), 1, Limb((-33, -14), 30), Limb((35, -9), -13), Limb((28, -92), None),
        Limb((-18, -83), None), bow=2,
    )  # fmt: skip
    f = draw_side(person, OMAR, pose, spine)
    draw_near_arm(front, f)
    p.at("head", go(f.base(), 10, 20), "head")
    p.at("back", (-6, -122))
    p.at("spine", spine_line(f)[22])
    p.at("shoes", (-36, -12), "feet")
    return [p]


def sit(px: float) -> list[Picture]:
    """Return a woman who sits upright on a firm chair, feet on the floor."""
    p = Picture("show", frame(px, 0.70, 101, 76))
    back, person, spine, front = _four(p)
    props.ground(back, -92, 106)
    for x in (-6, 34):
        props.shade(back, x, 0, 10)
    props.shade(back, 46, 0, 17)
    props.chair(back, -9, 44, arms=False)
    back.draw(oval((-4.5, -63), 4.6, 8.4, -6), Paint("#d9b98c", 4, 0.9), "cushion")
    pose = Pose(
        (8, -53), -4, Limb((46, -7.5), 0), Limb((52, -7.5), 0), Limb((31, -60.5), 12, 1, "flat"),
        Limb((35, -61), 10, 1, "flat"), bow=6, head=0,
    )  # fmt: skip
    f = draw_side(person, HELEN, pose, spine)
    draw_near_arm(front, f)
    p.at("head", go(f.base(), 10, 20))
    p.at("back", (-1, -88))
    p.at("cushion", (-6.5, -62))
    p.at("hips", (6, -52))
    p.at("chair", (20, -42))
    p.at("feet", (52, -6))
    return [p]


def lift(px: float) -> list[Picture]:
    """Return a man who lifts a box with bent knees and a straight back, the box close to him."""
    p = Picture("show", frame(px, 0.76, 101, 78))
    back, person, spine, front = _four(p)
    props.ground(back, -84, 100)
    props.shade(back, 8, 0, 28)

    def hold(page: Page) -> None:
        props.carton(page, 16, -60, 38, 27)

    pose = Pose(
        (-27, -50), 34, Limb((-2, -8), 0), Limb((12, -8.5), 0), Limb((31, -36), 6, 1, "grip"),
        Limb((44, -37), 6, 1, "grip"), bow=2, head=-20, neck=-14, hold=hold,
    )  # fmt: skip
    f = draw_side(person, JON, pose, spine)
    draw_near_arm(front, f)
    p.at("head", go(f.base(), 24, 18))
    p.at("back", spine_line(f)[46], "back")
    p.at("hips", (-30, -50))
    p.at("knees", f.leg(pose.near_leg, pose.hip)[0])
    p.at("box", (44, -54))
    p.at("feet", (2, -5))
    return [p]


def _four(p: Picture) -> tuple[Page, Page, Page, Page]:
    """Add the usual layers: scene, person, spine, near arm."""
    return (
        p.page("scene", "scene"), p.page("person", "person"), p.page("spine",
            "spine"), p.page("arm", "person"),
    )  # fmt: skip


BED_MM, BED_FLOOR, LIES_AT = 0.66, 102.0, -63.0


def bed(px: float) -> list[Picture]:
    """Return the four steps out of bed."""
    who = replace(GRACE, shoes=GRACE.skin, has_shoes=False)
    return [_lie(px, who), _roll(px, who), _push(px, who), _up(px, who)]


def _bed_picture(px: float, state: str) -> Picture:
    """Return a picture with the bed in it; the bed is the same in all four."""
    p = Picture(state, frame(px, BED_MM, BED_FLOOR))
    scene = p.page("bed", "scene")
    props.ground(scene, -122, 124)
    for x in (-100, 98):
        props.shade(scene, x, 0, 9)
    props.bed(scene)
    props.pillow(scene)
    return p


def _lie(px: float, who: Person) -> Picture:
    """Step 1: on the back with bent knees."""
    p = _bed_picture(px, "log-roll-1")
    person, spine, front = (
        p.page("person", "person"),
        p.page("spine", "spine"),
        p.page("arm", "person"),
    )
    person.glow(oval((-10, -61), 62, 4), "#7d8790", 0.5, 2.5)
    pose = Pose(
        (2, -74.5), -90, Limb((40, -68), 0), Limb((46, -71), 0), Limb((-12, -86), 0, 1),
        Limb((-10, -88), 0, 1), bow=-1, head=2,
    )  # fmt: skip
    f = draw_side(person, who, pose, spine)
    draw_near_arm(front, f)
    p.at("head", go(f.base(), -82, 18))
    p.at("shoulders", f.shoulder())
    p.at("hips", (2, -74))
    p.at("knees", f.leg(pose.near_leg, pose.hip)[0])
    p.at("feet", (46, -64))
    p.at("bed", (75, -44))
    return p


def _roll(px: float, who: Person) -> Picture:
    """Step 2: on the side in one piece; seen from the front."""
    p = _bed_picture(px, "log-roll-2")
    person, spine, front, arrow = _person(p)
    person.glow(oval((-4, -57), 66, 5), "#7d8790", 0.5, 2.5)
    f = Front(who, FrontPose(
        (2, -81), -91,
        Joints((36, -63), (66, -69)), Joints((37, -77), (67, -81)),
        Joints((-38, -58), (-57, -60), -178), Joints((-25, -90), (-26, -69), 66, "flat"),
        spread=0.92,
    ))  # fmt: skip
    _bare_feet(person, who, ((66, -69), (67, -81)))
    draw_legs(person, f, (-1, 1))
    draw_trunk(person, f)
    draw_arm(person, f, -1)
    draw_head(person, f)
    front_spine(spine, f)
    draw_arm(front, f, 1)
    for x in (-41, 8):
        props.arrow(arrow, [(x - 9, -124), (x + 2, -130), (x + 11, -124), (x + 12, -113)])
    p.at("head", go(f.base(), -91, 18))
    p.at("shoulders", f.shoulder(1))
    p.at("hips", (4, -88))
    p.at("knees", (37, -76))
    p.at("hand", (-21, -61))
    p.at("bed", (75, -44))
    return p


def _person(p: Picture) -> tuple[Page, Page, Page, Page]:
    """Add the layers of a person who is shown a way: person, spine, near arm, arrow."""
    return (
        p.page("person", "person"), p.page("spine", "spine"), p.page("arm",
            "person"), p.page("arrow", "arrow"),
    )  # fmt: skip


def _bare_feet(page: Page, who: Person, ankles: tuple[XY, ...]) -> None:
    """Paint bare feet that point towards the viewer, lying on their side."""
    for x, y in ankles:
        foot = outline([(x - 4, y - 4.2), (x + 2, y - 5), (x + 6.2, y - 4), (x + 7.6, y + 0.5),
            (x + 6.4, y + 5), (x + 2, y + 6.4), (x - 3, y + 4)])  # fmt: skip
        page.draw(foot, Paint(who.skin, 3.2, 0.9, shadow=0.2), "feet")
        for k in (-2.2, 0.4, 3.0):
            page.glow(
                strip([(x + 4.6, y + k), (x + 7.0, y + k)], [0.25]),
                darker(who.skin, 0.55),
                0.7,
                0.1,
            )


def _hanging_feet(page: Page, who: Person, ankles: tuple[XY, ...]) -> None:
    """Paint bare feet that point down and towards the viewer."""
    for x, y in ankles:
        foot = outline([(x - 3.6, y - 4), (x + 3.6, y - 4), (x + 5.2, y + 4), (x + 4.4, y + 9),
            (x, y + 10.5), (x - 4.4, y + 9), (x - 5.2, y + 4)])  # fmt: skip
        page.draw(foot, Paint(who.skin, 3.2, 0.9, shadow=0.2), "feet")
        for k in (-2.4, 0, 2.4):
            page.glow(
                strip([(x + k, y + 6.5), (x + k, y + 9.4)], [0.25]),
                darker(who.skin, 0.55),
                0.7,
                0.1,
            )


def _push(px: float, who: Person) -> Picture:
    """Step 3: the legs go over the edge while the arms push."""
    p = _bed_picture(px, "log-roll-3")
    person, spine, front, arrow = _person(p)
    person.glow(oval((6, -58), 40, 5), "#7d8790", 0.5, 2.5)
    f = Front(who, FrontPose(
        (20, -70), -46,
        Joints((24, -53), (22, -19)), Joints((43, -57), (42, -23)),
        Joints((-31, -63), (-46, -59), 178, "flat", -1), Joints((4, -88), (-8, -66), 100, "flat"),
        neck=14, head=6,
    ))  # fmt: skip
    _hanging_feet(person, who, ((22, -17), (42, -21)))
    draw_lap(person, f, (1, -1))
    draw_arm(person, f, -1, has_sleeve=False)
    draw_trunk(person, f, 0.14, (-1,))
    draw_head(person, f)
    front_spine(spine, f)
    draw_arm(front, f, 1)
    props.arrow(arrow, [(68, -62), (72, -44), (66, -24)])
    props.arrow(arrow, [(-66, -84), (-64, -104), (-54, -122)])
    p.at("head", go(f.base(), -34, 18))
    p.at("shoulders", f.shoulder(1))
    p.at("hips", (20, -68))
    p.at("knees", (24, -52))
    p.at("hand", (-9, -60))
    p.at("feet", (22, -12))
    return p


def _up(px: float, who: Person) -> Picture:
    """Step 4: sit upright at the edge of the bed."""
    p = _bed_picture(px, "log-roll-4")
    person, spine = p.page("person", "person"), p.page("spine", "spine")
    props.shade(person, 17, 0, 22, 3)
    f = Front(who, FrontPose(
        (16, -63), 0,
        Joints((3, -48), (4, -11)), Joints((29, -48), (28, -11)),
        Joints((-12, -84), (-11, -61), 168, "flat", -1), Joints((44, -84), (43, -61), 12, "flat"),
    ))  # fmt: skip
    person.glow(oval((16, -58), 27, 5), "#7d8790", 0.5, 2.5)
    _hanging_feet(person, who, ((4, -9), (28, -9)))
    for sign in (-1, 1):
        draw_arm(person, f, sign, has_sleeve=False)
    draw_lap(person, f)
    draw_trunk(person, f, 0.03, (-1, 1))
    draw_head(person, f)
    front_spine(spine, f)
    p.at("head", go(f.base(), 0, 18))
    p.at("shoulders", f.shoulder(1))
    p.at("hips", (16, -64))
    p.at("knees", (3, -48))
    p.at("hand", (46, -58))
    p.at("feet", (28, -4))
    return p


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


def car(px: float) -> list[Picture]:
    """Return a woman who has sat down on the car seat first; an arrow turns her legs in."""
    p = Picture("show", frame(px, 0.588, 103, 85))
    scene, inside, person, spine, front, arrow = (
        p.page("car", "scene"), p.page("seat", "scene"), p.page("person", "person"),
        p.page("spine", "spine"), p.page("door", "scene"), p.page("arrow", "arrow"),
    )  # fmt: skip
    props.ground(scene, -150, 156, 0, "#dfe1de")
    props.shade(scene, 0, 0, 140, 4)
    props.car(scene, inside)
    props.shade(person, -4, 0, 24, 3)
    f = Front(ROSA, FrontPose(
        (-6, -66), 0,
        Joints((-18, -49), (-17, -11), None), Joints((6, -49), (5, -11), None),
        Joints((-33, -84), (-31, -63), 166, "flat", -1), Joints((22, -84), (44, -86), -12,
            "flat", -1),
    ))  # fmt: skip
    for sign in (-1, 1):
        draw_arm(person, f, sign, has_sleeve=False)
    draw_lap(person, f)
    draw_trunk(person, f, 0.03, (-1, 1))
    draw_head(person, f)
    front_spine(spine, f)
    props.car_door(front)
    props.arrow(arrow, [(14, -16), (36, -18), (50, -32), (54, -50)])
    p.at("head", go(f.base(), 0, 18))
    p.at("hips", (-6, -66))
    p.at("knees", (6, -49))
    p.at("feet", (-17, -6))
    p.at("car-seat", (-42, -100))
    p.at("hand", (48, -87))
    return [p]


PLATES: dict[str, Callable[[float], list[Picture]]] = {
    "living-bed": bed, "living-lift": lift, "living-sit": sit, "living-walk": walk,
    "living-wound": wound, "living-brace": brace, "living-car": car,
}  # fmt: skip
__all__ = ["GROUPS", "HEIGHT_MM", "PLATES", "REGIONS", "SHARED", "WIDTH_MM", "Picture", "Side"]
