"""States of the lower back: healthy, worn, slipped, broken, and next to a fusion."""

from __future__ import annotations

from spine3d import implants
from spine3d.spec import Spec, short
from spine3d.spine import DISCS, LEVELS, Herniation, SpineParams

SLIP_MM = 6.2
"""Of about 35 mm depth: 18 percent, a slip of the first of four grades (below 25 percent)."""


def worn(disc: str) -> SpineParams:
    """A thin worn disc with spurs."""
    return SpineParams(top="T12", disc_loss={disc: 0.55}, spurs={disc: 2.4})


def slipped(disc: str) -> SpineParams:
    """The upper bone has slid forward on a worn disc."""
    return SpineParams(top="T12", slip={disc: SLIP_MM}, disc_loss={disc: 0.40}, spurs={disc: 1.2})


def slip(disc: str, hide: tuple[str, ...] = ()) -> Spec:
    """A slipped bone; at L5-S1 by a crack in its arch, above by wear of its joints."""
    cracked = disc == "L5-S1"
    return Spec(
        f"slip-{short(disc)}", slipped(disc), hide=hide, is_cracked=cracked, focus=short(disc)
    )


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
        over=("disc",),
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


def side_states() -> tuple[Spec, ...]:
    """Return the states of the lower back seen from the side."""
    return (
        Spec("healthy"),
        *(Spec(f"worn-{short(d)}", worn(d), focus=short(d)) for d in reversed(DISCS)),
        *(slip(d) for d in reversed(DISCS)),
        *(
            Spec(f"wedge-{short(n)}", SpineParams(top="T12", wedge={n: 0.42}), focus=short(n))
            for n in LEVELS
        ),
        *(burst(n) for n in LEVELS),
        *(adjacent(d) for d in reversed(DISCS[1:])),
    )


def quarter_states() -> tuple[Spec, ...]:
    """Return the states seen at an angle from behind."""
    bands = ("ligament-back",)
    return (
        Spec("healthy", hide=bands),
        *(hernia(d) for d in reversed(DISCS)),
        *(slip(d, bands) for d in reversed(DISCS)),
        *(adjacent(d, bands) for d in reversed(DISCS[1:])),
    )


def back_states() -> tuple[Spec, ...]:
    """Return the states seen from behind."""
    bands = ("ligament-back",)
    return (Spec("healthy", hide=bands), *(adjacent(d, bands) for d in reversed(DISCS[1:])))
