"""A state of a plate of everyday life in the making: its page, layers and label targets.

Every plate is 170 x 110 mm at 15 px a mm; scenes are in cm, the floor is y = 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from living2d.paint import Frame, Page
from living2d.shapes import XY

WIDTH_MM, HEIGHT_MM = 170.0, 110.0
GROUPS = {"scene": "always", "person": "always", "spine": "bone", "arrow": "always"}
#: Layers that all states of a plate share.
SHARED = ("bed",)
#: Every tap region in the order of its index (1...).
REGIONS = (
    "head", "shoulders", "back", "trunk", "hips", "legs", "knees", "feet", "arms", "hand", "spine",
    "chair", "cushion", "bed", "pillow", "box", "dressing", "helper", "brace", "strap", "car",
    "car-seat", "shoes", "way",
)  # fmt: skip


@dataclass(slots=True)
class Picture:
    """One state: its layers from behind to the front and its label targets in cm."""

    state: str
    frame: Frame
    layers: list[tuple[str, str, Page]] = field(default_factory=list)
    anchors: dict[str, tuple[XY, str]] = field(default_factory=dict)

    def page(self, name: str, group: str) -> Page:
        """Add an empty layer and return its page."""
        made = Page(self.frame)
        self.layers.append((name, group, made))
        return made

    def at(self, key: str, spot: XY, region: str = "") -> None:
        """Note a label target."""
        self.anchors[key] = (spot, region or key)


def frame(px_per_mm: float, mm_per_cm: float, floor_mm: float, x_mm: float = WIDTH_MM / 2) -> Frame:
    """Return the frame of a plate: the floor lies `floor_mm` below the page's top."""
    return Frame(WIDTH_MM, HEIGHT_MM, px_per_mm, mm_per_cm, x_mm, floor_mm)


def four(p: Picture) -> tuple[Page, Page, Page, Page]:
    """Add the usual layers: scene, person, spine, near arm."""
    return (
        p.page("scene", "scene"), p.page("person", "person"), p.page("spine",
            "spine"), p.page("arm", "person"),
    )  # fmt: skip


def person_pages(p: Picture) -> tuple[Page, Page, Page, Page]:
    """Add the layers of a person who is shown a way: person, spine, near arm, arrow."""
    return (
        p.page("person", "person"), p.page("spine", "spine"), p.page("arm",
            "person"), p.page("arrow", "arrow"),
    )  # fmt: skip
