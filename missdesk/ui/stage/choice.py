"""Which picture belongs to which choice: level, side, option and step of this visit. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from missdesk.errors import PlateError
from missdesk.figures.label_choice import OPERATION_LABELS, OPERATION_NOTES
from missdesk.figures.plate import Plate, read_plate
from missdesk.figures.topic_pictures import (
    AXIAL,
    ReadPlate,
    Shown,
    crop_name,
    level_key,
    operation_picture,
    problem_sheet,
)
from missdesk.model.consultation import Visit
from missdesk.model.marks import sheet_key
from missdesk.model.place import covered
from missdesk.model.topic import Option, PlateUse, Side, Topic
from missdesk.ui.stage.layers import Box, LayerPlace, Picture
from missdesk.ui.stage.pictures import (
    Shot,
    layer_place,
    make_picture,
)

PICKER_PLATE = "back"
PICKER_STATE = "back-2"
"""One of four skin tones; the others come with the clinic's settings."""
WAY_IN_GROUPS = frozenset({"way-in", "moved"})
NARROW_MM, BESIDE_MM = 52.0, 13.0
"""Half the least width of the crop, and the room beside the way in (our choice, looked at)."""


class PlateShelf:
    """Reads each plate's description once; the pictures are read elsewhere."""

    def __init__(self, folder: Path, read: Callable[[Path], Plate] | None = None) -> None:
        """Look for plates in this folder."""
        self._folder, self._read = folder, read or _read_once
        self._plates: dict[str, Plate] = {}

    def plate(self, plate_id: str) -> Plate:
        """Return a plate.

        Raises:
            PlateError: It is missing or damaged.
        """
        if plate_id not in self._plates:
            self._plates[plate_id] = self._read(self._folder / plate_id)
        return self._plates[plate_id]


@cache
def _read_once(folder: Path) -> Plate:
    """Read a plate's description once for all pages: 30 ms for the largest (measured)."""
    return read_plate(folder)


def problem_shot(topic: Topic, visit: Visit, view: PlateUse, shown: Shown) -> Shot:
    """Return how the Problem step shows a picture; labels keep to the side of the problem."""
    near = "right" if visit.side == "right" and not shown.is_mirrored else "left"
    return Shot(
        shown.state,
        crop_name(topic, visit, shown),
        has_skin=shown.plate.view == AXIAL,
        is_mirrored=shown.is_mirrored,
        near=near,
        sheet=problem_sheet(topic, visit, view, shown.plate.id),
    )


def operation_crop(plate: Plate, states: Iterable[str]) -> Box:
    """Return the part of a plate that shows the way in of all these states, for every pane.

    A handle may be cut off, a way in never; no option is larger than another (same scale).
    """
    x, y, width, height = plate.crop("operation")
    if plate.view != AXIAL:
        return x, y, width, height
    layers = [layer for state in states for layer in plate.layers_of(state)]
    ways = [layer.box_px for layer in layers if layer.group in WAY_IN_GROUPS]
    middle, scale = plate.size_mm[0] / 2, plate.px_per_mm
    left = max(x, min(middle - NARROW_MM, middle, *(box[0] / scale - BESIDE_MM for box in ways)))
    is_narrow = left > middle - NARROW_MM - BESIDE_MM
    right = middle + NARROW_MM if is_narrow else x + width
    right = min(plate.size_mm[0], max(right, middle, *(box[2] / scale + BESIDE_MM for box in ways)))
    return left, y, right - left, height


def operation_crops(
    topic: Topic, visit: Visit, options: Sequence[Option], read: ReadPlate
) -> dict[str, Box]:
    """Return the crop of each plate that these options show at any step, by its id."""
    states: dict[str, set[str]] = {}
    plates: dict[str, Plate] = {}
    levels: dict[str, Box] = {}
    for option in options:
        for step in range(1, topic.step_count + 1):
            try:
                shown = operation_picture(topic, visit, option, step, read)
            except PlateError:
                continue  # the pane that wants it says so
            plates[shown.plate.id] = shown.plate
            states.setdefault(shown.plate.id, set()).add(shown.state)
            crop = crop_name(topic, visit, shown)
            if shown.plate.view != AXIAL and crop != "problem":
                levels[shown.plate.id] = shown.plate.focus[crop]
    return {
        key: levels.get(key, operation_crop(plate, states[key])) for key, plate in plates.items()
    }


def operation_shot(visit: Visit, option: Option, shown: Shown) -> Shot:
    """Return how the Operation step shows a picture of an option."""
    return Shot(
        shown.state,
        "operation",
        is_mirrored=shown.is_mirrored,
        wanted=OPERATION_LABELS,
        noted=OPERATION_NOTES,
        sheet=sheet_key(shown.plate.id, str(option.id), visit.level, visit.side),
    )


def picker_picture(plate: Plate, visit: Visit, levels: tuple[str, ...]) -> Picture:
    """Return the back for the level picker, with the nerve of the chosen place shown hot."""
    base = make_picture(plate, Shot(PICKER_STATE, "picker"), {})
    nerves: list[LayerPlace] = []
    if visit.side is not None:
        sides: tuple[str, ...] = ("left", "right") if visit.side == "both" else (visit.side,)
        chosen = covered(visit.level, levels)
        made = (_nerve(plate, level, side) for level in chosen for side in sides)
        nerves = [nerve for nerve in made if nerve is not None]
    # The state names what is chosen, so that a new choice dissolves into view.
    state = f"{base.state} {visit.level} {visit.side}"
    return replace(base, layers=(*base.layers, *nerves), state=state, parts=(), labels=())


def _nerve(plate: Plate, level: str, side: str) -> LayerPlace | None:
    """Return the pinched nerve of a level; it is drawn for the left."""
    layer = plate.layers.get(f"nerve-{level_key(level)}-left")
    return None if layer is None else layer_place(plate, layer, is_mirrored=side == "right")


def level_spot(plate: Plate, level: str) -> tuple[float, float] | None:
    """Return where a disc or a bone lies on the back, in the midline, None if not drawn."""
    key = level_key(level)
    anchor = plate.anchors.get(f"level-{key}") or plate.anchors.get(f"vertebra-{key}")
    return anchor.at if anchor is not None else None


def side_spots(plate: Plate, level: str, side: Side | None) -> tuple[tuple[float, float], ...]:
    """Return where the rings of a chosen place lie: none without a side."""
    anchor = plate.anchors.get(f"level-{level_key(level)}-left")
    if anchor is None or side is None:
        return ()
    spots = {"left": anchor.at, "right": plate.mirror_point(anchor.at)}
    return tuple(spot for name, spot in spots.items() if side in {name, "both"})
