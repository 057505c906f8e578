"""Runs the patient's screen: on, off, paused, blank; follows the desk and its screens.

Source: kiosk-and-security.md KP7, KE15; issue 7 (patient screen); notes/qt.md 6.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from missdesk.ui.presenter import screens
from missdesk.ui.presenter.window import PatientWindow
from missdesk.ui.stage.plate_view import PlateView

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.theme.theme import Theme

State = Literal["off", "on", "paused", "blank"]
FRAME_MS: Final = 33
"""Between two pictures while something moves: thirty a second follow a pen."""


@runtime_checkable
class ForPatient(Protocol):
    """A page that has something for the patient."""

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return the parts that the patient may see; none = the last ones stay (a pause)."""
        ...


class Presenter(QObject):
    """Shows the page in front on the patient's screen.

    Args:
        window: The desk's window.
        theme: Colors, sizes and fonts.
        page: Returns the page in front; None on the start page.
        foot: Returns the line at the foot of every page.

    Signals:
        changed: State, screen or what is shown is another.
    """

    changed = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        page: Callable[[], QWidget | None],
        foot: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._desk, self._theme, self._page, self._foot = window, theme, page, foot
        self._state: State = "off"
        self._is_only_picture, self._is_covered = False, False
        self._remembered = screens.read_choice()
        self._patient: PatientWindow | None = None
        self._screen: QScreen | None = None
        self._lost = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FRAME_MS)
        self._soon.timeout.connect(self._show_now)
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for screen in app.screens():
            screen.geometryChanged.connect(self._on_geometry)
        app.screenAdded.connect(self._on_screens)
        app.screenRemoved.connect(self._on_screen_gone)

    # What is so

    @property
    def state(self) -> State:
        """Return what the patient's screen does."""
        return self._state

    @property
    def is_lost(self) -> bool:
        """Return whether it waits for its screen to be plugged in again."""
        return self._state != "off" and self._screen is None

    @property
    def is_only_picture(self) -> bool:
        """Return whether words are left out."""
        return self._is_only_picture

    @property
    def screen(self) -> QScreen | None:
        """Return the screen in use, or the one that would be; None = there is no second one."""
        if self._screen is not None:
            return self._screen
        return screens.best(self._desk.screen(), self._remembered)

    @property
    def desk_screen(self) -> QScreen:
        """Return the screen that the desk is on."""
        return self._desk.screen()

    @property
    def patient(self) -> PatientWindow | None:
        """Return the patient's window while it is open."""
        return self._patient

    # What is wanted

    def set_state(self, state: State) -> None:
        """Turn it on, off, to a pause, or blank; without a second screen it stays off."""
        screen = self.screen
        if state == self._state or (state != "off" and screen is None):
            return
        self._state = state
        if state == "off":
            self._close()
        else:
            self._open()
            if state == "blank" and self._patient is not None:
                self._patient.forget()
            elif state == "on":
                self._show_now()
        self.changed.emit()

    def toggle_blank(self) -> None:
        """Blank it, or show the page again; while it is off nothing happens."""
        if self._state != "off":
            self.set_state("on" if self._state == "blank" else "blank")

    def set_only_picture(self, is_wanted: bool) -> None:
        """Show the picture alone, or with its words."""
        self._is_only_picture = is_wanted
        self.refresh()
        self.changed.emit()

    def choose(self, screen: QScreen) -> None:
        """Use this screen from now on, also the next time."""
        self._remembered = screens.identity(screen)
        screens.keep_choice(screen)
        self._screen = screen
        if self._patient is not None:
            self._patient.open_on(screen)
            self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Show what has changed, with the next frame."""
        if self._state == "on" and not self._soon.isActive():
            self._soon.start()

    def forget(self) -> None:
        """Show nothing of the visit that has just ended, at once."""
        self._soon.stop()
        if self._patient is not None:
            self._patient.forget()
        if self._state in ("paused", "blank"):
            self._state = "on"
            self.changed.emit()

    def set_covered(self, is_covered: bool) -> None:
        """Show nothing while the desk is covered."""
        self._is_covered = is_covered
        if is_covered and self._patient is not None:
            self._soon.stop()
            self._patient.forget()
        else:
            self.refresh()

    def close(self) -> None:
        """Let the window go with the desk."""
        self._soon.stop()
        self._close()

    # What happens

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow each repaint of the desk's window: a new page, a step, a stroke of the pen."""
        if event.type() == QEvent.Type.UpdateRequest:
            self.refresh()
        return False

    def _show_now(self) -> None:
        page, patient = self._page(), self._patient
        if self._state != "on" or patient is None or self._is_covered:
            return
        if page is None:
            patient.forget()
        elif isinstance(page, ForPatient):
            parts = page.for_patient(only_picture=self._is_only_picture)
            if parts:
                patient.set_foot(self._foot())
                patient.show_parts(parts, page)
        self.changed.emit()

    def _open(self) -> None:
        if self._patient is None:
            self._patient = PatientWindow(self._theme)
        screen = self.screen
        if screen is None:
            return
        self._screen = screen
        if not self._patient.isVisible():
            self._patient.open_on(screen)

    def _rest_pictures(self) -> None:
        """Let the desk's pictures be read for the desk alone again."""
        page = self._page()
        for view in page.findChildren(PlateView) if page is not None else ():
            view.feed.set_least_ratio(1.0)

    def _close(self) -> None:
        self._rest_pictures()
        patient, self._patient, self._screen = self._patient, None, None
        if patient is not None:
            patient.forget()
            patient.hide()
            patient.deleteLater()

    def _on_screens(self, screen: QScreen) -> None:
        """Use the patient's screen again when it is plugged in again; another one is a stranger's.

        It may be the wall of another room; who wants it turns it on.
        """
        is_back = self._screen is None and screens.identity(screen) == self._lost
        if self._patient is not None and is_back:
            self._screen = screen
            self._patient.open_on(screen)
            self.refresh()
        screen.geometryChanged.connect(self._on_geometry)
        self.changed.emit()

    def _on_screen_gone(self, screen: QScreen) -> None:
        """Hide the window: Qt would move it over the desk."""
        if screen is self._screen:
            self._screen, self._lost = None, screens.identity(screen)
            if self._patient is not None:
                self._patient.forget()
                self._patient.hide()
        # Only after this signal does Qt move the desk away from a screen that is gone.
        QTimer.singleShot(0, self, self._keep_apart)

    def _keep_apart(self) -> None:
        """Never lie over the desk: with one screen left, the desk has it."""
        if self._screen is not None and self._desk.screen() is self._screen:
            self.set_state("off")
        self.changed.emit()

    def _on_geometry(self) -> None:
        """Fill the screen again: another resolution or scale."""
        if self._patient is not None and self._screen is not None:
            self._patient.open_on(self._screen)
            self.refresh()
