"""What is said about a list and its handouts: how to write it, what was found, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from missdesk.i18n import _, ngettext
from missdesk.ui.clinic.form import first_of

if TYPE_CHECKING:
    from missdesk.ui.clinic.batch_work import Checked, Ended

MOST_SHOWN: Final = 50


def list_help() -> tuple[str, ...]:
    """Return what a person needs to know to write a list; docs/batch.md says the rest."""
    return (
        _("What a list looks like"),
        _("The first line names the columns, in any order. Excel’s files are read as they are."),
        _("topic: needed in every line, such as slipped-disc."),
        _("reference: names the file, such as the hospital’s number. Never use a name."),
        _("level and side: L4-L5; left, right or both."),
        _("name and birth-date: printed on page 1 only."),
        _("operation-date: turns days into dates. Write it as 2026-12-07."),
        _("embed-record, options, language, text-size, paper, date, sections: if you want them."),
    )


def checked_words(checked: Checked) -> tuple[str, str]:
    """Return what a look at the list found: in short, and the faults by line."""
    wrong = len(checked.faults)
    words = _("Rows: {total}. No fault was found.")
    if wrong:
        words = _("Rows: {total}. With a fault: {wrong}. The other {good} can be made.")
    title = words.format(total=checked.total, wrong=wrong, good=checked.good)
    lines = [*checked.notes, *first_of(checked.faults, MOST_SHOWN)]
    if checked.there:
        there = ngettext(
            "{n} is in the folder already.", "{n} are in the folder already.", checked.there
        )
        lines.append(there.format(n=checked.there))
    return title, "\n".join(lines)


def ended_words(ended: Ended) -> tuple[str, str]:
    """Return how a batch or a print run came out: in short, and what to know."""
    lines: list[str] = []
    done, there, wrong, left = ended.counts
    if ended.kind == "printing":
        title = ngettext("{n} handout sent.", "{n} handouts sent.", done).format(n=done)
        if left:
            words = _("{n} not sent. They are still ticked: print again to go on.")
            lines.append(words.format(n=left))
    else:
        words = _("{made} made, {there} there already, {wrong} failed, {left} not begun.")
        title = words.format(made=done, there=there, wrong=wrong, left=left)
        if left:
            lines.append(_("Press “Make the handouts” again to go on."))
    if ended.error is not None:
        lines.insert(0, str(ended.error))
    lines += first_of(ended.faults, MOST_SHOWN)
    if ended.report is not None:
        lines.append(_("What became of each row: {file}").format(file=ended.report))
    return title, "\n".join(lines)
