"""Fields to type in: a line of text, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from missdesk.i18n import _
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.field_frame import FieldFrame
from missdesk.ui.widgets.painting import pixmap_at, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from missdesk.ui.theme.theme import Theme

HEIGHT, PAD, ICON = 52, 16, 22
PERSONAL = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class LineEdit(QLineEdit):
    """Qt's own line of text, without frame and ground; its field paints them."""

    def __init__(self, field: FieldFrame) -> None:
        super().__init__(field)
        self._field = field
        self.setFrame(False)
        self.setAcceptDrops(False)  # KE8: a file dropped here is the window's, not its path's words
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the whole field."""
        return self._field.box_around(self)


class TextField(FieldFrame):
    """One line of text in a frame.

    Signals:
        edited: The text, whenever a person changed it.
        entered: Enter was pressed.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        text: str = "",
        hint: str = "",
        max_length: int | None = None,
        is_personal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            name: objectName of the field; the line inside is "name.line".
            label: Accessible name; `labelled` also shows it.
            text: What stands in it.
            hint: Shown while it is empty.
            max_length: Longest text in characters; None = 32,767.
            is_personal: PRIVACY: keyboards on the screen must not learn its words (KP1).
            parent: Owner.
        """
        super().__init__(theme, name, parent)
        self.line = LineEdit(self)
        self.line.setObjectName(f"{name}.line")
        if is_personal:
            self.line.setInputMethodHints(PERSONAL)
        if max_length is not None:
            self.line.setMaxLength(max_length)
        self.line.setText(text)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.row = Row(theme, self, gap=8, pad=(PAD, 0, PAD, 0))
        self.row.addWidget(self.line)
        self.take_inside(self.line, label, hint)

    @property
    def text(self) -> str:
        """Return what stands in it."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Change the text without telling."""
        if text != self.line.text():
            self.line.setText(text)

    def sizeHint(self) -> QSize:
        """Return the designed size."""
        return QSize(self._theme.text_px(300), self._theme.control_px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow field."""
        return QSize(self._theme.px(140), self.sizeHint().height())


class SearchField(TextField):
    """A pill with a magnifying glass, and a cross once something is typed."""

    def __init__(
        self, theme: Theme, name: str, label: str, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, label, hint=hint, max_length=80, parent=parent)
        self._clear = IconButton(theme, _("Clear the search"), f"{name}.clear", "x", parent=self)
        self._clear.hide()
        self._clear.clicked.connect(self._on_clear)
        self.line.textChanged.connect(self._on_text)
        self.row.addWidget(self._clear)
        self._make_room()

    def corner(self) -> float:
        """Return that of a pill."""
        return self.height() / 2

    def sizeHint(self) -> QSize:
        """Return the designed size."""
        return QSize(self._theme.text_px(400), self._theme.control_px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill and the glass."""
        super().paintEvent(event)
        painter = start(self)
        icon = self._theme.icon("search", ICON, "ink2", self.devicePixelRatioF())
        pixmap_at(painter, icon, self._theme.px(20), QRectF(self.rect()))
        painter.end()

    def _on_clear(self) -> None:
        self.line.clear()
        self.line.setFocus()
        self.edited.emit("")

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _on_theme(self) -> None:
        self._make_room()
        super()._on_theme()

    def _make_room(self) -> None:
        """Keep the side of the glass free."""
        side = self._theme.px(30) + self._theme.part_px(ICON)
        self.row.setContentsMargins(side, 0, self._theme.px(8), 0)


def labelled(theme: Theme, label: str, field: QWidget, parent: QWidget | None = None) -> QWidget:
    """Return the field with its label above; a press on the label goes to the field."""
    group = QWidget(parent)
    column = Column(theme, group, gap=4)
    words = _Label(theme, label, field)
    words.setParent(group)
    column.addWidget(words)
    column.addWidget(field)
    return group


class _Label(Words):
    """Words that pass a press on to their field."""

    def __init__(self, theme: Theme, text: str, field: QWidget) -> None:
        super().__init__(theme, text, "body")
        self._field = field
        # The field says the same words itself.
        self.setAccessibleName("")

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Go to the field, unless it is a group of them."""
        if self._field.focusPolicy() & Qt.FocusPolicy.ClickFocus or self._field.focusProxy():
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
