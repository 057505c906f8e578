"""What the kiosk's window is given: workers, pictures, the day, and a voice where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.workers import Workers


class Voice(Protocol):
    """What reads pages aloud (`missdesk.ui.speech.Speaker`)."""

    sentence_began: SignalInstance
    finished: SignalInstance
    failed: SignalInstance

    def speak(self, sentences: Sequence[str], language: str) -> None:
        """Read sentences aloud, telling the index of each one as it begins."""

    def stop(self) -> None:
        """Be silent now."""

    def reset(self) -> None:
        """Go back to the clinic's speed and volume."""


@dataclass(frozen=True, slots=True)
class KioskParts:
    """Owned by who makes the window.

    Attributes:
        workers: Read pictures off the GUI thread.
        cards: Folder of the topics' pictures.
        plates: Folder of the plates.
        today: For the review date at the foot of each page.
        voice: Reads aloud; None = no button for it.
        make_voice_bar: Makes the controls of the voice, given their owner.
    """

    workers: Workers
    cards: Path
    plates: Path
    today: date
    voice: Voice | None = None
    make_voice_bar: Callable[[QWidget], QWidget] | None = None
