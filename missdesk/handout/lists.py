"""Lists: items with a bullet, a number or a box to tick, below one another or in two columns.

Source: standards.md LP9, LP11, PU8, PU15; CC8 (lists).
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.handout.flow import Block, draw_stack, stack_height
from missdesk.handout.flowables import Paragraph
from missdesk.handout.styles import MM, Style, rgb
from missdesk.handout.tagging import Node, Pen

TICK_BOX = 6.2 * MM
LEAST_ROWS = 2
"""Rows of a list, or lines of one item, at the foot or the head of a page."""


class Item(Block):
    """One item of a list: its sign at the left, its blocks beside it."""

    def __init__(self, sign: Sign | None, blocks: Sequence[Block], indent: float) -> None:
        """Keep the parts; `indent` in points; no sign = the rest of an item of the page before."""
        self.sign, self.blocks, self.indent = sign, tuple(blocks), indent
        self.before = blocks[0].before
        self.after = blocks[-1].after

    def enter(self, parent: Node) -> None:
        """Make LI with Lbl and LBody."""
        item = parent.add("LI")
        label = item.add("Lbl")
        if self.sign is not None:
            self.sign.node = label
        body = item.add("LBody")
        for block in self.blocks:
            block.enter(body)

    def height(self, width: float) -> float:
        """Return the height of the blocks, at least that of the sign."""
        sign = self.sign.height if self.sign is not None else 0.0
        return max(stack_height(self.blocks, width - self.indent), sign)

    def is_long(self, width: float) -> bool:
        """Return whether the item has lines enough to stand alone at the foot or head of a page."""
        return self.sign is None or self.height(width) >= LEAST_ROWS * self.sign.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split an item of one paragraph between its lines."""
        if len(self.blocks) != 1:
            return None
        halves = self.blocks[0].split(width - self.indent, room)
        if halves is None:
            return None
        first, rest = halves
        first.after = rest.after = self.after
        return Item(self.sign, [first], self.indent), Item(None, [rest], self.indent)

    def draw(self, pen: Pen, x: float, top: float, width: float, *, push: float = 0.0) -> None:
        """Draw the sign, then the blocks; the last one `push` points lower."""
        if self.sign is not None:
            self.sign.draw(pen, x, top)
        *above, last = self.blocks
        inner = width - self.indent
        if not push or not above:
            draw_stack(pen, self.blocks, x + self.indent, top, inner)
            return
        draw_stack(pen, above, x + self.indent, top, inner)
        down = stack_height(self.blocks, inner) - last.height(inner) + push
        last.draw(pen, x + self.indent, top - down, inner)


class Sign:
    """What stands before an item: a bullet, a number, or a box to tick."""

    def __init__(self, style: Style, kind: str) -> None:
        """Make the sign; any other text than "bullet" and "box" is drawn as it is, such as "3."."""
        self.kind, self.style = kind, style
        self.node: Node | None = None
        self.height = TICK_BOX if kind == "box" else style.leading
        text = "•" if kind == "bullet" else kind
        self.text = None if kind == "box" else Paragraph(text, style, where="A list")

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the sign at the first line."""
        if self.text is not None:
            self.text.node = self.node
            self.text.draw(pen, x, top, 1e6)
            return
        with pen.content(self.node):
            pen.canvas.setStrokeColorRGB(*rgb("edge"))
            pen.canvas.setLineWidth(1.2)
            rise = (self.style.leading - TICK_BOX) / 2
            pen.canvas.roundRect(x, top - rise - TICK_BOX, TICK_BOX, TICK_BOX, 3, 1, 0)


class ItemList(Block):
    """A list; splits between items."""

    def __init__(self, items: Sequence[Item], numbering: str, after: float = 0.0) -> None:
        """Keep the items; `numbering` is "Disc", "Decimal" or "None"."""
        self.items, self.numbering = tuple(items), numbering
        self.before, self.after = items[0].before, max(items[-1].after, after)

    def enter(self, parent: Node) -> None:
        """Make L with an LI an item."""
        self.node = parent.add("L")
        self.node.numbering = self.numbering
        for item in self.items:
            item.enter(self.node)

    def height(self, width: float) -> float:
        """Return the height of all items."""
        return stack_height(self.items, width)

    def least(self, width: float) -> float:
        """Return the height of the first item, of the first two where that is a single line."""
        return stack_height(self.items[: _alone(self.items, width)], width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between items, or inside one where that fills the page."""
        count = 0
        while count < len(self.items) and stack_height(self.items[: count + 1], width) <= room:
            count += 1
        if count == len(self.items):
            return None
        if len(self.items) >= 2 * LEAST_ROWS:
            count = min(count, len(self.items) - _alone(self.items[::-1], width))
        above, rest = list(self.items[:count]), list(self.items[count:])
        used = stack_height(above, width) + (above[-1].after if above else 0.0)
        halves = rest[0].split(width, room - used)
        if halves is not None:
            above.append(_as_item(halves[0]))
            rest[0] = _as_item(halves[1])
        if not above:
            return None
        return self._part(above), self._part(rest)

    def _part(self, items: Sequence[Item]) -> ItemList:
        """Return a list of some of the items, the same element."""
        part = ItemList(items, self.numbering, self.after)
        part.node = self.node
        return part

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw all items."""
        draw_stack(pen, self.items, x, top, width)


def _alone(items: Sequence[Item], width: float) -> int:
    """Return how many of a list's items, the first ones, may stand apart from the others."""
    return 1 if items[0].is_long(width) else LEAST_ROWS


