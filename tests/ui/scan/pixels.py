"""Contrast as it is on the screen, measured on pixels: of words, and of controls (WC7, WC10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QAbstractSlider, QLineEdit, QWidget

from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.words import Words
from tests.ui.scan.finding import Finding, Seen, named

TEXT, LARGE_TEXT, CONTROL = 4.5, 3.0, 3.0
LARGE_PX, LARGE_BOLD_PX = 24.0, 18.66
AROUND = 3
"""So many pixels around a control are its ground."""
LEAST_PIXELS = 3
"""A color that fewer pixels have is an edge, no ink."""


def contrasts(window: QWidget, parts: Sequence[Seen]) -> Iterator[tuple[QWidget, Finding | None]]:
    """Yield words and controls that can be used now; with a finding where they are too faint."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = image.devicePixelRatio()
    for part in parts:
        widget = part.widget
        if not widget.isEnabled():
            continue  # WCAG leaves out what can't be used now
        if isinstance(widget, Words | BlockView):
            if not _can_be_read(part):
                continue
            need = needed(widget.font() if isinstance(widget, BlockView) else _font(widget))
            box, rule = part.shown, "WC7"
        else:
            need, rule = CONTROL, "WC10"
            box = part.shown.adjusted(-AROUND, -AROUND, AROUND, AROUND)
            if isinstance(widget, QLineEdit) and widget.parentWidget() is not None:
                box = box.adjusted(-20, -10, 20, 10)  # its frame is the parent's
            if isinstance(widget, QAbstractSlider):
                box = part.shown
        found = _contrast(image, _scaled(box, ratio))
        what = f"contrast {found:.2f}, needs {need}"
        yield widget, Finding(rule, named(widget), what) if found < need else None


def _can_be_read(part: Seen) -> bool:
    """Return whether there are words, and enough of a line in sight to have ink on it."""
    widget = part.widget
    if isinstance(widget, Words):
        line = widget._theme.line(widget._role)
        return bool(widget.text.strip()) and part.shown.height() >= min(line, part.box.height())
    return part.shown.height() >= min(widget.fontMetrics().height(), part.box.height())


def _font(words: Words) -> QFont:
    return words._theme.type(words._role)


def needed(font: QFont) -> float:
    """Return the contrast that letters need (WCAG 1.4.3)."""
    size = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
    is_bold = font.weight() >= QFont.Weight.DemiBold
    return LARGE_TEXT if size >= (LARGE_BOLD_PX if is_bold else LARGE_PX) else TEXT


def _scaled(box: QRect, ratio: float) -> QRect:
    left, top = round(box.left() * ratio), round(box.top() * ratio)
    return QRect(left, top, round(box.width() * ratio), round(box.height() * ratio))


def _contrast(image: QImage, box: QRect) -> float:
    """Return the contrast of the commonest color with the one that differs most from it."""
    part = image.copy(box.intersected(image.rect()))
    size = (part.width(), part.height())
    raw, row = bytes(part.constBits()), part.bytesPerLine()
    pixels = Image.frombuffer("RGB", size, raw, "raw", "BGRX", row, 1)
    counts = pixels.getcolors(size[0] * size[1]) or []
    _count, ground = max(counts)
    inks = [color for count, color in counts if count >= LEAST_PIXELS]
    return max((ratio_of(_hex(ground), _hex(ink)) for ink in inks), default=1.0)


def _hex(color: object) -> int:
    assert isinstance(color, tuple)
    return int(color[0]) << 16 | int(color[1]) << 8 | int(color[2])


def ratio_of(one: int, other: int) -> float:
    """Return the contrast of two colors 0xRRGGBB, from 1 to 21."""
    first, second = sorted((luminance(one & 0xFFFFFF), luminance(other & 0xFFFFFF)), reverse=True)
    return (first + 0.05) / (second + 0.05)


@cache
def luminance(color: int) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [(color >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
