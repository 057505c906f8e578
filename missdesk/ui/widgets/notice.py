"""A message at the foot of the window that stays out of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.painting import pixmap_at, rounded, start
from missdesk.ui.widgets.scroll_sheet import least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

WIDTH, MARGIN, ICON, SHOWN_MS = 720, 20, 26, 7000
Kind = Literal["done", "fault"]


class NoticeBar(QWidget):
    """Says one thing at a time; faults stay until closed, confirmations go by themselves."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._kind: Kind = "done"
        self.setObjectName("notice")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = Row(theme, self, gap=16, pad=(20 + ICON + 22, 14, 10, 14))
        lines = Column(theme, gap=2)
        self._title = Words(theme, "", "strong", parent=self)
        self._more = Words(theme, "", "note", token="ink2", parent=self)  # noqa: S106
        lines.addWidget(self._title)
        lines.addWidget(self._more)
        row.addLayout(lines, 1)
        close = IconButton(theme, _("Close this message"), "notice.close", "x", parent=self)
        close.clicked.connect(self.hide)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        window.installEventFilter(self)
        theme.changed.connect(self._on_theme)

    @property
    def words(self) -> tuple[str, str]:
        """Return what it says now: title and detail."""
        return self._title.text, self._more.text

    def tell(self, title: str, more: str = "", kind: Kind = "done") -> None:
        """Say something; it takes the place of what was said before."""
        self._kind = kind
        self._title.set_text(title)
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(f"{title} {more}".strip())
        self._place()
        self.show()
        self.raise_()
        self._timer.stop()
        if kind == "done":
            self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def tell_nothing(self) -> None:
        """Go, and forget the words."""
        self._timer.stop()
        self.hide()
        self._title.set_text("")
        self._more.set_text("")
        self.setAccessibleName("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar and its sign."""
        painter, theme = start(self), self._theme
        box = QRectF(self.rect())
        ground = theme.color("surface" if theme.is_contrast else "ink")
        rounded(painter, box, theme.radius("box"), theme.color("surface"), ground, 2.0)
        sign = "check" if self._kind == "done" else "triangle-alert"
        icon = theme.icon(sign, ICON, "primary", self.devicePixelRatioF())
        top = QRectF(0, theme.px(14), box.width(), theme.px(44))
        pixmap_at(painter, icon, theme.px(20), top)
        painter.end()

    def _place(self) -> None:
        margin = self._theme.px(MARGIN)
        width = min(self._theme.text_px(WIDTH), self._window.width() - 2 * margin)
        height = least_height(self, width)
        left = (self._window.width() - width) // 2
        self.setGeometry(left, self._window.height() - margin - height, width, height)

    def _on_theme(self) -> None:
        self._place()
        self.update()
