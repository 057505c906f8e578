"""Open a handout or a record again: dropped on the window, chosen, or named at the start.

The file is treated as hostile (`handout.restore`) and read by a worker. It is read first, so that
a file which can't be used costs nothing; then the visit that is open is asked for, once.

Source: issue 6 (dropping the PDF on the window, `--from`); kiosk-and-security.md KE8, KP1, KV.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent

from missdesk.content.on_demand import read_ahead
from missdesk.errors import RecordError
from missdesk.handout.restore import LockedError, restore_visit
from missdesk.i18n import _
from missdesk.ui.clipboard import forget_copied
from missdesk.ui.messages import for_staff, report, say
from missdesk.ui.questions import has_entries
from missdesk.ui.reopen_cards import Earlier, OpenPanel, PasswordCard, earlier_handouts
from missdesk.ui.widgets.confirm import ConfirmDialog
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.errors import MissdeskError
    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.ui.context import UiContext
    from missdesk.ui.main_window import MainWindow

PANEL: Final = 480
_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Reopening(QObject):
    """Takes files for a window, one at a time."""

    def __init__(self, window: MainWindow, context: UiContext) -> None:
        """Let the window take what is dropped on it."""
        super().__init__(window)
        self._window, self._context = window, context
        self._reading = Newest(context.workers)
        self._panel: OpenPanel | None = None
        self._popover: Popover | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open_file(self, path: Path, password: str | None = None) -> None:
        """Read a file in the background; a file asked for before is no longer waited for."""
        self._reading.run(
            read_visit,
            path,
            self._context.library,
            password,
            on_done=self._on_read,
            on_error=partial(self._on_error, path, password is not None),
        )

    def choose(self, anchor: QWidget) -> None:
        """Offer the handouts of the usual places, beside the control that was pressed."""
        self._context.workers.run(earlier_handouts, on_done=partial(self._on_found, anchor))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped on the window; whatever it is, there is an answer."""
        if watched is not self._window or not isinstance(event, QDropEvent):
            return False
        # A drag is never a move: the file stays where it is.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() not in _DRAGS:
            # Not within the drop: the program dragged from waits for its end.
            self._take(event.mimeData())
        return True

    # What comes in

    def _take(self, data: QMimeData) -> None:
        found = dropped_file(data)
        if isinstance(found, RecordError):
            report(self._window, found)
        else:
            QTimer.singleShot(0, self, partial(self.open_file, found))

    def _on_found(self, anchor: QWidget, found: tuple[Earlier, ...]) -> None:
        if Layer.open_on(self._window) is not None:
            return
        if not shiboken6.isValid(anchor) or not anchor.isVisible():
            return  # another page came before the places were read
        self._panel = OpenPanel(self._context.theme, found)
        self._panel.asked.connect(self.open_file)
        self._panel.grown.connect(self._on_grown)
        self._popover = Popover.open_at(
            anchor,
            self._panel,
            self._context.theme,
            title=_("Open an earlier handout"),
            width=PANEL,
        )
        self._popover.closed.connect(self._on_closed)

    def _on_grown(self) -> None:
        if self._popover is not None:
            QTimer.singleShot(0, self._popover, self._popover.place)

    def _on_closed(self) -> None:
        self._panel = self._popover = None

    # What was read

    def _on_read(self, visit: Visit) -> None:
        self._close_layers()
        now, topics = self._context.consultation.visit, self._context.library.topics
        if now.topic is not None and has_entries(now, topics[now.topic]):
            self._ask(visit)
        else:
            self._restore(visit)

    def _on_error(self, path: Path, was_tried: bool, error: MissdeskError) -> None:
        if isinstance(error, LockedError):
            self._close_layers()
            words = for_staff(error.fault)
            said = f"{words.title} {words.more}" if was_tried else ""
            card = PasswordCard(self._anchor(), self._context.theme, said)
            card.given.connect(partial(self.open_file, path))
            card.open_layer()
        elif self._panel is not None:
            self._panel.show_trouble(error)
        else:
            report(self._window, error)

    def _ask(self, visit: Visit) -> None:
        ConfirmDialog.ask(
            self._anchor(),
            self._context.theme,
            title=_("Open this handout?"),
            text=_("What was set, drawn and typed in this visit is cleared."),
            yes=_("Open"),
            no=_("Go back"),
            on_yes=partial(self._restore, visit),
        )

    def _restore(self, visit: Visit) -> None:
        """Put the visit in the place of the one before, of which nothing stays (KP1)."""
        consultation = self._context.consultation
        if consultation.visit.topic is not None:
            consultation.wipe()
        forget_copied()
        consultation.restore(visit)
        say(self._window, _("The handout is open again."), _("Everything is as it was saved."))

    def _anchor(self) -> QWidget:
        return self._window.desk.shell

    def _close_layers(self) -> None:
        while (layer := Layer.open_on(self._window)) is not None:
            layer.close_layer()


def read_visit(path: Path, library: Library, password: str | None) -> Visit:
    """Return the visit of a file; its topic is read too, so that nobody waits for its pages.

    Raises:
        MissdeskError: As `restore_visit` and `read_ahead`.
    """
    visit = restore_visit(path, library, password)
    if visit.topic is not None:
        read_ahead(library, visit.topic, visit.language)
    return visit


def dropped_file(data: QMimeData) -> Path | RecordError:
    """Return the one file that was dropped, or why there is none."""
    urls = data.urls()
    where, fix = _("What was dropped"), _("Drop one handout (PDF) or record (JSON)")
    if not urls:
        return RecordError(where, _("it is not a file"), fix)
    if len(urls) > 1:
        return RecordError(where, _("there is more than one file"), fix)
    if not urls[0].isLocalFile():
        return RecordError(where, _("it is an address, not a file of this computer"), fix)
    return Path(urls[0].toLocalFile())
