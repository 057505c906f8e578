"""The picture of the problem: plate, labels with leaders, left and right in words, and ink.

Source: product.md (left and right; nothing chosen yet); visual-design.md 4 (picture).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from missdesk.figures.label_items import label_items
from missdesk.figures.labels import Label, Wish, height_below, place_labels
from missdesk.figures.plate_model import Anchor, Box, Plate
from missdesk.figures.scene import Item, Picture, Scene, TextItem
from missdesk.handout.ink import Ink
from missdesk.handout.material import Material
from missdesk.handout.pictures import plate
from missdesk.handout.styles import MM
from missdesk.i18n import _
from missdesk.model.marks import Sheet, sheet_key

WANTED: Final = ("hernia", "nerve-pinched", "disc", "sac", "spinous")
"""Label targets, most important first; those without a word or a target are left out."""
MOST: Final = 4
MOST_WITH_INK: Final = 2
"""Fewer names leave the surgeon's drawing room."""


def problem_scene(m: Material, width_mm: float, height_mm: float) -> tuple[Scene, Ink]:
    """Return the picture for the chosen level and side, and the ink to draw over it.

    It is neutral while none is chosen.

    Args:
        m: Content and visit.
        width_mm: Width; the picture fills it, cut to its shape.
        height_mm: Height.

    Raises:
        PlateError: The plate or its state is missing.
    """
    found = plate(plate_id(m))
    state = state_id(m)
    crop = _shaped(found, width_mm / height_mm)
    scale = width_mm / crop[2]
    picture = Picture(found.id, state, 0, 0, width_mm, height_mm, crop)
    labels = _labels(m, found, state, crop, scale)
    sheet = _sheet(m, found)
    lower = height_mm + max(0.0, height_below(labels, (0.0, 0.0, width_mm, height_mm)))
    sides = _sides(m, width_mm, lower)
    below = lower - height_mm + 1.45 * m.sheet.small.size / MM
    items: tuple[Item, ...] = (picture, *label_items(labels), *sides)
    said = _alt(m, state, labels, has_ink=bool(sheet.marks))
    return Scene(width_mm, height_mm + below, items, said), Ink(sheet, crop, scale)


def plate_id(m: Material) -> str:
    """Return the plate of the chosen level, the topic's spare one for any other."""
    plates = m.topic.plates
    return plates.plates.get(m.visit.level or "", plates.fallback)


def state_id(m: Material) -> str:
    """Return the state for the chosen level and side; healthy until both are known."""
    plates = m.topic.plates
    is_placed = bool(m.visit.level) and bool(m.visit.side or not m.topic.place.has_side)
    side = (m.visit.side or "") if is_placed else ""
    return plates.problem.get(side, plates.healthy) if is_placed else plates.healthy


def is_other_level(m: Material) -> bool:
    """Return whether the picture shows another level than the chosen one."""
    return bool(m.visit.level) and m.visit.level not in m.topic.plates.plates


def has_ink(m: Material) -> bool:
    """Return whether the surgeon drew on this picture."""
    return bool(_sheet(m, plate(plate_id(m))).marks)


def _sheet(m: Material, found: Plate) -> Sheet:
    """Return the ink on the picture of the problem."""
    key = sheet_key(found.id, "problem", m.visit.level, m.visit.side)
    return m.visit.sheets.get(key, Sheet())


def _shaped(found: Plate, ratio: float) -> Box:
    """Return the crop of the problem, widened or heightened to a ratio, kept on the page."""
    x, y, w, h = found.crop("problem")
    wide, high = (h * ratio, h) if w / h < ratio else (w, w / ratio)
    page_w, page_h = found.size_mm
    if wide > page_w:
        wide, high = page_w, page_w / ratio
    if high > page_h:
        wide, high = page_h * ratio, page_h
    left = min(max(0.0, x + w / 2 - wide / 2), page_w - wide)
    top = min(max(0.0, y + h / 2 - high / 2), page_h - high)
    return left, top, wide, high


def _labels(m: Material, found: Plate, state: str, crop: Box, scale: float) -> tuple[Label, ...]:
    """Return the labels that have a word and a target inside the crop."""
    targets = found.targets(state)
    wishes = [
        Wish(key, words, at)
        for key in WANTED
        if key in targets
        and (words := _word(m, targets[key]))
        and _is_inside(at := _at(targets, key, crop, scale), crop, scale)
    ]
    room = (0.0, 0.0, crop[2] * scale, crop[3] * scale)
    return place_labels(
        wishes,
        room,
        m.sheet.small.size / MM,
        max_labels=MOST_WITH_INK if _sheet(m, found).marks else MOST,
    )


def _at(targets: Mapping[str, Anchor], key: str, crop: Box, scale: float) -> tuple[float, float]:
    """Return a target in figure millimeters."""
    x, y = targets[key].at
    return (x - crop[0]) * scale, (y - crop[1]) * scale


def _is_inside(at: tuple[float, float], crop: Box, scale: float) -> bool:
    """Return whether a point of the figure is well inside it."""
    edge = 3.0
    return edge < at[0] < crop[2] * scale - edge and edge < at[1] < crop[3] * scale - edge


def _word(m: Material, anchor: Anchor) -> str:
    """Return the word for a target from the glossary, by key, then by region; "" for none."""
    words = m.library.glossary.get(m.visit.language) or m.library.glossary.get("en", {})
    ids = (f"part.{anchor.key}", f"part.{anchor.region}", anchor.key)
    entry = next((words[i] for i in ids if i in words), None)
    if entry is None:
        return ""
    return entry.term[:1].upper() + entry.term[1:]


def _sides(m: Material, width_mm: float, height_mm: float) -> tuple[Item, ...]:
    """Return "Your left" and "Your right" below the lower corners."""
    size = m.sheet.small.size / MM
    y = height_mm + 1.05 * size
    return (
        TextItem(0.0, y, _("‹ Your left"), size, 500, "ink"),
        TextItem(width_mm, y, _("Your right ›"), size, 500, "ink", "right"),
    )


def _alt(m: Material, state: str, labels: tuple[Label, ...], *, has_ink: bool) -> str:
    """Return what the picture shows, in sentences."""
    key = f"plate.{state}"
    said = m.field(key, "alt") if key in m.text.sections else ""
    parts = [said or _("Picture of a cut across the lower back.")]
    if m.place() and state != m.topic.plates.healthy:
        parts.append(_("Place: {place}.").format(place=m.place()))
    if labels:
        names = ", ".join(" ".join(label.lines) for label in labels)
        parts.append(_("Named in it: {names}.").format(names=names))
    if has_ink:
        parts.append(_("With a drawing by your surgeon."))
    return " ".join(parts)
