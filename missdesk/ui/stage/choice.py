"""Which picture belongs to which choice: level, side, option and step of this visit. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from missdesk.figures.plate import Plate, read_plate
from missdesk.model.consultation import Visit
from missdesk.model.marks import sheet_key
from missdesk.model.topic import Option, Side, Topic
from missdesk.ui.stage.layers import Box, LayerPlace, Picture, mirrored_box
from missdesk.ui.stage.pictures import OPERATION_LABELS, OPERATION_NOTES, Shot, make_picture

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


@dataclass(frozen=True, slots=True)
class PlateChoice:
    """The plate for a level.

    Attributes:
        plate: Its id.
        is_own: It shows this very level; else another level stands for it, and the app says so.
    """

    plate: str
    is_own: bool


def plate_for(topic: Topic, level: str | None) -> PlateChoice:
    """Return the plate that shows a level; with no level chosen the fallback stands for none."""
    own = topic.plates.plates.get(level or "")
    if own is not None:
        return PlateChoice(own, is_own=True)
    return PlateChoice(topic.plates.fallback, is_own=level is None)


def steps_plate(topic: Topic, level: str | None) -> PlateChoice:
    """Return the plate with the operation's steps: they are drawn at one level for all."""
    fallback = topic.plates.fallback
    own = topic.plates.plates.get(level or "", "")
    return PlateChoice(fallback, is_own=level is None or own == fallback)


def problem_shot(topic: Topic, visit: Visit, *, is_healthy: bool) -> Shot:
    """Return what the Problem step shows: the healthy back until a side is chosen."""
    plate = plate_for(topic, visit.level).plate
    state = topic.plates.healthy if is_healthy else problem_state(topic, visit.side)
    near = "right" if visit.side == "right" and not is_healthy else "left"
    sheet = sheet_key(plate, "problem", visit.level, visit.side)
    return Shot(state, "problem", has_skin=True, near=near, sheet=sheet)


def problem_state(topic: Topic, side: Side | None) -> str:
    """Return the plate state for a side: the healthy back while none is chosen."""
    return topic.plates.problem.get(side or "", topic.plates.healthy)


def operation_state(topic: Topic, option: Option, step: int) -> str:
    """Return the plate state of an option at a step, counted from 1.

    An option without pictures of its own shows the problem as drawn for the left.
    """
    if option.steps:
        return f"{option.steps}-{step}"
    if option.still:
        return option.still[min(step, len(option.still)) - 1]
    return problem_state(topic, "left")


def operation_crop(plate: Plate, topic: Topic, options: Iterable[Option]) -> Box:
    """Return the part of a plate that shows the way in of all these options, for every pane.

    A tool may be cut off; no option is shown larger than another (issue 4, same scale).
    """
    x, y, width, height = plate.crop("operation")
    states = {
        operation_state(topic, option, step)
        for option in options
        for step in range(1, topic.step_count + 1)
    }
    layers = (layer for state in states for layer in plate.layers_of(state))
    edges = (la.box_px[0] / plate.px_per_mm for la in layers if la.group in WAY_IN_GROUPS)
    middle = plate.size_mm[0] / 2
    left = max(x, min(middle - NARROW_MM, min(edges, default=middle) - BESIDE_MM))
    is_narrow = left > middle - NARROW_MM - BESIDE_MM
    right = middle + NARROW_MM if is_narrow else x + width
    return left, y, right - left, height


def operation_shot(topic: Topic, visit: Visit, option: Option, step: int) -> Shot:
    """Return what the Operation step shows of an option; drawn for the left, turned for right."""
    plate = steps_plate(topic, visit.level).plate
    return Shot(
        operation_state(topic, option, step),
        "operation",
        is_mirrored=visit.side == "right",
        wanted=OPERATION_LABELS,
        noted=OPERATION_NOTES,
        sheet=sheet_key(plate, str(option.id), visit.level, visit.side),
    )


def picker_picture(plate: Plate, visit: Visit, levels: tuple[str, ...]) -> Picture:
    """Return the back for the level picker, with the nerve of the chosen place shown hot."""
    base = make_picture(plate, Shot(PICKER_STATE, "picker"), {})
    nerves: list[LayerPlace] = []
    if visit.level in levels and visit.side is not None:
        sides: tuple[str, ...] = ("left", "right") if visit.side == "both" else (visit.side,)
        made = (_nerve(plate, visit.level, side) for side in sides)
        nerves = [nerve for nerve in made if nerve is not None]
    # The state names what is chosen, so that a new choice dissolves into view.
    state = f"{base.state} {visit.level} {visit.side}"
    return replace(base, layers=(*base.layers, *nerves), state=state, parts=(), labels=())


def _nerve(plate: Plate, level: str, side: str) -> LayerPlace | None:
    """Return the pinched nerve of a level; it is drawn for the left."""
    layer = plate.layers.get(f"nerve-{level_key(level)}-left")
    if layer is None:
        return None
    left, top, right, bottom = (n / plate.px_per_mm for n in layer.box_px)
    box = (left, top, right - left, bottom - top)
    is_turned = side == "right"
    place = mirrored_box(box, plate.size_mm[0]) if is_turned else box
    return LayerPlace(layer.id, plate.path(layer.file), place, "always", is_turned)


def level_spot(plate: Plate, level: str) -> tuple[float, float] | None:
    """Return where a level lies on the back, in the midline."""
    anchor = plate.anchors.get(f"level-{level_key(level)}")
    return anchor.at if anchor is not None else None


def side_spots(plate: Plate, level: str, side: Side | None) -> tuple[tuple[float, float], ...]:
    """Return where the rings of a chosen place lie: none without a side."""
    anchor = plate.anchors.get(f"level-{level_key(level)}-left")
    if anchor is None or side is None:
        return ()
    spots = {"left": anchor.at, "right": plate.mirror_point(anchor.at)}
    return tuple(spot for name, spot in spots.items() if side in {name, "both"})


def level_key(level: str) -> str:
    """Return a level as the plates write it: "L4-L5" is "l4l5"."""
    return level.lower().replace("-", "")
