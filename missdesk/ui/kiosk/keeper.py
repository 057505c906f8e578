"""Keeps a kiosk's window for one person after another: asks, wipes, and lets staff out.

Source: kiosk-and-security.md KR6, KE12; standards.md WC15, KA8; issue 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from missdesk.i18n import _
from missdesk.ui.idle import IdleClock, IdleWatch
from missdesk.ui.kiosk.idle_card import IdleCard
from missdesk.ui.widgets.handle_watch import HandleWatch
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from missdesk.kiosk_settings import KioskSettings
    from missdesk.ui.kiosk.window import KioskWindow
    from missdesk.ui.speech import Speaker
    from missdesk.ui.theme.theme import Theme

BEEPS: Final = (20, 10, 5)
"""Seconds before the end at which it sounds again (KA8)."""


class Keeper(QObject):
    """Watches who is there.

    Args:
        window: The kiosk's window.
        theme: Colors, sizes and fonts.
        settings: How long it waits.
        speaker: The voice; None where there is none.
        clock: Replaced in tests.

    Signals:
        wiped: The last person's choices are gone.
    """

    wiped = Signal()

    def __init__(
        self,
        window: KioskWindow,
        theme: Theme,
        settings: KioskSettings,
        speaker: Speaker | None,
        clock: IdleClock | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._speaker = window, theme, speaker
        self._whole = settings.warning_seconds
        self._card: IdleCard | None = None
        idle = clock or IdleClock(settings.idle_seconds, settings.warning_seconds)
        self.watch = IdleWatch(idle, window, self)
        self.watch.warned.connect(self._on_warned)
        self.watch.woken.connect(self._close_card)
        self.watch.over.connect(self._on_over)
        if speaker is not None:
            # Somebody listens while a page is read to them, without touching anything.
            speaker.sentence_began.connect(self._on_touched)
        window.touched.connect(self._on_touched)
        HandleWatch(window, self.watch)

    def _on_touched(self) -> None:
        """Count a sign of a person; once the question stands, only an answer counts."""
        if self._card is None:
            self.watch.clock.touch()

    def _on_warned(self, left: int) -> None:
        if self._card is None:
            if self._window.is_attracting:
                self.watch.touch()
                return
            if self._is_untouched():
                self._on_over()  # nothing was chosen, so there is nothing to ask about
                return
            self._open_card()
        assert self._card is not None
        self._card.ring.set_left(left)
        if left in BEEPS:
            QApplication.beep()

    def _is_untouched(self) -> bool:
        """Return whether the screen is as the next person finds it."""
        is_bare = self._window.is_home and Layer.open_on(self._window) is None
        return is_bare and self._theme.is_usual

    def _open_card(self) -> None:
        # What lies over the page (an open word) goes: one card at a time.
        layer = Layer.open_on(self._window)
        if layer is not None:
            layer.close_layer()
        self._card = IdleCard(self._window, self._theme, self._whole)
        self._card.stays.connect(self.watch.touch)
        self._card.leaves.connect(self._on_over)
        self._card.closed.connect(self._on_closed)
        self._card.open_layer()
        QApplication.beep()
        # Only where it was heard before: that there is no sound is told to who asks for it.
        if self._speaker is not None and self._speaker.was_heard:
            self._window.be_silent()
            self._speaker.speak([_("Are you still there?")], self._window.language)

    def _on_closed(self) -> None:
        """Take it for an answer when something else closed the card."""
        if self._card is not None:
            self._card = None
            self.watch.touch()

    def _close_card(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            card.close_layer()

    def _on_over(self) -> None:
        """Forget who was there before the card goes: nothing may shine through."""
        self._window.wipe()
        self._close_card()
        self.watch.touch()
        self.wiped.emit()
