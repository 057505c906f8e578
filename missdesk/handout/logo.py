"""The clinic's logo: checked as any stranger's file, scaled, never distorted, the same each time.

The picture is decoded once, laid on white and written anew, so nothing that hides in the file
(other pictures, places, comments) reaches the handout.

Source: issue 6 (clinic settings); standards.md PU12 (alternative text); KV.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reportlab.lib.utils import ImageReader

from missdesk.errors import InputError
from missdesk.handout.flow import Block
from missdesk.handout.styles import MM, Align
from missdesk.handout.tagging import Node, Pen
from missdesk.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_WIDE_MM: Final = 52.0
MOST_HIGH_MM: Final = 14.0
DOTS_PER_MM: Final = 600 / 25.4
"""A logo has fine letters, so it is kept finer than a picture."""
LEAST_DOTS_PER_MM: Final = 150 / 25.4
"""A coarser picture is printed smaller instead of blurred."""
LEAST_PX: Final = 40
MOST_PIXELS: Final = 24_000_000
MOST_RATIO: Final = 12
DARK_ENOUGH: Final = 215
"""Lightness, of 255, of the darkest spot of a logo that can just be seen on white paper."""
_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"})


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture ready for paper: PNG without transparency, and its size in millimeters."""

    png: bytes
    width_mm: float
    height_mm: float


@lru_cache(maxsize=2)
def read_logo(raw: bytes) -> Logo:
    """Return the logo of a PNG or JPEG file.

    Args:
        raw: The file's bytes; `settings_read.read_clinic` has bounded them.

    Raises:
        InputError: It is damaged, too large, too small, too long, or invisible on white paper.
    """
    from PIL import Image  # start-up time

    try:
        with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as file:
            _check_size(*file.size)
            if file.mode not in _MODES:
                raise _bad(_("its colors have an unusual form"), _("Save it as an 8-bit PNG"))
            paper = _on_white(file)
    except (
        OSError, SyntaxError, ValueError, EOFError, LookupError, MemoryError, struct.error,
        zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
    ) as error:  # fmt: skip
        raise _bad(_("it is damaged"), _("Save it again as PNG")) from error
    _check_visible(paper)
    return _written(paper)


def _check_size(wide: int, high: int) -> None:
    """Refuse what can't be printed well, before anything is unpacked.

    Raises:
        InputError: As said.
    """
    if wide * high > MOST_PIXELS:
        raise _bad(_("it has too many pixels"), _("Save it with at most 4,000 pixels a side"))
    if min(wide, high) < LEAST_PX:
        raise _bad(
            _("it is only {w} by {h} pixels").format(w=wide, h=high), _("Use a larger picture")
        )
    if max(wide, high) > MOST_RATIO * min(wide, high):
        raise _bad(_("it is too long and thin to be read"), _("Use a more compact picture"))


def _on_white(file: Image) -> Image:
    """Return the picture upright, in color, on white paper."""
    from PIL import Image, ImageOps  # start-up time

    upright = ImageOps.exif_transpose(file)
    if not upright.has_transparency_data:
        return upright.convert("RGB")
    color = upright.convert("RGBA")
    white = Image.new("RGBA", color.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, color).convert("RGB")


def _check_visible(paper: Image) -> None:
    """Refuse a white logo, made for dark pages.

    Raises:
        InputError: Nothing in it is darker than pale grey.
    """
    if int(paper.convert("L").getextrema()[0]) > DARK_ENOUGH:  # type: ignore[arg-type]
        raise _bad(_("it can't be seen on white paper"), _("Use the version for white paper"))


def _written(paper: Image) -> Logo:
    """Return the picture at its size on paper, no finer than a printer prints."""
    from PIL import Image  # start-up time

    wide, high = paper.size
    scale = min(MOST_WIDE_MM / wide, MOST_HIGH_MM / high, 1 / LEAST_DOTS_PER_MM)
    share = min(1.0, scale * DOTS_PER_MM)
    size = max(1, round(wide * share)), max(1, round(high * share))
    small = paper if size == paper.size else paper.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG")
    return Logo(out.getvalue(), wide * scale, high * scale)


def _bad(what: str, fix: str) -> InputError:
    """Say what is wrong with the logo."""
    return InputError(_("The clinic’s logo"), what, fix)


class LogoBlock(Block):
    """The logo at its own size; one Figure with its alternative text."""

    def __init__(self, logo: Logo, alt: str, align: Align = "left", after: float = 0.0) -> None:
        """Keep the logo; `after` in points."""
        self.logo, self.alt, self.align, self.after = logo, alt, align, after

    def enter(self, parent: Node) -> None:
        """Make the Figure."""
        self.node = parent.add("Figure")
        self.node.alt = self.alt

    def height(self, width: float) -> float:
        """Return the logo's height in points."""
        return self.logo.height_mm * MM

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the picture and note its box."""
        wide, high = self.logo.width_mm * MM, self.logo.height_mm * MM
        x += {"left": 0.0, "center": (width - wide) / 2, "right": width - wide}[self.align]
        if self.node is not None:
            self.node.box = (x, top - high, x + wide, top)
        with pen.content(self.node):
            reader = ImageReader(io.BytesIO(self.logo.png))
            pen.canvas.drawImage(reader, x, top - high, wide, high)
