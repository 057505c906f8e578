"""Check handouts against PDF/UA-1: no failed rule, and every page has content.

    python tools/pdfua_gate.py HANDOUT.pdf [MORE.pdf ...]

Prints each failed rule once a file, with how often it failed. Exit code 0: all pass; 1: a rule
failed; 2: a file is missing, is no PDF, or no file was named.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import page

PROFILE = "ua1"


def failed_rules(path: Path) -> list[str]:
    """Return one line for each failed rule of a PDF, most frequent first; empty when it passes.

    Raises:
        page.PageError: the file is no PDF that can be read.
        OSError: the file cannot be opened.
    """
    report = page.validate_pdf_bytes(path.read_bytes(), profile=PROFILE)
    counted = Counter((failure.rule_id, failure.message) for failure in report.failures)
    lines = [f"{rule} x{times}: {words}" for (rule, words), times in counted.most_common()]
    if not report.is_compliant and not lines:
        lines.append("not compliant, and no rule was named")
    if report.document.page_count == 0:
        lines.append("the document has no pages")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Check each file and return the exit code."""
    if not arguments:
        print("usage: pdfua_gate.py HANDOUT.pdf [MORE.pdf ...]", file=sys.stderr)
        return 2
    worst = 0
    for name in arguments:
        try:
            lines = failed_rules(Path(name))
        except (page.PageError, OSError) as error:
            print(f"{name}: cannot be read as a PDF: {error}", file=sys.stderr)
            worst = 2
            continue
        print(f"{name}: {PROFILE}: {'passes' if not lines else f'{len(lines)} rules fail'}")
        for line in lines:
            print(f"  {line}")
        worst = max(worst, 1 if lines else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
