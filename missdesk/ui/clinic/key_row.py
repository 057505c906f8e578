"""The public half of this clinic's key, to be copied and given to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from missdesk.content.review_key import own_public_key
from missdesk.i18n import _
from missdesk.ui.messages import say
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

GROUP = 8


class KeyRow(QWidget):
    """The 64 digits in groups that an eye can follow, and a button that copies them as they are."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._key = ""
        column = Column(theme, self, gap=8)
        self._words = Words(theme, "", "small", name=f"{name}.words", parent=self)
        column.addWidget(self._words)
        self._copy = Button(
            theme, _("Copy the key"), f"{name}.copy", icon="clipboard-copy", parent=self
        )
        self._copy.clicked.connect(self._on_copy)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_key("")

    @property
    def key(self) -> str:
        """Return the key, "" while there is none."""
        return self._key

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def look(self, workers: Workers, folder: Path) -> None:
        """Read the key of a settings folder and show it."""
        workers.run(own_public_key, folder, on_done=self.show_key)

    def show_key(self, key: str) -> None:
        """Show a key, or that it is still to be made."""
        self._key = key
        groups = " ".join(key[at : at + GROUP] for at in range(0, len(key), GROUP))
        self._words.set_text(groups or _("There is none yet: the first review makes it."))
        self._copy.setVisible(bool(key))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        say(self, _("The key is copied."), _("Paste it within a minute."))
