"""The cuts of the shown options on one back, to scale, in place of numbers in a box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from missdesk.figures.scar_map import ScarPanel, cut_size, scar_map
from missdesk.figures.scene import Picture, Scene
from missdesk.handout.pictures import picture_bytes
from missdesk.paths import assets_dir
from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts
from missdesk.ui.stage.choice import PICKER_PLATE, PICKER_STATE, PlateShelf

if TYPE_CHECKING:
    from missdesk.ui.compare_parts.measures import Scale
    from missdesk.ui.context import UiContext

MOST_PANEL, RULER = 245, 70
"""Widest panel and ruler in designed pixels, so that the row needs no scrolling at 1366 x 768."""
MOST_KEPT: Final = 8


def is_scar_row(row: RowFacts, options: Sequence[OptionFacts]) -> bool:
    """Return whether a row tells the length of the options' cuts."""
    cuts = (facts.option.cut for facts in options)
    return any(cut is not None and cut.finding == row.finding.id for cut in cuts)


class ScarFigure(QObject):
    """Makes the scene, and gives its pictures, which a worker flattens."""

    def __init__(self, context: UiContext, on_ready: Callable[[], None], parent: QObject) -> None:
        """Tell `on_ready` when a picture has come."""
        super().__init__(parent)
        self._context, self._on_ready = context, on_ready
        self._shelf = PlateShelf(assets_dir() / "plates")
        self._made: dict[Picture, QImage | None] = {}

    def scene(
        self, row: RowFacts, options: Sequence[OptionFacts], width_mm: float, scale: Scale
    ) -> Scene:
        """Return the map for a width; the options stand in their order on screen.

        Raises:
            PlateError: The picture of the back is missing or damaged.
        """
        visit = self._context.consultation.visit
        panels = [ScarPanel(f.look, f.name, cut_size(f.option.cut, row.finding)) for f in options]
        wide = min(width_mm, scale.part_mm(MOST_PANEL * len(panels) + RULER))
        made = scar_map(
            self._shelf.plate(PICKER_PLATE),
            PICKER_STATE,
            panels,
            wide,
            level=visit.level,
            side=visit.side,
            text_mm=scale.text_mm(17),
        )
        return Scene(width_mm, made.height_mm, made.items, made.alt_text)

    def picture(self, wanted: Picture, _px_per_mm: float) -> QImage | None:
        """Return a picture, None until a worker has made it."""
        if wanted not in self._made:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[wanted] = None
            self._context.workers.run(_flattened, wanted, on_done=self._on_made)
        return self._made[wanted]

    def _on_made(self, made: tuple[Picture, QImage]) -> None:
        self._made[made[0]] = made[1]
        self._on_ready()


def _flattened(wanted: Picture) -> tuple[Picture, QImage]:
    """Return the picture's pixels; runs in a worker."""
    return wanted, QImage.fromData(picture_bytes(wanted))
