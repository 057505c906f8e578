"""Out of bed in four steps: lie with bent knees, roll over like a log, push up, sit."""

from __future__ import annotations

from dataclasses import replace

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
)
from living2d.paint import Page, Paint
from living2d.people import GRACE, Person
from living2d.picture import Picture, frame, person_pages
from living2d.shapes import XY, go, outline, oval, strip
from living2d.sidefigure import Limb, Pose, darker, draw_near_arm, draw_side

BED_MM, BED_FLOOR = 0.66, 102.0


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
    """Step 2: on the side in one piece, knees bent; seen from the front."""
    p = _bed_picture(px, "log-roll-2")
    person, spine, front, arrow = person_pages(p)
    person.glow(oval((-4, -57), 66, 5), "#7d8790", 0.5, 2.5)
    f = Front(who, FrontPose(
        (2, -81), -91,
        Joints((30, -58), (56, -68)), Joints((33, -70), (58, -81)),
        Joints((-38, -58), (-57, -60), -178), Joints((-25, -90), (-26, -69), 66, "flat"),
        spread=0.92,
    ))  # fmt: skip
    _bare_feet(person, who, ((56, -68), (58, -81)))
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
    p.at("knees", (33, -70))
    p.at("hand", (-21, -61))
    p.at("bed", (75, -44))
    return p


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
    person, spine, front, arrow = person_pages(p)
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
