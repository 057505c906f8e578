"""A field that shows its value and opens a card to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.fields import HEIGHT, ICON, PAD
from missdesk.ui.widgets.painting import pixmap_at, rounded, start, words_at

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

GAP = 12


class OpeningField(Control):
    """Value in a frame, an icon before or a chevron behind it."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        icon: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make it empty.

        Args:
            theme: Colors, sizes and fonts.
            name: objectName.
            label: Accessible name, before the value.
            icon: Icon in front; empty = a chevron behind.
            hint: Shown while there is no value.
            parent: Owner.
        """
        super().__init__(theme, "", name, parent)
        self._label, self._icon, self._hint = label, icon, hint
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value("")

    @property
    def label(self) -> str:
        """Return what the value is."""
        return self._label

    def show_value(self, words: str) -> None:
        """Write the value."""
        self.setText(words)
        self.setAccessibleName(f"{self._label}: {words or self._hint}")

    def sizeHint(self) -> QSize:
        """Return value or hint with icon and padding."""
        shown = self.words or self._hint
        words = QFontMetricsF(self.theme.type("strong")).horizontalAdvance(shown)
        width = words + self.theme.px(2 * PAD + GAP) + self.theme.part_px(ICON)
        return self.least(width + 2, self.theme.control_px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, icon and value."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        fill = "tint" if self.isDown() else "hover" if self.underMouse() else "surface"
        if not self.isEnabled():
            fill = "canvas"
        rounded(painter, box, theme.radius("field"), theme.color(fill), theme.color("edge"))
        ratio, pad = self.devicePixelRatioF(), theme.px(PAD)
        left = float(pad)
        right = box.right() - pad
        if self._icon:
            pixmap_at(painter, theme.icon(self._icon, ICON, "ink2", ratio), left, box)
            left += theme.part_px(ICON) + theme.px(GAP)
        else:
            chevron = theme.icon("chevron-down", ICON, "ink2", ratio)
            right -= chevron.deviceIndependentSize().width()
            pixmap_at(painter, chevron, right, box)
        painter.setFont(theme.type("strong" if self._icon and self.words else "body"))
        painter.setPen(theme.color("ink" if self.words else "ink3"))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(
            self.words or self._hint, Qt.TextElideMode.ElideRight, right - left + 1
        )
        words_at(painter, left, box, shown)
        painter.end()
