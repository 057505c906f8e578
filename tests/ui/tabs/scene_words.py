"""Read what a scene says, and whether its words stay inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from missdesk.figures.scene import Group, Item, Scene, TextItem
from missdesk.figures.text_fit import width_mm

SLACK_MM = 0.3


def placed(
    items: Iterable[Item], dx: float = 0.0, dy: float = 0.0
) -> Iterator[tuple[TextItem, float, float]]:
    """Yield every text with the x and y of its anchor in the scene."""
    for item in items:
        if isinstance(item, Group):
            yield from placed(item.items, dx + item.dx, dy + item.dy)
        elif isinstance(item, TextItem):
            yield item, dx + item.x, dy + item.y


def texts(scene: Scene) -> list[str]:
    """Return all texts in painting order."""
    return [item.text for item, _x, _y in placed(scene.items)]


def outside(scene: Scene) -> list[str]:
    """Return the texts that stick out of the scene."""
    found = []
    for item, x, y in placed(scene.items):
        wide = width_mm(item.text, item.size_mm, item.weight)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[item.align]
        is_in = left >= -SLACK_MM and left + wide <= scene.width_mm + SLACK_MM
        if not is_in or not 0 <= y <= scene.height_mm + SLACK_MM:
            found.append(item.text)
    return found


def overlaps(scene: Scene) -> list[tuple[str, str]]:
    """Return the pairs of texts whose boxes cross."""
    boxes = []
    for item, x, y in placed(scene.items):
        wide = width_mm(item.text, item.size_mm, item.weight)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[item.align]
        boxes.append((item.text, left, y - 0.66 * item.size_mm, left + wide, y))
    return [
        (a[0], b[0])
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
    ]
