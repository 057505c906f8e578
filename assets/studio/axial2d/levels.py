"""The table per level: what changes from L3-L4 to L5-S1 (mm and degrees).

Status letters as in notes/plates-2d.md: V seen in search text, R recalled, D design.
Nothing here is clinically reviewed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from axial2d.shapes import XY

LevelId = Literal["L3-L4", "L4-L5", "L5-S1"]


@dataclass(frozen=True, slots=True)
class Vessel:
    """A great vessel cut across: kind, centre, radii (mm) and turn (deg)."""

    kind: Literal["artery", "vein"]
    at: XY
    rx: float
    ry: float
    turn_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """One row of the table.

    Attributes:
        disc_mm: Width and depth of the disc (R, Panjabi 1992, +5 %).
        sac_mm2: Normal area of the thecal sac (V at L4-L5, else D).
        cleft_mm: Multifidus-longissimus cleft from the midline (V, Spine 2011;36:1263).
        split_mm: Longissimus-iliocostalis cleft from the midline (D).
        back_mm: Half width of the paraspinal compartment (D).
        facet_turn_deg: Turn of the facets against L4-L5; + = flatter (R).
        facet_wide: Widening of everything beyond the lamina (R).
        spine_long: Length of the spinous process against L4-L5 (R).
        psoas: Centre and scale (x, y) against L4-L5 (R).
        has_quadratus: False where the iliac crest has replaced it.
        has_ilium: True at L5-S1.
        vessels: Picture left first; never mirrored. Patient's left is picture left.
    """

    id: LevelId
    disc_mm: XY
    sac_mm2: float
    cleft_mm: float
    split_mm: float
    back_mm: float
    facet_turn_deg: float
    facet_wide: float
    spine_long: float
    psoas: tuple[XY, XY]
    has_quadratus: bool
    has_ilium: bool
    vessels: tuple[Vessel, ...]

    @property
    def roots(self) -> tuple[str, str]:
        """Return the names of the exiting and the traversing root."""
        upper, lower = self.id.split("-")
        return upper, lower

    @property
    def recess_mm(self) -> float:
        """Return how much farther out than at L4-L5 the side recess lies (mm)."""
        return (self.facet_wide - 1) * 12


LEVELS: dict[str, Level] = {
    "L3-L4": Level(
        id="L3-L4",
        disc_mm=(49.5, 34.5),
        sac_mm2=172.0,
        cleft_mm=16.2,
        split_mm=50.0,
        back_mm=80.0,
        facet_turn_deg=-7.0,
        facet_wide=0.93,
        spine_long=1.06,
        psoas=((43.0, 16.0), (0.82, 0.86)),
        has_quadratus=True,
        has_ilium=False,
        vessels=(
            Vessel("artery", (-9.4, 42.6), 8.2, 7.0, -6),
            Vessel("vein", (11.6, 42.4), 10.2, 6.2, -12),
        ),
    ),
    "L4-L5": Level(
        id="L4-L5",
        disc_mm=(51.6, 35.9),
        sac_mm2=176.0,
        cleft_mm=30.0,
        split_mm=56.0,
        back_mm=82.0,
        facet_turn_deg=0.0,
        facet_wide=1.0,
        spine_long=1.0,
        psoas=((46.2, 18.6), (1.0, 1.0)),
        has_quadratus=True,
        has_ilium=False,
        vessels=(
            Vessel("artery", (-13.4, 42.6), 5.7, 5.2),
            Vessel("vein", (19.5, 43.4), 11.6, 6.2, -12),
            Vessel("artery", (3.4, 43.6), 5.6, 5.2),
        ),
    ),
    "L5-S1": Level(
        id="L5-S1",
        disc_mm=(50.2, 33.4),
        sac_mm2=138.0,
        cleft_mm=37.8,
        split_mm=49.0,
        back_mm=56.0,
        facet_turn_deg=7.0,
        facet_wide=1.1,
        spine_long=0.78,
        psoas=((51.5, 27.6), (0.84, 0.82)),
        has_quadratus=False,
        has_ilium=True,
        vessels=(
            Vessel("vein", (-25.0, 37.6), 8.2, 5.0, 32),
            Vessel("artery", (-31.6, 44.6), 4.9, 4.7),
            Vessel("vein", (27.0, 36.6), 7.8, 5.2, -40),
            Vessel("artery", (33.0, 45.0), 4.9, 4.7),
        ),
    ),
}
