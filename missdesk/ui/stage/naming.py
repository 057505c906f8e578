"""Name the parts of one picture: by a tap, by its label, or by the up and down keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from missdesk.ui.stage.framing import part_of_view
from missdesk.ui.stage.part_note import PartNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from missdesk.model.marks import Point
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.layers import Part, Picture
    from missdesk.ui.stage.lighting import Lighting

STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Naming(QObject):
    """Lights one part up and says what it is.

    Attributes:
        note: The card with its name and meaning.

    Signals:
        named: The part lit up now (`Part`), or None.
    """

    named = Signal(object)

    def __init__(
        self,
        port: QWidget,
        lighting: Lighting,
        controls: StageControls,
        to_view: Callable[[Point], QPointF],
    ) -> None:
        """Name nothing yet.

        Args:
            port: The viewport, which carries the card.
            lighting: Finds parts and lights them up.
            controls: The lens follows a part that is named by the keyboard.
            to_view: From plate millimeters to pixels of the viewport.
        """
        super().__init__(port)
        self._port, self._lighting = port, lighting
        self._controls, self._to_view = controls, to_view
        self._shown: Picture | None = None
        self.note = PartNote(port, lighting.theme)
        lighting.lit.connect(self._on_lit)

    def show(self, picture: Picture | None, *, is_new: bool) -> None:
        """Name the parts of this picture from now on; a new one has nothing lit up yet."""
        self._shown = picture
        if is_new:
            self._lighting.put_out()

    @property
    def part(self) -> Part | None:
        """Return the part lit up now."""
        return self._lighting.part

    def choose(self, part: Part | None) -> None:
        """Light a part up, or none."""
        if self._shown is not None:
            self._lighting.light(self._shown, part)

    def choose_region(self, region: str) -> None:
        """Light the part of a label up; pressed again, it goes out."""
        parts = self._shown.parts if self._shown is not None else ()
        part = next((p for p in parts if p.region == region), None)
        self.choose(None if part == self.part else part)

    def choose_at(self, at_mm: Point) -> None:
        """Light up what lies at a point of the plate."""
        if self._shown is not None:
            self._lighting.light_at(self._shown, at_mm)

    def key(self, key: Qt.Key) -> bool:
        """Go on to the next part or back, or let go by Escape; return whether it was for this."""
        parts = self._shown.parts if self._shown is not None else ()
        if key in STEPS and parts:
            self.choose(_next_part(parts, self.part, STEPS[key]))
        elif key == Qt.Key.Key_Escape and self.part is not None:
            self.choose(None)
        else:
            return False
        return True

    def _on_lit(self, part: Part | None) -> None:
        if part is not None:
            self._bring_into_view(part.at_mm)
        middle = self._port.height() / 2
        is_low = part is not None and self._to_view(part.at_mm).y() > middle
        self.note.show_part(part, is_low=is_low)
        self.named.emit(part)

    def _bring_into_view(self, at_mm: Point) -> None:
        """Move enlarged pictures so that a part named by the keyboard can be seen."""
        lens = self._controls.lens
        is_seen = self._port.rect().contains(self._to_view(at_mm).toPoint())
        if lens.is_near and not is_seen and self._shown is not None:
            at = part_of_view(self._shown, self._port.size(), at_mm)
            self._controls.set_lens(lens.centered(at))


def _next_part(parts: tuple[Part, ...], here: Part | None, step: int) -> Part:
    """Return the part after or before this one, going round at the ends."""
    if here is None or here not in parts:
        return parts[0 if step > 0 else -1]
    return parts[(parts.index(here) + step) % len(parts)]
