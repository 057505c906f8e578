"""A field of several lines that grows with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.field_frame import FieldFrame

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

PAD_X, PAD_Y, LEAST_LINES = 12, 8, 2
MOST_PASTED: Final = 20_000
"""Of a whole book only the beginning is pasted: each key would take a second after it."""


class _Edit(QPlainTextEdit):
    """Qt's own field, without frame and ground; plain text only (KV8)."""

    def __init__(self, box: FieldFrame) -> None:
        super().__init__(box)
        self._box = box
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)  # KE8: a file dropped here is the window's
        self.setTabChangesFocus(True)  # a field is no trap for the keyboard
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.viewport().setAutoFillBackground(False)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the whole box."""
        return self._box.box_around(self)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words."""
        self.insertPlainText(source.text()[:MOST_PASTED])


class TextBox(FieldFrame):
    """Lines of text in a frame.

    Signals:
        edited: The text, whenever a person changed it.
    """

    edited = Signal(str)

    def __init__(
        self, theme: Theme, name: str, label: str, text: str, parent: QWidget | None = None
    ) -> None:
        """Make it; `label` is its accessible name, and the field inside is "name.text"."""
        super().__init__(theme, name, parent)
        self.edit = _Edit(self)
        self.edit.setObjectName(f"{name}.text")
        self.edit.setPlainText(text)
        column = Column(theme, self, gap=0, pad=(PAD_X, PAD_Y, PAD_X, PAD_Y))
        column.addWidget(self.edit)
        self.take_inside(self.edit, label, "")
        self.edit.textChanged.connect(self._on_text)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._fit)
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

    def _on_text(self) -> None:
        self.edited.emit(self.text)

    def _on_theme(self) -> None:
        super()._on_theme()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
