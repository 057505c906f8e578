"""Read `clinic.toml`, the clinic's settings: what is sound is used, what is wrong is named.

The file is optional and written by people, so every value is checked and a wrong one is left out
with a message; the rest is used. `docs/clinic-settings.md` explains every key.

Source: product.md (rules for what is shown); kiosk-and-security.md KP, KV.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from missdesk.errors import Fault
from missdesk.paths import read_bounded, settings_dir
from missdesk.settings import (
    BLOCKS,
    DATE_ORDERS,
    FILE_NAME,
    IDLE_MINUTES,
    JPEG_START,
    MOST_BLOCK_CHARACTERS,
    MOST_FOOTER_CHARACTERS,
    MOST_LOGO_BYTES,
    MOST_MINUTES,
    MOST_PEOPLE,
    MOST_PHONES,
    MOST_REVIEWERS,
    PAPERS,
    PNG_START,
    PUBLIC_KEY,
    UNITS,
    VERSION,
    Clinic,
    Formats,
    Phone,
    clean,
)
from missdesk.settings_values import Values, near, table_of, text_of

KEYS: Final = (
    "name", "logo", "clinicians", "phone", "phones", "emergency", "paper", "dates", "units",
    "footer", "not-offered", "blocks", "trusted-reviewers", "pack", "cover-minutes",
    "wipe-minutes", "version",
)  # fmt: skip
"""Every key of the file's top table."""


def read_clinic(folder: Path | None = None) -> tuple[Clinic, tuple[Fault, ...]]:
    """Return the clinic's settings and what had to be left out.

    Args:
        folder: Where `clinic.toml` is looked for; by default the app's settings folder.

    Returns:
        Empty settings without a fault when there is no file; a broken file gives empty
        settings and a fault, a wrong value is left out and named.
    """
    where = folder if folder is not None else settings_dir()
    faults: list[Fault] = []
    text = text_of(where / FILE_NAME, faults)
    read = Values(faults, text)
    values = _known(table_of(where / FILE_NAME, text, faults), read)
    read.refuse_unknown(values, KEYS)
    clinic = Clinic(
        name=read.text(values, "name"),
        phone=read.text(values, "phone"),
        emergency=read.text(values, "emergency"),
        paper=PAPERS.get(read.choice(values, "paper", PAPERS)),
        blocks=_blocks(values, read),
        phones=_phones(values, read),
        clinicians=read.texts(values, "clinicians", MOST_PEOPLE),
        logo=_logo(values, read, where),
        footer=read.text(values, "footer", MOST_FOOTER_CHARACTERS),
        not_offered=_not_offered(values, read),
        formats=Formats(
            DATE_ORDERS.get(read.choice(values, "dates", DATE_ORDERS), "day-first"),
            UNITS.get(read.choice(values, "units", UNITS), "metric"),
        ),
        trusted_reviewers=_reviewers(values, read),
        pack=_pack(values, read, where),
        idle_minutes=_idle(values, read),
    )
    return clinic, tuple(faults)


def unknown_options(clinic: Clinic, known: Mapping[str, Sequence[str]]) -> tuple[Fault, ...]:
    """Return a fault for each topic or option under "not-offered" that no content has.

    Args:
        clinic: The settings.
        known: Option ids by topic id, of the library in use.
    """
    faults: list[Fault] = []
    where = f"{FILE_NAME} not-offered"
    for topic, options in clinic.not_offered.items():
        if topic not in known:
            faults.append(Fault(where, f'there is no topic "{topic[:40]}"', near(topic, known)))
            continue
        for option in options:
            if option not in known[topic]:
                what = f'there is no option "{option[:40]}"'
                faults.append(Fault(f"{where}.{topic}", what, near(option, known[topic])))
    return tuple(faults)


def _known(values: dict[str, object], read: Values) -> dict[str, object]:
    """Return the values unless a newer MISSDesk wrote them: half-understood is worse than none."""
    version = values.get("version", VERSION)
    if isinstance(version, int) and not isinstance(version, bool) and 1 <= version <= VERSION:
        return values
    fix = "Install the newer MISSDesk, or write version = 1 and check the file"
    read.bad("version", "a newer MISSDesk wrote this file; nothing of it is used", fix)
    return {}


