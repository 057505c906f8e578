"""Draw the cuts in the skin on the back, all options at one scale, with a ruler.

The solid part of a line is the shorter end of what was found, the dashed part the longer end.
Where no verified length exists, the line is dashed only and the words say so (product.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from missdesk.figures.alt_text import join
from missdesk.figures.badge import badge
from missdesk.figures.palette import LOOKS
from missdesk.figures.plate_model import Box, Plate, Point
from missdesk.figures.scene import Fill, Group, Item, Line, Picture, Rect, Scene, Stroke, TextItem
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.topic_pictures import level_key
from missdesk.i18n import _
from missdesk.model.evidence import Arm, Finding
from missdesk.model.place import levels_of
from missdesk.model.rounding import Whole, whole
from missdesk.model.topic import Cut, Look, Side
from missdesk.model.wording import inches_words, number_words

_MM: Final = {"cm": 10.0, "mm": 1.0}
_CM: Final = 10.0
NOMINAL_MM: Final = 20.0
"""CLINICAL: drawn where no verified length exists, always dashed and with words; our choice."""
_AROUND_MM: Final = 30.0
"""Least skin shown beside the farthest cut."""
_LEAST_CROP_MM: Final = 130.0
_ASPECT: Final = 0.92
"""Height of a panel against its width."""
_RULER_MM: Final = 11.0
_GAP_MM: Final = 4.0
_NUMBER_EVERY_CM: Final = 5


@dataclass(frozen=True, slots=True)
class CutSize:
    """A cut: shorter and longer end of its length in mm, None = no verified length.

    Attributes:
        offset_mm: From the midline towards the chosen side.
        unplaced: Levels at which only the surgeon can say where it will be.
    """

    low_mm: float | None
    high_mm: float | None
    offset_mm: float = 0.0
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScarPanel:
    """One option's panel; `cut` None = the option has no cut."""

    look: Look
    name: str
    cut: CutSize | None


def cut_size(cut: Cut | None, finding: Finding | None) -> CutSize | None:
    """Return a cut's verified length, from the group of the option's own technique.

    Args:
        cut: The option's cut; None gives None.
        finding: The finding it names, None when it is not in the library.
    """
    if cut is None:
        return None
    groups = finding.groups if finding is not None else ()
    for group in groups:
        if group.technique == cut.group and group.unit in _MM:
            low, high = _ends(group)
            return CutSize(low, high, cut.offset_mm, cut.unplaced)
    return CutSize(None, None, cut.offset_mm, cut.unplaced)


def scar_map(
    plate: Plate,
    state: str,
    panels: Sequence[ScarPanel],
    width_mm: float,
    *,
    level: str | None,
    side: Side | None,
    text_mm: float = 4.4,
) -> Scene:
    """Return a panel an option, alike in size, scale and place, and a ruler at the right.

    Args:
        plate: The back.
        state: Its state (skin).
        panels: One an option, in the order of the visit (RC14).
        width_mm: Full width.
        level: Place, such as "L4-L5"; None = not chosen yet: pictures without lines, and words.
        side: Chosen side; without one, or for both, cuts beside the midline stand on it, and
            words say that the surgeon will mark the place. A cut `unplaced` here has no line.
        text_mm: Font size.

    Raises:
        PlateError: The plate has no such state.
    """
    room = (width_mm - _RULER_MM - _GAP_MM * len(panels)) / max(1, len(panels))
    center = _center(plate, state, level)
    crop = _crop(plate, panels, center or (plate.size_mm[0] / 2, plate.size_mm[1] / 2))
    scale = room / crop[2]
    heads = [_head(panel, room, text_mm) for panel in panels]
    spots = [None if _is_unplaced(panel.cut, level) else center for panel in panels]
    feet = [_foot(p, room, text_mm, spot, side) for p, spot in zip(panels, spots, strict=True)]
    top = max((head.height_mm for head in heads), default=0.0) + 0.3 * text_mm
    bottom = top + room * _ASPECT
    items: list[Item] = []
    for number, (panel, head, foot, spot) in enumerate(
        zip(panels, heads, feet, spots, strict=True)
    ):
        x = number * (room + _GAP_MM)
        picture = Picture(plate.id, state, 0, 0, room, room * _ASPECT, crop, fades=False)
        lines = _lines(panel, spot, side, crop, scale) if spot else ()
        frame = Rect(0, 0, room, room * _ASPECT, 2.5)
        body = (Rect(0, 0, room, room * _ASPECT, 0, Fill("art")), picture, *lines)
        items += [
            head.at(x, top - 0.3 * text_mm - head.height_mm),
            Group(body, x, top, frame),
            foot.at(x, bottom + 0.3 * text_mm),
        ]
    items.append(_ruler(room * _ASPECT, scale, text_mm).at(width_mm - _RULER_MM, top))
    tall = bottom + 0.3 * text_mm + max((foot.height_mm for foot in feet), default=0.0)
    said = join(_sentence(p, spot, side) for p, spot in zip(panels, spots, strict=True))
    return Scene(width_mm, tall, tuple(items), said)


