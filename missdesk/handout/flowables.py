"""Paragraphs and headings: text as runs, never as markup.

Source: standards.md LP4-LP6, PU8, PU13, PU23; notes/pdf.md 1 and 7.
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.handout.flow import Block
from missdesk.handout.fonts import Piece
from missdesk.handout.setting import Bit, Line, Run, Word, break_lines, text_of
from missdesk.handout.styles import Style
from missdesk.handout.tagging import Annotation, Node, Pen, Role

LEAST_LINES = 2
"""Fewest lines of a paragraph at the foot or the head of a page."""


class Paragraph(Block):
    """Text in one style. Splits between lines."""

    def __init__(
        self, runs: Sequence[Run] | str, style: Style, role: Role = "P", where: str = "The text"
    ) -> None:
        """Set the text; `where` names the place should a character have no font.

        Raises:
            FontError: A character is in no bundled font.
        """
        self.runs: tuple[Run, ...] = (Run(runs),) if isinstance(runs, str) else tuple(runs)
        self.style = style
        self.role = role
        self.before, self.after = style.before, style.after
        self._text = text_of(self.runs, style.weight, where)
        self._given: list[Line] | None = None
        self._links: dict[int, Node] = {}
        self._written: dict[int, tuple[Line, str]] = {}

    @property
    def text(self) -> str:
        """Return the words without their looks."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def words(self) -> tuple[list[Word], list[Bit]]:
        """Return the words and the spaces after them, for measuring columns."""
        return self._text.words, self._text.spaces

    def enter(self, parent: Node) -> None:
        """Make one element; links inside are added when they are drawn, in order."""
        self.node = parent.add(self.role)
        self._links = {}

    def lines(self, width: float) -> list[Line]:
        """Return the broken lines at a width; kept, for height and drawing ask both."""
        if self._given is not None:
            return self._given
        room = width / self.style.size
        if room not in self._text.lines:
            self._text.lines[room] = break_lines(*self.words, room)
        return self._text.lines[room]

    def natural_width(self) -> float:
        """Return the width of the text on one line."""
        line = break_lines(*self.words, 1e9)
        return line[0].width * self.style.size if line else 0.0

    def height(self, width: float) -> float:
        """Return lines times leading."""
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        """Return the height of the lines that may not be parted."""
        count = len(self.lines(width))
        return (count if count < 2 * LEAST_LINES else LEAST_LINES) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between lines, two lines or more on either side."""
        lines = self.lines(width)
        count = min(int(room / self.style.leading + 1e-6), len(lines) - LEAST_LINES)
        if count < LEAST_LINES:
            return None
        return self._part(lines[:count]), self._part(lines[count:])

    def _part(self, lines: list[Line]) -> Paragraph:
        """Return a paragraph of some of the lines; it stays the same element."""
        part = Paragraph((), self.style, self.role)
        part.runs, part.node, part._given, part._links = self.runs, self.node, lines, self._links
        part._written = self._written
        part.keeps_next = self.keeps_next
        return part

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the lines; each link gets its own element and live area."""
        lines = self.lines(width)
        if not lines:
            return
        baseline = top - self.baseline()
        placed: list[tuple[float, float, Line]] = []
        for line in lines:
            placed.append((x + self._indent(line, width), baseline, line))
            baseline -= self.style.leading
        if self.node is not None and self.node.top is None:
            self.node.top = top
        if any(run.address for run in self.runs):
            self._draw_with_links(pen, placed)
            return
        with pen.content(self.node):
            pen.lines([(left, base, self._line(pen, line)) for left, base, line in placed])

    def _line(self, pen: Pen, line: Line) -> str:
        """Return what draws a line; kept where it is the same in each file."""
        kept = self._written.get(id(line))
        if kept is not None:
            return kept[1]
        written, is_same = pen.written(self._runs(line.bits))
        if is_same:
            self._written[id(line)] = line, written  # the line is kept, so its id stays its own
        return written

    def baseline(self) -> float:
        """Return how far the first baseline lies below the top."""
        return (self.style.leading - self.style.size) / 2 + self.style.size * 0.79

    def _indent(self, line: Line, width: float) -> float:
        """Return how far a line starts from the left edge."""
        rest = width - line.width * self.style.size
        return {"left": 0.0, "center": rest / 2, "right": rest}[self.style.align]

    def _runs(self, bits: Sequence[Bit]) -> list[tuple[Piece, float, str]]:
        """Return what the pen draws; neighbors of one look are joined."""
        found: list[tuple[Piece, float, str]] = []
        for bit in bits:
            color = self.runs[bit.run].color or self.style.color
            if found and found[-1][0].face is bit.piece.face and found[-1][2] == color:
                old = found[-1][0]
                joined = Piece(old.text + bit.piece.text, old.face, old.width + bit.piece.width)
                found[-1] = (joined, self.style.size, color)
            else:
                found.append((bit.piece, self.style.size, color))
        return found

    def _draw_with_links(self, pen: Pen, placed: Sequence[tuple[float, float, Line]]) -> None:
        """Draw stretch by stretch, so that links are elements of their own."""
        for left, base, line in placed:
            x = left
            for index, bits in _stretches(line.bits, self.runs):
                width = sum(bit.piece.width for bit in bits) * self.style.size
                address = self.runs[index].address
                node = self._link(index) if address else self.node
                with pen.content(node):
                    pen.lines([(x, base, pen.written(self._runs(bits))[0])])
                if address and node is not None:
                    drop = self.style.size * 0.25
                    box = (x, base - drop, x + width, base + self.style.size * 0.8)
                    node.kids.append(Annotation(pen.page, box, address))
                x += width

    def _link(self, index: int) -> Node | None:
        """Return the element of a link, made at its first stretch."""
        if self.node is None:
            return None
        if index not in self._links:
            self._links[index] = self.node.add("Link")
            self._links[index].title = self.runs[index].text
        return self._links[index]


def _stretches(bits: Sequence[Bit], runs: Sequence[Run]) -> list[tuple[int, list[Bit]]]:
    """Return neighboring bits of the same link, or of no link, with the index of their run."""
    found: list[tuple[int, list[Bit]]] = []
    for bit in bits:
        is_same = found and (
            found[-1][0] == bit.run or not (runs[found[-1][0]].address or runs[bit.run].address)
        )
        if is_same:
            found[-1][1].append(bit)
        else:
            found.append((bit.run, [bit]))
    return found


class Heading(Paragraph):
    """A heading; stays with what follows and becomes a bookmark at level 1 and 2."""

    def __init__(self, runs: Sequence[Run] | str, style: Style, level: int) -> None:
        """Set the words; `level` is 1 to 4 and may not skip one (PU13)."""
        roles: dict[int, Role] = {1: "H1", 2: "H2", 3: "H3", 4: "H4"}
        super().__init__(runs, style, roles[level], "A heading")
        self.keeps_next = True

    def enter(self, parent: Node) -> None:
        """Make the element and keep its words for the bookmarks."""
        super().enter(parent)
        if self.node is not None:
            self.node.title = self.text

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Never split a heading."""
        return None
