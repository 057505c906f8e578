"""A whole page that says what is missing and how to go on; nothing unsure is shown instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.painting import pixmap_at, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.theme.theme import Theme

ICON, WIDTH = 48, 620


class ErrorPage(QWidget):
    """Title, words for the patient's eyes, and the detail for staff."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        *,
        detail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            title: What is the matter.
            text: How to go on.
            detail: Where and what, for staff; may be empty.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("error-page")
        self.setAccessibleName(f"{title}. {text}")
        inside = QWidget(self)
        inside.setMaximumWidth(theme.text_px(WIDTH))
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lines = Column(theme, inside, gap=12)
        lines.addWidget(_Sign(theme, inside))
        lines.addWidget(Words(theme, title, "heading", parent=inside))
        lines.addWidget(Words(theme, text, "body", parent=inside))
        if detail:
            lines.addWidget(Words(theme, detail, "note", token="ink2", parent=inside))  # noqa: S106
        outer = Column(theme, self, gap=0, pad=24)
        outer.addStretch(2)
        outer.addWidget(inside)
        outer.addStretch(3)


class _Sign(QWidget):
    """The warning sign; the words say what it means."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.px(ICON))

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(self._theme.px(ICON), self._theme.px(ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = start(self)
        ratio = self.devicePixelRatioF()
        pixmap = self._theme.icon("triangle-alert", ICON, "ink2", ratio)
        pixmap_at(painter, pixmap, 0, self.rect().toRectF())
        painter.end()
