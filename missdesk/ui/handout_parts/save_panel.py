"""What the Save button opens: a name and a place; Qt's own dialog would remember both (KP4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from missdesk.errors import InputError, SaveError
from missdesk.handout.lock import check_password
from missdesk.i18n import _
from missdesk.ui.handout_parts.pick_list import Pick, PickList
from missdesk.ui.handout_parts.places import Place, target
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.fields import TextField, labelled
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from missdesk.errors import MissdeskError
    from missdesk.ui.theme.theme import Theme

ELSEWHERE = "elsewhere"
MOST_PASSWORD = 127


class SaveOrder(NamedTuple):
    """Where to save, and how.

    Attributes:
        may_replace: A file of that name may be replaced.
        with_record: The visit rides inside, so that it can be opened again.
        password: Locks the file; None = anyone can open it. PRIVACY: gone with the order.
    """

    path: Path
    may_replace: bool
    with_record: bool = False
    password: str | None = None


class SavePanel(QWidget):
    """Shows the places once they are known.

    Signals:
        asked: A SaveOrder; the panel waits until it is closed or told what happened.
        grown: It needs another height.
    """

    asked = Signal(object)
    grown = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        """Make it with a suggested file name."""
        super().__init__()
        self._theme = theme
        self._folders: dict[str, Path] = {}
        self._is_known, self._is_waiting = False, False
        self.setObjectName("save")
        column = Column(theme, self, gap=12)
        self._name = TextField(
            theme, "save.name", _("File name"), text=name, max_length=200, parent=self
        )
        self._name.edited.connect(self._on_edited)
        column.addWidget(labelled(theme, _("File name"), self._name))
        column.addWidget(Words(theme, _("Where"), parent=self))
        self._list = PickList(theme, "save.place", _("Where"), self)
        self._list.chosen.connect(self._on_place)
        column.addWidget(self._list)
        self._folder = TextField(
            theme, "save.folder", _("Folder"), hint=_("/folder/for/handouts"), parent=self
        )
        self._folder.edited.connect(self._on_edited)
        self._folder.hide()
        column.addWidget(self._folder)
        self._add_extras(column)
        self._trouble = Trouble(theme, "save.trouble", self)
        column.addWidget(self._trouble)
        column.addLayout(self._buttons())
        for field in (self._name, self._folder, self._password):
            field.entered.connect(self._on_save)
        self._offer(())

    def forget(self) -> None:
        """Leave no password in the field (KP1)."""
        self._password.line.setText("")

    def _add_extras(self, column: Column) -> None:
        """Add what a file can have beyond the pages; both are off until asked for."""
        theme = self._theme
        self._record = Toggle(
            theme, _("Can be opened again in MISSDesk"), "save.record", parent=self
        )
        column.addWidget(self._record)
        note = _("The name, the answers and the drawings then stand in the file as data, too.")
        column.addWidget(Words(theme, note, "note", token="ink2", parent=self))  # noqa: S106
        label = _("Password (may stay empty)")
        self._password = TextField(
            theme, "save.password", label, max_length=MOST_PASSWORD, is_personal=True, parent=self
        )
        self._password.edited.connect(self._on_edited)
        self._eye = IconButton(
            theme, _("Show the password"), "save.show", "eye", is_checkable=True, parent=self
        )
        self._eye.toggled.connect(self._on_eye)
        self._password.row.addWidget(self._eye)
        self._on_eye(False)
        column.addWidget(labelled(theme, label, self._password))

    def _on_eye(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self._password.line.setEchoMode(mode)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_places(self, found: Sequence[Place]) -> None:
        """Offer the places found; whoever pressed Save before they were gets the first of them."""
        self._is_known = True
        self._offer(found)
        if self._is_waiting:
            self._is_waiting = False
            self._save.setEnabled(True)
            self._on_save()

    def _offer(self, found: Sequence[Place]) -> None:
        """Offer places, and a folder to type; one that is typed already stays chosen."""
        self._folders = {f"place-{n}": place.folder for n, place in enumerate(found)}
        picks = [
            Pick(key, place.words, str(place.folder))
            for key, place in zip(self._folders, found, strict=True)
        ]
        picks.append(Pick(ELSEWHERE, _("Another folder")))
        key = ELSEWHERE if self._folder.text.strip() else picks[0].key
        self._list.set_picks(picks, key)
        self._folder.setVisible(key == ELSEWHERE)
        self.grown.emit()

    def show_trouble(self, error: MissdeskError) -> None:
        """Say why it did not work; everything typed stays."""
        self._trouble.tell(error)
        self._ask_replace(False)

    def ask_replace(self) -> None:
        """Ask whether the file that is there may be replaced."""
        self._trouble.say(
            _("A file of this name is there already."), _("Replace it, or type another name.")
        )
        self._ask_replace(True)
        self._replace.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> Row:
        theme = self._theme
        row = Row(theme, gap=12)
        row.addStretch(1)
        self._replace = Button(
            theme, _("Replace it"), "save.replace", height=MAIN_ACTION, parent=self
        )
        self._replace.clicked.connect(self._on_replace)
        self._save = Button(
            theme,
            _("Save"),
            "save.go",
            kind="primary",
            icon="download",
            height=MAIN_ACTION,
            parent=self,
        )
        self._save.clicked.connect(self._on_save)
        row.addWidget(self._replace)
        row.addWidget(self._save)
        self._replace.hide()
        return row

    def _on_edited(self) -> None:
        """Take a question or a fault away once something else is typed."""
        self._trouble.hide()
        self._ask_replace(False)

    def _on_place(self, key: str) -> None:
        self._folder.setVisible(key == ELSEWHERE)
        self._on_edited()
        if key == ELSEWHERE:
            self._folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        if self._save.isVisibleTo(self):
            self._order(may_replace=False)

    def _on_replace(self) -> None:
        self._order(may_replace=True)

    def _order(self, *, may_replace: bool) -> None:
        if not (self._is_known or self._folder.text.strip()):
            self._is_waiting = True  # on a slow computer the places come a moment later
            self._save.setEnabled(False)
            return
        key = self._list.value
        known = self._folders.get(key) if key else None
        try:
            path = target(str(known) if known else self._folder.text, self._name.text)
            password = check_password(self._password.text) if self._password.text else None
        except (SaveError, InputError) as error:
            self.show_trouble(error)
            return
        self._trouble.hide()
        self._save.setEnabled(False)
        self._replace.setEnabled(False)
        self.asked.emit(SaveOrder(path, may_replace, self._record.isChecked(), password))

    def _ask_replace(self, asks: bool) -> None:
        self._replace.setVisible(asks)
        self._replace.setEnabled(True)
        self._save.setVisible(not asks)
        self._save.setEnabled(True)
        self.grown.emit()
