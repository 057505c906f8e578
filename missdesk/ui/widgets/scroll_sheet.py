"""An area that scrolls down only, by wheel, key and flick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QScroller, QSizePolicy, QWidget

from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

BAR, GRIP = 14, 8


class ScrollSheet(QScrollArea):
    """Holds a widget that may be taller than the room for it.

    The bar lies over the right edge (or in the gutter kept free there), so that the content has
    the same width with and without it.

    Args:
        theme: Colors and sizes.
        content: What it holds.
        gutter: Designed width kept free at the right for the bar.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        content: QWidget | None = None,
        parent: QWidget | None = None,
        *,
        gutter: int = 0,
    ) -> None:
        super().__init__(parent)
        self._theme, self._gutter = theme, gutter
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Not Qt's own resizing: it asks for the preferred height and scrolls before it must.
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = _Bar(theme, self)
        inner = self.verticalScrollBar()
        inner.rangeChanged.connect(self._on_range)
        inner.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(inner.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        theme.resized.connect(self._on_theme)
        self._on_theme()
        if content is not None:
            self.set_content(content)

    def set_content(self, content: QWidget) -> None:
        """Hold another widget; the old one is deleted."""
        old = self.widget()
        if old is not None:
            old.removeEventFilter(self)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        content.show()
        self.fit()

    def fit(self) -> None:
        """Give the content the width there is, and the height there is or it needs."""
        content = self.widget()
        if content is not None:
            room = self.viewport().size()
            content.resize(room.width(), max(room.height(), least_height(content, room.width())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the content anew when it asks for another size."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.fit()
        return super().eventFilter(watched, event)

    @property
    def is_scrollable(self) -> bool:
        """Return whether some of the content lies below the edge."""
        return self.verticalScrollBar().maximum() > 0

    def sizeHint(self) -> QSize:
        """Return what the content wants."""
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the content's least width; any height will do."""
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        return QSize(width + self._theme.px(self._gutter), self._theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right edge."""
        super().resizeEvent(event)
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - wide, 0, wide, self.height())
        self._bar.raise_()
        self.fit()

    def _on_range(self, low: int, high: int) -> None:
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(self._theme.px(40))
        self.verticalScrollBar().setSingleStep(self._theme.px(40))
        self._bar.setRange(low, high)
        self._bar.setVisible(high > low)

    def _on_theme(self) -> None:
        self.setViewportMargins(0, 0, self._theme.px(self._gutter), 0)


class _Bar(QScrollBar):
    """A thin scroll bar in the theme's colors."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        theme.resized.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the designed width."""
        return QSize(self._theme.px(BAR), self._theme.px(64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grip."""
        total = self.maximum() - self.minimum() + self.pageStep()
        if self.maximum() <= self.minimum() or total <= 0:
            return
        painter = start(self)
        wide = self._theme.px(GRIP)
        high = max(self._theme.px(44), self.height() * self.pageStep() / total)
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        box = QRectF((self.width() - wide) / 2, (self.height() - high) * share, wide, high)
        color = self._theme.color("primary" if self.isSliderDown() else "edge")
        rounded(painter, box, wide / 2, color)
        painter.end()


def least_height(content: QWidget, width: int) -> int:
    """Return the height below which a widget of this width would be cut."""
    layout = content.layout()
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.totalMinimumHeightForWidth(width), content.minimumHeight())
    if layout is None and content.hasHeightForWidth():
        return content.heightForWidth(width)
    return max(content.minimumSizeHint().height(), content.minimumHeight())
