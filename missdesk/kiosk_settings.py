"""What a clinic sets for its waiting-room kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """Settings of one kiosk; the defaults suit a clinic that sets nothing.

    Attributes:
        topics: Topic ids to offer, in order; empty = all.
        idle_seconds: Without a touch, until the warning.
        warning_seconds: How long the warning counts down.
        has_attract: Show the topics in turn while nobody is there.
        clinic_address: Web address in the square for phones; empty = the questions themselves.
        allows_print: Pages may be printed.
        trusted_reviewers: Public keys in hex whose reviews count besides this clinic's own.
        pack: Folder or zip of the pack; None = the one that came with the app.
    """

    topics: tuple[str, ...] = ()
    idle_seconds: int = 60
    warning_seconds: int = 30
    has_attract: bool = True
    clinic_address: str = ""
    allows_print: bool = False
    trusted_reviewers: tuple[str, ...] = ()
    pack: Path | None = None
