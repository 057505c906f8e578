"""Read sentences aloud with the speech engine that the computer has, one process a sentence.

Linux: espeak-ng, else speech-dispatcher; macOS: say; Windows: the system's own voices (SAPI). The
words go through a pipe, so no other user can read them and no temporary file is written. A pause
ends the sentence, and going on says it again from its start: so does every screen reader without
word marks, and half a sentence helps nobody.

Source: standards.md KA2, KA3, WC2, WC6; issue 7 (read aloud); docs/decisions/005.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from missdesk.i18n import _

NORMAL_WORDS_A_MINUTE: Final = 150
"""Slower than people talk (about 180): frightened people follow more slowly."""
LEAST_SPEED, MOST_SPEED = 0.7, 1.5
FIRST_VOLUME: Final = 70
NO_SOUND: Final = ("error:", "cannot open", "no such device", "refused")
"""What engines say when there is nothing to sound through; some of them end with 0 all the same."""
SAPI: Final = (
    "Add-Type -AssemblyName System.Speech;"
    "$v = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$v.Rate = {rate}; $v.Volume = {volume};"
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    "$v.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that speaks what it reads.

    Attributes:
        program: Full path.
        arguments: From speed (1.0 = normal), volume (0 to 100) and language to its arguments.
    """

    program: str
    arguments: Callable[[float, int, str], list[str]]


