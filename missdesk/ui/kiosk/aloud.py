"""Read a page aloud: from its beginning, marking what is being said, until somebody stops it.

Source: standards.md KA2, KA3, WC2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QAbstractButton, QWidget

    from missdesk.ui.kiosk.parts import Voice
    from missdesk.ui.kiosk.reading import ReadingPage


class Aloud(QObject):
    """Keeps voice, button and page in step.

    Signals:
        failed: It can't be heard; the words say why.
    """

    failed = Signal(str)

    def __init__(
        self,
        voice: Voice,
        button: QAbstractButton,
        page: ReadingPage,
        make_bar: Callable[[QWidget], QWidget] | None,
    ) -> None:
        """Be silent.

        Args:
            voice: Says the sentences.
            button: Stays pressed in while it reads.
            page: Marks the sentence, and shows the controls of the voice.
            make_bar: Makes those controls, given their owner.
        """
        super().__init__(page)
        self._voice, self._button, self._page, self._make_bar = voice, button, page, make_bar
        self._bar: QWidget | None = None
        self._is_on, self._is_page = False, False
        voice.sentence_began.connect(self._on_sentence)
        voice.finished.connect(self._rest)
        voice.failed.connect(self._on_failed)

    @property
    def is_on(self) -> bool:
        """Return whether a page is being read."""
        return self._is_on

    def swap(self, sentences: Sequence[str], language: str, *, is_page: bool) -> None:
        """Read from the beginning; where it reads already, stop.

        Args:
            sentences: All there is on the screen.
            language: Of the sentences.
            is_page: They are those of the page, which marks them one by one.
        """
        if self._is_on:
            self.stop()
            return
        self._is_on, self._is_page = True, is_page
        self._button.setChecked(True)
        if is_page:
            self._page.set_voice_bar(self._own_bar())
        self._voice.speak(sentences, language)

    def stop(self) -> None:
        """Be silent."""
        self._voice.stop()
        self._rest()

    def reset(self) -> None:
        """Be silent, and as loud and as fast as for everybody (KA3)."""
        self._voice.reset()
        self._rest()

    def _own_bar(self) -> QWidget | None:
        if self._bar is None and self._make_bar is not None:
            self._bar = self._make_bar(self._page)
        return self._bar

    def _on_sentence(self, index: int) -> None:
        if self._is_on and self._is_page:
            self._page.mark(index)

    def _on_failed(self, why: str) -> None:
        self._rest()
        self.failed.emit(why)

    def _rest(self) -> None:
        """Show that nothing is read any more."""
        self._is_on = False
        self._button.setChecked(False)
        self._page.mark(None)
        self._page.set_voice_bar(None)
        if self._bar is not None:
            self._bar.hide()
