"""The picture of the problem: plate, labels with leaders, left and right in words, and ink.

Source: product.md (left and right; nothing chosen yet); visual-design.md 4 (picture).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from missdesk.content.words import plain
from missdesk.figures import topic_pictures
from missdesk.figures.ink_items import ink_words, own_alt
from missdesk.figures.label_choice import label_keys, word_for
from missdesk.figures.label_items import label_items
from missdesk.figures.labels import Label, Wish, height_below, place_labels
from missdesk.figures.plate_model import Anchor, Box, Plate
from missdesk.figures.scene import Item, Picture, Scene, TextItem
from missdesk.figures.topic_pictures import (
    LEFT_AT_LEFT,
    Shown,
    crop_name,
    picture_alt,
    problem_picture,
    problem_sheet,
)
from missdesk.handout.ink import Ink
from missdesk.handout.material import Material
from missdesk.handout.names import clean
from missdesk.handout.pictures import plate
from missdesk.handout.setting import made_once
from missdesk.handout.styles import MM
from missdesk.i18n import _
from missdesk.model.consultation import Visit
from missdesk.model.marks import LONG_MM, OWN, Sheet, own_sheet
from missdesk.model.topic import PlateUse

WANTED: Final = (
    ("vertebra-slipped", "vertebra-broken", "disc-worn", "hernia", "curve", "scar"),
    ("nerve-pinched", "bone-piece", "healing", "bone-healing"),
    ("disc-worn", "disc"),
    ("sac", "nerve"),
    ("spinous", "lamina-{far}"),
)
"""Label targets, what is wrong first; of each row the first that a picture has."""
TALL: Final = {True: 1.55, False: 1.45}
"""How much higher than others a tall picture may be, beside the words and above them."""
MOST: Final = 4
MOST_WITH_INK: Final = 2
"""Fewer names leave the surgeon's drawing room."""


def problem_scene(m: Material, width_mm: float, height_mm: float) -> tuple[Scene, Ink]:
    """Return the picture for the chosen level and side, and the ink to draw over it.

    It is neutral while none is chosen.

    Args:
        m: Content and visit.
        width_mm: Width.
        height_mm: Height; a tall picture may be somewhat higher.

    Raises:
        PlateError: The plate or its state is missing.
    """
    picked = shown(m)
    found, state = picked.plate, picked.state
    most = height_mm * TALL[m.sheet.is_wide]
    box, cut = _laid(picked, width_mm, height_mm, most, _focus(m, picked))
    height_mm, scale = box[2], box[1] / cut[2]
    # What the whole width shows: beside a tall picture there is room for its labels.
    crop = (cut[0] - box[0] / scale, cut[1], width_mm / scale, cut[3])
    picture = Picture(found.id, state, box[0], 0, *box[1:], cut, is_mirrored=picked.is_mirrored)
    labels = _labels(m, picked, crop, scale)
    sheet = next((s for v in m.topic.plates.all_views if (s := _sheet(m, v)).marks), Sheet())
    lower = height_mm + max(0.0, height_below(labels, (0.0, 0.0, width_mm, height_mm)))
    sides = _sides(m, found, width_mm, lower)
    below = lower - height_mm + (1.45 * m.sheet.small.size / MM if sides else 0.0)
    items: tuple[Item, ...] = (picture, *label_items(labels), *sides)
    said = _alt(m, labels, sheet)
    return Scene(width_mm, height_mm + below, items, said), Ink(sheet, crop, scale)


def shown(m: Material) -> Shown:
    """Return the picture for the chosen place; healthy until all of the place is known.

    Of several views it is the first on which the surgeon drew, else the first.
    """
    drawn = (view for view in m.topic.plates.all_views if _sheet(m, view).marks)
    return _picture(m, next(drawn, m.topic.plates))


def place_of(m: Material) -> Visit:
    """Return the visit with its place alone, which is all that pictures are chosen by.

    It is no watched one, so that others may make further visits from it (`kept`).
    """
    level, side = m.visit.level, m.visit.side
    return made_once(("place", level, side), lambda: Visit(level=level, side=side))


