"""Turn a plate, a state and the glossary into the picture a pane shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from missdesk.figures.label_choice import (
    PROBLEM_LABELS,
    Glossary,
    base_key,
    label_keys,
    part_word,
    short_meaning,
    word_for,
)
from missdesk.figures.plate import Layer, Plate
from missdesk.figures.plate_model import NEVER_MIRRORED
from missdesk.figures.topic_pictures import AXIAL
from missdesk.ui.stage.layers import Box, LabelWords, LayerPlace, Part, Picture, mirrored_box

FLAT: Final = frozenset({AXIAL, "side", "back", "front"})
"""Views in which a millimeter is as long everywhere; a scale bar on others would not be true."""
LEVEL_ANCHOR: Final = re.compile(r"(level|vertebra|disc)-[tls]\d")
SKIN_AT = 0.12
"""Just above the skin in every section, as a share of the page's height (notes/plates-2d.md)."""
FRONT_MM, HALF_BONE_MM = 20.0, 10.0
"""How far a broken bone reaches to its front and up and down from its target; looked at."""
MOVED: Final = "moved"
SPARE_GROUPS: Final = frozenset({MOVED, "pressure", "disc"})
"""Layers that a section is about; on other views they reach over the whole picture."""
NERVE_SAC: Final = re.compile(r"sac\b")
"""Of the nerves only the sac: the roots reach from one side of the section to the other."""
ALIKE: Final = frozenset({"disc"})
"""Alike on both sides: named on the side away from the problem, where there is room."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What to show of a plate.

    Attributes:
        state: State id.
        focus: Name of the crop.
        crop: A crop of its own instead, as drawn, before it is turned round.
        has_skin: Widen the crop up to the skin, so that one sees where the back is.
        is_mirrored: Turn a state drawn for the left to the right.
        near: Side of the problem as drawn, "left" or "right".
        wanted: Anchors to name, as in `PROBLEM_LABELS`.
        noted: Anchors whose label may have its few words more, None = all.
        sheet: Key of its ink.
        alt: What it shows.
    """

    state: str
    focus: str
    crop: Box | None = None
    has_skin: bool = False
    is_mirrored: bool = False
    near: str = "left"
    wanted: Sequence[Sequence[str]] = PROBLEM_LABELS
    noted: frozenset[str] | None = None
    sheet: str = ""
    alt: str = ""


def make_picture(plate: Plate, shot: Shot, glossary: Glossary) -> Picture:
    """Return a picture with its layers placed and its parts named.

    Parts and anchors without a word in the glossary stay unnamed: no id is ever shown.

    Raises:
        PlateError: The plate has no such state.
    """
    state = plate.state(shot.state)
    fixed = frozenset(i for i, region in plate.regions.items() if region in NEVER_MIRRORED)
    layers = tuple(
        layer_place(plate, la, is_mirrored=shot.is_mirrored) for la in plate.layers_of(state.id)
    )
    return Picture(
        plate=plate.id,
        state=state.id,
        size_mm=plate.size_mm,
        focus_mm=_focus(plate, shot),
        layers=layers,
        regions=plate.path(state.regions) if state.regions else None,
        is_mirrored=shot.is_mirrored,
        fixed_regions=fixed,
        parts=_parts(plate, shot, glossary),
        labels=_labels(plate, shot, glossary),
        sheet=shot.sheet,
        alt=shot.alt,
        px_per_mm=plate.px_per_mm,
        is_flat=plate.view in FLAT,
        snaps=_snaps(plate, is_mirrored=shot.is_mirrored),
        spare=_spare(plate, shot, layers),
    )


