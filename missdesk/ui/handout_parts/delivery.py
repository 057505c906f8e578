"""Hand the newest handout to a printer or into a file: card, worker, words of success."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from missdesk.errors import MissdeskError
from missdesk.i18n import _
from missdesk.printers import JobState, Printer, cancel, job_state, printers, send
from missdesk.ui.handout_parts.places import Place, places, save, suggested_name
from missdesk.ui.handout_parts.print_panel import PrintOrder, PrintPanel
from missdesk.ui.handout_parts.save_panel import SaveOrder, SavePanel
from missdesk.ui.messages import report, say
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.handout_parts.maker import HandoutMaker
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

Panel = TypeVar("Panel", PrintPanel, SavePanel)
PANEL = 440
LOOK_MS: Final = 700
MOST_LOOKS: Final = 400
"""Nearly five minutes; a printer that waits longer is its own matter."""


class Delivery(QObject, Generic[Panel]):
    """A card that takes an order, and the work that fulfils it."""

    def __init__(self, page: QWidget, theme: Theme, workers: Workers, maker: HandoutMaker) -> None:
        """Belong to a page; `maker` has the newest bytes."""
        super().__init__(page)
        self._page, self._theme, self._workers, self._maker = page, theme, workers, maker
        self._panel: Panel | None = None
        self._popover: Popover | None = None

    @property
    def panel(self) -> Panel | None:
        """Return the card's contents while it is open."""
        return self._panel

    def close(self) -> None:
        """Close the card."""
        if self._popover is not None:
            self._popover.close_popover()

    def _open(self, anchor: QWidget, panel: Panel, title: str) -> None:
        self.close()  # asked for twice: the old card goes before the new one is noted
        self._panel = panel
        self._popover = Popover.open_at(anchor, panel, self._theme, title=title, width=PANEL)
        self._popover.closed.connect(self._on_closed)
        panel.grown.connect(self._on_grown)

    def _on_closed(self) -> None:
        self._panel = self._popover = None

    def _on_grown(self) -> None:
        """Let the card follow its contents, once their layout has run."""
        if self._popover is not None:
            QTimer.singleShot(0, self._popover, self._popover.place)

    def _on_trouble(self, error: MissdeskError) -> None:
        """Say it in the card, or in the window once the card is closed."""
        if self._panel is not None:
            self._panel.show_trouble(error)
        else:
            report(self._page, error)

    def _on_done(self, words: str) -> None:
        self.close()
        say(self._page, words)


class Printing(Delivery[PrintPanel]):
    """From the Print button to the paper: sends, follows the job, and takes it back when asked."""

    def __init__(self, page: QWidget, theme: Theme, workers: Workers, maker: HandoutMaker) -> None:
        """Belong to a page; `maker` has the newest bytes."""
        super().__init__(page, theme, workers, maker)
        self._order: PrintOrder | None = None
        self._job, self._looks, self._is_stopped = "", 0, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._looking = Newest(workers)

    def open(self, anchor: QWidget) -> None:
        """Open the card and look for printers."""
        panel = PrintPanel(self._theme, self._order)
        panel.asked.connect(self._on_asked)
        panel.stopped.connect(self._on_stop)
        self._open(anchor, panel, _("Print the handout"))
        self._workers.run(printers, on_done=self._on_printers, on_error=self._on_trouble)

    def forget(self) -> None:
        """Close the card and start the next visit with one copy; what was sent is printed."""
        self._order, self._job = None, ""
        self._timer.stop()
        self.close()

    def _on_printers(self, found: list[Printer]) -> None:
        if self._panel is not None:
            self._panel.show_printers(found)

    def _on_asked(self, order: PrintOrder) -> None:
        self._order, self._job, self._looks, self._is_stopped = order, "", 0, False
        self._looking.cancel()  # what is heard of the job before would end this one's following
        # What is typed at this moment is printed: the newest build is waited for.
        self._maker.when_fresh(self._on_pdf, self._on_trouble)

    def _on_pdf(self, pdf: bytes) -> None:
        order = self._order
        if order is not None and not self._is_stopped:
            self._workers.run(_print, pdf, order, on_done=self._on_sent, on_error=self._on_trouble)

    def _on_sent(self, job: str) -> None:
        self._job = job
        if self._is_stopped:
            self._take_back()
        elif job:
            self._look()
        else:
            self._finish()  # a print system that numbers no jobs

    def _look(self) -> None:
        order = self._order
        if order is not None and self._job:
            self._looking.run(
                job_state,
                self._job,
                order.printer,
                on_done=self._on_state,
                on_error=self._on_trouble,
            )

    def _on_state(self, state: JobState) -> None:
        self._looks += 1
        if self._is_stopped or not self._job:
            return
        if not state.is_waiting or self._looks > MOST_LOOKS:
            self._finish()
            return
        if self._panel is not None:
            self._panel.show_waiting(state.trouble)
        self._timer.start(LOOK_MS)

    def _finish(self) -> None:
        assert self._order is not None
        self._job = ""
        self._on_done(_("Sent to {name}.").format(name=self._order.printer))

    def _on_stop(self) -> None:
        """Take the job back; while it is still being sent, as soon as it has a number."""
        self._is_stopped = True
        self._timer.stop()
        if self._job:
            self._take_back()
        else:
            self._on_done(_("Printing is cancelled."))

    def _take_back(self) -> None:
        job, self._job = self._job, ""
        if job:
            self._workers.run(cancel, job, on_done=self._on_taken_back, on_error=self._on_trouble)

    def _on_taken_back(self, _nothing: object) -> None:
        self._on_done(_("Printing is cancelled."))


class Saving(Delivery[SavePanel]):
    """From the Save button to the file."""

    _order: SaveOrder | None = None

    def open(self, anchor: QWidget) -> None:
        """Open the card and look for places."""
        panel = SavePanel(self._theme, suggested_name(datetime.now().astimezone()))
        panel.asked.connect(self._on_asked)
        self._open(anchor, panel, _("Save the handout"))
        self._workers.run(places, on_done=self._on_places)

    def forget(self) -> None:
        """Close the card and forget where was saved to, and the password (KP1, KP4)."""
        self._order = None
        if self._panel is not None:
            self._panel.forget()
        self.close()

    def _on_places(self, found: tuple[Place, ...]) -> None:
        if self._panel is not None:
            self._panel.show_places(found)

    def _on_asked(self, order: SaveOrder) -> None:
        self._order = order
        if order.with_record or order.password is not None:
            asked = (order.with_record, order.password)
            self._maker.when_built(*asked, self._on_pdf, self._on_trouble)
        else:
            self._maker.when_fresh(self._on_pdf, self._on_trouble)

    def _on_pdf(self, pdf: bytes) -> None:
        order = self._order
        if order is not None:
            self._workers.run(
                save,
                order.path,
                pdf,
                order.may_replace,
                on_done=self._on_saved,
                on_error=self._on_trouble,
            )

    def _on_saved(self, is_written: bool) -> None:
        order, self._order = self._order, None
        if is_written and order is not None:
            self._on_done(_("Saved in {folder}.").format(folder=order.path.parent))
        elif self._panel is not None:
            self._panel.ask_replace()


def _print(pdf: bytes, order: PrintOrder) -> str:
    """Print and return the number of the job.

    Raises:
        PrintError: As `printers.send`.
    """
    return send(pdf, order.printer, order.copies, order.two_sided, order.color)