def is_placed(m: Material) -> bool:
    """Return whether the place is known well enough for paper: its level, and the side if any."""
    place = place_of(m)
    has_level = place.level is not None or m.topic.place.kind == "none"
    return has_level and topic_pictures.is_placed(m.topic, place)


def has_ink(m: Material) -> bool:
    """Return whether the surgeon drew on this picture."""
    return any(_sheet(m, view).marks for view in m.topic.plates.all_views)


def _picture(m: Material, view: PlateUse) -> Shown:
    topic, place, is_healthy = m.topic, place_of(m), not is_placed(m)
    return made_once(
        ("problem picture", topic.id, view.id, place.level, place.side, is_healthy),
        lambda: problem_picture(topic, place, view, plate, is_healthy=is_healthy),
    )


def _sheet(m: Material, view: PlateUse) -> Sheet:
    """Return the ink on a view of the problem."""
    key = problem_sheet(m.topic, place_of(m), view, _picture(m, view).plate.id)
    return m.visit.sheets.get(key, Sheet())


def _laid(
    picked: Shown, width: float, height: float, most: float, focus: str
) -> tuple[tuple[float, float, float], Box]:
    """Return left edge, width and height of the picture, and the part of the plate it shows.

    It fills the width, cut to the shape; a tall one, such as a whole spine, is shown whole.
    """
    if not _is_tall(picked, width / height, focus):
        shaped = shaped_crop(picked.plate, width / height, focus, is_mirrored=picked.is_mirrored)
        return (0.0, width, height), shaped
    x, y, w, h = picked.plate.crop(focus, is_mirrored=picked.is_mirrored)
    high = min(most, width * h / w)
    wide = high * w / h
    return ((width - wide) / 2, wide, high), (x, y, w, h)


def _is_tall(picked: Shown, ratio: float, focus: str) -> bool:
    """Return whether the plate is too narrow to fill a picture of this width to height."""
    return picked.plate.crop(focus)[3] * ratio > picked.plate.size_mm[0]


def _focus(m: Material, picked: Shown) -> str:
    """Return the name of the crop, as on the screen; all of it where ink may lie anywhere."""
    return "problem" if has_ink(m) else crop_name(m.topic, place_of(m), picked)


def is_tall(m: Material, ratio: float) -> bool:
    """Return whether the picture is a tall one, which needs less width."""
    picked = shown(m)
    return _is_tall(picked, ratio, _focus(m, picked))


def shaped_crop(
    found: Plate, ratio: float, focus: str = "problem", *, is_mirrored: bool = False
) -> Box:
    """Return a named crop, widened or heightened to a ratio, kept on the page."""
    x, y, w, h = found.crop(focus, is_mirrored=is_mirrored)
    wide, high = (h * ratio, h) if w / h < ratio else (w, w / ratio)
    page_w, page_h = found.size_mm
    if wide > page_w:
        wide, high = page_w, page_w / ratio
    if high > page_h:
        wide, high = page_h * ratio, page_h
    left = min(max(0.0, x + w / 2 - wide / 2), page_w - wide)
    top = min(max(0.0, y + h / 2 - high / 2), page_h - high)
    return left, top, wide, high


def _labels(m: Material, picked: Shown, crop: Box, scale: float) -> tuple[Label, ...]:
    """Return the labels that have a word and a target inside the crop."""
    targets = picked.plate.targets(picked.state, is_mirrored=picked.is_mirrored)
    words = {**m.library.glossary.get("en", {}), **m.library.glossary.get(m.visit.language, {})}
    wishes = [
        Wish(key, entry.term[:1].upper() + entry.term[1:], at)
        for key in label_keys(picked.plate, picked.state, "left", WANTED)
        if (entry := word_for(key, targets[key].region, words)) is not None
        and _is_inside(at := _at(targets, key, crop, scale), crop, scale)
    ]
    if m.topic.place.kind == "range" and is_placed(m):
        wishes.insert(0, Wish("curve", _("The curve"), _apex(targets, crop, scale)))
    room = (0.0, 0.0, crop[2] * scale, crop[3] * scale)
    return place_labels(
        wishes,
        room,
        m.sheet.small.size / MM,
        max_labels=MOST_WITH_INK if has_ink(m) else MOST,
    )


