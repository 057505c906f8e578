"""The plates of everyday life by id; what is shown agrees with the leaflets named in SOURCES.

Only what those leaflets agree on is drawn.
"""

from __future__ import annotations

from collections.abc import Callable

from living2d.bed import bed
from living2d.care import brace, wound
from living2d.moving import car, lift, sit, walk
from living2d.picture import Picture

PLATES: dict[str, Callable[[float], list[Picture]]] = {
    "living-bed": bed, "living-lift": lift, "living-sit": sit, "living-walk": walk,
    "living-wound": wound, "living-brace": brace, "living-car": car,
}  # fmt: skip
