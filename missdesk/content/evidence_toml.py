"""Reads sources, findings, milestones and advice; unverified rows never get further."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast, get_args

from missdesk.content.toml_reader import Table
from missdesk.model.evidence import (
    ARM_KEYS,
    CHANGES,
    TECHNIQUES,
    Arm,
    ArmKey,
    Certainty,
    Compares,
    Display,
    Effect,
    Favours,
    Finding,
    FindingId,
    Source,
    SourceId,
)
from missdesk.model.recovery import Advice, Approach, Basis, Milestone

EFFECT_KINDS = ("MD", "SMD", "RD", "RR", "OR", "HR", "PC")
MOST_PEOPLE = 1_000_000_000
SCALE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$")
"""Lower and upper end at the end of a scale's name."""
UNITS = [
    "in 100",
    "in 100 screws",
    "in 100 levels",
    "points",
    "days",
    "hours",
    "weeks",
    "minutes",
    "seconds",
    "ml",
    "mm",
    "cm",
    "mg",
    "mGy",
    "mSv",
    "mR",
    "degrees",
    "IU/L",
    "percentage points",
    "percent",
    "SD",
]


def read_source(row: Table) -> Source | None:
    """Return a verified source; fields listed in `unsure` are dropped (README)."""
    source_id = row.text("id", is_needed=True)
    if not row.flag("verified"):
        return None
    unsure = set(row.texts("unsure"))

    def sure(key: str) -> str | None:
        return None if key in unsure else (row.text(key) or None)

    year = None if "year" in unsure else row.whole("year")
    if year is not None and not 1900 <= year <= 2100:
        row.fault("year", f"{year} is not a year of a study", "Correct the year")
        year = None
    address = sure("address")
    if address is not None and not address.startswith("https://"):
        row.fault("address", f'"{address[:40]}" is no public page', "Write one with https://")
        address = None
    return Source(
        id=SourceId(source_id),
        kind=row.text("kind", is_needed=True),
        authors=sure("authors"),
        title=sure("title"),
        journal=sure("journal"),
        year=year,
        doi=sure("doi"),
        pmid=sure("pmid"),
        address=address,
        n_studies=None if "n_studies" in unsure else row.whole("n_studies"),
        n_patients=None if "n_patients" in unsure else row.whole("n_patients"),
    )


def read_finding(row: Table, sources: Mapping[SourceId, Source]) -> Finding | None:
    """Return a verified finding, None for an unverified one; faults name path and mend."""
    finding_id = row.text("id", is_needed=True)
    row.where = f"{row.where} ({finding_id})" if finding_id else row.where
    if not row.flag("verified"):
        return None
    groups = tuple(_arm(group) for group in row.tables("groups"))
    arms = _arms(row)
    _drawable(row, tuple(arms.values()))
    return Finding(
        id=FindingId(finding_id),
        procedure=row.text("procedure", is_needed=True),
        outcome=row.text("outcome", is_needed=True),
        comparator=row.text("comparator"),
        compares=cast("Compares", row.one_of("compares", get_args(Compares))),
        display=cast("Display", row.one_of("display", get_args(Display))),
        follow_up=row.text("follow_up", is_needed=True),
        certainty=Certainty(row.one_of("certainty", [c.value for c in Certainty])),
        certainty_from=row.text("certainty_from", is_needed=True),
        favours=Favours(row.one_of("favours", [f.value for f in Favours])),
        sources=_known_sources(row, "sources", sources, is_needed=True),
        arms=arms,
        groups=groups,
        effect=_effect(row.table("effect")),
        open_techniques=_techniques(row, "open_technique"),
        mis_techniques=_techniques(row, "mis_technique"),
        follow_up_months=_months(row, "follow_up_months"),
        follow_up_from_months=_months(row, "follow_up_from_months"),
        arms_sources=_known_sources(row, "arms_sources", sources),
        effect_sources=_known_sources(row, "effect_sources", sources),
        clinically_important=row.one_of(
            "clinically_important", ("yes", "no", "unclear"), default="unclear"
        ),
        plain=row.text("plain"),
        where=row.where,
    )


def _months(row: Table, key: str) -> float | None:
    """Return a time in months, 0 or more."""
    found = row.number(key)
    if found is not None and found < 0:
        row.fault(key, f"{found:g} months can't be", "Write 0 or more")
    return found


def _drawable(row: Table, arms: tuple[Arm, ...]) -> None:
    """Refuse figures that the finding's own way of display can't show.

    Groups may count something else beside people, such as weeks: a row draws people only where
    all its cells are out of 100.
    """
    counted = [a for a in arms if a.has_figures]
    if row.text("display") == "people" and any(a.unit != "in 100" for a in counted):
        row.fault(
            "display", "not every figure is out of 100", 'Write "points", "amount" or "words"'
        )


def _arms(row: Table) -> dict[ArmKey, Arm]:
    """Return the named arms that are there."""
    arms: dict[ArmKey, Arm] = {}
    for key in ARM_KEYS:
        table = row.table(key)
        if table is not None:
            arms[key] = _arm(table)
    return arms


