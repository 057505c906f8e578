"""What goes along with a visit: the patient's screen, and the watch that nobody has left.

Both come with the first topic (start-up time), and forget with the visit.

Source: kiosk-and-security.md KP1, KP7; product.md (left alone the desk covers itself).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from missdesk.i18n import _
from missdesk.settings_read import read_clinic
from missdesk.ui.clinic_now import ClinicNow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from missdesk.ui.context import UiContext
    from missdesk.ui.cover import DeskIdle
    from missdesk.ui.presenter.presenter import Presenter


class Beside(QObject):
    """Owns the two and tells them what the desk does.

    Args:
        window: The desk's window.
        context: Content, visit and look.
        page: Returns the page in front; None on the start page.
        foot: Returns the line at the foot of every page.

    Signals:
        patient_changed: The patient's screen is "off", "on", "paused", "blank" or "lost" now.
    """

    patient_changed = Signal(str)

    def __init__(
        self,
        window: QWidget,
        context: UiContext,
        page: Callable[[], QWidget | None],
        foot: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._page, self._foot = window, context, page, foot
        self._told = "off"
        self.presenter: Presenter | None = None
        self.idle: DeskIdle | None = None

    def begin(self) -> None:
        """Come along from now on: a visit has a topic."""
        if self.presenter is not None:
            return
        from missdesk.ui.cover import DeskIdle  # start-up time
        from missdesk.ui.presenter.presenter import Presenter

        theme, consultation = self._context.theme, self._context.consultation
        self.presenter = Presenter(self._window, theme, self._page, self._foot)
        minutes = read_clinic()[0].idle_minutes
        self.idle = DeskIdle(self._window, theme, self._has_visit, consultation.wipe, minutes)
        now = self._context.clinic
        if isinstance(now, ClinicNow):
            now.changed.connect(self._on_settings)
        self.idle.covered.connect(self.presenter.set_covered)
        self.presenter.changed.connect(self._on_presenter)

    def do(self, action: str) -> bool:
        """Do what a key or the top bar asks for; return whether it is something of ours."""
        presenter = self.presenter
        if presenter is None:
            return action == "patient-blank"
        if action == "patient-blank":
            presenter.toggle_blank()
            return True
        return False

    def open_panel(self, anchor: QWidget) -> None:
        """Open what the patient's screen is set with."""
        from missdesk.ui.presenter.panel import PatientPanel  # opened later, if ever
        from missdesk.ui.widgets.popover import Popover

        if self.presenter is None:
            return
        theme = self._context.theme
        panel = PatientPanel(theme, self.presenter)
        Popover.open_at(anchor, panel, theme, title=_("Patient screen"), width=420)

    def forget(self) -> None:
        """Show nothing of the visit that has ended."""
        if self.presenter is not None:
            self.presenter.forget()

    def close(self) -> None:
        """Go with the window."""
        if self.presenter is not None:
            self.presenter.close()

    def _on_presenter(self) -> None:
        presenter = self.presenter
        state: str = presenter.state if presenter is not None else "off"
        if presenter is not None and presenter.is_lost:
            state = "lost"
        if state != self._told:
            self._told = state
            self.patient_changed.emit(state)

    def _on_settings(self) -> None:
        if self.idle is not None:
            self.idle.set_minutes(self._context.clinic().idle_minutes)

    def _has_visit(self) -> bool:
        return self._context.consultation.visit.topic is not None
