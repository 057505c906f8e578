"""Say in a pane what of its picture is missing: all of it, or some layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from missdesk.i18n import _
from missdesk.ui.stage.layer_row import chip_words
from missdesk.ui.stage.pill import paint_pill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from missdesk.errors import PlateError
    from missdesk.ui.stage.layers import Picture
    from missdesk.ui.theme.theme import Theme

TEXT_PX, PAD, MARGIN = 17, 12, 8


def all_missing() -> str:
    """Return what a pane without any picture says."""
    return _("This picture is missing.")


def missing_words(picture: Picture, faults: Iterable[PlateError]) -> str:
    """Return which kinds of layers could not be read; empty when all are there."""
    lost = {fault.where for fault in faults}
    chips = [layer.chip for layer in picture.layers if str(layer.file) in lost]
    if not chips:
        return ""
    if len(chips) == len(picture.layers):
        return all_missing()
    names = dict.fromkeys(chip_words().get(chip, "") for chip in chips)
    known = ", ".join(name for name in names if name)
    if not known:
        return _("A part of this picture is missing.")
    return _("Missing in this picture: {names}.").format(names=known)


def paint_missing(
    painter: QPainter, view: QRectF, theme: Theme, words: str, *, is_all: bool
) -> None:
    """Write it in the middle of an empty pane, else at the upper edge."""
    font = theme.font(TEXT_PX, 600)
    pad, margin = theme.px(PAD), theme.px(MARGIN)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
    room = view.adjusted(margin + pad, margin + pad, -margin - pad, -margin - pad)
    text = QFontMetricsF(font).boundingRect(room, flags, words)
    if not is_all:
        text.moveTop(room.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_pill(painter, text.adjusted(-pad, -pad / 2, pad, pad / 2), theme)
    painter.setFont(font)
    painter.setPen(theme.color("label_ink"))
    painter.drawText(text, flags, words)