def cut_words(cut: CutSize | None) -> str:
    """Return "About 3 to 5 cm", or why there is no length."""
    if cut is None:
        return _("No cut")
    if cut.low_mm is None or cut.high_mm is None:
        return _("About this size. Ask your surgeon.")
    shown = Whole(whole(cut.low_mm / 10), whole(cut.high_mm / 10))
    inches = inches_words(cut.low_mm, cut.high_mm)
    if cut.high_mm < _CM:
        return _("Less than 1 cm") + inches
    if cut.low_mm < _CM:
        return _("Up to {number} cm").format(number=shown.high) + inches
    return _("About {number} cm").format(number=number_words(shown)) + inches


def _ends(arm: Arm) -> tuple[float | None, float | None]:
    """Return the shorter and longer end in mm."""
    low = arm.low if arm.low is not None else arm.value
    high = arm.high if arm.high is not None else arm.value
    if low is None or high is None:
        return None, None
    return low * _MM[arm.unit], high * _MM[arm.unit]


def _center(plate: Plate, state: str, level: str | None) -> Point | None:
    """Return the midline at a place, the middle of several levels; None where none is drawn."""
    targets = plate.targets(state)
    keys = [level_key(one) for one in levels_of(level)]
    wanted = [targets.get(f"level-{key}") or targets.get(f"vertebra-{key}") for key in keys]
    spots = [anchor.at for anchor in wanted if anchor is not None]
    if not spots:
        return None
    return spots[0][0], sum(y for _x, y in spots) / len(spots)


def _crop(plate: Plate, panels: Sequence[ScarPanel], center: Point) -> Box:
    """Return the part of the back that shows all cuts, within the page."""
    far = max((abs(p.cut.offset_mm) for p in panels if p.cut is not None), default=0.0)
    page_w, page_h = plate.size_mm
    w = min(max(_LEAST_CROP_MM, 2 * (far + _AROUND_MM)), page_w, page_h / _ASPECT)
    h = w * _ASPECT
    x = min(max(0.0, center[0] - w / 2), page_w - w)
    y = min(max(0.0, center[1] - 0.5 * h), page_h - h)
    return x, y, w, h


def _is_unplaced(cut: CutSize | None, level: str | None) -> bool:
    """Return whether a cut's place can't be told at one of the levels."""
    return cut is not None and not set(cut.unplaced).isdisjoint(levels_of(level))


def _needs_mark(cut: CutSize | None, side: Side | None) -> bool:
    """Return whether only the surgeon can say where the cut will be."""
    return cut is not None and cut.offset_mm != 0 and side not in {"left", "right"}


