"""What is asked before an earlier handout opens: which file, and its password.

PRIVACY: the list holds only files with the name MISSDesk gives, which names nobody; a folder's
other files may carry the names of other patients. No history is kept (KP4).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from missdesk.handout.dates import long_date
from missdesk.i18n import _
from missdesk.ui.handout_parts.pick_list import Pick, PickList
from missdesk.ui.handout_parts.places import places
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.typed_path import full_path
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.fields import TextField, labelled
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from missdesk.errors import MissdeskError
    from missdesk.ui.handout_parts.places import Place
    from missdesk.ui.theme.theme import Theme

WIDTH, PAD = 520, 28
MOST_LISTED: Final = 6
MOST_PATH: Final = 1000
MOST_PASSWORD: Final = 200
TYPED: Final = "typed"
_OURS: Final = re.compile(r"handout-(\d{8}-\d{4})\.pdf")
"""As `places.suggested_name` writes it."""


class Earlier(NamedTuple):
    """A handout that was saved under the name MISSDesk gave it."""

    path: Path
    made: datetime
    place: str


def earlier_handouts(found: Sequence[Place] | None = None) -> tuple[Earlier, ...]:
    """Return the newest handouts in the usual places; only names are looked at, no file is read."""
    made: list[Earlier] = []
    for place in places() if found is None else found:
        try:
            entries = list(place.folder.iterdir())
        except OSError:
            continue  # a stick that was pulled out
        for path in entries:
            match = _OURS.fullmatch(path.name)
            moment = _moment(match.group(1)) if match else None
            if moment is not None and path.is_file():
                made.append(Earlier(path, moment, place.words))
    made.sort(key=lambda one: one.made, reverse=True)
    return tuple(made[:MOST_LISTED])


def _moment(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, "%Y%m%d-%H%M")
    except ValueError:
        return None


class OpenPanel(QWidget):
    """Offers the handouts of the usual places, and a file to type.

    Signals:
        asked: A Path.
        grown: It needs another height.
    """

    asked = Signal(object)
    grown = Signal()

    def __init__(self, theme: Theme, found: Sequence[Earlier]) -> None:
        """Show the newest first."""
        super().__init__()
        self._files = {f"file-{n}": one.path for n, one in enumerate(found)}
        self.setObjectName("reopen")
        column = Column(theme, self, gap=12)
        words = _("You can also drop the file on this window.")
        column.addWidget(Words(theme, words, "note", token="ink2", parent=self))  # noqa: S106
        self._list = PickList(theme, "reopen.file", _("Handout"), self)
        picks = [
            Pick(key, f"{long_date(one.made.date())}, {one.made:%H:%M}", one.place)
            for key, one in zip(self._files, found, strict=True)
        ]
        picks.append(Pick(TYPED, _("Another file")))
        self._list.set_picks(picks, picks[0].key)
        self._list.chosen.connect(self._on_chosen)
        column.addWidget(self._list)
        self._path = TextField(
            theme,
            "reopen.path",
            _("File"),
            hint=_("/folder/file.pdf"),
            max_length=MOST_PATH,
            is_personal=True,
            parent=self,
        )
        self._path.setVisible(not found)
        self._path.entered.connect(self._on_open)
        column.addWidget(self._path)
        self._trouble = Trouble(theme, "reopen.trouble", self)
        column.addWidget(self._trouble)
        row = Row(theme, gap=12)
        row.addStretch(1)
        self._open = Button(
            theme, _("Open"), "reopen.go", kind="primary", height=MAIN_ACTION, parent=self
        )
        self._open.clicked.connect(self._on_open)
        row.addWidget(self._open)
        column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_trouble(self, error: MissdeskError) -> None:
        """Say why a file can't be opened; the choice stays."""
        self._trouble.tell(error)
        self._open.setEnabled(True)
        self.grown.emit()

    def _on_chosen(self, key: str) -> None:
        self._path.setVisible(key == TYPED)
        self._trouble.hide()
        self.grown.emit()
        if key == TYPED:
            self._path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_open(self) -> None:
        key = self._list.value or TYPED
        known = self._files.get(key)
        path = known or full_path(self._path.text)
        if path is None:
            self._trouble.say(_("This is not a full path."), _("Begin it with / or ~/."))
            self.grown.emit()
            return
        self._trouble.hide()
        self._open.setEnabled(False)
        self.asked.emit(path)


class PasswordCard(Layer):
    """Asks for the password of a locked handout; Esc and a press beside it mean no.

    Signals:
        given: The password. PRIVACY: nobody keeps it, and the field is emptied when it closes.
    """

    given = Signal(str)

    def __init__(self, anchor: QWidget, theme: Theme, words: str = "") -> None:
        """Make it; `words` say what was wrong with the last one."""
        super().__init__(anchor, theme, dims=True)
        self.setObjectName("password")
        title = _("This handout is locked")
        self.card.setAccessibleName(title)
        column = Column(theme, self.card, gap=12, pad=PAD)
        column.addWidget(Words(theme, title, "section", parent=self.card))
        label = _("Password")
        self._field = TextField(
            theme, "password.field", label, max_length=MOST_PASSWORD, is_personal=True
        )
        self._field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.entered.connect(self._on_open)
        column.addWidget(labelled(theme, label, self._field, self.card))
        self._wrong = Words(theme, words, "note", name="password.wrong", parent=self.card)
        self._wrong.setVisible(bool(words))
        column.addWidget(self._wrong)
        column.addSpacing(theme.px(8))
        row = Row(theme, gap=12)
        row.addStretch(1)
        back = Button(theme, _("Go back"), "password.no", height=MAIN_ACTION, parent=self.card)
        go = Button(
            theme, _("Open"), "password.yes", kind="primary", height=MAIN_ACTION, parent=self.card
        )
        back.clicked.connect(self.close_layer)
        go.clicked.connect(self._on_open)
        row.addWidget(back)
        row.addWidget(go)
        column.addLayout(row)
        self.closed.connect(self._on_closed)

    def place(self) -> None:
        """Stand in the middle of the window."""
        self.place_in_middle(WIDTH)

    def _on_open(self) -> None:
        password = self._field.text
        if password:
            self.close_layer()
            self.given.emit(password)

    def _on_closed(self) -> None:
        self._field.line.setText("")  # its undo history goes with it (KP1)
