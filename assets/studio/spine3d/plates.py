"""The plates as data: a view each, with its states (spines, implants, what is a ghost)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from spine3d import implants, scene
from spine3d.anatomy import Part, spine_parts, trunk_parts
from spine3d.sdf import Array, to_parent
from spine3d.soft import disc_frames
from spine3d.spine import CHEST, DISCS, LEVELS, SIDES, Herniation, SpineParams, joint, poses

Extra = Callable[[SpineParams], list[Part]]
METAL = ("screw-", "head-", "nut-", "rod-")
FUSED = ("L3-L4", "L5-S1", "L4-L5")


HEALTHY = SpineParams(top="T12")
SLIP_MM = 6.2
"""Of about 35 mm depth: 18 percent, a slip of the first of four grades (below 25 percent)."""


@dataclass(frozen=True)
class Spec:
    """One state: a spine, what comes with it, what is drawn as a ghost or seen through."""

    id: str
    params: SpineParams = HEALTHY
    extra: Extra | None = None
    hide: tuple[str, ...] = ()
    ghost: tuple[str, ...] = ()
    ghost_params: SpineParams | None = None
    veil: tuple[float, float] = (1.0, 1.0)  # how strong the glass and the outline of ghosts are
    through: tuple[
        str, ...
    ] = ()  # ids (or their beginnings) of parts also drawn where others hide them
    see: float = 0.62  # how much of these shows
    same_as: str = ""
    focus: str = ""

    def parts(self) -> list[Part]:
        """Return all parts that are drawn solid."""
        made = spine_parts(self.params) + (self.extra(self.params) if self.extra else [])
        return [
            p
            for p in made
            if p.id not in self.hide and (self.ghost_params or p.id not in self.ghost)
        ]

    def veils(self) -> list[Part]:
        """Return the parts drawn as ghosts."""
        if not self.ghost:
            return []
        made = spine_parts(self.ghost_params or self.params)
        made += self.extra(self.params) if self.extra else []
        return [p for p in made if p.id in self.ghost]


@dataclass(frozen=True)
class Plate:
    """States seen with one camera and light; `width` of pictures in px, `cell` of meshes in mm."""

    id: str
    view: scene.View
    states: tuple[Spec, ...]
    width: int
    cell: float = 0.75
    line_mm: float = 0.34
    focus: dict[str, tuple[float, float]] = field(default_factory=dict)


def short(name: str) -> str:
    """L4-L5 -> l4l5."""
    return name.lower().replace("-", "")


# ---------------------------------------------------------------- conditions
def worn(disc: str) -> SpineParams:
    """A thin worn disc with spurs."""
    return SpineParams(top="T12", disc_loss={disc: 0.55}, spurs={disc: 2.4})


def slipped(disc: str) -> SpineParams:
    """The upper bone has slid forward on a worn disc."""
    return SpineParams(top="T12", slip={disc: SLIP_MM}, disc_loss={disc: 0.40}, spurs={disc: 1.2})


def hernia(disc: str) -> Spec:
    """Slipped disc on the left, seen through the arches above and below it."""
    upper, lower = disc.split("-")
    cut = tuple(n for n in (upper, lower) if n != "S1")
    bands = ("ligament-back",)
    return Spec(
        f"hernia-{short(disc)}-left",
        SpineParams(top="T12", herniation=Herniation(disc, "left"), cut_arch=cut),
        hide=bands,
        ghost=cut,
        ghost_params=SpineParams(top="T12"),
        veil=(0.7, 1.1),
        focus=short(disc),
    )


def adjacent(disc: str, hide: tuple[str, ...] = ()) -> Spec:
    """A fusion with wear of the disc above it."""
    above = DISCS[DISCS.index(disc) - 1]
    params = SpineParams(top="T12", disc_loss={above: 0.5}, spurs={above: 2.2})
    return Spec(
        f"adjacent-{short(disc)}",
        params,
        extra=lambda p: implants.fusion(disc, p),
        hide=hide,
        through=("cage",),
        focus=short(disc),
    )


def burst(name: str) -> Spec:
    """A burst body, its left half taken off to show the piece in the canal."""
    params = SpineParams(top="T12", burst={name: 0.30}, cut_half=(name,))
    return Spec(
        f"burst-{short(name)}",
        params,
        ghost=(name,),
        ghost_params=SpineParams(top="T12", burst={name: 0.30}),
        veil=(0.3, 2.2),
        focus=short(name),
    )


def _side_states() -> tuple[Spec, ...]:
    return (
        Spec("healthy"),
        *(Spec(f"worn-{short(d)}", worn(d), focus=short(d)) for d in reversed(DISCS)),
        *(Spec(f"slip-{short(d)}", slipped(d), focus=short(d)) for d in reversed(DISCS)),
        *(
            Spec(f"wedge-{short(n)}", SpineParams(top="T12", wedge={n: 0.42}), focus=short(n))
            for n in LEVELS
        ),
        *(burst(n) for n in LEVELS),
        *(adjacent(d) for d in reversed(DISCS[1:])),
    )


def _quarter_states() -> tuple[Spec, ...]:
    bands = ("ligament-back",)
    slips = (
        Spec(f"slip-{short(d)}", slipped(d), hide=bands, focus=short(d)) for d in reversed(DISCS)
    )
    return (
        Spec("healthy", hide=bands),
        *(hernia(d) for d in reversed(DISCS)),
        *slips,
        *(adjacent(d, bands) for d in reversed(DISCS[1:])),
    )


def _back_states() -> tuple[Spec, ...]:
    bands = ("ligament-back",)
    return (Spec("healthy", hide=bands), *(adjacent(d, bands) for d in reversed(DISCS[1:])))


# ---------------------------------------------------------------- operations
def _fusion_states(*, see: bool) -> tuple[Spec, ...]:
    """Before and after a fusion; `see` turns the fused bones into ghosts."""
    out = []
    for disc in reversed(FUSED):
        out.append(
            Spec(
                f"before-{short(disc)}",
                replace(worn(disc), slip={disc: 5.0}),
                hide=("ligament-back",),
                focus=short(disc),
            )
        )
        ghost = (*(n for n in disc.split("-") if n != "S1"), f"disc-{disc}") if see else ()
        out.append(
            Spec(
                f"fused-{short(disc)}",
                SpineParams(top="T12", disc_loss={disc: 0.10}, slip={disc: 1.0}),
                extra=lambda p, d=disc: implants.fusion(d, p),
                hide=("ligament-back",),
                ghost=ghost,
                through=("screw-S1-left",) if see else (),
                focus=short(disc),
            )
        )
    return tuple(out)


BROKEN = SpineParams(wedge={"L1": 0.42}, top="T11")
RAISED = SpineParams(wedge={"L1": 0.26}, top="T11")


def _fracture_states() -> tuple[Spec, ...]:
    bands = ("ligament-back",)
    return (
        Spec("wedge-l1", BROKEN, hide=bands, focus="l1"),
        Spec(
            "screws-open-l1",
            RAISED,
            lambda p: implants.fixation(("T12", "L2"), p),
            hide=bands,
            focus="l1",
        ),
        Spec("screws-mis-l1", same_as="screws-open-l1", focus="l1"),
        Spec(
            "cement-l1",
            RAISED,
            lambda p: implants.cement("L1", p),
            hide=bands,
            through=("cement-",),
            see=0.58,
            focus="l1",
        ),
    )


def _whole(curve: float, flat: float, slope: float) -> SpineParams:
    return SpineParams(curve=curve, flat=flat, slope=slope, top="T1")


def _whole_states(*, side: bool) -> tuple[Spec, ...]:
    """The whole spine: straight, curved, corrected.

    From the side ribs would hide the bodies, so they are left out, and the hip bones are ghosts.
    From the front the rods are shown through the bones.
    """

    def rods(first: str) -> Extra:
        names = (*CHEST, *LEVELS, "S1")[CHEST.index(first) :]
        return lambda p: trunk_parts(p, ribs=not side) + implants.fixation(names, p)

    def plain(p: SpineParams) -> list[Part]:
        return trunk_parts(p, ribs=not side)

    rows = (
        ("straight", _whole(0, 0, 39), plain),
        ("curve-moderate", _whole(34, 10, 33), plain),
        ("curve-marked", _whole(62, 24, 25), plain),
        ("corrected-moderate", _whole(8, 2, 38), rods("T10")),
        ("corrected-marked", _whole(15, 5, 35), rods("T4")),
    )
    return tuple(
        Spec(
            name,
            p,
            extra,
            hide=("ligament-back", "ligament-front"),
            ghost=("hips",) if side else (),
            through=() if side else METAL,
            focus="problem",
        )
        for name, p, extra in rows
    )


PLATES: dict[str, Plate] = {
    p.id: p
    for p in (
        Plate(
            "spine-side",
            scene.View(90, 0, (0.0, 14.0, 52.0), (172.0, 366.0)),
            _side_states(),
            1128,
            0.85,
        ),
        Plate(
            "spine-quarter",
            scene.View(30, 12, (0.0, 18.0, 54.0), (160.0, 356.0)),
            _quarter_states(),
            1136,
            0.85,
        ),
        Plate(
            "fusion-side",
            scene.View(84, 6, (0.0, 8.0, 40.0), (150.0, 196.0)),
            _fusion_states(see=True),
            1840,
            0.85,
            0.28,
        ),
        Plate(
            "fusion-quarter",
            scene.View(30, 14, (0.0, 18.0, 40.0), (150.0, 196.0)),
            _fusion_states(see=False),
            1840,
            0.85,
            0.28,
        ),
        Plate(
            "fracture-quarter",
            scene.View(58, 8, (0.0, 8.0, 164.0), (136.0, 180.0)),
            _fracture_states(),
            1816,
            0.85,
            0.28,
        ),
        Plate(
            "whole-front",
            scene.View(180, 0, (0.0, 0.0, 152.0), (330.0, 660.0)),
            _whole_states(side=False),
            1200,
            1.2,
            0.55,
        ),
        Plate(
            "whole-side",
            scene.View(90, 0, (0.0, -10.0, 150.0), (330.0, 660.0)),
            _whole_states(side=True),
            1200,
            1.2,
            0.55,
        ),
        Plate(
            "spine-back",
            scene.View(0, 0, (0.0, 18.0, 52.0), (164.0, 366.0)),
            _back_states(),
            1080,
            0.85,
        ),
    )
}


# ---------------------------------------------------------------- anchors
@dataclass(frozen=True)
class Spot:
    """A named point of a spine; its surface lies at most `near` mm away along the view."""

    key: str
    region: str
    world: tuple[float, float, float]
    near: float = 8.0
    reach: float = 11.0  # how far from it on the page the part may be named
    room: float = 4.0  # how many mm of way a mm more of room round the target is worth


FAR = 32.0, 9.0
"""Reach and room of a thick part: it may be named far from its middle, where more of it is seen."""


def spots(spec: Spec) -> list[Spot]:
    """Named points of one state, in the world."""
    params, pose = spec.params, poses(spec.params)
    out: list[Spot] = []

    def put(key: str, region: str, at: Array, near: float = 8.0, *more: float) -> None:
        out.append(Spot(key, region, (float(at[0]), float(at[1]), float(at[2])), near, *more))

    def local(frame: str, *xyz: float) -> Array:
        return to_parent(np.array(xyz), pose[frame])[0]

    for n in params.bones():
        lv, low = params.level(n), short(n)
        put(f"vertebra-{low}", n, local(n, 0, 0, 0), 29.0, *FAR)
        if n not in LEVELS:
            continue
        put(f"spinous-{low}", n, local(n, 0, lv.depth / 2 + lv.tip - 7, -10))
        for side, sx in SIDES.items():
            put(f"joint-{low}-{side}", n, local(n, *joint(lv, sx)[0]), 8.0, 9.0, 1.5)
            put(
                f"nerve-{low}-{side}",
                f"root-{n}-{side}",
                local(n, sx * (lv.width / 2 + 3), lv.depth / 2 - 9, -19),
                12.0,
            )
        put(f"sac-{low}", "sac", local(n, 0, lv.depth / 2 + lv.canal_d / 2, -8), 10.0, 16.0)
    put("sacrum", "sacrum", local("S1", 0, 2, -42), 60.0, *FAR)
    for d in params.discs():
        low_plate, up_plate = disc_frames(d, params, pose)
        put(f"disc-{short(d)}", f"disc-{d}", (low_plate[:3, 3] + up_plate[:3, 3]) / 2, 29.0, *FAR)
        h = params.herniation
        if h and h.disc == d:
            at = to_parent(
                np.array([SIDES[h.side] * 10, params.level(d.split("-")[0]).depth / 2 + 3, 3]),
                low_plate,
            )[0]
            put("hernia", "herniation", at)
            put("nerve-pinched", f"root-{d.split('-')[1]}-{h.side}", at)
    for n in params.burst:
        lv = params.level(n)
        put("bone-piece", "fragment", local(n, 0, lv.depth / 2 + 3, 4), 12.0)
        put("sac", "sac", local(n, 0, lv.depth / 2 + lv.canal_d / 2 + 2, 4), 14.0)
    if spec.extra:
        _implant_spots(spec, put)
    if params.top == "T1":
        for side, sx in SIDES.items():
            put(f"hip-{side}", f"hip-{side}", np.array([sx * 100.0, -40.0, 10.0]), 90.0, *FAR)
            put(f"rib-{side}", f"rib-{side}", local("T8", sx * 55.0, 20.0, 0.0), 60.0, *FAR)
    return out


def _implant_spots(spec: Spec, put: Callable[..., None]) -> None:
    """Add the points of implants."""
    for part in spec.extra(spec.params) if spec.extra else ():
        middle = to_parent((part.bounds[0] + part.bounds[1]) / 2, part.pose)[0]
        if part.material == "head":
            name, side = part.id.split("-")[1:]
            put(f"screw-{short(name)}-{side}", part.regions[0], part.pose[:3, 3], 10.0)
        elif part.material == "rod":
            put(part.id, part.regions[0], middle, 14.0)
        elif part.material in ("cage", "cement"):
            put(part.material, part.regions[0], middle, 24.0, *FAR)
