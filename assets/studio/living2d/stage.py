"""A card being drawn: traced solids and Skia overlays on one premultiplied canvas.

World: page mm of the back plate (x right, y down, z towards the back). The card looks from the
left side of the person: belly at the left, back at the right. (left, top) is the card's corner
as (z, y) in world mm.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from back2d.landmarks import MID
from back2d.light import Look, bone_colour, lay, rgb, smoothstep
from back2d.soft import Sheet
from back2d.solid import Array, Solid, View, trace
from PIL import Image

WIDTH_PX, HEIGHT_PX = 800, 520
PAPER = "#fbf6ed"
RING = "#d8541a"
Box = tuple[float, float, float, float]

LOOKS: dict[str, Look] = {
    "bone": Look(crease=0.55),
    "disc": Look(("#4d7c92", "#7fa9ba", "#aecbd6", "#cfe1e7", "#e6f1f4", "#f8fcfd"), "#3f6b80"),
    "worn": Look(("#6f7f84", "#97a6a9", "#b9c4c4", "#d3dad7", "#e6eae6", "#f6f8f5"), "#5c6b70"),
    "canal": Look(("#3f5563", "#54707f", "#6d8a99", "#86a2b0", "#a3bac5", "#bccdd5"), "#3a4d59"),
    "metal": Look(
        ("#37444e", "#5f6f7b", "#8c9ca8", "#b9c5cd", "#e3eaee", "#ffffff"), "#2f3b45", 0.05
    ),
    "cage": Look(
        ("#5a6a75", "#7c8d98", "#9fb0ba", "#bccad2", "#d8e2e7", "#f2f6f8"), "#3f4d57", 0.05
    ),
}


class Card:
    """One card picture in the making."""

    def __init__(self, left: float, top: float, px_per_mm: float, finer: float = 2.0) -> None:
        """Start an empty card; `finer` is the oversampling (below 1 for drafts)."""
        self.left, self.top = left, top
        self.finer = finer
        self.scale = px_per_mm * finer
        self.size_mm = (WIDTH_PX / px_per_mm, HEIGHT_PX / px_per_mm)
        shape = (round(HEIGHT_PX * finer), round(WIDTH_PX * finer), 4)
        self.canvas: Array = np.zeros(shape, np.float32)

    def view(
        self, solid: Solid, box: Box | None = None, deep: tuple[float, float] = (60, -12)
    ) -> View:
        """Trace a solid from the left; box as (z0, y0, z1, y1) in world mm."""
        left, top = np.float32(self.left), np.float32(self.top)

        def turned(p: Array) -> Array:
            return solid(np.stack([MID - p[:, 2], p[:, 1] + top, p[:, 0] + left], 1))

        page = (0.0, 0.0, *self.size_mm)
        if box is not None:
            moved = (box[0] - self.left, box[1] - self.top, box[2] - self.left, box[3] - self.top)
            page = (
                max(moved[0], 0.0),
                max(moved[1], 0.0),
                min(moved[2], page[2]),
                min(moved[3], page[3]),
            )
        return trace(turned, page, self.scale, deep)

    def put(self, solid: Solid, kind: str, box: Box | None = None, shadow: float = 0.42) -> View:
        """Trace a part and lay it on the card."""
        view = self.view(solid, box)
        self.lay(view, bone_colour(view, self.scale, LOOKS[kind]), shadow)
        return view

    def lay(self, view: View, colour: Array, shadow: float = 0.42, alpha: float = 1.0) -> None:
        """Lay a painted view on the card."""
        lay(self.canvas, view, colour, view.cover * np.float32(alpha), shadow, self.scale)

    def sheet(self) -> Sheet:
        """Return a transparent Skia page whose unit is world mm (z, y)."""
        made = Sheet(self.scale, self.size_mm)
        made.canvas.translate(-self.left, -self.top)
        return made

    def over(self, top: Array) -> None:
        """Lay premultiplied colour over the card."""
        height, width = self.canvas.shape[:2]
        top = top[:height, :width]
        self.canvas *= 1 - top[..., 3:]
        self.canvas += top

    def fade(self, ends: float = 0.10, sides: float = 0.05) -> None:
        """Let everything drawn so far run out softly into the paper."""
        height, width = self.canvas.shape[:2]
        y = (np.arange(height, dtype=np.float32) + 0.5)[:, None] / height
        x = (np.arange(width, dtype=np.float32) + 0.5)[None, :] / width
        down = smoothstep(0.0, ends, y) * smoothstep(1.0, 1 - ends, y)
        across = smoothstep(0.0, sides, x) * smoothstep(1.0, 1 - sides, x)
        self.canvas *= (down * across)[..., None]

    def flat(self) -> Image.Image:
        """Return the card on its paper at its final size."""
        flat = self.canvas[..., :3] + rgb(PAPER) * (1 - self.canvas[..., 3:])
        noise = np.random.default_rng(5).uniform(-0.5, 0.5, flat.shape[:2])[..., None]
        eight = np.clip(flat * 255 + 0.5 + noise, 0, 255).astype(np.uint8)
        return Image.fromarray(eight, "RGB").resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)

    def save(self, file: Path) -> int:
        """Save the card; return its bytes."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.flat().save(file, "WEBP", quality=92, method=6)
        return file.stat().st_size
