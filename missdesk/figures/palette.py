"""Name every color once, for each theme and for paper; and how each option looks.

Contrast figures: visual-design 1a. Open, tube, camera and other have the same luminance, so
none is louder; they also differ by mark and fill (RC9, WC4).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    # Only names of types: loading these modules would cost a tenth of the time to the first frame.
    from missdesk.figures.scene import Pattern
    from missdesk.model.topic import Look

Palette = Mapping[str, str]
"""Token to "#RRGGBB"."""
Mark = Literal[
    "square-with-bar",
    "circle-with-ring",
    "triangle-with-dot",
    "hexagon-with-line",
    "diamond-with-dash",
]


class LookStyle(NamedTuple):
    """How an option is told apart: two color tokens, a fill and a mark."""

    color: str
    tint: str
    pattern: Pattern
    mark: Mark


LOOKS: Final[Mapping[Look, LookStyle]] = {
    "open": LookStyle("open", "open_t", "solid", "square-with-bar"),
    "mis": LookStyle("mis", "mis_t", "stripes", "circle-with-ring"),
    "camera": LookStyle("camera", "camera_t", "crosshatch", "triangle-with-dot"),
    "other": LookStyle("other", "other_t", "upright", "hexagon-with-line"),
    "none": LookStyle("none", "none_t", "dots", "diamond-with-dash"),
}

_LIGHT: Final = {
    "canvas": "#EDF2F1",
    "surface": "#FFFFFF",
    "sunken": "#F4F7F6",
    "art": "#FBF6ED",
    "line": "#D8E1DF",
    "edge": "#74858A",
    "ink": "#10282E",
    "ink2": "#35494F",
    "ink3": "#4A5F64",
    "primary": "#0E4A50",
    "on_primary": "#FFFFFF",
    "primary_hover": "#0A3A3F",
    "primary_pressed": "#062A2E",
    "tint": "#DCEAE8",
    "hover": "#E6EFED",
    "open": "#2B5C97",
    "open_t": "#E4ECF6",
    "mis": "#7F5200",
    "mis_t": "#F7ECD9",
    "camera": "#883E8A",
    "camera_t": "#F4EAF4",
    "other": "#50612C",
    "other_t": "#EDF0E4",
    "none": "#4D5F65",
    "none_t": "#E9EEEE",
    "focus": "#10282E",
    "pen": "#C2185B",
    "pen_halo": "#FFFFFF",
    "disabled": "#5F7277",
    "hot": "#D8541A",
    "reading": "#F8E6B4",
    # On pictures the paper stays light in every theme, so labels there do too.
    "label": "#FFFFFF",
    "label_ink": "#10282E",
    "label_line": "#10282E",
    "label_edge": "#74858A",
}
_ART: Final = {
    f"art_{token}": _LIGHT[token] for look in LOOKS.values() for token in (look.color, look.tint)
}
"""Option colors on pictures, which keep their light paper in every theme."""
_CONTRAST: Final = {
    **_LIGHT,
    "canvas": "#000000",
    "surface": "#000000",
    "sunken": "#000000",
    "line": "#FFFFFF",
    "edge": "#FFFFFF",
    "ink": "#FFFFFF",
    "ink2": "#FFFFFF",
    "ink3": "#BDBDBD",  # hints in fields: in white they would pass for what was typed
    "primary": "#FFE45C",
    "on_primary": "#000000",
    "primary_hover": "#FFFFFF",
    "primary_pressed": "#FFFFFF",
    "tint": "#2B2B00",
    "hover": "#1C1C1C",
    "reading": "#4A4000",
    "open": "#8CC4FF",
    "open_t": "#10263B",
    "mis": "#FFC169",
    "mis_t": "#33240C",
    "camera": "#E2A6E4",
    "camera_t": "#301A31",
    "other": "#C3D08A",
    "other_t": "#252A12",
    "none": "#E0E0E0",
    "none_t": "#262626",
    "focus": "#FFE45C",
    "pen": "#FF7AC6",
    "pen_halo": "#000000",
    "disabled": "#BDBDBD",
}
_PAPER: Final = {
    **_LIGHT,
    "canvas": "#FFFFFF",
    "sunken": "#F4F7F6",
    "ink": "#101C20",
    "ink2": "#2C3D42",
    "ink3": "#3E5157",
    "line": "#C3CDCB",
    "edge": "#66767B",
}


def luminance(color: str) -> float:
    """Return the relative luminance of "#RRGGBB", 0 (black) to 1 (white), as WCAG defines it."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Return the contrast of two colors, 1 to 21 (WCAG)."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def grey(color: str) -> str:
    """Return the grey of the same luminance."""
    linear = luminance(color)
    share = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    level = min(255, max(0, round(share * 255)))
    return f"#{level:02X}{level:02X}{level:02X}"


PALETTES: Final[Mapping[str, Palette]] = {
    "light": _LIGHT | _ART,
    "contrast": _CONTRAST | _ART,
    "paper": _PAPER | _ART,
    "paper-grey": {token: grey(color) for token, color in (_PAPER | _ART).items()},
}
