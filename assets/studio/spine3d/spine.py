"""Sizes of the levels, the condition of one spine, and the chain that places it (mm, degrees).

Body frame of a vertebra: origin in the middle of the body, x left, y back, z head.
Sources of the sizes: notes/plates-2d.md section 1 (R and D entries still to be verified).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import atan2, cos, degrees, radians, sin

import numpy as np

from spine3d.sdf import Array

LEVELS = ("L1", "L2", "L3", "L4", "L5")
CHEST = tuple(f"T{n}" for n in range(1, 13))
ALL = (*CHEST, *LEVELS)
DISCS = ("L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1")
SIDES = {"left": 1.0, "right": -1.0}


@dataclass(frozen=True, slots=True)
class Level:
    """Sizes of one vertebra, all mm; `facet_deg` is measured from the sagittal plane."""

    width: float  # body, side to side
    depth: float  # body, front to back
    ant: float  # body height in front
    post: float  # body height behind
    ped_w: float  # pedicle, across
    ped_h: float  # pedicle, up
    canal_w: float  # between the pedicles
    canal_d: float  # front to back
    tp: float  # midline to tip of the transverse process
    tip: float  # spinous tip behind the body
    blade: float  # height of the spinous process
    facet_x: float  # joint ABOVE this vertebra: midline to its middle
    facet_deg: float
    crack: float = 0.0  # share of the front height lost by a wedge fracture
    burst: float = 0.0  # share of the height lost by a burst fracture
    lip_top: float = 0.0  # bone spurs at the upper rim, mm
    lip_low: float = 0.0  # at the lower rim
    slid_top: float = 0.0  # how far the bone above has slid forward on this one, mm
    slid_low: float = 0.0  # how far this bone has slid forward on the one below
    on_plate: bool = False  # the frame lies on the upper end plate (S1), not in the body


def _chest(n: int) -> Level:
    """Sizes of a chest vertebra, between values at T1, T6 and T12."""

    def at(*v: float) -> float:
        return float(np.interp(n, (1, 3, 6, 9, 12), v))

    post = at(15.8, 17.0, 19.0, 21.0, 24.2)
    depth = at(17.5, 20.5, 25.5, 28.5, 30.5)
    return Level(
        at(30.0, 27.0, 28.5, 32.0, 40.0),
        depth,
        post - depth * at(0.035, 0.055, 0.07, 0.06, 0.045),
        post,
        at(8.0, 5.5, 5.0, 6.0, 8.0),
        at(9.5, 11.0, 11.5, 13.5, 15.5),
        at(21.0, 18.0, 17.0, 17.5, 22.0),
        16.0,
        at(37.0, 33.0, 31.0, 29.0, 22.0),
        at(46.0, 46.0, 47.0, 46.0, 44.0),
        at(9.0, 9.0, 8.5, 10.0, 17.0),
        at(13.0, 12.5, 12.0, 12.0, 13.0),
        80.0,
    )


TABLE: dict[str, Level] = {
    "L1": Level(43.0, 31.0, 26.0, 27.2, 8.0, 15.0, 22.5, 16.5, 37.0, 45.0, 18.0, 13.5, 26.0),
    "L2": Level(45.0, 32.0, 27.0, 27.3, 8.5, 15.0, 23.0, 16.0, 42.0, 48.0, 19.0, 14.0, 28.0),
    "L3": Level(47.0, 33.5, 27.6, 26.8, 10.0, 14.8, 23.5, 16.0, 47.0, 50.0, 20.0, 15.0, 32.0),
    "L4": Level(49.5, 34.5, 27.8, 25.9, 12.0, 14.8, 24.5, 16.5, 44.0, 50.0, 18.5, 16.5, 38.0),
    "L5": Level(51.5, 35.5, 29.5, 25.0, 16.0, 14.0, 27.0, 17.0, 47.0, 43.0, 13.5, 18.5, 46.0),
}
#: sacral end plate and joint; only the fields shared with a vertebra are meaningful
S1 = Level(
    *(51.0, 34.5, 30.0, 26.0, 20.0, 16.0, 29.0, 16.0, 54.0, 30.0, 12.0, 21.5, 54.0), on_plate=True
)
TABLE |= {name: _chest(i + 1) for i, name in enumerate(CHEST)}
#: disc height in front, behind
DISC_HEIGHT = {
    "L1-L2": (8.2, 5.6),
    "L2-L3": (10.2, 6.4),
    "L3-L4": (12.0, 7.0),
    "L4-L5": (14.0, 7.6),
    "L5-S1": (14.5, 6.0),
}
DISC_HEIGHT |= {
    f"T{n}-T{n + 1}": (
        float(np.interp(n, (1, 6, 11), (4.2, 4.4, 6.0))),
        float(np.interp(n, (1, 6, 11), (4.2, 4.4, 5.2))),
    )
    for n in range(1, 12)
}
DISC_HEIGHT["T12-L1"] = (7.0, 5.4)
#: lean of each body to the left, and its turn, for a curve of 1 degree: lower curve to the left
LEAN = {
    "S1": 0.0,
    "L5": 0.20,
    "L4": 0.44,
    "L3": 0.34,
    "L2": 0.06,
    "L1": -0.26,
    "T12": -0.46,
    "T11": -0.50,
    "T10": -0.40,
    "T9": -0.22,
    "T8": 0.0,
    "T7": 0.20,
    "T6": 0.34,
    "T5": 0.38,
    "T4": 0.33,
    "T3": 0.23,
    "T2": 0.12,
    "T1": 0.04,
}
TURN = {
    "S1": 0.0,
    "L5": 0.02,
    "L4": 0.10,
    "L3": 0.24,
    "L2": 0.32,
    "L1": 0.26,
    "T12": 0.10,
    "T11": -0.06,
    "T10": -0.18,
    "T9": -0.26,
    "T8": -0.28,
    "T7": -0.24,
    "T6": -0.16,
    "T5": -0.09,
    "T4": -0.04,
    "T3": -0.02,
    "T2": 0.0,
    "T1": 0.0,
}


@dataclass(frozen=True, slots=True)
class Herniation:
    """Disc material behind `disc` on `side`; `size` 1 is a usual protrusion of about 7 mm."""

    disc: str = "L4-L5"
    side: str = "left"
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class SpineParams:
    """One spine.  Everything not given is normal."""

    slope: float = 39.0  # sacral slope, degrees
    herniation: Herniation | None = None
    disc_loss: dict[str, float] = field(default_factory=dict)  # {"L4-L5": 0.5}: half gone
    slip: dict[str, float] = field(default_factory=dict)  # {"L4-L5": 7.0}: mm forward
    wedge: dict[str, float] = field(default_factory=dict)  # {"L3": 0.4}: front height lost
    burst: dict[str, float] = field(
        default_factory=dict
    )  # {"L1": 0.35}: height lost, fragment behind
    curve: float = 0.0  # degrees; lower curve convex to the left
    flat: float = 0.0  # degrees of lordosis lost (leaning forward)
    cut_arch: tuple[str, ...] = ()  # arches cut off behind the pedicle
    cut_half: tuple[str, ...] = ()  # left halves cut off
    spurs: dict[str, float] = field(default_factory=dict)  # {"L4-L5": 2.0}: mm round a worn disc
    top: str = "L1"  # uppermost bone

    def bones(self) -> tuple[str, ...]:
        """Names from the uppermost bone down to L5."""
        return ALL[ALL.index(self.top) :]

    def discs(self) -> tuple[str, ...]:
        """Names of the discs, from above."""
        names = (*self.bones(), "S1")
        return tuple(f"{a}-{b}" for a, b in pairwise(names))

    def level(self, name: str) -> Level:
        """Sizes of one vertebra with its fracture and spurs, if any."""
        lv = TABLE.get(name, S1)
        loss, crush = self.wedge.get(name, 0.0), self.burst.get(name, 0.0)
        lips = [
            next((mm for d, mm in self.spurs.items() if d.split("-")[k] == name), 0.0)
            for k in (1, 0)
        ]
        lv = replace(lv, lip_top=lips[0], lip_low=lips[1]) if any(lips) else lv
        top, low = (
            next((mm for d, mm in self.slip.items() if d.split("-")[k] == name), 0.0)
            for k in (1, 0)
        )
        if top or low:
            lv = replace(lv, slid_top=top, slid_low=low, facet_deg=lv.facet_deg - turned_by(top))
        if loss:
            return replace(
                lv, ant=lv.ant * (1 - loss), post=lv.post * (1 - 0.12 * loss), crack=loss
            )
        if crush:
            return replace(
                lv,
                ant=lv.ant * (1 - crush),
                post=lv.post * (1 - 0.6 * crush),
                width=lv.width * 1.06,
                depth=lv.depth * 1.03,
                burst=crush,
            )
        return lv

    def disc(self, name: str) -> tuple[float, float]:
        """Front and back height of a disc."""
        ant, post = DISC_HEIGHT[name]
        keep = 1.0 - self.disc_loss.get(name, 0.0)
        return ant * keep, max(1.2, post * keep)


# ---------------------------------------------------------------- rigid frames
def rotate(axis: str, deg: float) -> Array:
    """4 x 4 turn about one axis (right-hand rule)."""
    a, b = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    m = np.eye(4)
    c, s = cos(radians(deg)), sin(radians(deg))
    m[a, a], m[a, b], m[b, a], m[b, b] = c, -s, s, c
    return m


def shift(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Array:
    """4 x 4 move."""
    m = np.eye(4)
    m[:3, 3] = x, y, z
    return m


def _wedge_deg(ant: float, post: float, depth: float) -> float:
    return degrees(atan2(ant - post, depth))


def plate(lv: Level, top: bool) -> Array:
    """Frame on the middle of an end plate, in the body frame; z is away from the feet."""
    w = _wedge_deg(lv.ant, lv.post, lv.depth) / 2
    h = (lv.ant + lv.post) / 4
    return shift(z=h) @ rotate("x", -w) if top else shift(z=-h) @ rotate("x", w)


def poses(params: SpineParams) -> dict[str, Array]:
    """World pose of S1 (its end plate) and of every body, from the sacrum upwards.

    The world origin is the middle of the S1 end plate.
    """
    out = {"S1": rotate("x", params.slope)}
    below = side = out["S1"]
    for disc in reversed(params.discs()):
        upper, _ = disc.split("-")
        lv = params.level(upper)
        ant, post = params.disc(disc)
        bend = 2 * params.flat / len(DISCS) / 2 if disc in DISCS else 0.0
        foot = plate(lv, top=False)
        side = (
            turned(side)
            @ rotate("x", bend - _wedge_deg(ant, post, lv.depth))
            @ turned(np.linalg.inv(foot))
        )
        own = (
            rotate("y", params.curve * LEAN[upper]) @ side @ rotate("z", params.curve * TURN[upper])
        )
        up = below[:3, 2] + (own @ foot)[:3, 2]
        up *= (ant + post) / 2 / np.linalg.norm(up)
        start = below @ np.array([0.0, -params.slip.get(disc, 0.0), 0.0, 1.0])
        own[:3, 3] = start[:3] + up - own[:3, :3] @ foot[:3, 3]
        out[upper] = own
        head = plate(lv, top=True)
        below, side = own @ head, side @ turned(head)
    return out


def turned(pose: Array) -> Array:
    """Only the turn of a pose."""
    m = pose.copy()
    m[:3, 3] = 0.0
    return m


def joint(lv: Level, side: float) -> tuple[Array, Array, Array]:
    """Facet joint above `lv` in its body frame: middle, normal (backwards), tangent.

    The normal is where the superior facet looks: backwards and to the midline.
    """
    top = 0.0 if lv.on_plate else (lv.ant + lv.post) / 4
    mid = np.array([side * lv.facet_x, lv.depth / 2 + 14.5, top + 4.0])
    a = radians(lv.facet_deg)
    return (mid, np.array([-side * cos(a), sin(a), 0.0]), np.array([side * sin(a), cos(a), 0.0]))


def turned_by(slip: float) -> float:
    """Degrees by which joints that let a bone slide lie more front to back than others."""
    return min(12.0, 2.0 * slip)


def joint_loss(lv: Level) -> float:
    """Depth worn off the upper joint process under a bone that slid, mm.

    Half of what the slip pushes one face into the other; the other half is worn off the bone above.
    """
    return 0.5 * lv.slid_top * sin(radians(lv.facet_deg))


def pedicle_centre(lv: Level) -> Array:
    """Middle of the left pedicle, where it leaves the body."""
    return np.array(
        [
            (lv.canal_w + lv.ped_w) / 2,
            lv.depth / 2 + 2.0,
            (lv.ant + lv.post) / 4 - lv.ped_h / 2 - 0.3,
        ]
    )


def below(name: str) -> str:
    """Name of the next bone towards the feet."""
    return "S1" if name == "L5" else ALL[ALL.index(name) + 1]


NEUTRAL = poses(SpineParams(top="T1"))
