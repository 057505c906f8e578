"""Write a source in full, only with fields that were seen and verified.

The paper shortens the same fields where room is short; the screen has room for all of them.

Source: product.md (Rules for what is shown); standards.md IC2.
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.i18n import _
from missdesk.model.evidence import Arm, Finding, Source, SourceId
from missdesk.model.library import Library
from missdesk.model.rounding import as_said, is_tenths, whole
from missdesk.model.wording import unit_words
from missdesk.ui.compare_parts.facts import OptionFacts, RowFacts


def reference_line(source: Source) -> str:
    """Return "Arts MP. Title. Journal, 2011. doi 10…", each part only when it is there."""
    journal = source.journal or ""
    if (source.authors or "").startswith(journal):
        journal = ""  # a publisher that is its own author is said once
    parts = [part for part in (source.authors, source.title, journal) if part]
    words = " ".join(_stopped(part) for part in parts[:-1])
    last = parts[-1].rstrip(".") if parts else ""
    words = f"{words} {last}".strip()
    if source.year is not None:
        words = f"{words}, {source.year}" if words else str(source.year)
    line = _stopped(words) if words else _("We did not note its title.")
    if source.doi:
        return f"{line} doi {source.doi}"
    if source.pmid:
        return f"{line} PMID {source.pmid}"
    if source.address and source.address.startswith("https://"):
        return f"{line} {source.address.removeprefix('https://').rstrip('/')}"
    return line


def _stopped(part: str) -> str:
    """Return a part with one mark at its end."""
    return part if part.endswith(("?", "!")) else f"{part.rstrip('.')}."


def reference_lines(library: Library, sources: tuple[SourceId, ...]) -> list[str]:
    """Return the sources in full, each once, in the order given."""
    known = [library.sources[s] for s in dict.fromkeys(sources) if s in library.sources]
    return [reference_line(source) for source in known]


def all_sources(finding: Finding) -> tuple[SourceId, ...]:
    """Return every source of a finding: of the arms, of the effect, and the others."""
    return (*finding.arms_sources, *finding.sources, *finding.effect_sources)


def range_lines(row: RowFacts, options: Sequence[OptionFacts]) -> list[str]:
    """Return how far each figure reaches, in plain words (RC11); none where nothing is known."""
    lines = []
    for facts, cell in zip(options, row.cells, strict=True):
        said = _reach(cell) if isinstance(cell, Arm) else ""
        if said:
            lines.append(_("{option}: {reach}").format(option=facts.name, reach=said))
    if any(isinstance(cell, Arm) and is_tenths(cell) for cell in row.cells):
        lines.append(_("The study’s score went from zero to ten. Here it is out of a hundred."))
    return lines


def _reach(arm: Arm) -> str:
    """Return what the bounds of a figure mean; a range without a value is the figure itself."""
    arm = as_said(arm)
    if arm.value is None or arm.low is None or arm.high is None or arm.is_change:
        return ""
    words = {
        "95% CI": _("could be as low as {low} or as high as {high} {unit}."),
        "IQR": _("half of the people had {low} to {high} {unit}."),
    }.get(arm.bounds)
    if words is None:
        return ""
    return words.format(low=whole(arm.low), high=whole(arm.high), unit=unit_words(arm))
