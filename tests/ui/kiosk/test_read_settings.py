"""kiosk.toml: what is right is used, what is wrong is told, and nothing stops the kiosk (KR5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from missdesk.kiosk_settings import KioskSettings
from missdesk.ui.kiosk.read_settings import read_kiosk

KEY = "ab" * 32


def read(tmp_path: Path, text: str) -> tuple[KioskSettings, list[str]]:
    path = tmp_path / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    settings, faults = read_kiosk(path)
    return settings, [str(fault) for fault in faults]


def test_all_keys_are_read(tmp_path: Path) -> None:
    settings, faults = read(
        tmp_path,
        f'topics = ["slipped-disc"]\nidle-seconds = 90\nwarning-seconds = 45\nattract = false\n'
        f'clinic-address = "https://example.org/a"\nallow-print = true\n'
        f'trusted-reviewers = ["{KEY}"]\npack = "our.zip"\n',
    )
    assert faults == []
    assert settings == KioskSettings(
        topics=("slipped-disc",),
        idle_seconds=90,
        warning_seconds=45,
        has_attract=False,
        clinic_address="https://example.org/a",
        allows_print=True,
        trusted_reviewers=(KEY,),
        pack=tmp_path / "our.zip",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("idle-seconds = 5", "Write 20 to 600"),
        ("warning-seconds = 10", "Write 20 to 120"),
        ('clinic-address = "javascript:alert(1)"', "no web address"),
        ('clinic-address = "https://a b"', "no web address"),
        ('trusted-reviewers = ["nonsense"]', "is no key"),
        ("idel-seconds = 60", "unknown key"),
        ("idle-seconds = true", "is not a whole number"),
        ("= nonsense", "is not TOML"),
        ("x = " + "[" * 5000, "is not TOML"),
        ("#" * 70_000, "larger than 64 KB"),
    ],
)
def test_kr5_a_wrong_value_is_told_and_left_out(tmp_path: Path, text: str, told: str) -> None:
    settings, faults = read(tmp_path, text)
    assert any(told in fault for fault in faults), faults
    assert settings == KioskSettings()


def test_no_file_is_no_fault_unless_it_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSDESK_SETTINGS", str(tmp_path))
    assert read_kiosk() == (KioskSettings(), ())
    assert read_kiosk(tmp_path / "none.toml")[1]
