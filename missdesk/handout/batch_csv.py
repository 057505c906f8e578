"""Read a list of patients from a CSV file as Excel and others write it.

The whole file is refused only when no row can be trusted: unknown columns, no text. Otherwise a
fault costs its own row. PRIVACY: no message repeats what stands in a cell.

Source: issue 6 (batch); docs/batch.md describes the columns.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from missdesk.errors import Fault, InputError
from missdesk.handout.batch_files import file_name
from missdesk.i18n import _
from missdesk.paths import read_bounded

COLUMNS: Final = (
    "reference", "topic", "level", "side", "options", "name", "birth-date", "operation-date",
    "language", "text-size", "paper", "date", "sections", "embed-record",
)  # fmt: skip
"""The words of the handout command's options, and the name of the file."""
NEEDED: Final = "topic"
DELIMITERS: Final = (",", ";", "\t")
MOST_BYTES: Final = 16 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_LINE: Final = 50_000
"""Characters of a line; the longest honest one has some thousands."""
MOST_LINES_A_ROW: Final = 20
"""How far a quote that was opened is looked for its end."""
MOST_REFERENCE: Final = 120
MOST_TOLD: Final = 6
"""Lines that one message names."""
_SEPARATOR_LINE: Final = re.compile(r'^"?sep=([,;\t|:])"?$', re.IGNORECASE)
_EXCEL_ERRORS: Final = frozenset(
    {"#REF!", "#NAME?", "#N/A", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row that can be tried. PRIVACY: `words` are a patient's.

    Attributes:
        line: Its line in the file, from 1.
        words: What stands in its cells, by column; empty ones are left out.
        file: Name of its PDF.
        check: A short sum of `words`, to notice a list that was changed after a file was made.
    """

    line: int
    words: Mapping[str, str]
    file: str
    check: str


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that can't be made, and why; the text names no patient."""

    line: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class BatchList:
    """A list as read.

    Attributes:
        rows: The rows that can be tried, in order.
        faults: The others.
        delimiter: What parts the cells.
        notes: Sentences for whoever started this, such as how the letters were read.
    """

    rows: tuple[BatchRow, ...]
    faults: tuple[RowFault, ...]
    delimiter: str
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return the number of rows that are not empty."""
        return len(self.rows) + len(self.faults)


def read_list(path: Path) -> BatchList:
    """Return the rows of a list.

    Raises:
        InputError: The file can't be read, is no text, or its first line names wrong columns.
    """
    text, notes = _decoded(_raw(path), path.name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, delimiter, columns = _header(lines, path.name)
    rows: list[BatchRow] = []
    faults: list[RowFault] = []
    for found in _rows(lines, start, delimiter, columns):
        if isinstance(found, RowFault):
            faults.append(found)
        else:
            rows.append(found)
        if len(rows) + len(faults) > MOST_ROWS:
            what = _("it has more than {n} rows").format(n=MOST_ROWS)
            raise InputError(path.name, what, _("Part it into several lists"))
    if not rows and not faults:
        raise InputError(path.name, _("it has no rows"), _("Add a row for each patient"))
    alone, twice = _without_twins(rows)
    listed = sorted([*faults, *twice], key=lambda f: f.line)
    return BatchList(tuple(alone), tuple(listed), delimiter, notes)


def fault_at(line: int, column: str, what: str, fix: str) -> RowFault:
    """Return a fault of a row; `column` may be empty."""
    where = _("line {line}").format(line=line)
    return RowFault(line, Fault(f"{where}, {column}" if column else where, what, fix))


def _raw(path: Path) -> bytes:
    """Return the file's bytes.

    Raises:
        InputError: It can't be read, is too large or empty.
    """
    try:
        raw = read_bounded(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("no reason given")
        what = _("it can't be read ({reason})").format(reason=reason)
        raise InputError(str(path), what, _("Give a CSV file")) from error
    if len(raw) > MOST_BYTES:
        raise InputError(path.name, _("it is larger than 16 MB"), _("Part it into several lists"))
    return raw


def _decoded(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, and a note when the way its letters are written had to be guessed.

    Raises:
        InputError: It is no text in any way that Excel writes.
    """
    sure = _sure_encoding(raw)
    try:
        return raw.decode(sure or "utf-8"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        try:
            text = raw.decode("utf-8" if sure else "cp1252")
        except UnicodeDecodeError:
            where = _("{file} line {line}").format(file=name, line=line)
            fix = _("Save it as “CSV UTF-8” in Excel")
            raise InputError(where, _("there are bytes that are no letters"), fix) from error
    note = _(
        "{file} is not UTF-8, so it was read as Windows letters (1252). Look at names with accents "
        "on the paper, or save the list as “CSV UTF-8”."
    )
    return text, (note.format(file=name),)


def _sure_encoding(raw: bytes) -> str:
    """Return the encoding that the first bytes tell, "" when they tell none."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = raw[:64]
    if len(head) >= 4 and not any(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(head) >= 4 and not any(head[::2]) else ""


def _header(lines: Sequence[str], name: str) -> tuple[int, str, tuple[str, ...]]:
    """Return the index of the first row, the delimiter and the columns.

    Raises:
        InputError: The line is too long, or a column is unknown, missing or named twice.
    """
    start = next((i for i, line in enumerate(lines) if line.strip(" ;,\t\ufeff")), None)
    if start is None:
        raise InputError(name, _("it is empty"), _("Add a line of column names, then the rows"))
    told = _SEPARATOR_LINE.match(lines[start])
    start += 1 if told else 0
    head = lines[start] if start < len(lines) else ""
    if len(head) > MOST_LINE:
        what = _("the line of column names is too long")
        raise InputError(name, what, _("Give a list made for this"))
    ways = (told.group(1),) if told else DELIMITERS
    delimiter = max(ways, key=lambda way: sum(c in COLUMNS for c in _names(head, way)))
    columns = _names(head, delimiter)
    _check_columns(columns, f"{name} line {start + 1}")
    return start + 1, delimiter, columns


def _names(head: str, delimiter: str) -> tuple[str, ...]:
    """Return the column names in our form: "Birth date" and "birth_date" are "birth-date"."""
    try:
        cells = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return ()
    plain = (" ".join(c.casefold().replace("_", " ").replace("-", " ").split()) for c in cells)
    return tuple(c.replace(" ", "-") for c in plain)


def _check_columns(columns: Sequence[str], where: str) -> None:
    """Refuse columns that mean nothing: a slip in one would leave dates off every sheet.

    Raises:
        InputError: Names the first wrong one.
    """
    for number, column in enumerate(columns, start=1):
        if column and column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, 1)
            fix = _('Did you mean "{near}"').format(near=near[0]) if near else _("Delete it")
            # Not its words: without a line of names, the first patient stands here.
            what = _("the name of column {n} is not known").format(n=number)
            known = _("The columns are: {names}").format(names=", ".join(COLUMNS))
            raise InputError(where, what, f"{fix}. {known}")
        if column and columns.count(column) > 1:
            what = _('there are two columns "{name}"').format(name=column)
            raise InputError(where, what, _("Keep one"))
    if NEEDED not in columns:
        what = _('there is no column "{name}"').format(name=NEEDED)
        raise InputError(where, what, _("Add it: every row needs its topic"))


def _rows(
    lines: Sequence[str], start: int, delimiter: str, columns: Sequence[str]
) -> Iterator[BatchRow | RowFault]:
    """Yield each row that is not empty, or its fault; an open quote costs one line only."""
    index = start
    while index < len(lines):
        line, text = index + 1, lines[index]
        if not text.strip(f" {delimiter}"):
            index += 1
            continue
        if len(text) > MOST_LINE:
            what = _("the line has {n} characters").format(n=len(text))
            yield fault_at(line, "", what, _("Shorten it"))
            index += 1
            continue
        cells, used = _cells(lines, index, delimiter)
        index += used
        if cells is None:
            what, fix = _("a quote is not where it may be"), _("Correct or delete the quote")
            yield fault_at(line, "", what, fix)
        elif any(cell.strip() for cell in cells):
            yield _row(line, cells, columns)


def _cells(lines: Sequence[str], index: int, delimiter: str) -> tuple[list[str] | None, int]:
    """Return the cells of a row and how many lines it takes; None when its quotes are wrong."""
    for count in range(1, MOST_LINES_A_ROW + 1):
        part = [f"{line}\n" for line in lines[index : index + count]]
        if len(part) < count or sum(map(len, part)) > MOST_LINE:
            break
        try:
            found = list(csv.reader(part, delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            break
        if len(found) == 1:
            return found[0], count
    return None, 1


def _row(line: int, cells: Sequence[str], columns: Sequence[str]) -> BatchRow | RowFault:
    """Return a row with its cells by column, or the first thing that is wrong with them."""
    words: dict[str, str] = {}
    for number, cell in enumerate(cells):
        column = columns[number] if number < len(columns) else ""
        if not cell.strip():
            continue
        if not column:
            what = _("cell {n} stands under no column name").format(n=number + 1)
            return fault_at(line, "", what, _("Look for a comma or semicolon too many"))
        if wrong := _wrong_in(cell, column):
            return fault_at(line, column, *wrong)
        words[column] = " ".join(cell.split())
    if NEEDED not in words:
        return fault_at(line, NEEDED, _("it is empty"), _("Write the id of a topic"))
    check = hashlib.blake2b(repr(sorted(words.items())).encode(), digest_size=4).hexdigest()
    return BatchRow(line, words, file_name(words.get("reference", ""), line), check)


def _wrong_in(cell: str, column: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell and how to mend it, None when nothing is."""
    if "\n" in cell.strip():
        return _("there is a line break in this cell"), _("Delete it")
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in cell.strip().replace("\t", " ")):
        return _("there is a character that can't be printed"), _("Type the cell anew")
    if cell.strip().upper() in _EXCEL_ERRORS:
        return _("the spreadsheet could not work out this cell"), _("Type the value itself")
    if cell.lstrip().startswith("="):
        return _("this is a formula, not a value"), _("Type the value itself")
    if column == "reference" and len(cell) > MOST_REFERENCE:
        what = _("it has more than {n} characters").format(n=MOST_REFERENCE)
        return what, _("Use a shorter one")
    return None


def _without_twins(rows: Sequence[BatchRow]) -> tuple[list[BatchRow], list[RowFault]]:
    """Return the rows whose file is theirs alone, and a fault for each of the others.

    Capitals don't count: many disks don't tell them apart. No row is guessed to be the right one.
    """
    same: dict[str, list[BatchRow]] = {}
    for row in rows:
        same.setdefault(unicodedata.normalize("NFC", row.file).casefold(), []).append(row)
    alone = [rows_of[0] for rows_of in same.values() if len(rows_of) == 1]
    twins: list[RowFault] = []
    for together in (rows_of for rows_of in same.values() if len(rows_of) > 1):
        lines = ", ".join(str(row.line) for row in together[:MOST_TOLD])
        what = _("lines {lines} have the same reference").format(lines=lines)
        fix = _("Give each row a reference of its own")
        twins += [fault_at(row.line, "reference", what, fix) for row in together]
    return alone, twins
