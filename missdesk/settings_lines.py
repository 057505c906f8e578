"""Find the line of a key in `clinic.toml`, so that a message can name it.

A reader of TOML gives values without lines. This looks at the text alone and may find nothing;
then a message names the key only.
"""

from __future__ import annotations

import re
from typing import Final

_HEADER: Final = re.compile(r"""^\s*\[{1,2}\s*["']?([^\]"']+?)["']?\s*\]{1,2}\s*(?:#.*)?$""")
_KEY: Final = re.compile(r"""^\s*["']?([^"'=#\[\]]+?)["']?\s*=\s*(.*)$""")
_LONG: Final = ('"' * 3, "'" * 3)
"""What begins and ends a text of several lines."""


def line_of(text: str, table: str, key: str = "", *, entry: int = 0) -> int:
    """Return the line of a key, from 1; that of its table when it has no line of its own; else 0.

    Args:
        text: The whole file.
        table: Name of the table, "" for the keys before the first one.
        key: The key; "" = the table itself.
        entry: Which of several tables of that name, from 1; 0 = the only one.
    """
    now, seen, table_line, quote = "", 0, 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if quote:
            quote = "" if quote in line else quote
            continue
        if header := _HEADER.match(line):
            now = header[1].strip()
            seen += now == table
            if now == table and entry in {0, seen}:
                table_line = table_line or number
            continue
        found = _KEY.match(line)
        if found is None:
            continue
        quote = _opened(found[2])
        is_here = now == table and entry in {0, seen}
        if is_here and key and found[1].strip() == key:
            return number
        if not now and found[1].strip() == table:  # the table is written as a plain key
            table_line = number
    return table_line


def _opened(value: str) -> str:
    """Return the quotes of a text that goes on in the next line, "" when none does."""
    for quote in _LONG:
        if value.startswith(quote) and quote not in value[3:]:
            return quote
    return ""
