"""Check handouts with a second accessibility checker, in an environment of its own.

    python tools/second_checker.py HANDOUT.pdf [MORE.pdf ...]

The first checker is `tools/pdfua_gate.py`. This one (outloud, pinned below) reads the file with
another library and adds rules on meaning. It comes with a license that MISSDesk's own environment
must stay free of, so it is set up in a temporary folder, run as a program, and thrown away; the
first step needs a connection. Findings that were looked at and answered are in
docs/handout-second-checker.md and in ANSWERED; any other one fails.

Exit code 0: no finding but the answered ones; 1: another finding; 2: it could not be run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

CHECKER: Final = "outloud==0.2.1"
ANSWERED: Final = {
    "TBL-010": "a table with few columns has a head a row, as PDF/UA wants it",
    "TBL-013": "four options stand in two tables, each with the heads of its own two",
    "TBL-014": "a table over two pages is one table; its second head is decoration",
    "PAG-001": "each option's card has the same two small headings",
}
"""Rules that are no fault of the handout, with the reason."""


def main(arguments: Sequence[str]) -> int:
    """Check the files and return the exit code."""
    if not arguments:
        print("usage: second_checker.py HANDOUT.pdf [MORE.pdf ...]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        try:
            checker = set_up(Path(folder))
            found = findings(checker, arguments, Path(folder) / "report.json")
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            print(f"the second checker could not be run: {error}", file=sys.stderr)
            return 2
    for one in found:
        reason = ANSWERED.get(one["rule"])
        print(f"{one['file']}: {one['rule']} p.{one['page']}: {one['message']}")
        print(f"  answered: {reason}" if reason else "  NOT ANSWERED")
    new = [one for one in found if one["rule"] not in ANSWERED]
    print(f"{len(arguments)} files, {len(found)} findings, {len(new)} not answered")
    return 1 if new else 0


def set_up(folder: Path) -> Path:
    """Make the environment and return the checker in it.

    Raises:
        OSError, subprocess.CalledProcessError: It could not be made.
    """
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", CHECKER]
    subprocess.run(install, check=True)
    return programs / "outloud"


def findings(checker: Path, files: Sequence[str], report: Path) -> list[dict[str, Any]]:
    """Return what the checker says of the files: file, rule, page and message.

    Raises:
        OSError, subprocess.CalledProcessError: It failed.
        ValueError: Its report has another form.
    """
    command = [str(checker), "--quiet", "--fail-on", "never", "--json", str(report), *files]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return read_report(json.loads(report.read_text(encoding="utf-8")))


def read_report(report: Any) -> list[dict[str, Any]]:  # noqa: ANN401  another program's JSON
    """Return the findings of a report, without those that only inform.

    Raises:
        ValueError: The report has another form.
    """
    try:
        return [
            {
                "file": Path(str(file["path"])).name,
                "rule": str(one["rule"]),
                "page": one.get("page"),
                "message": str(one["message"]),
            }
            for file in report["results"]
            for one in file["findings"]
            if one["severity"] != "info"
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(f"the report has another form: {error!r}") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
