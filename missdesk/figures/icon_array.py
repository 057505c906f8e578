"""Draw 100 people, ten by ten, filled in one block from the top left (RC1, RC7, RC8, RC16).

Filled = affected; dashed on a tint = could be affected (from the lower to the upper end of a
range); outline = not affected. All people of one kind share their items, so that a painter can
draw one and repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from missdesk.figures import alt_text
from missdesk.figures.palette import LOOKS
from missdesk.figures.people import other_words, people, yes_words
from missdesk.figures.scene import (
    KAPPA,
    Command,
    Fill,
    Group,
    Item,
    Path,
    Rect,
    Scene,
    Stroke,
    TextItem,
    ellipse,
)
from missdesk.figures.text_block import Words, text_block
from missdesk.figures.text_fit import width_mm as text_width
from missdesk.figures.text_fit import wrap
from missdesk.model.compare import Cell
from missdesk.model.evidence import Arm, Unknown
from missdesk.model.topic import Look
from missdesk.model.wording import unknown_words

COLUMNS = 10
Kind = Literal["sure", "maybe", "rest"]
"""Affected; could be affected; not affected."""
KINDS: Final[tuple[Kind, ...]] = ("sure", "maybe", "rest")
_ICON: Final = 1.5
"""Size of the person beside a frame, in font sizes."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Words of both frames, and how large they are drawn; the two are always alike (RC7).

    Attributes:
        yes: What the counted people do ("have another operation").
        no: What the others do ("have no other operation").
        text_mm: Font size of the words; the numbers are a quarter larger.
        is_stacked: Words under the numbers; see `needs_stacking`.
    """

    yes: str
    no: str
    text_mm: float = 4.6
    is_stacked: bool = False


def icon_array(
    cell: Cell,
    look: Look,
    width_mm: float,
    *,
    frames: Frames | None = None,
    with_frames: bool = False,
    when: str = "",
    reason: str = "",
) -> Scene:
    """Return 100 people, or the box that says why there is no number.

    Args:
        cell: Figures out of 100, or which kind of unknown.
        look: The option's look.
        width_mm: Width and height of the block of people.
        frames: Words for the alt text and, if `with_frames`, for the two lines below.
        with_frames: Draw both frames in words below the people.
        when: Time window for the alt text ("Within 2 years").
        reason: One line for the unknown box ("This study did not follow …").

    Raises:
        EvidenceError: The figures are not people out of 100.
    """
    if isinstance(cell, Unknown):
        return unknown_box(cell, width_mm, width_mm, reason=reason, when=when)
    found = people(cell)
    if found is None:
        said = cell.what or Unknown.NOT_KNOWN
        return unknown_box(said, width_mm, width_mm, reason=reason, when=when)
    step = width_mm / COLUMNS
    counts = (found.sure, found.maybe, found.rest)
    kinds = [kind for kind, count in zip(KINDS, counts, strict=True) for _one in range(count)]
    one = {kind: (_person(look, kind, step),) for kind in KINDS}
    items: list[Item] = [
        Group(one[kind], (place % COLUMNS) * step, (place // COLUMNS) * step)
        for place, kind in enumerate(kinds)
    ]
    height = width_mm
    if frames is not None and with_frames:
        height += 0.35 * frames.text_mm
        icon_mm = _ICON * frames.text_mm
        both: tuple[tuple[str, str, Kind], ...] = (
            (other_words(found.shown), frames.no, "rest"),
            (yes_words(found.shown), frames.yes, "sure"),
        )
        for number, words, kind in both:
            line = _frame(_person(look, kind, icon_mm), number, words, width_mm, frames)
            items.append(line.at(0, height))
            height += line.height_mm
    said = alt_text.people_sentence(
        cell, yes=frames.yes if frames else "", no=frames.no if frames else "", when=when
    )
    return Scene(width_mm, height, tuple(items), said)


def bust(look: Look, size_mm: float, *, kind: Kind = "sure") -> Scene:
    """Return one person for a key, in a square of this size."""
    return Scene(size_mm, size_mm, (_person(look, kind, size_mm),))


def unknown_box(
    unknown: Unknown | str,
    width_mm: float,
    height_mm: float,
    *,
    reason: str = "",
    when: str = "",
    text_mm: float = 4.6,
) -> Scene:
    """Return a dashed box with the fixed words and a reason, both centered (RC13).

    With other words in place of an `Unknown` it holds what a study says without a figure, and
    has no line: a dashed one means that something is not known.
    """
    line: Stroke | None = None
    if isinstance(unknown, str):
        title, said = unknown, alt_text.words_sentence(Arm(what=unknown), when=when)
    else:
        title, line = unknown_words(unknown), Stroke("edge", 0.35, (2.0, 1.4))
        said = alt_text.unknown_sentence(unknown, reason=reason, when=when)
    inset = 0.3
    box = Rect(
        inset,
        inset,
        width_mm - 2 * inset,
        height_mm - 2 * inset,
        min(4.0, 0.06 * width_mm),
        Fill("sunken"),
        line,
    )
    parts = (
        Words(title, 1.12 * text_mm, 600),
        Words(reason, 0.92 * text_mm, 400, "ink2"),
    )
    words = text_block(parts, width_mm - 8, "center")
    items = (box, words.at(4, max(0.0, (height_mm - words.height_mm) / 2)))
    return Scene(width_mm, height_mm, items, said)


def _person(look: Look, kind: Kind, step: float) -> Path:
    """Return one person of a kind in the square 0, 0, step, step."""
    style = LOOKS[look]
    if kind == "rest":
        return Path(_bust(step), Fill("surface"), Stroke("edge", 0.04 * step))
    if kind == "maybe":
        dashed = Stroke(style.color, 0.055 * step, (0.13 * step, 0.085 * step))
        return Path(_bust(step), Fill(style.tint), dashed)
    pitch = step / (4 if style.pattern == "dots" else 6)
    fill = Fill(style.color, style.pattern, pitch_mm=pitch)
    return Path(_bust(step), fill, Stroke(style.color, 0.045 * step))


def _bust(s: float) -> tuple[Command, ...]:
    """Return a head and shoulders in a square of this side: the same for everyone (RC8)."""
    left, right = 0.2 * s, 0.8 * s
    top, bottom, r = 0.48 * s, 0.91 * s, 0.19 * s
    k = r * (1 - KAPPA)
    return (
        *ellipse(0.5 * s, 0.25 * s, 0.175 * s, 0.175 * s),
        ("M", left, bottom),
        ("L", left, top + r),
        ("C", left, top + k, left + k, top, left + r, top),
        ("L", right - r, top),
        ("C", right - k, top, right, top + k, right, top + r),
        ("L", right, bottom),
        ("Z",),
    )


def needs_stacking(cells: Iterable[Cell], frames: Frames, width_mm: float) -> bool:
    """Return whether any option's frames need words under numbers; then all get them (symmetry).

    Raises:
        EvidenceError: The figures are not people out of 100.
    """
    found = [people(cell) for cell in cells if not isinstance(cell, Unknown)]
    pairs = [
        pair
        for one in found
        if one is not None
        for pair in (
            (yes_words(one.shown), frames.yes),
            (other_words(one.shown), frames.no),
        )
    ]
    return any(not _fits(number, words, width_mm, frames) for number, words in pairs)


def _fits(number: str, words: str, width: float, frames: Frames) -> bool:
    """Return whether number and words stand on one line."""
    return _words_x(number, frames) + text_width(words, frames.text_mm) <= width


def _words_x(number: str, frames: Frames) -> float:
    """Return where the words begin beside a number."""
    size = frames.text_mm
    return 1.8 * size + text_width(number, 1.25 * size, 600) + 0.35 * size


def _frame(person: Path, number: str, words: str, width: float, frames: Frames) -> Scene:
    """Return one frame: a person, the number and the words beside or under it."""
    size = frames.text_mm
    icon, big, start, pitch = _ICON * size, 1.25 * size, 1.8 * size, 1.25 * size
    is_beside = not frames.is_stacked and _fits(number, words, width, frames)
    lines = (words,) if is_beside else wrap(words, width - start, size)
    x = _words_x(number, frames) if is_beside else start
    first = 0.5 * icon + 0.36 * big
    skip = 0 if is_beside else 1
    items: list[Item] = [
        Group((person,), 0, 0.06 * icon),
        TextItem(start, first, number, big, 600),
    ]
    items += [TextItem(x, first + (i + skip) * pitch, line, size) for i, line in enumerate(lines)]
    rows = len(lines) + skip
    return Scene(width, max(1.75 * size, first + (rows - 0.4) * pitch), tuple(items))
