"""Mark what is drawn, so that a screen reader hears the handout in the order of its content.

The content makes a tree of `Node`s before anything is drawn; drawing only notes under which node
each mark belongs, so the order of reading never depends on the order of drawing. Whatever is
drawn without a node is an artifact: untagged marks can't come about.

Source: standards.md PU1, PU8, PU17; notes/pdf.md 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfmetrics import getFont

from missdesk.handout.fonts import Piece, begin
from missdesk.handout.styles import rgb

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Role = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Caption", "Link", "Note",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked run of operators: page from 0, and its number on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A live area of a link. `box` = left, bottom, right, top in points."""

    page: int
    box: tuple[float, float, float, float]
    address: str


@dataclass(slots=True)
class Node:
    """One structure element; `kids` are in reading order.

    Attributes:
        title: Words of a heading, for the bookmarks.
        alt: Alternative text of a figure.
        scope: "Column" or "Row" for a header cell.
        numbering: "Disc", "Decimal" or "None" for a list.
        box: Bounding box of a figure in points (left, bottom, right, top).
        top: Upper edge on its first page, for the bookmarks.
    """

    role: Role
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    title: str = ""
    alt: str = ""
    scope: str = ""
    numbering: str = ""
    id: str = ""
    box: tuple[float, float, float, float] | None = None
    top: float | None = None

    def add(self, role: Role) -> Node:
        """Append a child in reading order and return it."""
        child = Node(role)
        self.kids.append(child)
        return child

    def first_page(self) -> int | None:
        """Return the page (from 0) where the element begins, None if nothing was drawn."""
        for kid in self.kids:
            page = kid.first_page() if isinstance(kid, Node) else kid.page
            if page is not None:
                return page
        return None


class Pen:
    """Draws on one canvas and keeps the marks balanced.

    Coordinates are points from the lower left corner of the page.
    """

    def __init__(self, canvas: Canvas) -> None:
        """Begin the first page as an artifact."""
        self.canvas = canvas
        self.page = 0
        self._next_mcid = 0
        self._nodes: list[Node] = []
        self._is_silent = False
        self._numbered = begin(canvas._doc)
        canvas.addLiteral("/Artifact BMC")

    def next_page(self) -> None:
        """Finish this page and begin another one."""
        self.canvas.addLiteral("EMC")
        self.canvas.showPage()
        self.page += 1
        self._next_mcid = 0
        self.canvas.addLiteral("/Artifact BMC")

    def finish(self) -> None:
        """Finish the last page; draw no more."""
        self.canvas.addLiteral("EMC")
        self.canvas.showPage()

    @contextmanager
    def content(self, node: Node | None) -> Iterator[None]:
        """Let what is drawn inside belong to a node; None leaves it an artifact."""
        if node is None or self._is_silent or (self._nodes and self._nodes[-1] is node):
            yield
            return
        if self._nodes:
            raise RuntimeError("content inside content: close the outer one first")
        mark = Mark(self.page, self._next_mcid)
        self._next_mcid += 1
        node.kids.append(mark)
        self.canvas.addLiteral(f"EMC /{node.role} <</MCID {mark.mcid}>> BDC")
        self._nodes.append(node)
        try:
            yield
        finally:
            self._nodes.pop()
            self.canvas.addLiteral("EMC /Artifact BMC")

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let what is drawn inside be an artifact, such as a table head drawn again (PU14)."""
        self._is_silent = True
        yield
        self._is_silent = False

    @contextmanager
    def running(self, subtype: Literal["Header", "Footer"]) -> Iterator[None]:
        """Let what is drawn inside be a running head or foot (PU17)."""
        self.canvas.addLiteral(
            f"EMC /Artifact <</Type /Pagination /Attached [/Bottom] /Subtype /{subtype}>> BDC"
        )
        yield
        self.canvas.addLiteral("EMC /Artifact BMC")

    def written(self, runs: Sequence[tuple[Piece, float, str]]) -> tuple[str, bool]:
        """Return what draws the runs of a line, and whether it is the same in each file."""
        found: list[str] = []
        last: tuple[str, float, str] | None = None
        is_same = True
        for piece, size, color in runs:
            if last is None or color != last[2]:
                found.append("{} {} {} rg".format(*map(fp_str, rgb(color))))
            for name, text, is_common in self._coded(piece):
                if last is None or (name, size) != last[:2]:
                    found.append(f"{name} {fp_str(size)} Tf")
                found.append(f"({text}) Tj")
                last = name, size, color
                is_same = is_same and is_common
        return " ".join(found), is_same

    def _coded(self, piece: Piece) -> Iterator[tuple[str, str, bool]]:
        """Yield a font's name in this file, text in its numbers, and whether that is the same."""
        escape, document = self.canvas._escape, self.canvas._doc
        name, numbers = self._numbered.get(piece.face.name, ("", {}))
        try:
            coded = bytes([numbers[ord(c)] for c in piece.text])
        except KeyError:
            font = getFont(piece.face.name)
            for subset, part in font.splitString(piece.text, document):
                yield font.getSubsetInternalName(subset, document), escape(part), False
        else:
            yield name, escape(coded), True

    def lines(self, at: Sequence[tuple[float, float, str]]) -> None:
        """Draw lines of text in one go: for each its left end, its baseline, and `written`."""
        placed = (f"1 0 0 1 {fp_str(x)} {fp_str(y)} Tm {written}" for x, y, written in at)
        self.canvas.addLiteral("\n".join(("BT", *placed, "ET")))

    def rule(self, x1: float, y: float, x2: float, color: str, width: float) -> None:
        """Draw a level line."""
        self.canvas.setStrokeColorRGB(*rgb(color))
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, y, x2, y)

    def box(self, box: tuple[float, float, float, float], fill: str, radius: float = 0) -> None:
        """Fill a rectangle (left, bottom, right, top) without an edge."""
        self.canvas.setFillColorRGB(*rgb(fill))
        left, bottom, right, top = box
        if radius:
            self.canvas.roundRect(left, bottom, right - left, top - bottom, radius, 0, 1)
        else:
            self.canvas.rect(left, bottom, right - left, top - bottom, 0, 1)
