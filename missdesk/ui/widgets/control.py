"""The ground of every pressable control: acts on release, by key, and with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from missdesk.ui.theme.tokens import TARGET

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from missdesk.ui.theme.theme import Theme

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Control(QAbstractButton):
    """A button painted by its subclass; `clicked` comes on release, sliding off cancels.

    Args (of all controls):
        theme: Colors, sizes and fonts.
        text: Words on it; also its accessible name.
        name: objectName, for tests and screen readers.
        parent: Owner.
    """

    def __init__(self, theme: Theme, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # KR4: a bound method, so that Qt drops the connection together with the control.
        theme.resized.connect(self._on_theme)

    # The name of QAbstractButton.setText is kept: its signature is the same.
    def setText(self, text: str) -> None:
        """Change the words and the accessible name."""
        # An ampersand of the text is an ampersand, not a shortcut.
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """Return the words as they are shown."""
        return self.text().replace("&&", "&")

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline that the focus ring goes around, and its corner radius."""
        return QRectF(self.rect()), float(self.theme.radius("field"))

    def minimumSizeHint(self) -> QSize:
        """Return the whole size: words on controls are not cut."""
        return self.sizeHint()

    def least(self, width: float, height: float) -> QSize:
        """Return a size, at least the target of a finger."""
        side = self.theme.px(TARGET)
        return QSize(max(side, round(width)), max(side, round(height)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Enter as well as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in ARROWS and self.group() is None:
            # Qt would move the focus; what the button lies in may count, choose or scroll by them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


def enter_at_chosen(group: QButtonGroup) -> None:
    """Let Tab come to the chosen button of a group, or to its first; arrow keys go on from there.

    Qt does so only after a person was there; call this when the choice was set by program.
    """
    buttons = [button for button in group.buttons() if button.isEnabled()]
    way_in = next((button for button in buttons if button.isChecked()), None)
    for button in buttons:
        button.setAutoExclusive(group.exclusive())  # to a screen reader: radio buttons
        is_way_in = button is (way_in or buttons[0])
        policy = Qt.FocusPolicy.StrongFocus if is_way_in else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(policy)
