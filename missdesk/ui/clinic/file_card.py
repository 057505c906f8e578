"""Choose a file or a folder; Qt's own dialog and the desktop's would remember it (KP4)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.errors import InputError
from missdesk.i18n import _
from missdesk.ui.handout_parts.places import Place, places
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.typed_path import full_path
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.choice_list import ChoiceRow
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.fields import TextField, labelled
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.words import Words
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.errors import MissdeskError
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

MOST_ROWS: Final = 200
MOST_LOOKED_AT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a folder: names in the order of the alphabet; `more` = not all are told."""

    folder: Path
    folders: tuple[str, ...]
    files: tuple[str, ...]
    has_more: bool = False


def found_at(path: Path, endings: Sequence[str]) -> Listing | Path:
    """Return what lies in a folder; a file itself, where files are wanted; runs in a worker.

    Raises:
        InputError: It is neither, or can't be read.
    """
    return path if endings and path.is_file() else listing(path, endings)


def listing(folder: Path, endings: Sequence[str]) -> Listing:
    """Return the folders and the fitting files of a folder, without hidden ones.

    Raises:
        InputError: It is no folder, or can't be read.
    """
    folders: list[str] = []
    files: list[str] = []
    try:
        with os.scandir(folder) as found:
            for count, entry in enumerate(found):
                if count >= MOST_LOOKED_AT:
                    break
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    folders.append(entry.name)
                elif entry.name.lower().endswith(tuple(endings)) and endings:
                    files.append(entry.name)
    except OSError as error:
        what = _("this folder can’t be read ({reason})").format(reason=error.strerror or "")
        raise InputError(str(folder), what, _("Choose another folder")) from error
    folders.sort(key=str.casefold)
    files.sort(key=str.casefold)
    shown = tuple(files[:MOST_ROWS]), tuple(folders[:MOST_ROWS])
    has_more = len(files) > MOST_ROWS or len(folders) > MOST_ROWS
    return Listing(folder, shown[1], shown[0], has_more)


class FileCard(QWidget):
    """Goes from folder to folder; knows only the places of this computer, no last ones.

    Signals:
        chosen: Path of the file, or of the folder when folders are asked for.
        grown: It needs another height.
    """

    chosen = Signal(object)
    grown = Signal()

    def __init__(
        self,
        theme: Theme,
        workers: Workers,
        endings: Sequence[str] = (),
        *,
        takes_folder: bool = False,
    ) -> None:
        """Begin with the places.

        Args:
            theme: Colors, sizes and fonts.
            workers: Read the folders.
            endings: Of the files wanted, in small letters; none = a folder is wanted.
            takes_folder: A folder will do as well as a file.
        """
        super().__init__()
        self._theme, self._looking, self._endings = theme, Newest(workers), tuple(endings)
        self._here: Path | None = None
        self.setObjectName("files")
        column = Column(theme, self, gap=12)
        label = _("File or folder") if endings else _("Folder")
        self._path = TextField(theme, "files.path", label, hint=_("/folder/of/the/clinic"))
        self._path.entered.connect(self._on_typed)
        column.addWidget(labelled(theme, label, self._path, self))
        self._bar = QWidget(self)
        self._flow = FlowLayout(theme, self._bar, gap=8)
        self._up = self._button(_("Folder above"), "files.up", "chevron-up")
        self._up.clicked.connect(self._on_up)
        self._use = self._button(_("Use this folder"), "files.use", "check")
        self._use.clicked.connect(self._on_use)
        self._use.setVisible(takes_folder or not endings)
        column.addWidget(self._bar)
        self._trouble = Trouble(theme, "files.trouble", self)
        column.addWidget(self._trouble)
        self._rows: list[ChoiceRow] = []
        self._list = Column(theme, gap=2)
        column.addLayout(self._list)
        self._note = Words(theme, "", "note", token="ink2", name="files.note", parent=self)  # noqa: S106
        column.addWidget(self._note)
        self._places: dict[str, Path] = {}
        self._show(Listing(Path(), (), ()))
        workers.run(places, on_done=self._on_places)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def go(self, path: Path) -> None:
        """Show a folder, or choose a file."""
        self._looking.run(
            found_at, path, self._endings, on_done=self._on_found, on_error=self._on_error
        )

    def _button(self, words: str, name: str, icon: str = "") -> Button:
        button = Button(self._theme, words, name, icon=icon, height=44, parent=self._bar)
        self._flow.addWidget(button)
        return button

    def _on_places(self, found: tuple[Place, ...]) -> None:
        for number, place in enumerate(found):
            name = f"files.place-{number}"
            self._places[name] = place.folder
            button = self._button(place.words, name)
            button.clicked.connect(self._on_place)
            button.show()
        if found and self._here is None and not self._path.text:
            self.go(found[0].folder)

    def _show(self, found: Listing) -> None:
        had_focus = any(row.hasFocus() for row in self._rows)
        for row in self._rows:
            discard(self._list, row)
        self._rows = []
        is_somewhere = found.folder != Path()
        if is_somewhere:
            self._here = found.folder
            self._path.set_text(str(found.folder))
            self._trouble.hide()
        self._up.setEnabled(is_somewhere and found.folder.parent != found.folder)
        self._use.setEnabled(is_somewhere)
        for kind, names in (("folder", found.folders), ("file", found.files)):
            for number, name in enumerate(names):
                self._add(kind, number, name)
        self._note.set_text(self._words(found) if is_somewhere else _("Looking"))
        self.grown.emit()
        if had_focus or (self._rows and not self._path.line.hasFocus()):
            (self._rows[0] if self._rows else self._up).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, kind: str, number: int, name: str) -> None:
        icon = "chevron-right" if kind == "folder" else "file-text"
        row = ChoiceRow(self._theme, name, f"files.{kind}-{number}", icon=icon, parent=self)
        words = _("Folder {name}") if kind == "folder" else _("File {name}")
        row.setAccessibleName(words.format(name=name))
        row.clicked.connect(self._on_folder if kind == "folder" else self._on_file)
        self._list.addWidget(row)
        self._rows.append(row)
        row.show()

    def _words(self, found: Listing) -> str:
        if found.has_more:
            return _("There are more: type the name above.")
        if not self._endings:
            return "" if found.folders else _("There is no folder in here.")
        if found.files:
            return ""
        kinds = ", ".join(self._endings)
        return _("There is no file in here that ends with {kinds}.").format(kinds=kinds)

    def _on_place(self) -> None:
        self.go(self._places[self.sender().objectName()])

    def _on_up(self) -> None:
        if self._here is not None:
            self.go(self._here.parent)

    def _on_use(self) -> None:
        if self._here is not None:
            self.chosen.emit(self._here)

    def _on_folder(self) -> None:
        if self._here is not None:
            self.go(self._here / _name(self.sender()))

    def _on_file(self) -> None:
        if self._here is not None:
            self.chosen.emit(self._here / _name(self.sender()))

    def _on_typed(self) -> None:
        path = full_path(self._path.text)
        if path is None:
            what, fix = _("this is not a full path"), _("Begin it with / or ~/")
            self._on_error(InputError(_("The path"), what, fix))
        else:
            self.go(path)

    def _on_found(self, found: Listing | Path) -> None:
        if isinstance(found, Path):
            self.chosen.emit(found)
        else:
            self._show(found)

    def _on_error(self, error: MissdeskError) -> None:
        self._trouble.tell(error)
        self.grown.emit()


def _name(row: QObject) -> str:
    """Return the entry that a row stands for."""
    assert isinstance(row, ChoiceRow)
    return row.words