def _as_item(half: Block) -> Item:
    """Return the half of an item as what it is."""
    assert isinstance(half, Item)
    return half


class PairedList(ItemList):
    """A list in two columns, read row by row; the items of a row are equally high."""

    def __init__(
        self,
        items: Sequence[Item],
        numbering: str,
        gap: float,
        *,
        last: Item | None = None,
        least: tuple[int, int] = (LEAST_ROWS, LEAST_ROWS),
    ) -> None:
        """Keep the items.

        Args:
            items: In reading order.
            numbering: As for any list.
            gap: Between the columns in points.
            last: One more item, a row of its own in the whole width.
            least: Rows that may stand alone at the foot and at the head of a page.
        """
        super().__init__((*items, *([last] if last else ())), numbering)
        self.gap, self.last, self.least_rows = gap, last, least

    def _each(self, width: float) -> float:
        """Return the width of a column."""
        return (width - self.gap) / 2

    def _rows(self, width: float) -> list[tuple[Sequence[Item], float]]:
        """Return the pairs with their heights, the space below among them."""
        paired = self.items[:-1] if self.last else self.items
        pairs = [paired[i : i + 2] for i in range(0, len(paired), 2)]
        each = self._each(width)
        rows: list[tuple[Sequence[Item], float]] = [
            (p, max(i.height(each) for i in p) + p[0].after) for p in pairs
        ]
        if self.last:
            rows.append(((self.last,), self.last.height(width) + self.last.after))
        return rows

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return sum(high for _pair, high in self._rows(width))

    def least(self, width: float) -> float:
        """Return the height of the first rows, or of all where too few would be left."""
        rows = self._rows(width)
        shown = rows if len(rows) < sum(self.least_rows) else rows[: self.least_rows[0]]
        return sum(high for _pair, high in shown)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows, with the least number of rows or more on either side."""
        rows = self._rows(width)
        fits, used = 0, 0.0
        for _pair, high in rows:
            used += high
            if used > room:
                break
            fits += 1
        fits = min(fits, len(rows) - self.least_rows[1])
        if fits < self.least_rows[0]:
            return None
        count = 2 * fits
        return self._half(self.items[:count], None), self._half(self.items[count:], self.last)

    def _half(self, items: Sequence[Item], last: Item | None) -> PairedList:
        """Return a list of some of the items, the same element."""
        paired = items[:-1] if last else items
        part = PairedList(paired, self.numbering, self.gap, last=last, least=self.least_rows)
        part.node = self.node
        return part

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw row by row; writing lines of a row stand on one height."""
        for pair, high in self._rows(width):
            each = width if pair[0] is self.last else self._each(width)
            for index, item in enumerate(pair):
                short = high - pair[0].after - item.height(each)
                item.draw(pen, x + index * (each + self.gap), top, each, push=short)
            top -= high
