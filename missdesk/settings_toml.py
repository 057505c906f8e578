"""Change keys of `clinic.toml` or `kiosk.toml` and leave the rest as people wrote it.

Comments, order and keys that MISSDesk does not know stay.

The result is read again before it is handed out, so a slip of the writer can never reach the file.

Source: issue 6 (clinic settings: the Clinic page and a TOML file).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from missdesk.errors import InputError
from missdesk.i18n import _
from missdesk.kiosk_settings import KioskSettings
from missdesk.settings import FILE_NAME, VERSION, Clinic, Phone

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT, Item

Value = str | int | tuple[str, ...] | tuple[Phone, ...] | Mapping[str, "Value | None"]
Changes = Mapping[str, Value | None]
"""New value by key; None takes the key out. A mapping changes only the keys that it names."""


def changes_of(before: Clinic, after: Clinic) -> dict[str, Value | None]:
    """Return what has to be written so that the file says `after` where it said `before`.

    The logo is not among them: it is a file of its own, and the key holds its name.
    """
    found: dict[str, Value | None] = {}
    for key in (
        "name", "phone", "emergency", "footer", "clinicians", "phones", "trusted-reviewers"
    ):  # fmt: skip
        old, new = (getattr(clinic, key.replace("-", "_")) for clinic in (before, after))
        if old != new:
            found[key] = new or None
    if before.pack != after.pack:
        found["pack"] = str(after.pack) if after.pack else None
    if before.idle_minutes != after.idle_minutes:  # what one is by itself follows from the other
        found["cover-minutes"], found["wipe-minutes"] = after.idle_minutes
    if before.paper != after.paper:
        found["paper"] = after.paper
    for key in ("dates", "units"):
        if getattr(before.formats, key) != getattr(after.formats, key):
            found[key] = getattr(after.formats, key)
    tables: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("blocks", before.blocks, after.blocks),
        ("not-offered", before.not_offered, after.not_offered),
    )
    for key, old, new in tables:
        names = [*new, *(name for name in old if name not in new)]
        changed = {n: new.get(n) or None for n in names if old.get(n) != new.get(n)}
        if changed:
            found[key] = changed
    return found


def kiosk_changes(before: KioskSettings, after: KioskSettings) -> dict[str, Value | None]:
    """Return what has to be written so that `kiosk.toml` says `after` where it said `before`."""
    keys = {
        "topics": "topics",
        "idle-seconds": "idle_seconds",
        "warning-seconds": "warning_seconds",
        "attract": "has_attract",
        "clinic-address": "clinic_address",
        "allow-print": "allows_print",
        "trusted-reviewers": "trusted_reviewers",
    }
    pairs = {key: (getattr(before, name), getattr(after, name)) for key, name in keys.items()}
    pairs["pack"] = (str(before.pack or ""), str(after.pack or ""))
    return {
        key: None if new in ("", ()) else new for key, (old, new) in pairs.items() if old != new
    }


def changed_text(text: str, changes: Changes, file: str = FILE_NAME) -> str:
    """Return the text of a settings file with some keys changed.

    Args:
        text: The file as it is; "" when there is none.
        changes: See `Changes`; texts are clean (`settings.clean`).
        file: Its name, for messages.

    Raises:
        InputError: The file is not TOML, or can't be changed without harm to what is in it.
    """
    import tomlkit  # start-up time: only who saves needs it
    from tomlkit.exceptions import TOMLKitError

    try:
        was = tomllib.loads(text)
        if not _is_ours(was):
            raise _too_new(file)
        document = tomlkit.parse(text)
        for key, value in changes.items():
            _put(document, key, value)
        made = document.as_string()
        now = tomllib.loads(made)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise _refused(file) from error
    if now != _expected(was, changes):
        raise _refused(file)
    return made


def _is_ours(was: Mapping[str, Any]) -> bool:
    """Return whether no newer MISSDesk wrote the file: what it means by a key is not known."""
    version = was.get("version", VERSION)
    return isinstance(version, int) and version <= VERSION


def _put(document: TOMLDocument, key: str, value: Value | None) -> None:
    """Set, change or take out one key."""
    from tomlkit.items import AoT, Table

    if value is None:
        document.pop(key, None)
    elif isinstance(value, str):
        document[key] = _text(value)
    elif isinstance(value, int):  # a switch too
        document[key] = value
    elif isinstance(value, Mapping):
        table = document.get(key)
        if not isinstance(table, Table):
            document.pop(key, None)
            table = _new_table(document, key)
        for name, one in value.items():
            if one is None:
                table.pop(name, None)
            else:
                table[name] = _item(one)
        if not table:
            document.pop(key, None)
    elif value and isinstance(value[0], Phone):
        entries = document.get(key)
        if not isinstance(entries, AoT):
            document.pop(key, None)
            entries = _new_entries(document, key)
        _fill(entries, value)
    else:
        document[key] = _item(value)


def _new_table(document: TOMLDocument, key: str) -> Any:  # noqa: ANN401  tomlkit's own table
    """Return a new table at the end of the file."""
    import tomlkit  # as above

    _end_line(document)
    document.append(key, tomlkit.table())
    return document[key]


def _new_entries(document: TOMLDocument, key: str) -> AoT:
    """Return a new list of tables at the end of the file."""
    import tomlkit  # as above
    from tomlkit.items import AoT

    _end_line(document)
    document.append(key, tomlkit.aot())
    entries = document[key]
    assert isinstance(entries, AoT)
    return entries


def _end_line(document: TOMLDocument) -> None:
    """Part a new table from what stands above it."""
    import tomlkit  # as above

    if document.as_string().strip():
        document.add(tomlkit.nl())


def _fill(entries: AoT, phones: Sequence[Phone]) -> None:
    """Write phones over the entries there are, so that what else stands in them stays."""
    import tomlkit  # as above

    while len(entries) > len(phones):
        del entries[len(entries) - 1]
    for number, phone in enumerate(phones):
        if number == len(entries):
            entries.append(tomlkit.table())
        for name, text in (("who", phone.who), ("number", phone.number)):
            if text:
                entries[number][name] = _text(text)
            else:
                entries[number].pop(name, None)


def _item(value: Value) -> Item:
    """Return a text or a list of texts."""
    import tomlkit  # as above

    if isinstance(value, str):
        return _text(value)
    assert isinstance(value, tuple)
    made = tomlkit.array()
    for text in value:
        made.append(_text(str(text)))
    return made


def _text(value: str) -> Item:
    """Return a text; one of several lines is written as such, to stay readable by hand."""
    import tomlkit  # as above

    return tomlkit.string(value, multiline="\n" in value)


def _expected(was: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """Return what the new file has to say."""
    wanted = dict(was)
    for key, value in changes.items():
        old = was.get(key)
        if isinstance(value, Mapping):
            table = dict(old) if isinstance(old, dict) else {}
            table |= {k: _plain(v) for k, v in value.items() if v is not None}
            value = {k: v for k, v in table.items() if value.get(k, v) is not None}
        elif isinstance(value, tuple) and value and isinstance(value[0], Phone):
            kept = old if isinstance(old, list) else []
            value = [  # type: ignore[assignment]  # as TOML gives it back
                _entry(kept[n] if n < len(kept) and isinstance(kept[n], dict) else {}, phone)
                for n, phone in enumerate(value)
            ]
        wanted[key] = _plain(value)
    return {key: value for key, value in wanted.items() if value not in (None, {})}


def _entry(old: Mapping[str, Any], phone: Phone) -> dict[str, Any]:
    said = {**old, "who": phone.who, "number": phone.number}
    return {key: value for key, value in said.items() if value or key not in {"who", "number"}}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _refused(file: str) -> InputError:
    return InputError(
        file,
        _("it can’t be changed without losing something in it"),
        _("Correct the file by hand; what you typed here stays"),
    )


def _too_new(file: str) -> InputError:
    return InputError(
        file,
        _("a newer MISSDesk wrote it, and this one does not know all of it"),
        _("Install the newer MISSDesk; what you typed here stays"),
    )
