"""Paint chosen parts of a page larger, where they stand to each other as on the page.

The parts paint themselves once more at the other size, so text and ink stay sharp; what is not
chosen (controls, cards, the pointer, the focus) can't get onto the other screen.

Source: kiosk-and-security.md KP7; standards.md KA5; issue 7 (patient screen).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QGraphicsView, QWidget

from missdesk.ui.stage.ink import InkOver
from missdesk.ui.stage.labels_item import LabelPill
from missdesk.ui.stage.plate_view import PlateView

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_RATIO: Final = 2.0
"""A picture is read at most so much finer than the desk needs it: four times its memory."""


def box_of(parts: Sequence[QWidget], page: QWidget) -> QRect:
    """Return the smallest box of the page that holds all parts."""
    box = QRect()
    for part in parts:
        box = box.united(QRect(part.mapTo(page, QPoint(0, 0)), part.size()))
    return box


def paint_parts(painter: QPainter, area: QRectF, parts: Sequence[QWidget], page: QWidget) -> float:
    """Paint the parts as large as the area allows, in its middle.

    Args:
        painter: Of the other window.
        area: Where to, in its units.
        parts: Of one page; hidden ones are left out.
        page: Holds all of them.

    Returns:
        How many times larger they are than on the page; 0 = there was nothing to paint.
    """
    shown = [part for part in parts if part.isVisibleTo(page) and not part.size().isEmpty()]
    box = box_of(shown, page)
    if box.isEmpty():
        return 0.0
    scale = min(area.width() / box.width(), area.height() / box.height())
    left = area.x() + (area.width() - box.width() * scale) / 2 - box.x() * scale
    top = area.y() + (area.height() - box.height() * scale) / 2 - box.y() * scale
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    for part in shown:
        at = part.mapTo(page, QPoint(0, 0))
        painter.save()
        painter.translate(left + at.x() * scale, top + at.y() * scale)
        painter.scale(scale, scale)
        _paint(painter, part, scale)
        painter.restore()
    return scale


def _paint(painter: QPainter, part: QWidget, scale: float) -> None:
    """Let a part paint itself; a picture does so into finer pixels, since its layers are pixels."""
    if isinstance(part, QGraphicsView):
        _paint_picture(painter, part, scale)
    else:
        part.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)


def _paint_picture(painter: QPainter, view: QGraphicsView, scale: float) -> None:
    """Paint a picture with its labels and its ink, without the buttons that lie over it."""
    port = view.viewport()
    if isinstance(view, PlateView):
        view.feed.set_least_ratio(min(MOST_RATIO, max(1.0, round(scale, 1))))
    pixels = scale * painter.device().devicePixelRatio()
    fine = QPixmap((port.size().toSizeF() * pixels).toSize())
    if fine.isNull():
        return
    fine.setDevicePixelRatio(pixels)
    fine.fill(Qt.GlobalColor.transparent)
    port.render(fine, QPoint(0, 0), QRegion(), QWidget.RenderFlag(0))
    over = QPainter(fine)
    for child in port.children():
        if not isinstance(child, LabelPill | InkOver) or not child.isVisibleTo(port):
            continue
        over.save()
        over.translate(child.pos())
        if isinstance(child, LabelPill):
            child.paint_on(over)
        else:
            child.render(over, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
        over.restore()
    over.end()
    painter.drawPixmap(QRectF(port.geometry()), fine, QRectF(fine.rect()))