def _arm(row: Table) -> Arm:
    """Return one arm; a reversed range and an impossible count are faults."""
    low, high, value = row.number("low"), row.number("high"), row.number("value")
    unit = row.one_of("unit", UNITS) if "unit" in row.values else ""
    _ordered(row, low, value, high, row.text("range"))
    if unit.startswith("in 100"):
        for key in ("low", "value", "high"):
            number = row.number(key)
            if number is not None and not 0 <= number <= 100:
                row.fault(key, f"{number:g} is outside 0 to 100", "Correct it or change the unit")
    if any(n is not None for n in (low, value, high)) and not unit:
        row.fault("unit", "is missing", "Say what the figure counts, such as in 100")
    is_change = unit == "points" and not CHANGES.isdisjoint(row.text("what").split())
    _on_scale(row, row.text("scale"), (low, value, high), is_change=is_change)
    if is_change and value is None and low is not None and high is not None and low < 0 < high:
        row.fault("value", "a change both ways has no one size", "Add the value")
    technique = row.text("technique") or None
    if technique is not None and technique not in TECHNIQUES:
        row.one_of("technique", TECHNIQUES)
    return Arm(
        label=row.text("label"),
        technique=technique,
        value=value,
        low=low,
        high=high,
        bounds=row.text("range"),
        unit=unit,
        scale=row.text("scale"),
        better=row.one_of("better", ("lower", "higher"), default=""),
        what=row.text("what"),
        stat=row.text("stat"),
        n=row.count("n", MOST_PEOPLE),
    )


def _on_scale(
    row: Table, scale: str, numbers: tuple[float | None, ...], *, is_change: bool
) -> None:
    """Refuse points outside their scale ("pain 0-100"), and changes longer than it."""
    found = SCALE.search(scale)
    if found is None:
        return
    first, last = float(found[1]), float(found[2])
    ends = (first - last, last - first) if is_change else (first, last)
    for number in numbers:
        if number is not None and not ends[0] <= number <= ends[1]:
            row.fault("scale", f"{number:g} is outside {scale}", "Correct the number or the scale")


def _ordered(
    row: Table, low: float | None, value: float | None, high: float | None, bounds: str = ""
) -> None:
    """Refuse a range that is reversed, leaves its value outside, or lacks an end unsaid."""
    if (low is None) != (high is None):
        key, words = ("low", "at most") if low is None else ("high", "at least")
        if value is not None or not bounds.startswith(words):
            row.fault(
                key,
                "the other end of the range is missing",
                f'Add {key}, or begin range with "{words}"',
            )
    if low is None or high is None:
        return
    if high < low:
        row.fault("high", f"{high:g} is below low {low:g}", "Swap them or correct the value")
    elif value is not None and not low <= value <= high:
        row.fault("value", f"{value:g} is outside {low:g} to {high:g}", "Correct one of the three")


def _effect(row: Table | None) -> Effect | None:
    """Return the difference between groups, if the finding has one."""
    if row is None:
        return None
    low, high, value = row.number("low"), row.number("high"), row.number("value")
    _ordered(row, low, value, high)
    return Effect(
        kind=row.one_of("kind", EFFECT_KINDS),
        value=value,
        low=low,
        high=high,
        unit=row.text("unit"),
        scale=row.text("scale"),
        better=row.one_of("better", ("lower", "higher"), default=""),
        what=row.text("what"),
        direction=row.text("direction"),
    )


def _techniques(row: Table, key: str) -> tuple[str, ...]:
    """Return technique keys; an unknown one is a fault."""
    found = row.texts(key)
    for technique in found:
        if technique not in TECHNIQUES:
            fix = "Use one of those that docs/content-format.md points to"
            row.fault(key, f'"{technique}" is not a known technique', fix)
    return found


def _known_sources(
    row: Table, key: str, sources: Mapping[SourceId, Source], *, is_needed: bool = False
) -> tuple[SourceId, ...]:
    """Return source ids; an unknown or missing one is a fault (IC2)."""
    found = tuple(SourceId(s) for s in row.texts(key, is_needed=is_needed))
    if is_needed and key in row.values and not found:
        row.fault(key, "names no source", "Add the id of the study it comes from")
    for source in found:
        if source not in sources:
            row.fault(key, f'no verified source "{source}"', "Add it to sources.toml or correct it")
    return found


def read_milestone(row: Table, sources: Mapping[SourceId, Source]) -> Milestone | None:
    """Return a verified milestone; days must run forwards."""
    milestone_id = row.text("id", is_needed=True)
    row.where = f"{row.where} ({milestone_id})"
    if not row.flag("verified"):
        return None
    first = row.whole("from_days", is_needed=True) or 0
    given = row.whole("to_days", is_needed=True)
    last = first if given is None else given
    if not 0 <= first <= last:
        row.fault("to_days", f"{last} is before day {first}", "Swap them or correct the days")
    return Milestone(
        id=milestone_id,
        procedure=row.text("procedure", is_needed=True),
        approach=cast("Approach", row.one_of("approach", get_args(Approach))),
        activity=row.text("activity", is_needed=True),
        from_days=first,
        to_days=last,
        basis=cast("Basis", row.one_of("basis", get_args(Basis))),
        sources=_known_sources(row, "sources", sources, is_needed=True),
        median_days=row.number("median_days"),
    )


def read_advice(row: Table, sources: Mapping[SourceId, Source]) -> Advice | None:
    """Return a verified piece of advice."""
    if not row.flag("verified"):
        return None
    return Advice(
        id=row.text("id", is_needed=True),
        procedure=row.text("procedure", is_needed=True),
        approach=cast("Approach", row.one_of("approach", get_args(Approach))),
        topic=row.text("topic", is_needed=True),
        text=row.text("text", is_needed=True),
        sources=_known_sources(row, "sources", sources, is_needed=True),
    )
