"""Put blocks onto pages: what stays together, where a page ends, and who draws where.

A `Block` knows its height at a width, may be split, and draws itself. Headings stay with what
follows; paragraphs leave two lines at least on either side; rows and figures are never split.

Source: issue 6 (no widow headings, no split rows); standards.md LP8.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from missdesk.handout.tagging import Node, Pen


class Block(ABC):
    """Something that fills the width and takes some height. Lengths in points.

    Attributes:
        before, after: Least space above and below; the larger of two neighbors counts.
        keeps_next: Never the last thing on a page.
        starts_page: Begins a new page.
        node: Its structure element, None while it is decoration.
    """

    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False
    starts_page: bool = False
    node: Node | None = None

    def enter(self, parent: Node) -> None:
        """Make the structure elements, in reading order; called once, before drawing.

        Decoration makes none: without a node it is drawn as an artifact.
        """
        self.node = None

    @abstractmethod
    def height(self, width: float) -> float:
        """Return the height at a width."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return a part that fits the room and the rest, None when it can't be split so."""
        return None

    def least(self, width: float) -> float:
        """Return the smallest height that may stand alone at the end of a page."""
        return self.height(width)

    @abstractmethod
    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at x, top."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page; `down` = points below the upper edge of the text area."""

    block: Block
    down: float


Page = list[Placed]
_Splits = dict[tuple[float, float], tuple[Block, Block] | None]
MOST_SPLITS = 32
"""Halves of a block that are kept; one search of the layout asks for a dozen."""


def height_of(block: Block, width: float) -> float:
    """Return the height of a block, which does not change once it is made; measured once."""
    kept: dict[float, float] | None = block.__dict__.get("_heights")
    if kept is None:
        kept = block.__dict__["_heights"] = {}
    found = kept.get(width)
    if found is None:
        found = kept[width] = block.height(width)
    return found


def stack_height(blocks: Sequence[Block], width: float) -> float:
    """Return the height of blocks below one another, without space above the first."""
    height, owed = 0.0, 0.0
    for index, block in enumerate(blocks):
        height += max(owed, block.before) if index else 0.0
        height += height_of(block, width)
        owed = block.after
    return height


def draw_stack(pen: Pen, blocks: Sequence[Block], x: float, top: float, width: float) -> None:
    """Draw blocks below one another."""
    owed = 0.0
    for index, block in enumerate(blocks):
        top -= max(owed, block.before) if index else 0.0
        block.draw(pen, x, top, width)
        top -= height_of(block, width)
        owed = block.after


def _split(block: Block, width: float, room: float) -> tuple[Block, Block] | None:
    return block.split(width, room)


def _split_once(block: Block, width: float, room: float) -> tuple[Block, Block] | None:
    """Return the halves of a block to measure, not to draw: kept, for each layout asks again."""
    kept: _Splits = block.__dict__.setdefault("_splits", {})
    if (width, room) not in kept:
        if len(kept) >= MOST_SPLITS:
            kept.clear()
        kept[width, room] = block.split(width, room)
    return kept[width, room]


def paginate(
    blocks: Sequence[Block],
    width: float,
    room: float,
    *,
    before: Sequence[Page] = (),
    is_drawn: bool = True,
) -> list[Page]:
    """Return the pages; a block higher than a page stands alone on one.

    Args:
        blocks: In reading order.
        width: Width of the text area.
        room: Height of the text area.
        before: Pages that stand already; the blocks go on below what is on the last one.
        is_drawn: Whether the pages will be drawn, not only counted.
    """
    halved = _split if is_drawn else _split_once
    queue = list(blocks)
    fresh: Block | None = None
    pages: list[Page] = [*before[:-1], [*before[-1]]] if before else [[]]
    down, owed = _end(pages[-1], width)
    while queue:
        block = queue.pop(0)
        page = pages[-1]
        gap = max(owed, block.before) if page else 0.0
        left = room - down - gap
        starts = block.starts_page and block is not fresh
        if page and (starts or not _fits(block, queue, width, left)):
            halves = None if starts else halved(block, width, left)
            if halves is None:
                pages.append([])
                down, owed = 0.0, 0.0
                fresh = block
                queue.insert(0, block)
                continue
            block = halves[0]
            queue.insert(0, halves[1])
        elif height_of(block, width) > left and (halves := halved(block, width, left)):
            block = halves[0]
            queue.insert(0, halves[1])
        pages[-1].append(Placed(block, down + gap))
        down += gap + height_of(block, width)
        owed = block.after
    return pages


def _end(page: Page, width: float) -> tuple[float, float]:
    """Return where the last block of a page ends, and the space it wants below."""
    if not page:
        return 0.0, 0.0
    last = page[-1]
    return last.down + height_of(last.block, width), last.block.after


def _fits(block: Block, following: Sequence[Block], width: float, left: float) -> bool:
    """Return whether a block, and what it may not be parted from, fits the room left."""
    needed = height_of(block, width)
    owed = block.after
    index = 0
    while block.keeps_next and index < len(following):
        block = following[index]
        if block.starts_page:
            break
        part = height_of(block, width) if block.keeps_next else block.least(width)
        needed += max(owed, block.before) + part
        owed = block.after
        index += 1
    return needed <= left + 0.01
