"""Tables with real header cells; rows are never split, and the head repeats on each page.

The head drawn again on a further page is an artifact (PU14).

Source: standards.md PM19, PU14; issue 6 (no split rows).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missdesk.handout.flow import Block, draw_stack, stack_height
from missdesk.handout.tagging import Node, Pen

LEAST_ROWS = 2
"""Rows at the foot or the head of a page: one alone under the head is lost."""
BELOW = 1.5
"""Points between the cells of a row and the notes below them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its blocks, and whether it heads its row or column.

    Attributes:
        below: Notes of a row's head, drawn under all cells of the row in the table's width, where
            they need one line instead of three; read with the head.
    """

    blocks: tuple[Block, ...]
    is_head: bool = False
    below: tuple[Block, ...] = ()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Measures of a table. Lengths in points.

    Attributes:
        shares: Parts of the width, one a column.
        pad: Space left and right of a cell's text; the first column has none at its left.
        rise: Space above and below a cell's text.
        tints: Ground of a column, "" for none, one a column.
    """

    shares: tuple[float, ...]
    pad: float = 5.0
    rise: float = 5.0
    tints: tuple[str, ...] = ()


class Table(Block):
    """A head row and body rows; splits between rows."""

    def __init__(self, head: Row, rows: Sequence[Row], grid: Grid, after: float = 0.0) -> None:
        """Keep the cells; every row has as many as the head."""
        self.head, self.rows, self.grid = head, tuple(rows), grid
        self.after = after
        self._repeats_head = False

    def enter(self, parent: Node) -> None:
        """Make Table, THead and TBody with TR, TH and TD."""
        self.node = parent.add("Table")
        _enter_row(self.node.add("THead"), self.head, "Column")
        body = self.node.add("TBody")
        for row in self.rows:
            _enter_row(body, row, "Row")

    def widths(self, width: float) -> list[float]:
        """Return the width of each column."""
        return [width * share / sum(self.grid.shares) for share in self.grid.shares]

    def _inner(self, index: int, width: float) -> float:
        """Return the width for text in a column."""
        return width - self.grid.pad * (1 if index == 0 else 2)

    def row_height(self, row: Row, width: float) -> float:
        """Return the height of the highest cell and the notes, with the space around."""
        notes = stack_height(row[0].below, width)
        return 2 * self.grid.rise + self._cells_height(row, width) + (notes and BELOW + notes)

    def _cells_height(self, row: Row, width: float) -> float:
        """Return the height of the highest cell."""
        return max(
            stack_height(cell.blocks, self._inner(i, w))
            for i, (cell, w) in enumerate(zip(row, self.widths(width), strict=True))
        )

    def height(self, width: float) -> float:
        """Return the height of the head and all rows."""
        return sum(self.row_height(row, width) for row in (self.head, *self.rows))

    def least(self, width: float) -> float:
        """Return the height of the head and two rows."""
        return sum(self.row_height(row, width) for row in (self.head, *self.rows[:2]))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows."""
        used = self.row_height(self.head, width)
        count = 0
        while count < len(self.rows):
            used += self.row_height(self.rows[count], width)
            if used > room:
                break
            count += 1
        if len(self.rows) >= 2 * LEAST_ROWS:
            count = min(count, len(self.rows) - LEAST_ROWS)
            count = 0 if count < LEAST_ROWS else count
        if not 0 < count < len(self.rows):
            return None
        first, rest = self._part(self.rows[:count]), self._part(self.rows[count:])
        first._repeats_head, rest._repeats_head = self._repeats_head, True
        return first, rest

    def _part(self, rows: Sequence[Row]) -> Table:
        """Return a table of some of the rows, the same element."""
        part = Table(self.head, rows, self.grid, self.after)
        part.node = self.node
        return part

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw grounds, rules and cells, row by row."""
        down = top
        self._draw_grounds(pen, x, top, width)
        for index, row in enumerate((self.head, *self.rows)):
            if index == 0 and self._repeats_head:
                with pen.silent():
                    self._draw_row(pen, row, x, down, width)
            else:
                self._draw_row(pen, row, x, down, width)
            down -= self.row_height(row, width)
            is_edge = index in (0, len(self.rows))
            pen.rule(x, down, x + width, "ink" if is_edge else "line", 1.0 if is_edge else 0.6)

    def _draw_grounds(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Tint the columns that have a ground of their own."""
        bottom = top - self.height(width)
        for tint, each in zip(self.grid.tints, self.widths(width), strict=False):
            if tint:
                pen.box((x + 1.5, bottom, x + each - 1.5, top), tint)
            x += each

    def _draw_row(self, pen: Pen, row: Row, x: float, top: float, width: float) -> None:
        """Draw the cells of one row."""
        for index, (cell, each) in enumerate(zip(row, self.widths(width), strict=True)):
            left = x + (self.grid.pad if index else 0.0)
            draw_stack(pen, cell.blocks, left, top - self.grid.rise, self._inner(index, each))
            x += each
        if row[0].below:
            down = self.grid.rise + self._cells_height(row, width) + BELOW
            draw_stack(pen, row[0].below, x - width, top - down, width)


def _enter_row(parent: Node, row: Row, scope: str) -> None:
    """Make one TR."""
    line = parent.add("TR")
    for cell in row:
        node = line.add("TH" if cell.is_head else "TD")
        node.scope = scope if cell.is_head else ""
        for block in (*cell.blocks, *cell.below):
            block.enter(node)
