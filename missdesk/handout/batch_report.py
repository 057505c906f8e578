"""Tell what became of each row of a batch: a CSV beside the files, without names.

On the next run the report tells which files belong to which words, so that a row that was changed
since is never taken for done.

Source: issue 6 (batch: a report, resumable); kiosk-and-security.md KP2.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from missdesk.errors import Fault, FontError, MissdeskError, SaveError
from missdesk.handout.batch_csv import BatchRow, RowFault
from missdesk.i18n import _
from missdesk.paths import read_bounded

REPORT: Final = "batch-report.csv"
MOST_BYTES: Final = 16 * 1024 * 1024
HEAD: Final = ("line", "file", "result", "pages", "what", "check")
Outcome = Literal["made", "skipped", "failed", "waiting"]
_QUOTED: Final = re.compile(r'".*"')
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
PERSONAL: Final = ("name", "birth-date", "operation-date")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row; no text in it names a patient.

    Attributes:
        outcome: "waiting" is what a stopped batch has not come to.
        what: The fault, or what to know of the file.
        was_tried: A handout was begun.
    """

    line: int
    file: str
    outcome: Outcome
    pages: int = 0
    what: str = ""
    check: str = ""
    was_tried: bool = False


def failed(row: BatchRow, error: MissdeskError, *, was_tried: bool = False) -> Result:
    """Return a row's result for an error, without what stands in its cells."""
    return Result(row.line, "", "failed", what=str(told(row, error)), was_tried=was_tried)


def failed_reading(fault: RowFault) -> Result:
    """Return the result of a row that could not even be tried."""
    return Result(fault.line, "", "failed", what=str(fault.fault))


def told(row: BatchRow, error: MissdeskError) -> Fault:
    """Return an error's fault with the line and column, and without the cell's own words.

    A name may stand in a wrong column, so nothing that was typed is repeated.
    """
    if isinstance(error, SaveError):  # names our own file and folder only
        return Fault(
            _("line {line}").format(line=row.line), f"{error.where}: {error.what}", error.fix
        )
    what = _QUOTED.sub("“…”", _DATE.sub("…", error.what))
    if isinstance(error, FontError):
        what = _("it has letters that no font of MISSDesk can show")
    for column in PERSONAL:
        if (typed := row.words.get(column, "")) and len(typed) > 1:
            what = what.replace(typed, "…")
    where, column = _("line {line}").format(line=row.line), error.where.removeprefix("--")
    return Fault(f"{where}, {column}" if column else where, what, error.fix)


def read_checks(folder: Path) -> Mapping[str, str]:
    """Return the check of each file that an earlier report names; none when it can't be read."""
    try:
        raw = read_bounded(folder / REPORT, MOST_BYTES)
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=_delimiter(raw)))
    except (OSError, ValueError, csv.Error):
        return {}
    checks: dict[str, str] = {}
    for row in rows[1:]:
        found = dict(zip(HEAD, row, strict=False))
        if found.get("file") and found.get("check"):
            checks[found["file"]] = found["check"]
    return checks


def _delimiter(raw: bytes) -> str:
    """Return what parts the cells of a report."""
    head = raw.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(",;\t", key=head.count)


def write_report(folder: Path, results: Iterable[Result], delimiter: str) -> Path:
    """Write the report, in the order of the list, and return its path.

    Raises:
        SaveError: It can't be written; Excel may hold it open.
    """
    out = io.StringIO()
    # As the list was written, since the same Excel will open it.
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEAD)
    for r in sorted(results, key=lambda result: result.line):
        cells = (r.line, r.file, r.outcome, r.pages or "", r.what, r.check)
        writer.writerow([_harmless(str(cell)) for cell in cells])
    path = folder / REPORT
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".missdesk-", suffix=".part", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(out.getvalue().encode("utf-8-sig"))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        what = _("it can't be written ({reason})").format(reason=error.strerror or "")
        raise SaveError(str(path), what, _("Close it in other programs")) from error
    return path


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
