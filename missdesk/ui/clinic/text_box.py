"""A field of several lines that grows with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

PAD_X, PAD_Y, LEAST_LINES = 12, 8, 2


class _Edit(QPlainTextEdit):
    """Qt's own field, without frame and ground; plain text only (KV8)."""

    def __init__(self, theme: Theme, box: QWidget) -> None:
        super().__init__(box)
        self._theme, self._box = theme, box
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)  # a field is no trap for the keyboard
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.viewport().setAutoFillBackground(False)
        self._follow()
        theme.changed.connect(self._follow)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the whole box."""
        corner = self.mapFrom(self._box, QPoint(0, 0))
        return QRectF(corner, self._box.size()), float(self._theme.radius("field"))

    def _follow(self) -> None:
        self.setFont(self._theme.type("body"))
        palette = self.palette()
        for role, token in (
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.PlaceholderText, "ink3"),
            (QPalette.ColorRole.Highlight, "primary"),
            (QPalette.ColorRole.HighlightedText, "on_primary"),
        ):
            palette.setColor(QPalette.ColorGroup.All, role, self._theme.color(token))
        palette.setColor(
            QPalette.ColorGroup.All, QPalette.ColorRole.Base, Qt.GlobalColor.transparent
        )
        self.setPalette(palette)


class TextBox(QWidget):
    """Lines of text in a frame.

    Signals:
        edited: The text, whenever a person changed it.
    """

    edited = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        text: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `label` is its accessible name, and the field inside is "name.text"."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = _Edit(theme, self)
        self.edit.setObjectName(f"{name}.text")
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(hint)
        self.edit.setPlainText(text)
        column = Column(theme, self, gap=0, pad=(PAD_X, PAD_Y, PAD_X, PAD_Y))
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_text)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._on_size)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """Return what stands in it."""
        return self.edit.toPlainText()

    def sizeHint(self) -> QSize:
        """Return the height of its text."""
        lines = max(LEAST_LINES, round(self.edit.document().size().height()))
        line = self.edit.fontMetrics().lineSpacing()
        inner = lines * line + 2 * round(self.edit.document().documentMargin())
        return QSize(self._theme.text_px(320), inner + self._theme.px(2 * PAD_Y) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow box of the same height."""
        return QSize(self._theme.px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and frame."""
        painter, theme = start(self), self._theme
        fill, edge = theme.color("surface"), theme.color("edge")
        rounded(painter, QRectF(self.rect()), float(theme.radius("field")), fill, edge)
        painter.end()

    def _on_text(self) -> None:
        self.edited.emit(self.text)

    def _on_size(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()
