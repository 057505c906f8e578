"""Everyday life on one's feet and on a chair: walk, sit, lift, get into a car."""

from __future__ import annotations

from living2d import props
from living2d.frontfigure import (
    Front,
    FrontPose,
    Joints,
    draw_arm,
    draw_head,
    draw_lap,
    draw_trunk,
    front_spine,
)
from living2d.paint import Page, Paint
from living2d.people import HELEN, JON, OMAR, ROSA
from living2d.picture import Picture, four, frame
from living2d.shapes import go, oval
from living2d.sidefigure import Limb, Pose, draw_near_arm, draw_side, spine_line


def walk(px: float) -> list[Picture]:
    """Return a man who walks upright in flat shoes."""
    p = Picture("show", frame(px, 0.565, 104))
    back, person, spine, front = four(p)
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
    back, person, spine, front = four(p)
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
    back, person, spine, front = four(p)
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
