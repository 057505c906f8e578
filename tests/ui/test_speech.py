"""Pages are read aloud sentence by sentence; without a voice or a sound it says so (KA2, KA3)."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QProcess

from missdesk.ui.speech import FIRST_VOLUME, Engine, Speaker, find_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TEXT = ("A disc is a cushion.", "It lies between two bones.", "It can press on a nerve.")
PARROT = """
import sys, time
words = sys.stdin.buffer.read().decode()
with open(sys.argv[1], "a", encoding="utf-8") as file:
    file.write(words + " | " + " ".join(sys.argv[2:]) + "\\n")
time.sleep(float("{seconds}"))
sys.exit({code})
"""


def engine(tmp_path: Path, seconds: float = 0.0, code: int = 0) -> Engine:
    """Return an engine that writes down what it is to say."""
    script = PARROT.format(seconds=seconds, code=code)

    def arguments(speed: float, volume: int, language: str) -> list[str]:
        return ["-c", script, str(tmp_path / "said"), f"{speed:.2f}", str(volume), language]

    return Engine(sys.executable, arguments)


def said(tmp_path: Path) -> list[str]:
    path = tmp_path / "said"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Speaker]]:
    owner = QObject()
    made: list[Speaker] = []

    def make_one(seconds: float = 0.0, code: int = 0) -> Speaker:
        made.append(Speaker(owner, engine(tmp_path, seconds, code)))
        return made[-1]

    yield make_one
    for speaker in made:
        speaker.stop()
        for child in speaker.children():
            if isinstance(child, QProcess):
                child.waitForFinished(2000)


def test_ka2_every_sentence_is_said_in_turn(
    make: Callable[..., Speaker], tmp_path: Path, qtbot: QtBot
) -> None:
    speaker = make()
    began: list[int] = []
    speaker.sentence_began.connect(began.append)
    with qtbot.waitSignal(speaker.finished):
        speaker.speak(TEXT, "de")
    assert began == [0, 1, 2]
    assert said(tmp_path) == [f"{t} | 1.00 {FIRST_VOLUME} de" for t in TEXT]
    assert not speaker.is_speaking


def test_ka2_a_pause_is_quiet_and_goes_on_where_it_was(
    make: Callable[..., Speaker], tmp_path: Path, qtbot: QtBot
) -> None:
    speaker = make(seconds=0.15)
    speaker.speak(TEXT)
    qtbot.waitUntil(lambda: speaker.at == 1)
    speaker.pause()
    assert speaker.is_paused
    assert not speaker.is_speaking
    # The voice that was ended says nothing any more.
    qtbot.waitUntil(lambda: not speaker.findChildren(QProcess))
    assert speaker.at == 1
    with qtbot.waitSignal(speaker.finished):
        speaker.resume()
    assert [line.split(" |")[0] for line in said(tmp_path)][-2:] == list(TEXT[1:])


def test_ka2_a_page_can_be_repeated_and_stopped(make: Callable[..., Speaker], qtbot: QtBot) -> None:
    speaker = make(seconds=0.1)
    speaker.speak(TEXT)
    qtbot.waitUntil(lambda: speaker.at == 1)
    speaker.repeat()
    assert speaker.at == 0
    speaker.stop()
    assert (speaker.is_speaking, speaker.is_paused, speaker.count) == (False, False, 0)


def test_ka3_speed_and_volume_change_at_once_and_are_reset(
    make: Callable[..., Speaker], tmp_path: Path, qtbot: QtBot
) -> None:
    speaker = make(seconds=5)
    speaker.speak(TEXT)
    speaker.set_volume(100)
    speaker.set_speed(9)
    qtbot.waitUntil(lambda: bool(said(tmp_path)) and "1.50 100 en" in said(tmp_path)[-1])
    speaker.reset()
    assert (speaker.speed, speaker.volume, speaker.is_speaking) == (1.0, FIRST_VOLUME, False)


def test_an_engine_that_fails_says_so(make: Callable[..., Speaker], qtbot: QtBot) -> None:
    speaker = make(code=3)
    with qtbot.waitSignal(speaker.failed) as told:
        speaker.speak(TEXT)
    assert "No sound" in told.args[0]
    assert not speaker.is_speaking


def test_an_engine_that_is_not_there_says_so(qtbot: QtBot) -> None:
    owner = QObject()
    speaker = Speaker(owner, Engine("/nonexistent/voice", lambda *_given: []))
    with qtbot.waitSignal(speaker.failed):
        speaker.speak(TEXT)


def test_a_computer_without_a_voice_says_so(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr("missdesk.ui.speech.find_engine", lambda: None)
    owner = QObject()
    speaker = Speaker(owner)
    assert not speaker.is_available
    assert "no voice" in speaker.why_not
    with qtbot.waitSignal(speaker.failed):
        speaker.speak(TEXT)


def test_words_never_stand_among_the_arguments() -> None:
    for platform in ("linux", "darwin", "win32"):
        found = find_engine(platform, lambda name: f"/bin/{name}")
        assert found is not None
        assert not any(TEXT[0] in part for part in found.arguments(1.0, 70, "en"))
    first = find_engine("linux", lambda name: f"/bin/{name}" if name == "spd-say" else None)
    assert first is not None
    assert first.program == "/bin/spd-say"


@pytest.mark.needs("espeak-ng")
def test_the_real_engine_makes_sound_of_a_sentence() -> None:
    found = find_engine("linux")
    assert found is not None
    arguments = [*found.arguments(1.0, 70, "en"), "--stdout"]
    done = subprocess.run(
        [found.program, *arguments], input=TEXT[0].encode(), capture_output=True, check=True
    )
    assert done.stdout.startswith(b"RIFF")
    assert len(done.stdout) > 20_000
