"""Pictures of how to move in the first days: the same as on paper, beside the same words (PM26)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.alt_text import join
from missdesk.figures.scene import Item, Picture, Scene
from missdesk.figures.text_block import Words, text_block
from missdesk.handout.pictures import picture_bytes, plate
from missdesk.handout.sections.first_days import Scene as Move
from missdesk.handout.sections.first_days import scenes
from missdesk.model.blocks import spans_of
from missdesk.ui.compare_parts.figure_view import FigureView
from missdesk.ui.messages import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from missdesk.model.blocks import Block
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.context import UiContext

GAP, WIDEST = 14, 200
"""Room between two pictures, and the most one may take, in designed pixels."""


def moves_of(blocks: Iterable[Block], context: UiContext) -> tuple[Move, ...]:
    """Return the pictures that the words ask for, in the order of the paper."""
    said = " ".join(plain(tuple(spans_of(block)), context.library) for block in blocks)
    return tuple(
        move for move in scenes() if re.search(rf"\b{re.escape(move.asked)}\b", said, re.IGNORECASE)
    )


class Moves(FigureView):
    """Pictures side by side, each with its caption below; a worker makes their pixels."""

    def __init__(
        self, context: UiContext, moves: tuple[Move, ...], parent: QWidget | None = None
    ) -> None:
        """Show these moves; a picture that is missing or damaged is left out, and told once."""
        self._context, self._moves = context, _known(moves, parent)
        self._made: dict[Picture, QImage | None] = {}
        super().__init__(context.theme, self._scene, "moves", pictures=self._picture, parent=parent)

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return what is shown."""
        return self._moves

    def _scene(self, width_mm: float, scale: Scale) -> Scene:
        count, gap = max(1, len(self._moves)), scale.mm(GAP)
        wide = min(scale.part_mm(WIDEST), (width_mm - (count - 1) * gap) / count)
        items: list[Item] = []
        low = 0.0
        for number, move in enumerate(self._moves):
            x, size = number * (wide + gap), plate(move.plate).size_mm
            high = wide * size[1] / size[0]
            words = text_block((Words(move.caption, scale.text_mm(16), 400, "ink2"),), wide)
            items.append(Picture(move.plate, move.state, x, 0, wide, high, fades=False))
            items.append(words.at(x, high + scale.mm(4)))
            low = max(low, high + scale.mm(4) + words.height_mm)
        return Scene(width_mm, low, tuple(items), join(move.said for move in self._moves))

    def _picture(self, wanted: Picture, _px_per_mm: float) -> QImage | None:
        if wanted not in self._made:
            self._made[wanted] = None
            self._context.workers.run(_flattened, wanted, on_done=self._on_made)
        return self._made[wanted]

    def _on_made(self, made: tuple[Picture, QImage]) -> None:
        self._made[made[0]] = made[1]
        self.update()


def _known(moves: tuple[Move, ...], parent: QWidget | None) -> tuple[Move, ...]:
    """Return the moves whose plate can be read."""
    known = []
    for move in moves:
        try:
            plate(move.plate)
        except PlateError as fault:
            if parent is not None:
                report(parent, fault)
        else:
            known.append(move)
    return tuple(known)


def _flattened(wanted: Picture) -> tuple[Picture, QImage]:
    """Return the picture's pixels; runs in a worker."""
    return wanted, QImage.fromData(picture_bytes(wanted))