def _lines(
    panel: ScarPanel, center: Point, side: Side | None, crop: Box, scale: float
) -> tuple[Item, ...]:
    """Return the cut: solid up to its shorter end, dashed up to its longer one."""
    if panel.cut is None:
        return ()
    style = LOOKS[panel.look]
    color = f"art_{style.color}"
    cut = panel.cut
    shift = 0.0 if _needs_mark(cut, side) else cut.offset_mm * (-1 if side == "left" else 1)
    x = (center[0] + shift - crop[0]) * scale
    y = (center[1] - crop[1]) * scale
    low = (cut.low_mm or 0.0) * scale
    high = (cut.high_mm or NOMINAL_MM) * scale
    thick = 1.5
    items: list[Item] = [
        Rect(x - thick, y - high / 2 - 0.7, 2 * thick, high + 1.4, thick, Fill("label")),
        Rect(
            x - thick / 2,
            y - high / 2,
            thick,
            high,
            0,
            Fill(f"art_{style.tint}"),
            Stroke(color, 0.3, (0.9, 0.6)),
        ),
    ]
    if low > 0:
        fill = Fill(color, style.pattern, "label", 0.9)
        box = Rect(x - thick / 2, y - low / 2, thick, low, 0, fill, Stroke(color, 0.3))
        items.append(box)
    return (*items, *_bracket(x + 2.6, y, high))


def _bracket(x: float, y: float, high: float) -> tuple[Item, ...]:
    """Return the measuring line beside a cut, dark on a light casing."""
    top, bottom = y - high / 2, y + high / 2
    spans = ((x, top, x, bottom), (x - 0.9, top, x, top), (x - 0.9, bottom, x, bottom))
    casing = [Line(*ends, Stroke("label", 0.9, is_round=True)) for ends in spans]
    return (*casing, *(Line(*ends, Stroke("label_line", 0.3)) for ends in spans))


def _head(panel: ScarPanel, room: float, text_mm: float) -> Scene:
    """Return mark and name."""
    mark = 1.5 * text_mm
    words = text_block([Words(panel.name, text_mm, 600)], room - mark - 0.5 * text_mm)
    tall = max(mark, words.height_mm)
    items = (
        badge(panel.look, mark).at(0, (tall - mark) / 2),
        words.at(mark + 0.5 * text_mm, (tall - words.height_mm) / 2),
    )
    return Scene(room, tall, items)


def _foot(
    panel: ScarPanel, room: float, text_mm: float, center: Point | None, side: Side | None
) -> Scene:
    """Return the length in words, and who will mark the place."""
    parts = [Words(cut_words(panel.cut), text_mm, 600)]
    if panel.cut is not None and (center is None or _needs_mark(panel.cut, side)):
        parts.append(Words(_place_words(), 0.9 * text_mm, 400, "ink2"))
    return text_block(parts, room)


def _place_words() -> str:
    """Return the fixed words while the place is not chosen (product.md)."""
    return _("Your surgeon will mark the place.")


def _sentence(panel: ScarPanel, center: Point | None, side: Side | None) -> str:
    """Return a panel in words."""
    said = cut_words(panel.cut).rstrip(".")
    open_place = panel.cut is not None and (center is None or _needs_mark(panel.cut, side))
    return join(
        (
            _("{option}: {words}.").format(option=panel.name, words=said),
            _place_words() if open_place else "",
        )
    )


def _ruler(height: float, scale: float, text_mm: float) -> Scene:
    """Return a ruler in cm at the panels' scale, 0 at the top."""
    size = 0.75 * text_mm
    count = int(height / (10 * scale) + 1e-6)
    items: list[Item] = []
    for cm in range(count + 1):
        is_long = cm % _NUMBER_EVERY_CM == 0
        y = cm * 10 * scale
        items.append(Line(0, y, 2.2 if is_long else 1.2, y, Stroke("ink2", 0.3)))
        if is_long:
            words = _("{n} cm").format(n=cm) if cm else "0"
            items.append(TextItem(2.8, max(y + 0.35 * size, 0.7 * size), words, size, 400, "ink2"))
    items.append(Line(0, 0, 0, count * 10 * scale, Stroke("ink2", 0.3)))
    return Scene(_RULER_MM, height, tuple(items))
