"""Write assets/fonts/metrics.json: advance widths, so that text is measured without Qt or PDF.

Run `.venv/bin/python tools/make_font_metrics.py` after a font in assets/fonts changed; a test
compares the file with the fonts. Widths are in 1/1000 em, by code point and weight; the second
family fills in what the first lacks. Kerning is left out: figures are drawn without it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
FILES = {
    "MISSDesk Sans": {
        "400": "MISSDeskSans-Regular.ttf",
        "500": "MISSDeskSans-Medium.ttf",
        "600": "MISSDeskSans-SemiBold.ttf",
        "700": "MISSDeskSans-Bold.ttf",
    },
    "Noto Sans": {"400": "NotoSans-Regular.ttf", "700": "NotoSans-Bold.ttf"},
}


def widths(path: Path) -> dict[str, Any]:
    """Return ascent, descent and cap height (1/1000 em), and runs of widths by code point.

    A run is [first code point, width, width, …] for code points that follow each other.
    """
    with TTFont(path) as font:
        scale = 1000 / font["head"].unitsPerEm
        advances, cmap = font["hmtx"].metrics, font.getBestCmap()
        ascent, descent = font["hhea"].ascent, -font["hhea"].descent
        cap = font["OS/2"].sCapHeight
    runs: list[list[int]] = []
    for code, glyph in sorted(cmap.items()):
        width = round(advances[glyph][0] * scale)
        if runs and runs[-1][0] + len(runs[-1]) - 1 == code:
            runs[-1].append(width)
        else:
            runs.append([code, width])
    return {
        "ascent": round(ascent * scale),
        "descent": round(descent * scale),
        "cap": round(cap * scale),
        "runs": runs,
    }


def metrics() -> str:
    """Return the file's text."""
    made = {
        family: {weight: widths(FONTS / name) for weight, name in files.items()}
        for family, files in FILES.items()
    }
    return json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n"


if __name__ == "__main__":
    (FONTS / "metrics.json").write_text(metrics(), encoding="utf-8")
