"""KA13: desk and kiosk begin with the text size and the contrast that the system is set to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from missdesk.app import follow_system
from missdesk.ui.theme import system
from missdesk.ui.theme.system import system_look, text_percent

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

HIGH, NO_WISH = Qt.ContrastPreference.HighContrast, Qt.ContrastPreference.NoPreference


def ask_for(
    monkeypatch: pytest.MonkeyPatch, points: float, contrast: Qt.ContrastPreference
) -> None:
    """Let the system be set to a font size and a contrast."""
    hints = SimpleNamespace(
        accessibility=lambda: SimpleNamespace(contrastPreference=lambda: contrast)
    )
    fonts = SimpleNamespace(
        SystemFont=SimpleNamespace(GeneralFont=0),
        systemFont=lambda _kind: SimpleNamespace(pointSizeF=lambda: points),
    )
    monkeypatch.setattr(system, "QGuiApplication", SimpleNamespace(styleHints=lambda: hints))
    monkeypatch.setattr(system, "QFontDatabase", fonts)


def look_of(theme: Theme) -> tuple[int, str]:
    return theme.text_percent, theme.mode


def is_usual(theme: Theme) -> bool:
    return theme.is_usual


@pytest.mark.parametrize(
    ("points", "platform", "percent"),
    [
        (9.0, "win32", 100),
        (11.25, "win32", 125),
        (13.5, "win32", 150),
        (20.25, "win32", 200),  # 225 %: more than there is
        (13.0, "darwin", 100),
        (10.0, "linux", 100),
        (11.0, "linux", 100),
        (12.0, "linux", 100),
        (16.5, "linux", 150),
        (6.0, "linux", 100),
        (-1.0, "linux", 100),  # a size in pixels is not told
    ],
)
def test_ka13_the_text_is_as_large_as_that_of_the_system(
    points: float, platform: str, percent: int
) -> None:
    assert text_percent(points, platform) == percent


def test_ka13_here_nothing_is_asked_for(theme: Theme) -> None:
    """The real question to Qt, on a screen without a system's settings."""
    assert theme.text_percent == 100
    assert system_look() == (100, "light")


def test_ka13_the_program_begins_as_the_system_is_set(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for(monkeypatch, 40.0, HIGH)
    follow_system(theme)
    assert look_of(theme) == (200, "contrast")
    ask_for(monkeypatch, 9.0, NO_WISH)
    follow_system(theme)
    assert look_of(theme) == (100, "light")


def test_ka13_what_somebody_chose_is_taken_back_to_it(theme: Theme) -> None:
    theme.set_usual(150, "contrast")
    assert is_usual(theme)
    theme.set_text_percent(200)
    assert not is_usual(theme)
    theme.use_usual()
    assert look_of(theme) == (150, "contrast")
    with pytest.raises(ValueError, match="110"):
        theme.set_usual(110, "light")