def _blocks(values: Mapping[str, object], top: Values) -> dict[str, str]:
    """Return the clinic's own advice; empty texts are left out."""
    read = top.inside("blocks")
    table = values.get("blocks", {})
    if not isinstance(table, dict):
        read.bad("", "this is not a table", "Write [blocks]")
        return {}
    read.refuse_unknown(table, BLOCKS)
    texts = {k: read.text(table, k, MOST_BLOCK_CHARACTERS, keeps_lines=True) for k in BLOCKS}
    return {key: text for key, text in texts.items() if text}


def _phones(values: Mapping[str, object], top: Values) -> tuple[Phone, ...]:
    """Return the further numbers; one without a number is left out."""
    read = top.inside("phones")
    tables = values.get("phones", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        read.bad("", "this is not a list of tables", "Write [[phones]] above each number")
        return ()
    if len(tables) > MOST_PHONES:
        read.bad("", f"there are {len(tables)} numbers", f"Use at most {MOST_PHONES}")
        return ()
    found: list[Phone] = []
    for count, table in enumerate(tables, start=1):
        one = top.inside("phones", count)
        one.refuse_unknown(table, ("who", "number"))
        phone = Phone(one.text(table, "who"), one.text(table, "number"))
        if phone.number:
            found.append(phone)
        else:
            one.bad("number", "there is none", 'Add number = "…" or delete this entry')
    return tuple(found)


def _not_offered(values: Mapping[str, object], top: Values) -> dict[str, tuple[str, ...]]:
    """Return the options that the clinic does not do, by topic."""
    read = top.inside("not-offered")
    table = values.get("not-offered", {})
    if not isinstance(table, dict):
        read.bad("", "this is not a table", "Write [not-offered]")
        return {}
    found = {clean(topic): read.texts(table, topic, MOST_PEOPLE) for topic in table}
    return {topic: options for topic, options in found.items() if options}


def _reviewers(values: Mapping[str, object], read: Values) -> tuple[str, ...]:
    """Return the keys that are believed; what is no key is left out, so that nothing is."""
    key = "trusted-reviewers"
    found = [one.lower() for one in read.texts(values, key, MOST_REVIEWERS)]
    keys = tuple(one for one in found if PUBLIC_KEY.fullmatch(one))
    for one in found:
        if one not in keys:
            read.bad(key, f'"{one[:12]}" is not a key', "Copy the 64 digits that the review names")
    return keys


def _pack(values: Mapping[str, object], read: Values, folder: Path) -> Path | None:
    """Return where the content in use lies; who reads it sees whether it can be used."""
    name = read.text(values, "pack", 400)
    return folder / name if name else None


def _idle(values: Mapping[str, object], read: Values) -> tuple[int, int]:
    """Return the minutes until a visit is covered and until it ends; the second is the later."""
    cover = _minutes(values, read, "cover-minutes", IDLE_MINUTES[0])
    wipe = _minutes(values, read, "wipe-minutes", max(IDLE_MINUTES[1], 2 * cover))
    if wipe > cover:
        return cover, wipe
    read.bad("wipe-minutes", f"{wipe} is not after {cover}", "Write more than cover-minutes")
    return cover, 2 * cover


def _minutes(values: Mapping[str, object], read: Values, key: str, plain: int) -> int:
    """Return a whole number of minutes."""
    value = values.get(key, plain)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_MINUTES:
        read.bad(key, "this is no number of minutes", f"Write 1 to {MOST_MINUTES}")
        return plain
    return value


def _logo(values: Mapping[str, object], read: Values, folder: Path) -> bytes:
    """Return the bytes of the logo's file; what is in them is checked where it is drawn."""
    name = read.text(values, "logo", 400)
    if not name:
        return b""
    try:
        raw = read_bounded(folder / name, MOST_LOGO_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        read.bad("logo", f"{name}: it can't be read ({reason})", "Put the file beside clinic.toml")
        return b""
    if len(raw) > MOST_LOGO_BYTES:
        read.bad("logo", f"{name}: it is larger than 4 MB", "Save a smaller picture")
        return b""
    if not raw.startswith((PNG_START, JPEG_START)):
        read.bad("logo", f"{name}: it is neither PNG nor JPEG", "Save it as PNG")
        return b""
    return raw
