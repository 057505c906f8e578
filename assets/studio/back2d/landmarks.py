"""Sizes and places of the plate in mm: page, levels, sacrum, pelvis, body outline.

Page axes: origin at the top left corner, x to the right, y down. The person is seen from
behind, so the left of the picture is the left of the person. `MID` is the midline.

Sources: design note on 2-D plates, section 1 (Panjabi 1992 and others; rows marked R there
are recalled and still to be verified). Heights on the page are the heights of bodies and
discs shortened by the tilt of each level (our own sum of those rows).
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH_MM, HEIGHT_MM = 340.0, 330.0
MID = WIDTH_MM / 2
PX_PER_MM = 8
RING_SIDE_MM = 14.0  # where the ring sits: lateral recess, left of the midline (our choice)

#: Middle of each disc on the page (y, mm), by id, from above.
DISC_Y: dict[str, float] = {
    "t12l1": 44.5,
    "l1l2": 78.0,
    "l2l3": 112.5,
    "l3l4": 148.5,
    "l4l5": 185.0,
    "l5s1": 219.5,
}
#: Discs a person can choose in the picker.
PICKED = ("l1l2", "l2l3", "l3l4", "l4l5", "l5s1")
#: Height of the gap seen between two bodies (mm; back of the disc, RoeFo 1997 order only).
DISC_GAP: dict[str, float] = {
    "t12l1": 6.0,
    "l1l2": 6.4,
    "l2l3": 7.2,
    "l3l4": 7.8,
    "l4l5": 8.4,
    "l5s1": 7.4,
}


@dataclass(frozen=True, slots=True)
class Level:
    """One vertebra; all mm, tilt in degrees.

    Attributes:
        name: "L4".
        y: Middle of the body on the page.
        height: Body height on the page.
        width: Body width.
        depth: Body depth, front to back.
        ped_x: Midline to the middle of the pedicle.
        ped_r: Half width of the pedicle.
        tp: Midline to the tip of the transverse process.
        tp_rise: Height of that tip above its root (+ is up).
        tp_thick: Half height of the transverse process at its widest.
        joint_up: Midline to the joint with the vertebra above.
        joint_down: Midline to the joint with the vertebra below.
        spine_top: Upper end of the spinous process below the body's middle.
        spine_low: Lower end of it.
        tilt: Turn about the left-right axis; + lifts the arch.
        z: How far back the body lies (lordosis; + is towards the viewer).
    """

    name: str
    y: float
    height: float
    width: float
    depth: float
    ped_x: float
    ped_r: float
    tp: float
    tp_rise: float
    tp_thick: float
    joint_up: float
    joint_down: float
    spine_top: float
    spine_low: float
    tilt: float
    z: float


LEVELS: tuple[Level, ...] = (
    Level(
        "T12", 27.8, 26.5, 41.5, 30.5, 14.2, 4.2, 24.0, 1.0, 5.2, 13.0, 12.5, 2.0, 22.0, -8.0, 8.0
    ),
    Level(
        "L1", 61.2, 26.8, 43.0, 31.0, 15.2, 4.3, 37.0, 2.5, 4.4, 12.5, 13.2, 0.5, 22.0, -6.0, 4.0
    ),
    Level(
        "L2", 95.2, 27.4, 45.0, 32.0, 15.8, 4.6, 43.5, 2.0, 4.6, 13.2, 14.0, 0.0, 22.5, -4.0, 0.0
    ),
    Level(
        "L3", 130.6, 28.2, 47.0, 33.5, 16.8, 5.2, 48.5, 2.0, 4.9, 14.0, 15.4, 0.0, 23.5, 0.0, -3.0
    ),
    Level(
        "L4", 166.8, 28.0, 49.5, 34.5, 18.3, 6.0, 45.5, 5.0, 4.5, 15.4, 18.0, 1.0, 22.5, 6.0, -3.0
    ),
    Level(
        "L5", 202.4, 26.6, 51.5, 35.5, 21.5, 7.6, 47.0, 8.0, 6.6, 18.0, 21.8, 2.5, 18.0, 15.0, 1.0
    ),
)

#: Half of the sacrum seen from behind, upper edge to apex, x from the midline.
SACRUM_HALF: tuple[tuple[float, float], ...] = (
    (0, 231),
    (7, 229.5),
    (14, 225.5),
    (19, 222),
    (26, 224),
    (34, 223.5),
    (44, 221),
    (52.5, 224.5),
    (57, 232),
    (55.5, 243),
    (50, 255),
    (43.5, 265),
    (37, 274),
    (32.5, 283),
    (28, 292),
    (21, 299),
    (13.5, 303.5),
    (8, 309),
    (5.5, 316),
    (3.5, 322),
    (0, 325),
)
#: Holes at the back of the sacrum: x from the midline, y, radius.
FORAMINA: tuple[tuple[float, float, float], ...] = (
    (20.5, 241.0, 3.9),
    (18.0, 256.5, 3.5),
    (15.6, 270.5, 3.0),
    (13.2, 283.0, 2.5),
)
#: Right hip bone from behind: crest from the back spine outwards, then round below.
ILIUM: tuple[tuple[float, float], ...] = (
    (43.0, 252.0),
    (41.5, 245.0),
    (43.5, 237.0),
    (49.0, 226.0),
    (56.0, 212.5),
    (66.0, 197.5),
    (79.0, 185.0),
    (94.0, 178.0),
    (109.0, 177.0),
    (122.0, 182.0),
    (132.5, 192.0),
    (137.5, 205.0),
    (138.0, 218.0),
    (133.5, 233.0),
    (125.5, 249.0),
    (117.5, 265.0),
    (112.5, 280.0),
    (112.5, 295.0),
    (117.0, 310.0),
    (121.5, 328.0),
    (122.0, 350.0),
    (70.0, 352.0),
    (65.0, 340.0),
    (58.5, 331.0),
    (57.5, 322.5),
    (64.5, 315.0),
    (69.8, 305.0),
    (70.5, 295.5),
    (67.0, 287.0),
    (61.5, 281.0),
    (53.5, 276.5),
    (48.5, 270.0),
    (47.0, 264.0),
    (48.0, 258.5),
)
PSIS = (45.0, 244.0)  # back spine of the hip bone: the dimple in the skin
CLEFT_TOP = 287.0  # where the fold between the buttocks begins

#: Half width of the body at heights on the page (mm): waist about at L2, hips below.
BODY_HALF: tuple[tuple[float, float], ...] = (
    (-20, 151.0),
    (30, 145.0),
    (75, 139.5),
    (105, 138.0),
    (140, 141.5),
    (180, 149.0),
    (225, 157.5),
    (270, 163.5),
    (310, 166.5),
    (350, 168.0),
)
#: Twelfth rib from behind: x from the midline, y.
RIB12: tuple[tuple[float, float], ...] = (
    (19.0, 25.0),
    (34.0, 29.5),
    (52.0, 39.0),
    (70.0, 53.0),
    (84.0, 68.0),
)
