"""Reads TOML tables strictly and collects every fault instead of stopping at the first."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from missdesk.content.pack_files import PackFiles, ZipFiles, unreadable
from missdesk.errors import Fault

MOST_TEXT: Final = 500_000
MOST_ALL_TEXT: Final = 4_000_000
"""Bytes of a text in a zip, and of all of them; ours have 120,000 and 700,000. A folder is no
stranger's: it may hold hundreds of topics."""
MOST_DOTS: Final = 200
"""In a line: a key of a thousand parts takes its reader a thousand times a thousand steps."""


class Faults:
    """Collects what is wrong, in reading order."""

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Fault] = []
        self.text_bytes = 0

    def add(self, where: str, what: str, fix: str) -> None:
        """Note one fault; see `missdesk.errors.Fault` for the three parts."""
        self.found.append(Fault(where, what, fix))


def read_toml(files: PackFiles, name: str, faults: Faults) -> dict[str, Any]:
    """Return a TOML file as a dict; an unreadable one is a fault and gives an empty dict.

    Args:
        files: The pack.
        name: The file's name in it.
        faults: Gets what is wrong.
    """
    text = read_text(files, name, faults)
    if text is None:
        return {}
    if any(line.count(".") > MOST_DOTS for line in text.splitlines()):
        faults.add(name, "tables nested too deep", "Write the values without deep nesting")
        return {}
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_of(str(error), text)
        faults.add(f"{name}:{line}", f"not valid TOML ({error})", "Correct this line")
    except ValueError:  # Python refuses to read a number of thousands of digits
        faults.add(name, "a number with far too many digits", "Write a plain number")
    except RecursionError:
        faults.add(name, "tables nested too deep", "Write the values without deep nesting")
    return {}


def read_text(files: PackFiles, name: str, faults: Faults) -> str | None:
    """Return a UTF-8 file's text, or None with a fault saying why it can't be read."""
    try:
        raw = files.read(name)
    except OSError as error:
        faults.found.append(unreadable(name, error))
        return None
    faults.text_bytes += len(raw)
    is_much = len(raw) > MOST_TEXT or faults.text_bytes > MOST_ALL_TEXT
    if is_much and isinstance(files, ZipFiles):
        faults.add(name, "there is far too much text", "Remove what is not content")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.add(f"{name}:{line}", "not UTF-8 text", "Save the file as UTF-8")
        return None


def _line_of(message: str, text: str) -> int:
    """Return the line number that tomllib's message names; "end of document" is the last."""
    _before, found, rest = message.partition("(at line ")
    number = rest.partition(",")[0]
    return int(number) if found and number.isdigit() else text.rstrip().count("\n") + 1


class Table:
    """One TOML table being read; every wrong value becomes a fault with its path."""

    def __init__(self, values: object, where: str, faults: Faults) -> None:
        """Wrap a table; anything but a table is a fault and reads as empty."""
        self.where, self.faults = where, faults
        self.values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            faults.add(where, "is not a table", "Write it as a table with keys")

    def path(self, key: str) -> str:
        """Return how messages call a key: `file.toml key` at the top, `….key` below."""
        return f"{self.where}{' ' if self.where.endswith('.toml') else '.'}{key}"

    def fault(self, key: str, what: str, fix: str) -> None:
        """Add a fault at a key of this table."""
        self.faults.add(self.path(key) if key else self.where, what, fix)

    def only(self, *known: str) -> None:
        """Refuse keys that nobody reads, with a suggestion for near misses."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f'Did you mean "{near[0]}"' if near else "Remove it or correct its name"
                self.fault(key, "unknown key", hint)

    def _typed(self, key: str, kinds: tuple[type, ...], word: str, *, is_needed: bool) -> Any:  # noqa: ANN401  TOML
        """Return a value of one of the kinds, else None with a fault."""
        value = self.values.get(key)
        if value is None:
            if is_needed:
                self.fault(key, "is missing", f"Add {key} = …, {word}")
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.fault(key, f"{value!r:.40} is not {word}", f"Write {word}")
            return None
        return value

    def text(self, key: str, *, is_needed: bool = False) -> str:
        """Return words; empty when absent."""
        value = self._typed(key, (str,), "words in quotes", is_needed=is_needed)
        if value is None:
            return ""
        if is_needed and not value.strip():
            self.fault(key, "is empty", "Write the words")
        return str(value)

    def number(self, key: str) -> float | None:
        """Return a number that is finite, or None."""
        value = self._typed(key, (int, float), "a number", is_needed=False)
        if value is not None and not abs(value) < 1e12:  # also refuses nan and inf
            self.fault(key, f"{value!r} is not a usable number", "Write a plain number")
            return None
        return value  # type: ignore[no-any-return]

    def whole(self, key: str, *, is_needed: bool = False) -> int | None:
        """Return a whole number, or None."""
        found: int | None = self._typed(key, (int,), "a whole number", is_needed=is_needed)
        return found

    def count(self, key: str, most: int) -> int | None:
        """Return a whole number from 1 to `most`, or None."""
        found = self.whole(key)
        if found is not None and not 1 <= found <= most:
            self.fault(key, f"{found} is not possible", f"Write 1 to {most:,}")
            return None
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self._typed(key, (bool,), "true or false", is_needed=False)
        return default if value is None else bool(value)

    def day(self, key: str) -> date:
        """Return a date; a missing or wrong one is a fault and gives the first day."""
        word = "a date such as 2026-11-21"
        value = self._typed(key, (date,), word, is_needed=True)
        if isinstance(value, datetime):
            self.fault(key, f"{value} has a time of day", f"Write {word}")
            return value.date()
        return value if isinstance(value, date) else date.min

    def texts(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        """Return a list of words; one word alone counts as a list of one."""
        value = self.values.get(key)
        if isinstance(value, str):
            return (value,)
        value = self._typed(key, (list,), "a list of words", is_needed=is_needed)
        if value is None:
            return ()
        if not all(isinstance(item, str) for item in value):
            self.fault(key, "holds something that is not words", "Write a list of words in quotes")
            return ()
        return tuple(value)

    def one_of(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        """Return one of the allowed words; a near miss gets a suggestion."""
        known = tuple(allowed)
        if default is not None and key not in self.values:
            return default
        value = self.text(key, is_needed=True)
        if value in known or key not in self.values:
            return value or known[0]
        near = difflib.get_close_matches(value, known, 1)
        hint = f'Did you mean "{near[0]}"' if near else f"Use one of: {', '.join(known)}"
        self.fault(key, f'"{value}" is not known', hint)
        return known[0]

    def table(self, key: str) -> Table | None:
        """Return a table inside this one, None when absent."""
        if key not in self.values:
            return None
        return Table(self.values[key], self.path(key), self.faults)

    def tables(self, key: str) -> list[Table]:
        """Return an array of tables; empty when absent."""
        value = self._typed(key, (list,), "an array of tables", is_needed=False)
        return [Table(v, f"{self.path(key)}[{i}]", self.faults) for i, v in enumerate(value or [])]

    def words_by_key(self, key: str) -> dict[str, str]:
        """Return a table of words; empty when absent."""
        found = self.table(key)
        return {k: found.text(k) for k in found.values} if found else {}
