"""Turn a plate, a state and the glossary into the picture a pane shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from missdesk.figures.plate import Layer, Plate
from missdesk.figures.plate_model import NEVER_MIRRORED
from missdesk.model.library import GlossaryEntry
from missdesk.ui.stage.layers import Box, LabelWords, LayerPlace, Part, Picture, mirrored_box

Glossary = Mapping[str, GlossaryEntry]
"""Entries by id; the parts of the body are `part.<region>` and `part.<anchor>`."""

MAX_LABELS = 6
SKIN_AT = 0.12
"""Just above the skin in every section, as a share of the page's height (notes/plates-2d.md)."""
MAX_NOTE = 30
"""A glossary sentence longer than this stays out of the pill; it is read when pressed."""


PROBLEM_LABELS: Final = (
    ("nerve-pinched", "nerve-traversing-{near}"),
    ("hernia",),
    ("longissimus-{near}", "multifidus-{near}"),
    ("lamina-{far}", "spinous"),
    ("sac",),
    ("disc",),
)
"""Anchors named on the Problem step, most wanted first; the first of each row that exists."""

ALIKE: Final = frozenset({"disc"})
"""Alike on both sides: named on the side away from the problem, where there is room."""
OPERATION_LABELS: Final = (
    ("muscle-moved",),
    ("nerve-pinched", "nerve-freed", "nerve-traversing-{near}"),
    ("hernia", "fragment", "disc"),
)
"""Anchors named on the Operation step: few, because two or three panes share the width."""
OPERATION_NOTES: Final = frozenset({"muscle-moved"})
"""Only this label says more there: that it is a sketch (issue 4, muscle moved)."""


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
    return Picture(
        plate=plate.id,
        state=state.id,
        size_mm=plate.size_mm,
        focus_mm=_focus(plate, shot),
        layers=tuple(_place(plate, la, shot.is_mirrored) for la in plate.layers_of(state.id)),
        regions=plate.path(state.regions) if state.regions else None,
        is_mirrored=shot.is_mirrored,
        fixed_regions=fixed,
        parts=_parts(plate, shot, glossary),
        labels=_labels(plate, shot, glossary),
        sheet=shot.sheet,
        alt=shot.alt,
    )


def _focus(plate: Plate, shot: Shot) -> Box:
    if shot.crop is not None:
        return mirrored_box(shot.crop, plate.size_mm[0]) if shot.is_mirrored else shot.crop
    x, y, width, height = plate.crop(shot.focus, is_mirrored=shot.is_mirrored)
    if not shot.has_skin:
        return x, y, width, height
    top = min(y, SKIN_AT * plate.size_mm[1])
    return x, top, width, y + height - top


def label_keys(plate: Plate, shot: Shot) -> tuple[str, ...]:
    """Return the anchor keys of a state that its labels would name, in order."""
    targets = plate.targets(shot.state)
    far = "right" if shot.near == "left" else "left"
    rows = (tuple(key.format(near=shot.near, far=far) for key in row) for row in shot.wanted)
    found = (next((key for key in row if key in targets), None) for row in rows)
    return tuple(key for key in found if key is not None)[:MAX_LABELS]


def _place(plate: Plate, layer: Layer, is_mirrored: bool) -> LayerPlace:
    left, top, right, bottom = (n / plate.px_per_mm for n in layer.box_px)
    box = (left, top, right - left, bottom - top)
    turns = is_mirrored and layer.mirrors
    chip = plate.groups.get(layer.group, "always")
    place = mirrored_box(box, plate.size_mm[0]) if turns else box
    return LayerPlace(layer.id, plate.path(layer.file), place, chip, turns)


def _labels(plate: Plate, shot: Shot, glossary: Glossary) -> tuple[LabelWords, ...]:
    targets = plate.targets(shot.state, is_mirrored=shot.is_mirrored)
    made = []
    for key in label_keys(plate, shot):
        anchor = targets[key]
        entry = word_for(key, anchor.region, glossary)
        if entry is not None:
            note = _note(entry) if shot.noted is None or key in shot.noted else ""
            at = anchor.at
            if key in ALIKE and shot.near == "right":
                at = plate.mirror_point(at)
            made.append(LabelWords(_base(key), entry.term, note, at, anchor.region))
    return tuple(made)


def _note(entry: GlossaryEntry) -> str:
    """Return a meaning short enough for a label, without its stop, else nothing."""
    return entry.meaning.removesuffix(".") if len(entry.meaning) <= MAX_NOTE else ""


def _parts(plate: Plate, shot: Shot, glossary: Glossary) -> tuple[Part, ...]:
    """Return what can be named in this state: regions that an anchor of it stands for, in turn."""
    index = {region: i for i, region in plate.regions.items()}
    anchors = plate.targets(shot.state, is_mirrored=shot.is_mirrored).values()
    places = {a.region: a.at for a in reversed(tuple(anchors))}
    made = []
    for region in dict.fromkeys(a.region for a in anchors):
        entry = glossary.get(f"part.{region}")
        if entry is not None and region in index:
            part = Part(region, index[region], entry.term, places[region], entry.meaning)
            made.append(part)
    return tuple(made)


def word_for(key: str, region: str, glossary: Glossary) -> GlossaryEntry | None:
    """Return the glossary entry of an anchor: its own, else that of its region, else None."""
    return glossary.get(f"part.{_base(key)}") or glossary.get(f"part.{region}")


def _base(key: str) -> str:
    """Return an anchor key without its side."""
    return key.removesuffix("-left").removesuffix("-right")


def same_words(pictures: Iterable[Picture]) -> tuple[str, ...]:
    """Return the label ids that every picture has, in the order of the first.

    Options shown side by side carry the same labels (visual-design 4, RC14).
    """
    all_ids = [tuple(label.id for label in picture.labels) for picture in pictures]
    if not all_ids:
        return ()
    return tuple(i for i in all_ids[0] if all(i in ids for ids in all_ids[1:]))
