"""Say inside a card what went wrong and how to mend it; nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent

from missdesk.ui.messages import for_staff
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.painting import pixmap_at, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from missdesk.errors import MissdeskError
    from missdesk.ui.theme.theme import Theme

ICON, PAD = 24, 14


class Trouble(Card):
    """A sign, what is the matter, and how to mend it; hidden while all is well."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        icon = round(theme.part_px(ICON) / theme.ui_scale)  # grows with the text
        super().__init__(theme, pad=(PAD + icon + 12, PAD, PAD, PAD), gap=2, parent=parent)
        self._sign_theme = theme
        self.setObjectName(name)
        self._title = Words(theme, "", "strong", parent=self)
        self._more = Words(theme, "", "note", token="ink2", parent=self)  # noqa: S106
        self.column.addWidget(self._title)
        self.column.addWidget(self._more)
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """Return what is shown: the matter and the mend."""
        return self._title.text, self._more.text

    def tell(self, error: MissdeskError) -> None:
        """Show an error."""
        message = for_staff(error.fault)
        self.say(message.title, message.more)

    def say(self, title: str, more: str = "") -> None:
        """Show words."""
        self._title.set_text(title)
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(title)
        self.setAccessibleDescription(more)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the sign."""
        super().paintEvent(event)
        painter, theme = start(self), self._sign_theme
        icon = theme.icon("triangle-alert", ICON, "ink", self.devicePixelRatioF())
        line = QRectF(0, theme.px(PAD), self.width(), theme.line("strong"))
        pixmap_at(painter, icon, theme.px(PAD), line)
        painter.end()
