"""Take values out of `clinic.toml`: each is checked, and what is wrong is named with its line.

Source: issue 6 (the file stays the clinic's own; a fault names its line).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from missdesk.errors import Fault
from missdesk.paths import read_bounded
from missdesk.settings import FILE_NAME, MOST_BYTES, MOST_CHARACTERS, clean, clean_lines
from missdesk.settings_lines import line_of


@dataclass(frozen=True, slots=True)
class Values:
    """Takes values of one table and notes what is wrong with them.

    Attributes:
        file: The whole text, to name lines.
        table: Name of the table, "" for the keys before the first one.
        entry: Which table of that name, from 1; 0 = the only one.
    """

    faults: list[Fault]
    file: str
    table: str = ""
    entry: int = 0

    def inside(self, table: str, entry: int = 0) -> Values:
        """Return the reader of a table of the same file."""
        return Values(self.faults, self.file, table, entry)

    def bad(self, key: str, what: str, fix: str, *, at: str = "") -> None:
        """Note a fault; `at` is the key on its line when that is not named anyway."""
        line = line_of(self.file, self.table, at or key, entry=self.entry)
        file = f"{FILE_NAME}:{line}" if line else FILE_NAME
        table = f"{self.table}[{self.entry}]" if self.entry else self.table
        self.faults.append(Fault(" ".join(p for p in (file, table, key) if p), what, fix))

    def refuse_unknown(self, values: Mapping[str, object], known: Sequence[str]) -> None:
        """Name keys that mean nothing, with the nearest one that does."""
        for key in values:
            if key not in known:
                what = f'"{clean(key)[:40]}" is not a setting'
                self.bad("", what, near(key, known), at=key)

    def text(
        self,
        values: Mapping[str, object],
        key: str,
        most: int = MOST_CHARACTERS,
        *,
        keeps_lines: bool = False,
    ) -> str:
        """Return a text, or an empty one with a fault when the value is not a short text."""
        value = values.get(key, "")
        if not isinstance(value, str):
            self.bad(key, "the value is not a text", "Put it in quotes")
            return ""
        text = clean_lines(value) if keeps_lines else clean(value)
        if len(text) > most:
            self.bad(key, f"the text has {len(text)} characters", f"Use at most {most}")
            return ""
        return text

    def texts(self, values: Mapping[str, object], key: str, most: int) -> tuple[str, ...]:
        """Return a list of short texts without the empty ones."""
        value = values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.bad(key, "this is not a list of texts", 'Write it as ["…", "…"]')
            return ()
        if len(value) > most:
            self.bad(key, f"the list has {len(value)} entries", f"Use at most {most}")
            return ()
        found = (self.text({key: v}, key) for v in value)
        return tuple(text for text in found if text)

    def choice(self, values: Mapping[str, object], key: str, known: Mapping[str, str]) -> str:
        """Return one of a few words, "" when not given or not known."""
        found = self.text(values, key).lower()
        if found and found not in known:
            listed = " or ".join(f'"{word}"' for word in known)
            self.bad(key, f'"{found[:40]}" is not known', f"Write {listed}")
            return ""
        return found


def text_of(path: Path, faults: list[Fault]) -> str:
    """Return the file's text; empty when it is not there or can't be read."""
    try:
        raw = read_bounded(path, MOST_BYTES)
        if len(raw) <= MOST_BYTES:
            return raw.decode("utf-8-sig")
        faults.append(
            Fault(str(path), "the file is larger than 64 KB", "Keep only the clinic's settings")
        )
    except FileNotFoundError:
        pass  # a clinic need not have one
    except OSError as error:
        what = f"the file can't be read ({error.strerror or 'no reason given'})"
        faults.append(Fault(str(path), what, "Check it and its permissions"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(f"{path}:{line}", "the file is not UTF-8 text", "Save it as UTF-8"))
    return ""


def table_of(path: Path, text: str, faults: list[Fault]) -> dict[str, object]:
    """Return the file's top table; empty when it is not TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        what = "the file can't be read (it is nested too deep)"
        faults.append(Fault(str(path), what, "Write it without deep nesting"))
    except ValueError as error:  # not TOML, or a number of more digits than Python reads
        told, _found, at = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", at)
        line = found[1] if found else str(text.rstrip().count("\n") + 1)
        what = f"the file is not TOML: {told}"
        faults.append(Fault(f"{path}:{line}", what, "Correct that line"))
    return {}


def near(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    """Return how to mend an unknown word: the nearest known one, or all of them."""
    near = get_close_matches(word, list(known), 1)
    return f'Did you mean "{near[0]}"' if near else f"Use one of: {', '.join(known)}"