def _spare(plate: Plate, shot: Shot, layers: Iterable[LayerPlace]) -> tuple[Box, ...]:
    """Return what labels should leave free: the disc, nerve sac, what presses, moved muscle.

    Of a broken bone it is the front, which is squashed and cracked; the front is at the left. Other
    views but the cut across show discs and nerves all over: there only moved muscle counts.
    """
    is_flat = plate.view == AXIAL
    spared = SPARE_GROUPS if is_flat else {MOVED}
    boxes = tuple(
        la.box_mm
        for la in layers
        if plate.layers[la.id].group in spared or (is_flat and NERVE_SAC.match(la.id))
    )
    broken = None if is_flat else plate.targets(shot.state).get("vertebra-broken")
    if broken is None or shot.is_mirrored:
        return boxes
    x, y = broken.at
    return (*boxes, (x - FRONT_MM, y - HALF_BONE_MM, FRONT_MM, 2 * HALF_BONE_MM))


def _snaps(plate: Plate, *, is_mirrored: bool) -> tuple[tuple[float, float], ...]:
    """Return the places of discs and bones, for stamps to snap to."""
    spots = [a.at for a in plate.anchors.values() if LEVEL_ANCHOR.match(a.id)]
    return tuple(plate.mirror_point(at) if is_mirrored else at for at in spots)


def _focus(plate: Plate, shot: Shot) -> Box:
    if shot.crop is not None:
        return mirrored_box(shot.crop, plate.size_mm[0]) if shot.is_mirrored else shot.crop
    x, y, width, height = plate.crop(shot.focus, is_mirrored=shot.is_mirrored)
    if not shot.has_skin:
        return x, y, width, height
    top = min(y, SKIN_AT * plate.size_mm[1])
    return x, top, width, y + height - top


def layer_place(plate: Plate, layer: Layer, *, is_mirrored: bool) -> LayerPlace:
    """Return where a layer lies, turned round where it must be."""
    left, top, right, bottom = layer.box_px
    file_px = (right - left, bottom - top)
    scale = plate.px_per_mm
    box = (left / scale, top / scale, file_px[0] / scale, file_px[1] / scale)
    turns = is_mirrored and layer.mirrors
    chip = plate.groups.get(layer.group, "always")
    place = mirrored_box(box, plate.size_mm[0]) if turns else box
    page = (round(plate.size_mm[0] * scale), round(plate.size_mm[1] * scale))
    path = plate.path(layer.file)
    return LayerPlace(layer.id, path, place, chip, turns, file_px, (left, top, *page))


def _labels(plate: Plate, shot: Shot, glossary: Glossary) -> tuple[LabelWords, ...]:
    targets = plate.targets(shot.state, is_mirrored=shot.is_mirrored)
    made = []
    for key in label_keys(plate, shot.state, shot.near, shot.wanted):
        anchor = targets[key]
        entry = word_for(key, anchor.region, glossary)
        if entry is not None:
            note = short_meaning(entry) if shot.noted is None or key in shot.noted else ""
            at = anchor.at
            if key in ALIKE and shot.near == "right":
                at = plate.mirror_point(at)
            made.append(LabelWords(base_key(key), entry.term, note, at, anchor.region))
    return tuple(made)


def _parts(plate: Plate, shot: Shot, glossary: Glossary) -> tuple[Part, ...]:
    """Return what can be named in this state: regions that an anchor of it stands for, in turn."""
    index = {region: i for i, region in plate.regions.items()}
    anchors = plate.targets(shot.state, is_mirrored=shot.is_mirrored).values()
    places = {a.region: a.at for a in reversed(tuple(anchors))}
    made = []
    for region in dict.fromkeys(a.region for a in anchors):
        entry = part_word(region, glossary)
        if entry is not None and region in index:
            part = Part(region, index[region], entry.term, places[region], entry.meaning)
            made.append(part)
    return tuple(made)


def same_words(pictures: Iterable[Picture]) -> tuple[str, ...]:
    """Return the label ids that every picture has, in the order of the first.

    Options shown side by side carry the same labels (visual-design 4, RC14).
    """
    all_ids = [tuple(label.id for label in picture.labels) for picture in pictures]
    if not all_ids:
        return ()
    return tuple(i for i in all_ids[0] if all(i in ids for ids in all_ids[1:]))
