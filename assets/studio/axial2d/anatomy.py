"""What a section holds: the condition asked for and the outlines made for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from axial2d import shapes as s
from axial2d.levels import Level

if TYPE_CHECKING:
    from shapely.geometry import LineString, Polygon
    from shapely.geometry.base import BaseGeometry

HerniaSide = Literal["none", "left", "right", "central"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What is wrong: a herniation, a narrow canal or recess, an earlier operation, or nothing.

    Attributes:
        hernia: Where the escaped core lies.
        is_shrunk: The piece has shrunk and lies clear of the root.
        has_stenosis: The whole canal is narrow: thick ligament, worn joints, bulging disc.
        has_recess: Only the side recesses are narrow; their traversing roots are pinched.
        is_one_sided: Only the recess on the picture's left is narrow.
        is_operated: A window was made on the picture's left in an earlier operation.
        has_scar: Scar lies around the root as well, not only in the window.
        is_freed: A narrow canal after its operation: sac and roots have room again.
    """

    hernia: HerniaSide = "none"
    is_shrunk: bool = False
    has_stenosis: bool = False
    has_recess: bool = False
    is_one_sided: bool = False
    is_operated: bool = False
    has_scar: bool = False
    is_freed: bool = False

    @property
    def is_worn(self) -> bool:
        """True where joints are overgrown and the disc bulges."""
        return self.has_stenosis or self.has_recess

    @property
    def tight_sides(self) -> tuple[str, ...]:
        """Tags of the sides whose recess is narrow."""
        return (("_l",) if self.is_one_sided else ("_l", "_r")) if self.has_recess else ()


@dataclass(frozen=True, slots=True)
class Anatomy:
    """All outlines of one section (mm).

    Attributes:
        level: The row of the table used.
        part: Outline by name; paired parts end in "_l" and "_r" (picture side).
        line: Lines by name: fascia, skin, clefts, joint lines.
        roots: Roots inside the sac.
    """

    level: Level
    condition: Condition
    part: dict[str, BaseGeometry] = field(default_factory=dict)
    line: dict[str, LineString] = field(default_factory=dict)
    roots: list[Polygon] = field(default_factory=list)


def pair(made: Anatomy, name: str, right: BaseGeometry) -> None:
    """Store a right part and its mirror image."""
    made.part[name + "_r"], made.part[name + "_l"] = right, s.mirrored(right)
