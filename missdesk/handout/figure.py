"""A Scene as a block of the page: one Figure with its alternative text, or decoration.

Source: standards.md PU12, WC1; architecture.md 3 (Charts).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from missdesk.figures.palette import PALETTES
from missdesk.figures.scene import Scene
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Paragraph
from missdesk.handout.scene_pdf import DrawnScene, PictureSource
from missdesk.handout.styles import MM, Align
from missdesk.handout.tagging import Node, Pen

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAPER = PALETTES["paper"]


class Figure(Block):
    """A scene at its own size; never split. Without alternative text it is decoration."""

    def __init__(
        self,
        scene: Scene,
        *,
        after: float = 0.0,
        align: Align = "left",
        pictures: PictureSource | None = None,
        over: Callable[[Canvas, float, float], None] | None = None,
    ) -> None:
        """Keep the scene.

        Args:
            scene: What to draw.
            after: Space below in points.
            align: Where it stands in the width.
            pictures: Gives the pixels of its plates.
            over: Draws more over it, given the canvas, the left and the upper edge in points.
        """
        self.scene, self.align, self.pictures, self.over = scene, align, pictures, over
        self._drawn = DrawnScene(scene)
        self.after = after

    def enter(self, parent: Node) -> None:
        """Make a Figure, unless the scene says nothing."""
        if self.scene.alt_text:
            self.node = parent.add("Figure")
            self.node.alt = self.scene.alt_text

    def height(self, width: float) -> float:
        """Return the scene's height in points."""
        return self.scene.height_mm * MM

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the scene and note its box."""
        wide, high = self.scene.width_mm * MM, self.scene.height_mm * MM
        x += {"left": 0.0, "center": (width - wide) / 2, "right": width - wide}[self.align]
        if self.node is not None:
            self.node.box = (x, top - high, x + wide, top)
        with pen.content(self.node):
            self._drawn.draw(pen.canvas, x, top, PAPER, pictures=self.pictures)
            if self.over is not None:
                self.over(pen.canvas, x, top)


class Beside(Block):
    """A small decoration at the left of one block, such as an option's mark beside its name."""

    def __init__(self, scene: Scene, block: Block, gap: float) -> None:
        """Keep both; `gap` in points."""
        self.scene, self.block, self.gap = scene, block, gap
        self._drawn = DrawnScene(scene)
        self.before, self.after = block.before, block.after
        self.keeps_next = block.keeps_next

    @property
    def _indent(self) -> float:
        """Return where the block begins."""
        return self.scene.width_mm * MM + self.gap

    def enter(self, parent: Node) -> None:
        """Make the block's element alone."""
        self.block.enter(parent)
        self.node = self.block.node

    def height(self, width: float) -> float:
        """Return the larger height."""
        return max(self.block.height(width - self._indent), self.scene.height_mm * MM)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw both, the lower one in the middle of the higher one."""
        high, inner = self.height(width), self.block.height(width - self._indent)
        drop = (high - self.scene.height_mm * MM) / 2 if inner > 0 else 0.0
        self._drawn.draw(pen.canvas, x, top - drop, PAPER)
        self.block.draw(pen, x + self._indent, top - (high - inner) / 2, width - self._indent)


class Cornered(Block):
    """A block with a small decoration in its upper right corner."""

    def __init__(self, block: Block, scene: Scene, gap: float = 6.0) -> None:
        """Keep both; `gap` in points."""
        self.inner, self.scene, self.gap = block, scene, gap
        self._drawn = DrawnScene(scene)

    def enter(self, parent: Node) -> None:
        """Make the block's element alone."""
        self.inner.enter(parent)

    def _room(self, width: float) -> float:
        """Return the width left for the block."""
        return width - self.scene.width_mm * MM - self.gap

    def height(self, width: float) -> float:
        """Return the block's height."""
        return self.inner.height(self._room(width))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw both."""
        self.inner.draw(pen, x, top, self._room(width))
        left = x + width - self.scene.width_mm * MM
        self._drawn.draw(pen.canvas, left, top - 4.5, PAPER)


class Baseline(Block):
    """Two short paragraphs on one baseline, the second below the first where it does not fit."""

    def __init__(self, first: Paragraph, second: Paragraph, gap: float) -> None:
        """Keep both; `gap` in points."""
        self.first, self.second, self.gap = first, second, gap

    def enter(self, parent: Node) -> None:
        """Make both elements."""
        self.first.enter(parent)
        self.second.enter(parent)

    def _is_one_line(self, width: float) -> bool:
        """Return whether both stand beside each other."""
        return self.first.natural_width() + self.gap + self.second.natural_width() <= width

    def height(self, width: float) -> float:
        """Return the height of one line, or of both parts."""
        high = self.first.height(width)
        return high if self._is_one_line(width) else high + self.second.height(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw both."""
        self.first.draw(pen, x, top, width)
        if self._is_one_line(width):
            drop = self.first.baseline() - self.second.baseline()
            indent = self.first.natural_width() + self.gap
            self.second.draw(pen, x + indent, top - drop, width - indent + 1)
        else:
            self.second.draw(pen, x, top - self.first.height(width), width)
