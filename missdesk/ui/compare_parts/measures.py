"""Designed pixels in the millimeters of scenes: 4 pixels are 1 mm at 100 %."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PX_PER_MM: Final = 4.0


@dataclass(frozen=True, slots=True)
class Scale:
    """How large things are on this screen.

    Attributes:
        ui: Scale of the window, 1 to 1.5; figures are painted at 4 * ui pixels a mm.
        text: Scale of the text, 1 to 2.
    """

    ui: float = 1.0
    text: float = 1.0

    @property
    def px_per_mm(self) -> float:
        """Return painter pixels for one scene mm."""
        return PX_PER_MM * self.ui

    def mm(self, designed_px: float) -> float:
        """Return a designed length that does not grow with the text."""
        return designed_px / PX_PER_MM

    def part_mm(self, designed_px: float) -> float:
        """Return the length of an icon, mark or bar: grows with part of the text."""
        return designed_px * (1 + 0.6 * (self.text - 1)) / PX_PER_MM

    def text_mm(self, designed_px: float) -> float:
        """Return a designed length that grows with the text."""
        return designed_px * self.text / PX_PER_MM