def _apex(targets: Mapping[str, Anchor], crop: Box, scale: float) -> tuple[float, float]:
    """Return the bone of the spine that stands furthest aside, in figure millimeters."""
    bones = [key for key in targets if key.startswith("vertebra-")]
    middle = sum(targets[key].at[0] for key in bones) / max(1, len(bones))
    far = max(bones, key=lambda key: abs(targets[key].at[0] - middle))
    return _at(targets, far, crop, scale)


def _at(targets: Mapping[str, Anchor], key: str, crop: Box, scale: float) -> tuple[float, float]:
    """Return a target in figure millimeters."""
    x, y = targets[key].at
    return (x - crop[0]) * scale, (y - crop[1]) * scale


def _is_inside(at: tuple[float, float], crop: Box, scale: float) -> bool:
    """Return whether a point of the figure is well inside it."""
    edge = 3.0
    return edge < at[0] < crop[2] * scale - edge and edge < at[1] < crop[3] * scale - edge


def _sides(m: Material, found: Plate, width_mm: float, height_mm: float) -> tuple[Item, ...]:
    """Return "Your left" and "Your right" below the lower corners, where the view has them."""
    if found.view == "front":
        words = _("‹ Your right"), _("Your left ›")
    elif found.view in LEFT_AT_LEFT:
        words = _("‹ Your left"), _("Your right ›")
    else:
        return ()
    return _side_items(words, width_mm, height_mm, m)


def _side_items(
    words: tuple[str, str], width_mm: float, height_mm: float, m: Material
) -> tuple[Item, ...]:
    size = m.sheet.small.size / MM
    y = height_mm + 1.05 * size
    return (
        TextItem(0.0, y, words[0], size, 500, "ink"),
        TextItem(width_mm, y, words[1], size, 500, "ink", "right"),
    )


def _alt(m: Material, labels: tuple[Label, ...], sheet: Sheet) -> str:
    """Return what the picture shows, in sentences."""
    write = partial(plain, library=m.library)
    parts = [picture_alt(m.text, m.topic, shown(m), write)]
    if m.place() and is_placed(m):
        parts.append(_("Place: {place}.").format(place=m.place()))
    if labels:
        names = ", ".join(" ".join(label.lines) for label in labels)
        parts.append(_("Named in it: {names}.").format(names=names))
    parts.append(drawn_words(sheet))
    return " ".join(part for part in parts if part)


def drawn_words(sheet: Sheet) -> str:
    """Return what the surgeon drew, for those who can't see it; empty when nothing was."""
    marks = clean(ink_words(sheet)).text
    return _("With a drawing by your surgeon: {marks}.").format(marks=marks) if marks else ""


def own_scene(m: Material, width_mm: float, height_mm: float) -> tuple[Scene, Ink, bytes] | None:
    """Return the surgeon's own picture with its ink and its JPEG; None unless it was ticked.

    PRIVACY: it may hold a name burned in, so it is on paper only when the surgeon wants it there.
    """
    own = m.visit.own_picture
    if own is None or not own.is_on_paper:
        return None
    wide, high = own.size_px
    mm = LONG_MM / max(wide, high)
    scale = min(width_mm / (wide * mm), height_mm / (high * mm))
    size = (wide * mm * scale, high * mm * scale)
    sheet = m.visit.sheets.get(own_sheet(m.visit.level, m.visit.side), Sheet())
    picture = Picture(OWN, "", 0, 0, *size, fades=False)
    lower = size[1] + (1.45 * m.sheet.small.size / MM if own.left_at in {"left", "right"} else 0.0)
    words = (_("‹ Your left"), _("Your right ›"))
    if own.left_at == "right":
        words = (_("‹ Your right"), _("Your left ›"))
    sides = _side_items(words, size[0], size[1], m) if lower > size[1] else ()
    said = " ".join(s for s in (own_alt(own), drawn_words(sheet)) if s)
    ink = Ink(sheet, (0.0, 0.0, wide * mm, high * mm), scale)
    return Scene(size[0], lower, (picture, *sides), said), ink, own.data
