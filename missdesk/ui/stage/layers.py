"""A picture as the stage shows it: which layers lie where, and what can be switched off.

All lengths are plate millimeters, top left, y down, already turned round for the other side.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from missdesk.ui.stage.decode import LayerRequest

Box = tuple[float, float, float, float]
"""x, y, width, height in mm."""

Window = tuple[int, int, int, int]
"""Left, top, right, bottom in device pixels."""

CHIPS: Final = ("skin_fat", "muscle", "moved", "bone", "nerves_disc", "tools")
"""What the layer chips switch; layers of any other chip are always shown."""


@dataclass(frozen=True, slots=True)
class LayerPlace:
    """One layer of a picture.

    Attributes:
        id: Id in the plate; the same id in two states is the same picture file.
        file: Picture file with alpha.
        box_mm: Where it lies.
        chip: Which chip hides it, or "always".
        is_mirrored: The file has to be turned round.
        file_px: Width and height of the picture in the file, None = not known.
        page_px: Left and top edge in the whole page, and the page's width and height: a file
            may hold the whole page instead. None = it may not.
        data: The picture file itself, when it lies in memory only.
    """

    id: str
    file: Path
    box_mm: Box
    chip: str
    is_mirrored: bool = False
    file_px: tuple[int, int] | None = None
    page_px: tuple[int, int, int, int] | None = None
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body that can be named.

    Attributes:
        region: Id in the region map.
        index: Its number in the region map.
        name: Plain name.
        at_mm: A point in it.
        meaning: One short sentence; may be empty.
    """

    region: str
    index: int
    name: str
    at_mm: tuple[float, float]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A label before it has a place.

    Attributes:
        id: Anchor id without side and variant.
        text: Plain name.
        note: A few words more, left out where there is no room; may be empty.
        at_mm: The point it names.
        region: What lights up when it is chosen; empty when the map has no such region.
    """

    id: str
    text: str
    note: str
    at_mm: tuple[float, float]
    region: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything one pane shows.

    Attributes:
        plate, state: Ids.
        size_mm: Whole plate.
        focus_mm: What must be in view.
        layers: Back to front.
        regions: Region map file, None when the state has none.
        is_mirrored: The map has to be read turned round.
        fixed_regions: Indexes of regions that stay where they are when mirrored.
        parts: What can be named, in the order of the keyboard.
        labels: At most six.
        sheet: Key of its ink in the visit.
        alt: What the picture shows, for those who can't see it.
        px_per_mm: How fine its layers are drawn.
        is_flat: A millimeter is as long everywhere, so that a scale bar is true.
        snaps: Discs and bones that a stamp may snap to.
        spare: What the picture is about, in mm: labels leave it free where they can.
    """

    plate: str
    state: str
    size_mm: tuple[float, float]
    focus_mm: Box
    layers: tuple[LayerPlace, ...]
    regions: Path | None = None
    is_mirrored: bool = False
    fixed_regions: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()
    labels: tuple[LabelWords, ...] = ()
    sheet: str = ""
    alt: str = ""
    px_per_mm: float = 10.0
    is_flat: bool = False
    snaps: tuple[tuple[float, float], ...] = ()
    spare: tuple[Box, ...] = ()

    def looks_like(self, other: Picture) -> bool:
        """Return whether both show the same: at most names, ink or what is near differ."""
        mine, its = (p.plate + "/" + p.state for p in (self, other))
        return mine == its and self.is_mirrored == other.is_mirrored

    def stands_like(self, other: Picture) -> bool:
        """Return whether both show the same at the same place: at most their names differ."""
        is_there = (self.focus_mm, self.sheet) == (other.focus_mm, other.sheet)
        return is_there and self.looks_like(other)

    @property
    def unit_mm(self) -> float:
        """Return how long a millimeter of ink is here: 1 on a section, more on a whole spine.

        A pen as thin as on a section could not be seen on a picture four times as large.
        """
        return max(0.5, min(self.focus_mm[2:]) / 100.0)


@dataclass(frozen=True, slots=True)
class LayerShot:
    """A layer at one scale: what to read, and its left and top edge in device pixels."""

    place: LayerPlace
    request: LayerRequest
    x_px: int
    y_px: int


def shots(
    picture: Picture, px_per_mm: float, window_px: Window | None = None
) -> tuple[LayerShot, ...]:
    """Return each layer's file, size and place on a device with this many pixels a mm.

    Edges are rounded, not sizes, so that neighbors stay neighbors at every scale.

    Args:
        picture: What to show.
        px_per_mm: Device pixels a millimeter.
        window_px: Left, top, right, bottom of what is in view, in device pixels of the plate;
            nothing beyond is read or kept. None = the whole plate.
    """
    made = (_shot(place, px_per_mm, window_px) for place in picture.layers)
    return tuple(shot for shot in made if shot is not None)


def _shot(place: LayerPlace, px_per_mm: float, window_px: Window | None) -> LayerShot | None:
    x_mm, y_mm, width_mm, height_mm = place.box_mm
    left, top = round(x_mm * px_per_mm), round(y_mm * px_per_mm)
    right = max(left + 1, round((x_mm + width_mm) * px_per_mm))
    bottom = max(top + 1, round((y_mm + height_mm) * px_per_mm))
    whole = LayerRequest(
        str(place.file),
        right - left,
        bottom - top,
        place.is_mirrored,
        file_px=place.file_px,
        page_px=place.page_px,
        data=place.data,
    )
    if window_px is None:
        return LayerShot(place, whole, left, top)
    x0, y0 = max(left, window_px[0]), max(top, window_px[1])
    x1, y1 = min(right, window_px[2]), min(bottom, window_px[3])
    if x0 >= x1 or y0 >= y1:
        return None
    clip = (x0 - left, y0 - top, x1 - x0, y1 - y0)
    return LayerShot(place, replace(whole, clip_px=clip), x0, y0)


def mirrored_box(box: Box, plate_width_mm: float) -> Box:
    """Return a box turned round left to right on a plate of this width."""
    x_mm, y_mm, width_mm, height_mm = box
    return plate_width_mm - x_mm - width_mm, y_mm, width_mm, height_mm
