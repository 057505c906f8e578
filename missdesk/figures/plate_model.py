"""Describe a plate: layered pictures of one view, their label targets and their states.

Coordinates are plate millimeters from the page's top left corner, y down. Left and right in an
id are as drawn (picture left = the patient's left). A state drawn for the left side serves the
right side mirrored: all layers turn round but those with `mirrors = false` (the great vessels).
Source: architecture.md 4; reading is in `plate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from missdesk.errors import PlateError

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""x, y, width, height in mm."""

ALWAYS = "always"
"""The chip of groups that no chip hides."""
NEVER_MIRRORED = frozenset({"artery", "vein", "vessel", "vessels"})
"""Regions of the layers that stay put when a picture is mirrored."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One picture file with alpha; it holds its box only, or the whole page.

    Attributes:
        group: Kind of tissue or tool.
        box_px: Left, top, right, bottom of what is visible, in pixels of the whole page.
        mirrors: Whether it turns round with the side.
        fades: Whether it fades out to the page's edges.
    """

    id: str
    file: str
    group: str
    box_px: tuple[int, int, int, int]
    mirrors: bool = True
    fades: bool = True


@dataclass(frozen=True, slots=True)
class Anchor:
    """A label target. `id` is KEY or KEY@VARIANT; callers ask by KEY."""

    id: str
    at: Point
    region: str

    @property
    def key(self) -> str:
        """Return the id without its variant."""
        return self.id.partition("@")[0]


@dataclass(frozen=True, slots=True)
class PlateState:
    """One picture the app can show: layer ids bottom to top, anchors, tap map."""

    id: str
    layers: tuple[str, ...]
    anchors: tuple[str, ...]
    regions: str | None = None


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate as read; no pixels.

    Attributes:
        folder: Where its files are.
        size_mm: Width and height of the page.
        px_per_mm: Pixels of the whole page for one mm.
        groups: Layer chip by group; "always" = no chip hides it.
        focus: Named crops as x, y, width, height.
        regions: Region id by its index in the tap maps.
        is_reviewed: A clinician has signed this picture.
    """

    id: str
    view: str
    level: str
    folder: Path
    size_mm: Point
    px_per_mm: float
    groups: Mapping[str, str]
    focus: Mapping[str, Box]
    layers: Mapping[str, Layer]
    anchors: Mapping[str, Anchor]
    regions: Mapping[int, str]
    states: Mapping[str, PlateState]
    is_reviewed: bool = False
    sources: tuple[str, ...] = field(default=())

    def state(self, state_id: str) -> PlateState:
        """Return a state.

        Raises:
            PlateError: The plate has no such state.
        """
        found = self.states.get(state_id)
        if found is None:
            near = get_close_matches(state_id, self.states, 1)
            hint = f'Did you mean "{near[0]}"' if near else "Use a state of its plate.toml"
            raise PlateError(f"plate {self.id}", f'it has no state "{state_id}"', hint)
        return found

    def layers_of(self, state_id: str, hidden_chips: Iterable[str] = ()) -> tuple[Layer, ...]:
        """Return the layers of a state, bottom to top, without those of hidden chips.

        Raises:
            PlateError: The plate has no such state.
        """
        hidden = set(hidden_chips)
        layers = (self.layers[i] for i in self.state(state_id).layers)
        return tuple(
            layer for layer in layers if self.groups.get(layer.group, layer.group) not in hidden
        )

    def chips(self, state_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the layer chips of some states in the order of `groups`, without "always".

        Raises:
            PlateError: The plate has no such state.
        """
        used = {layer.group for i in state_ids for layer in self.layers_of(i)}
        chips = (chip for group, chip in self.groups.items() if group in used and chip != ALWAYS)
        return tuple(dict.fromkeys(chips))

    def targets(self, state_id: str, *, is_mirrored: bool = False) -> Mapping[str, Anchor]:
        """Return the label targets of a state by KEY, moved to the other side if mirrored.

        A key keeps its name as drawn: "lamina-left" of a mirrored state is at the right.

        Raises:
            PlateError: The plate has no such state.
        """
        anchors = (self.anchors[i] for i in self.state(state_id).anchors)
        made = (self._mirror_anchor(a) if is_mirrored else a for a in anchors)
        return {anchor.key: anchor for anchor in made}

    def mirror_point(self, at: Point) -> Point:
        """Return a point on the other side of the page's middle."""
        return self.size_mm[0] - at[0], at[1]

    def crop(self, name: str, *, is_mirrored: bool = False) -> Box:
        """Return a named crop, the whole page when the plate has none of that name."""
        x, y, w, h = self.focus.get(name, (0.0, 0.0, *self.size_mm))
        return (self.size_mm[0] - x - w, y, w, h) if is_mirrored else (x, y, w, h)

    def path(self, file: str) -> Path:
        """Return where one of its files is."""
        return self.folder / file

    def _mirror_anchor(self, anchor: Anchor) -> Anchor:
        """Return the anchor on the other side, vessels where they are."""
        if anchor.region in NEVER_MIRRORED:
            return anchor
        return Anchor(anchor.id, self.mirror_point(anchor.at), anchor.region)
