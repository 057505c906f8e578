"""What a plate is made of: states with one camera and light, and what each state shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spine3d import cracked, scene, taken
from spine3d.anatomy import Part, spine_parts
from spine3d.spine import SpineParams
from spine3d.ways import Way

Extra = Callable[[SpineParams], list[Part]]
HEALTHY = SpineParams(top="T12")


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
    over: tuple[str, ...] = ()  # tissues through which they show; all if none
    joint_gone: tuple[str, str] | None = None  # disc and side of a facet joint that is taken away
    window: str = ""  # bone with a window in its side
    is_cracked: bool = False  # what slid did so because its arch has a crack
    skin: Extra | None = None  # outline of the body, a faint ghost over all
    way: Way | None = None  # a way in, laid over the bones of another state of the plate
    same_as: str = ""
    focus: str = ""

    def _made(self, params: SpineParams) -> list[Part]:
        """Return all parts of a spine with what came in and without what was taken away."""
        made = cracked.parts(params) if self.is_cracked else spine_parts(params)
        if self.joint_gone:
            made = taken.joint_gone(made, *self.joint_gone, params)
        made += self.extra(self.params) if self.extra else []
        return taken.opened(made, self.window, params) if self.window else made

    def parts(self) -> list[Part]:
        """Return all parts that are drawn solid."""
        made = self._made(self.params)
        return [
            p
            for p in made
            if p.id not in self.hide and (self.ghost_params or p.id not in self.ghost)
        ]

    def veils(self) -> list[Part]:
        """Return the parts drawn as ghosts."""
        if not self.ghost:
            return []
        made = self._made(self.ghost_params or self.params)
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
