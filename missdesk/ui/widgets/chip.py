"""Chips that show or hide a layer, and pills that choose a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPaintEvent

from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import centered_words, pixmap_at, rounded, start, words_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

ICON, GAP, PAD = 22, 8, 18


class Chip(Control):
    """A layer: on = eye, off = crossed eye and no fill (`toggled`)."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        is_on: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.setCheckable(True)
        self.setChecked(is_on)

    def sizeHint(self) -> QSize:
        """Return icon, words and padding."""
        words = QFontMetricsF(self.theme.font(17, 600)).horizontalAdvance(self.words)
        width = words + self.theme.part_px(ICON) + self.theme.px(GAP + 2 * PAD)
        return self.least(width + 1, self.theme.control_px(TARGET, "small"))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the pill's outline."""
        return QRectF(self.rect()), self.height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pill, eye and word."""
        painter, theme = start(self), self.theme
        box, is_on = QRectF(self.rect()), self.isChecked()
        fill = "tint" if is_on or self.isDown() else "hover" if self.underMouse() else "surface"
        ink = "primary" if is_on else "ink2"
        edge = theme.color("primary" if is_on else "edge")
        rounded(painter, box, box.height() / 2, theme.color(fill), edge)
        icon = theme.icon("eye" if is_on else "eye-off", ICON, ink, self.devicePixelRatioF())
        pixmap_at(painter, icon, theme.px(PAD), box)
        painter.setFont(theme.font(17, 600 if is_on else 500))
        painter.setPen(theme.color(ink))
        words_at(painter, theme.px(PAD + GAP) + theme.part_px(ICON), box, self.words)
        painter.end()


class Pill(Control):
    """One of several places or values; chosen = filled. Put them in a QButtonGroup."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        width: int = 88,
        height: int = 46,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self._width, self._height = width, height
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the designed size, or more where the words need it."""
        words = QFontMetricsF(self.theme.type("strong")).horizontalAdvance(self.words)
        width = max(self.theme.px(self._width), words + self.theme.px(28))
        return self.least(width, self.theme.control_px(self._height))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the pill's outline."""
        return QRectF(self.rect()), self.height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill and its words."""
        painter, theme = start(self), self.theme
        box = QRectF(self.rect())
        if self.isChecked():
            state = "_pressed" if self.isDown() else "_hover" if self.underMouse() else ""
            fill, ink, line = f"primary{state}", "on_primary", None
        else:
            fill = "tint" if self.isDown() else "hover" if self.underMouse() else "surface"
            ink, line = "ink", theme.color("edge")
        rounded(painter, box, box.height() / 2, theme.color(fill), line)
        painter.setFont(theme.type("strong"))
        painter.setPen(theme.color(ink))
        centered_words(painter, box, self.words)
        painter.end()
