"""States before and after an operation: fusion, broken bone, long correction of a curve."""

from __future__ import annotations

from dataclasses import replace

from spine3d import implants
from spine3d.anatomy import Part, trunk_parts
from spine3d.conditions import worn
from spine3d.spec import Extra, Spec, short
from spine3d.spine import CHEST, LEVELS, SpineParams
from spine3d.ways import Way

METAL = ("screw-", "head-", "nut-", "rod-")
FUSED = ("L3-L4", "L5-S1", "L4-L5")


def fusion_states(*, see: bool) -> tuple[Spec, ...]:
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
                through=("screw-S1-left",) if see else ("cage",),
                over=() if see else ("disc",),
                joint_gone=(disc, "left"),
                focus=short(disc),
            )
        )
    return tuple(out)


BROKEN = SpineParams(wedge={"L1": 0.42}, top="T11")
RAISED = SpineParams(wedge={"L1": 0.26}, top="T11")


def fracture_states() -> tuple[Spec, ...]:
    """Return a broken bone, the same held by screws, and filled with cement."""
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
            window="L1",
            focus="l1",
        ),
    )


HELD = ("T12", "L2")


def fixation_states() -> tuple[Spec, ...]:
    """Return both ways in to a broken bone: reached, then held by the same screws and rods."""
    bands = ("ligament-back",)
    return (
        Spec("wedge-l1", BROKEN, hide=bands, focus="l1"),
        Spec("screws-l1", RAISED, lambda p: implants.fixation(HELD, p), hide=bands, focus="l1"),
        *(
            Spec(
                f"{kind}-{step}-l1",
                params,
                (lambda p: implants.fixation(HELD, p)) if step == 3 else None,
                hide=bands,
                focus="l1",
                way=Way(kind, on, HELD, tool),
            )
            for kind, step, params, on, tool in (
                ("open", 2, BROKEN, "wedge-l1", "blades"),
                ("mis", 2, BROKEN, "wedge-l1", "wires"),
                ("open", 3, RAISED, "screws-l1", "blades"),
                ("mis", 3, RAISED, "screws-l1", "sleeves"),
            )
        ),
    )


def _whole(curve: float, flat: float, slope: float) -> SpineParams:
    return SpineParams(curve=curve, flat=flat, slope=slope, top="T1")


LONG = ("T10", "T11", "T12", *LEVELS, "S1")


def long_states() -> tuple[Spec, ...]:
    """Return both ways in to a curved spine: reached, then held by the same screws and rods."""
    rows = (
        ("open", 2, "curve-moderate", "blades"),
        ("mis", 2, "curve-moderate", "sleeves"),
        ("open", 3, "corrected-moderate", "blades"),
        ("mis", 3, "corrected-moderate", "sleeves"),
    )
    under = {s.id: s for s in whole_states()}
    return tuple(
        replace(
            under[on],
            id=f"{kind}-{step}",
            way=Way(
                kind,
                on,
                LONG,
                tool,
                reach=142.0,
                flat=3.0,
                blades=(0.16, 0.5, 0.84),
                side_cuts=((112.0, 130.0), (112.0, 84.0)) if kind == "mis" else (),
                short=19.0,
                lip=1.5,
            ),
        )
        for kind, step, on, tool in rows
    )


def whole_states(*, side: bool = False, through: bool = False) -> tuple[Spec, ...]:
    """The whole spine: straight, curved, corrected.

    From the side ribs would hide the bodies, so they are left out, and the hip bones are ghosts.
    From the front the rods are shown through the bones; from behind they are seen where they lie.
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
        ("corrected-moderate", _whole(14, 4, 37), rods("T10")),
        ("corrected-marked", _whole(24, 8, 33), rods("T4")),
    )
    return tuple(
        Spec(
            name,
            p,
            extra,
            hide=("ligament-back", "ligament-front"),
            ghost=("hips",) if side else (),
            through=METAL if through else (),
            see=0.7,
            over=("bone", "disc", "rib"),
            focus="problem",
        )
        for name, p, extra in rows
    )
