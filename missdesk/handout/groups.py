"""Blocks that hold blocks: stacks, columns and boxes; empty space and lines to write on.

Source: standards.md LP5, LP9, LP11, PU8.
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.handout.flow import Block, draw_stack, stack_height
from missdesk.handout.styles import MM, rgb
from missdesk.handout.tagging import Node, Pen, Role

WRITING_LINE = 10.5 * MM
FLATTER = 0.75
"""Space above and below the words of a panel, in parts of that beside them."""
LEAST_BESIDE_BAR = 9.0
"""Points from the edge of a panel to its words, so that its bar does not touch them."""


class Stack(Block):
    """Blocks below one another that stay on one page; a structure element if it has a role."""

    def __init__(self, blocks: Sequence[Block], role: Role | None = None) -> None:
        """Keep the blocks; the space around is that of the first and the last."""
        self.blocks = tuple(blocks)
        self.role = role
        self.before = self.blocks[0].before if self.blocks else 0.0
        self.after = self.blocks[-1].after if self.blocks else 0.0

    def enter(self, parent: Node) -> None:
        """Make the elements of the blocks, inside one of its own if there is a role."""
        self.node = parent.add(self.role) if self.role else None
        for block in self.blocks:
            block.enter(self.node or parent)

    def height(self, width: float) -> float:
        """Return the height of all."""
        return stack_height(self.blocks, width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw all."""
        draw_stack(pen, self.blocks, x, top, width)


class Panel(Stack):
    """A stack on a pale ground, with a bar at its left edge if it has a color."""

    def __init__(
        self, blocks: Sequence[Block], *, padding: float, bar: str = "", fill: str = "tint"
    ) -> None:
        """Keep the blocks; `padding` in points."""
        super().__init__(blocks)
        padding = max(padding, LEAST_BESIDE_BAR) if bar else padding
        self.padding, self.bar, self.fill = padding, bar, fill
        self.before = self.after = 0.7 * padding

    def height(self, width: float) -> float:
        """Return the height with the padding."""
        return super().height(width - 2 * self.padding) + 2 * FLATTER * self.padding

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the ground, then the blocks."""
        bottom = top - self.height(width)
        pen.box((x, bottom, x + width, top), self.fill, 6)
        if self.bar:
            pen.box((x, bottom + 6, x + 3.5, top - 6), self.bar)
        inner = width - 2 * self.padding
        down = top - FLATTER * self.padding
        draw_stack(pen, self.blocks, x + self.padding, down, inner)


class Columns(Block):
    """Stacks beside one another, read one after the other; never split.

    Attributes:
        shares: Parts of the width, one a column.
        gap: Points between columns.
        ruled: Whether a thin line stands between the columns.
    """

    def __init__(
        self,
        columns: Sequence[Sequence[Block]],
        gap: float,
        shares: Sequence[float] = (),
        *,
        ruled: bool = False,
    ) -> None:
        """Keep the columns; equal shares by default."""
        self.columns = tuple(tuple(column) for column in columns)
        self.gap, self.ruled = gap, ruled
        self.shares = tuple(shares) or (1.0,) * len(self.columns)
        self.before = max((c[0].before for c in self.columns if c), default=0.0)
        self.after = max((c[-1].after for c in self.columns if c), default=0.0)

    def enter(self, parent: Node) -> None:
        """Make the elements, column after column."""
        for column in self.columns:
            for block in column:
                block.enter(parent)

    def widths(self, width: float) -> list[float]:
        """Return the width of each column."""
        room = width - self.gap * (len(self.columns) - 1)
        return [room * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        """Return the height of the highest column."""
        pairs = zip(self.columns, self.widths(width), strict=True)
        return max((stack_height(column, w) for column, w in pairs), default=0.0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw column after column."""
        high = self.height(width)
        for index, (column, each) in enumerate(zip(self.columns, self.widths(width), strict=True)):
            if self.ruled and index:
                pen.canvas.setStrokeColorRGB(*rgb("line"))
                pen.canvas.setLineWidth(0.6)
                pen.canvas.line(x - self.gap / 2, top, x - self.gap / 2, top - high)
            draw_stack(pen, column, x, top, each)
            x += each + self.gap


class ReadLeftLast(Columns):
    """Columns of which the one at the right is read first: words with a picture at their left."""

    def enter(self, parent: Node) -> None:
        """Make the elements from the right to the left."""
        for column in reversed(self.columns):
            for block in column:
                block.enter(parent)


class Even(Block):
    """A block as high as the highest of its peers, so that what follows stands on one line."""

    def __init__(self, inner: Block) -> None:
        """Keep the block; `peers` are all of the row, itself among them."""
        self.inner = inner
        self.peers: Sequence[Even] = (self,)
        self.before, self.after = inner.before, inner.after

    def enter(self, parent: Node) -> None:
        """Make the block's own elements."""
        self.inner.enter(parent)

    def height(self, width: float) -> float:
        """Return the height of the highest peer; all have this width."""
        return max(peer.inner.height(width) for peer in self.peers)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the block at the top of its room."""
        self.inner.draw(pen, x, top, width)


def even(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks for a row of equal columns, all equally high."""
    peers = [Even(block) for block in blocks]
    for peer in peers:
        peer.peers = peers
    return list(peers)


class WritingLines(Block):
    """Empty lines to write on, at least 10 mm apart (LP11); decoration for a screen reader."""

    def __init__(self, count: int = 1, after: float = 0.0) -> None:
        """Keep the number of lines."""
        self.count, self.after = count, after

    def height(self, width: float) -> float:
        """Return 10.5 mm a line."""
        return self.count * WRITING_LINE

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        for index in range(self.count):
            pen.rule(x, top - (index + 1) * WRITING_LINE, x + width, "edge", 0.7)


class Gap(Block):
    """Empty space."""

    def __init__(self, points: float) -> None:
        """Keep the height."""
        self.points = points

    def height(self, width: float) -> float:
        """Return the height given."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw nothing."""
