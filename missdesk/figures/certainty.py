"""Draw how sure the studies make us: four rising bars (RC11)."""

from __future__ import annotations

from missdesk.figures.alt_text import certainty_sentence
from missdesk.figures.scene import Fill, Rect, Scene, Stroke
from missdesk.model.evidence import Certainty

STEPS = 4


def certainty_bars(certainty: Certainty, height_mm: float) -> Scene:
    """Return four bars, as many filled as the certainty has steps; width is 1.16 heights."""
    wide, gap = 0.2 * height_mm, 0.12 * height_mm
    line = 0.06 * height_mm
    items = []
    for step in range(STEPS):
        tall = height_mm * (0.34 + 0.22 * step)
        is_full = step < certainty.bars
        items.append(
            Rect(
                step * (wide + gap) + line / 2,
                height_mm - tall + line / 2,
                wide - line,
                tall - line,
                0.06 * height_mm,
                Fill("ink") if is_full else None,
                Stroke("ink" if is_full else "edge", line),
            )
        )
    total = STEPS * wide + (STEPS - 1) * gap
    return Scene(total, height_mm, tuple(items), certainty_sentence(certainty))
