"""Writes the release page as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from missdesk.content.report import ELSEWHERE, OptionShare, PageGrade, Report, Score

GRADES = ("topic", "page", "grade", "ease", "SMOG", "words", "active %")
SHARES = (
    "topic", "option", "words", "cells", "numbers", "figures", "pictures", "good", "bad",
    "good:bad", "lines",
)  # fmt: skip
NOT_RATED = "No rating files yet: items that people must judge say “not yet rated”."


def report_text(report: Report) -> str:
    """Return the whole page, lines ending with a line feed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    """Yield the lines from top to bottom."""
    yield f"RELEASE PAGE, {report.on}"
    yield report.pack
    yield f"missdesk check: {report.findings} findings"
    yield from report.raters or (NOT_RATED,)
    yield "“open” items need patients or clinicians; none has looked at the pack yet."
    for score in report.scores:
        yield ""
        yield from _score(score)
    yield from ("", "READING (grade at most 6, ease at least 75, SMOG at most 8 a topic)")
    yield from _table(GRADES, map(_grade_cells, report.grades))
    yield from ("", "BALANCE (within a tenth in each topic; good to bad 0.8 to 1.25)")
    yield "“numbers” are cells with figures; a fixed wording fills the others."
    yield from _table(SHARES, map(_share_cells, report.balance))
    yield from ("", "MEASURED ELSEWHERE", *ELSEWHERE)
    yield from ("", "NOT YET TESTED WITH PEOPLE", *report.untested)


def _score(score: Score) -> Iterator[str]:
    """Yield a list of items with its score."""
    left = f", {score.undecided} not decided" if score.undecided else ""
    yield f"{score.name.upper()}: {score.met} of {score.counted} ({score.percent} %){left}"
    for item in score.answers:
        where = f" [{item.where}]" if item.where else ""
        yield f"  {item.id:<5} {item.answer:<16} {item.question}{where}"
        yield from (f"        {reason}" for reason in item.reasons)


def _grade_cells(found: PageGrade) -> tuple[str, ...]:
    """Return a row of the reading table."""
    measured = (f"{found.grade:.1f}", f"{found.ease:.0f}", f"{found.smog:.1f}")
    return (found.topic, found.page, *measured, str(found.words), str(found.active))


def _share_cells(found: OptionShare) -> tuple[str, ...]:
    """Return a row of the balance table."""
    counts = (found.words, found.cells, found.numbers, found.figures, found.pictures)
    ends = (found.good, found.bad, f"{found.ratio:.2f}", f"{found.room:g}")
    return (found.topic, found.option, *map(str, (*counts, *ends)))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table with columns as wide as needed, numbers to the right."""
    lines = [tuple(heads), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = zip(line, widths, strict=True)
        yield "  ".join(
            f"{c:<{w}}" if at < 2 else f"{c:>{w}}" for at, (c, w) in enumerate(cells)
        ).rstrip()