def find_engine(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Engine | None:
    """Return the best engine of this computer, None when it has none."""
    known: dict[str, tuple[tuple[str, Callable[[float, int, str], list[str]]], ...]] = {
        "darwin": (("say", _say),),
        "win32": (("powershell", _sapi),),
    }
    for name, arguments in known.get(platform, (("espeak-ng", _espeak), ("spd-say", _dispatcher))):
        program = which(name)
        if program:
            return Engine(program, arguments)
    return None


def _espeak(speed: float, volume: int, language: str) -> list[str]:
    rate = round(NORMAL_WORDS_A_MINUTE * speed)
    return ["--stdin", "-v", language, "-s", str(rate), "-a", str(round(volume * 1.4))]


def _dispatcher(speed: float, volume: int, language: str) -> list[str]:
    rate = max(-100, min(100, round((speed - 1.15) * 100)))  # its own normal is faster than ours
    return ["-w", "-e", "-l", language, "-r", str(rate), "-i", str(volume * 2 - 100)]


def _say(speed: float, volume: int, _language: str) -> list[str]:
    rate = round(NORMAL_WORDS_A_MINUTE * speed)
    return ["-r", str(rate), "-f", "-"]


def _sapi(speed: float, volume: int, _language: str) -> list[str]:
    rate = max(-10, min(10, round((speed - 1.1) * 10)))
    script = SAPI.format(rate=rate, volume=volume)
    return ["-NoProfile", "-NonInteractive", "-Command", script]


class Speaker(QObject):
    """Reads a list of sentences; says which one it is at.

    Args:
        parent: Owner; what is spoken ends with it.
        engine: Who speaks; by default the computer's best.
    """

    sentence_began = Signal(int)
    """Its index in the list that was given."""
    finished = Signal()
    """The last sentence was said."""
    failed = Signal(str)
    """It can't be heard; the words say why."""
    changed = Signal()
    """Speaking, paused, speed or volume is not as before."""

    def __init__(self, parent: QObject, engine: Engine | None = None) -> None:
        super().__init__(parent)
        self._engine = engine if engine is not None else find_engine()
        self._sentences: Sequence[str] = ()
        self._language, self._at = "en", 0
        self._speed, self._volume = 1.0, FIRST_VOLUME
        self._is_paused, self._was_heard = False, False
        self._process: QProcess | None = None

    @property
    def was_heard(self) -> bool:
        """Return whether a sentence has been said to its end on this computer."""
        return self._was_heard

    @property
    def is_available(self) -> bool:
        """Return whether this computer has an engine."""
        return self._engine is not None

    @property
    def why_not(self) -> str:
        """Return why nothing can be read aloud; "" when it can."""
        return "" if self._engine is not None else _("This computer has no voice to read with.")

    @property
    def is_speaking(self) -> bool:
        """Return whether a sentence is being said."""
        return self._process is not None

    @property
    def is_paused(self) -> bool:
        """Return whether it waits in the middle of a list."""
        return self._is_paused

    @property
    def at(self) -> int:
        """Return the index of the sentence in work."""
        return self._at

    @property
    def count(self) -> int:
        """Return how many sentences the list has."""
        return len(self._sentences)

    @property
    def speed(self) -> float:
        """Return the speed; 1.0 is normal."""
        return self._speed

    @property
    def volume(self) -> int:
        """Return the volume, 0 to 100."""
        return self._volume

    def speak(self, sentences: Sequence[str], language: str = "en") -> None:
        """Read a list from its start; what was being read ends."""
        self.stop()
        self._sentences = tuple(s for s in sentences if s.strip())
        self._language = language
        if self._sentences:
            self._say(0)

    def pause(self) -> None:
        """Be quiet; `resume` says the sentence again."""
        if self.is_speaking:
            self._end_process()
            self._is_paused = True
            self.changed.emit()

    def resume(self) -> None:
        """Go on with the sentence at which it was paused."""
        if self._is_paused:
            self._say(self._at)

    def repeat(self) -> None:
        """Read the whole list again from its start."""
        if self._sentences:
            self._end_process()
            self._say(0)

    def stop(self) -> None:
        """Be quiet and forget the list."""
        was_there = bool(self._sentences)
        self._end_process()
        self._sentences, self._at, self._is_paused = (), 0, False
        if was_there:
            self.changed.emit()

    def set_speed(self, speed: float) -> None:
        """Speak faster or slower from now on; the sentence in work starts again."""
        self._set(min(MOST_SPEED, max(LEAST_SPEED, speed)), self._volume)

    def set_volume(self, volume: int) -> None:
        """Speak louder or more quietly from now on; the sentence in work starts again."""
        self._set(self._speed, min(100, max(0, volume)))

    def reset(self) -> None:
        """Be quiet, and as loud and fast as for everybody: the next person comes (KA3)."""
        self.stop()
        self._set(1.0, FIRST_VOLUME)

    def _set(self, speed: float, volume: int) -> None:
        if (speed, volume) == (self._speed, self._volume):
            return
        self._speed, self._volume = speed, volume
        if self.is_speaking:
            self._end_process()
            self._say(self._at)
        else:
            self.changed.emit()

    def _say(self, at: int) -> None:
        """Start a process that says one sentence."""
        if self._engine is None:
            self.failed.emit(self.why_not)
            return
        self._at, self._is_paused = at, False
        process = QProcess(self)
        self._process = process
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        arguments = self._engine.arguments(self._speed, self._volume, self._language)
        process.start(self._engine.program, arguments)
        process.write(self._sentences[at].encode())
        process.closeWriteChannel()
        self.sentence_began.emit(at)
        self.changed.emit()

    def _on_finished(self, code: int) -> None:
        process = self._process
        if process is None or self.sender() is not process:
            return  # one that was ended by us
        told = bytes(process.readAllStandardError().data()).decode(errors="replace").casefold()
        self._process = None
        process.deleteLater()
        if code != 0 or any(sign in told for sign in NO_SOUND):
            self._fail()
            return
        self._was_heard = True
        if self._at + 1 < len(self._sentences):
            self._say(self._at + 1)
        else:
            self._at = 0
            self._sentences = ()
            self.changed.emit()
            self.finished.emit()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self.sender() is self._process:
            self._end_process()
            self._fail()

    def _fail(self) -> None:
        """Say that nothing can be heard, and wait for the next try."""
        self.stop()
        self.failed.emit(_("No sound comes from this computer. Please ask at the desk."))

    def _end_process(self) -> None:
        """End what is being said, without waiting for it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        process.finished.connect(process.deleteLater)
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.kill()
