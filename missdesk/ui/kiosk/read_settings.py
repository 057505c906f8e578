"""Read `kiosk.toml`: what a clinic sets for its waiting-room screen; a wrong value is left out.

Source: issue 7 (clinic's settings); standards.md WC15; docs/clinic-setup.md explains every key.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from missdesk.content.toml_reader import Faults, Table
from missdesk.errors import Fault
from missdesk.kiosk_settings import KioskSettings
from missdesk.paths import read_bounded, settings_dir
from missdesk.settings import PUBLIC_KEY

FILE: Final = "kiosk.toml"
MOST_BYTES: Final = 64 * 1024
KEYS: Final = (
    "topics", "idle-seconds", "warning-seconds", "attract", "clinic-address", "allow-print",
    "trusted-reviewers", "pack",
)  # fmt: skip
IDLE: Final = (20, 600)
WARNING: Final = (20, 120)
"""Nobody gets less than 20 seconds to answer (WC15)."""
MOST_ADDRESS: Final = 300


def read_kiosk(path: Path | None = None) -> tuple[KioskSettings, tuple[Fault, ...]]:
    """Return the kiosk's settings and what had to be left out.

    Args:
        path: The file; None = `kiosk.toml` in the settings folder, which need not be there.

    Returns:
        The defaults for whatever is missing or wrong; a damaged file is told and not touched.
    """
    faults = Faults()
    file = path if path is not None else settings_dir() / FILE
    table = Table(_values(file, faults, is_needed=path is not None), file.name, faults)
    table.only(*KEYS)
    plain = KioskSettings()
    address = table.text("clinic-address")
    if address and not is_address(address):
        table.fault("clinic-address", "is no web address", "Write https://… without spaces")
        address = ""
    return KioskSettings(
        topics=table.texts("topics"),
        idle_seconds=_seconds(table, "idle-seconds", IDLE, plain.idle_seconds),
        warning_seconds=_seconds(table, "warning-seconds", WARNING, plain.warning_seconds),
        has_attract=table.flag("attract", default=plain.has_attract),
        clinic_address=address,
        allows_print=table.flag("allow-print", default=plain.allows_print),
        trusted_reviewers=_keys(table),
        pack=_pack(table, file.parent),
    ), tuple(faults.found)


def _values(path: Path, faults: Faults, *, is_needed: bool) -> object:
    """Return the file's top table; empty when there is none, or it can't be read."""
    fix = "Correct the file; until then the kiosk runs with what it has by itself"
    try:
        raw = read_bounded(path, MOST_BYTES)
        if len(raw) > MOST_BYTES:
            faults.add(path.name, "the file is larger than 64 KB", fix)
            return {}
        return tomllib.loads(raw.decode("utf-8-sig"))
    except FileNotFoundError:
        if is_needed:
            faults.add(str(path), "there is no such file", "Give the file, or leave out --settings")
    except OSError as error:
        faults.add(path.name, f"can't be read ({error.strerror or 'unreadable'})", fix)
    except (ValueError, RecursionError) as error:
        faults.add(path.name, f"is not TOML ({str(error)[:80]})", fix)
    return {}


def _seconds(table: Table, key: str, limits: tuple[int, int], plain: int) -> int:
    """Return a number of seconds inside its limits, else the one it has by itself."""
    found = table.whole(key)
    if found is None:
        return plain
    least, most = limits
    if not least <= found <= most:
        table.fault(key, f"{found} is not possible", f"Write {least} to {most}")
        return plain
    return found


def is_address(text: str) -> bool:
    """Return whether a phone can open it and it holds nothing strange."""
    is_plain = text.isascii() and text.isprintable() and " " not in text
    return text.startswith("https://") and is_plain and len(text) <= MOST_ADDRESS


def _keys(table: Table) -> tuple[str, ...]:
    """Return the public keys of those whose reviews are believed."""
    found = table.texts("trusted-reviewers")
    for key in found:
        if not PUBLIC_KEY.fullmatch(key):
            fix = "Copy the key that missdesk review printed"
            table.fault("trusted-reviewers", f'"{key[:20]}" is no key', fix)
    return tuple(key for key in found if PUBLIC_KEY.fullmatch(key))


def _pack(table: Table, folder: Path) -> Path | None:
    """Return the pack to show, None for the one that came with the app."""
    name = table.text("pack")
    return folder / name if name else None
