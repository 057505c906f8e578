"""How near the pictures of a page are looked at: all panes share one lens. No Qt.

Places are parts of what a pane shows when nothing is enlarged, so panes of any plate and side
move alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 4.0
"""Nearer than this even the finest plate has nothing more to show."""
NOTCH: Final = 1.25
STEPS: Final = (1.0, 1.5, 2.0, 3.0, 4.0)
"""One notch of the wheel, and what the buttons and keys go through."""
_NEAR: Final = 1e-3


Reach = tuple[float, float]
"""How much wider and higher a view is than the focus of its picture; at least 1 one way."""


@dataclass(frozen=True, slots=True)
class Lens:
    """What is seen.

    Attributes:
        zoom: 1 = all of it, at most `MOST`.
        x, y: Middle of what is seen, from 0 to 1 of all of it.
    """

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def is_near(self) -> bool:
        """Return whether anything is enlarged."""
        return self.zoom > 1 + _NEAR

    def zoomed(self, zoom: float, at: tuple[float, float] = (0.5, 0.5)) -> Lens:
        """Return this lens at another zoom, with the place under `at` (parts of the view) kept."""
        new = min(MOST, max(1.0, zoom))
        shift = 1 / self.zoom - 1 / new
        return _inside(new, self.x + (at[0] - 0.5) * shift, self.y + (at[1] - 0.5) * shift)

    def moved(self, right: float, down: float) -> Lens:
        """Return this lens moved by parts of the view."""
        return _inside(self.zoom, self.x + right / self.zoom, self.y + down / self.zoom)

    def centered(self, at: tuple[float, float]) -> Lens:
        """Return this lens with another middle, given as parts of all there is."""
        return _inside(self.zoom, *at)

    def refitted(self, old: Reach, new: Reach) -> Lens:
        """Return a lens on the same place of the picture in a view of another shape."""
        right, down = (self.x - 0.5) * old[0] / new[0], (self.y - 0.5) * old[1] / new[1]
        return _inside(self.zoom, 0.5 + right, 0.5 + down)

    def nearer(self) -> Lens:
        """Return the next step in."""
        return self.zoomed(next((s for s in STEPS if s > self.zoom + _NEAR), MOST))

    def farther(self) -> Lens:
        """Return the next step out."""
        return self.zoomed(next((s for s in STEPS[::-1] if s < self.zoom - _NEAR), 1.0))


def _inside(zoom: float, x: float, y: float) -> Lens:
    """Return a lens that never looks past the edges."""
    half = 0.5 / zoom
    return Lens(zoom, min(1 - half, max(half, x)), min(1 - half, max(half, y)))


WHOLE: Final = Lens()
