"""Reads what people answered to the items of a release: one file a rater in ratings/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal, cast, get_args

from missdesk.content.pack_files import PackFiles, matching
from missdesk.content.report_items import BY_ID
from missdesk.content.toml_reader import Faults, Table, read_toml
from missdesk.errors import Fault

Met = Literal["yes", "no", "na"]
SETTLED = "settled"
"""Name of the file that counts where raters differ."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer and why."""

    met: Met
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one rater.

    Attributes:
        rater: Shown name, "Rater A"; never a person's.
        who: What they are: "neither a patient nor a clinician".
        on: Day of the rating.
        looked_at: Which screens and pages they saw.
        ratings: By item id.
        is_settled: Made by the raters together: it counts where they differ.
    """

    rater: str
    who: str
    on: date
    looked_at: str
    ratings: Mapping[str, Rating]
    is_settled: bool = False


def read_ratings(pack: PackFiles) -> tuple[tuple[Sheet, ...], tuple[Fault, ...]]:
    """Return the sheets of a pack by file name, and what is wrong with them; often none yet."""
    faults = Faults()
    names = matching(pack, "ratings/*.toml")
    return tuple(_sheet(pack, name, faults) for name in names), tuple(faults.found)


def _sheet(pack: PackFiles, name: str, faults: Faults) -> Sheet:
    """Return one file's answers; those with a fault are left out."""
    table = Table(read_toml(pack, name, faults), name, faults)
    table.only("rater", "who", "on", "looked_at", "item")
    rows = table.table("item")
    ratings: dict[str, Rating] = {}
    for item in rows.values if rows else ():
        assert rows is not None
        if item not in BY_ID or BY_ID[item].how == "people":
            near = get_close_matches(item, BY_ID, 1)
            fix = (
                f'Did you mean "{near[0]}"'
                if near
                else "Items: check --report; open ones take none"
            )
            rows.fault(item, "no item that a rater answers", fix)
            continue
        row = rows.table(item)
        assert row is not None
        row.only("met", "reason")
        before = len(faults.found)
        met = row.one_of("met", get_args(Met))
        reason = row.text("reason", is_needed=True).strip()
        if len(faults.found) == before:
            ratings[item] = Rating(cast("Met", met), reason)
    return Sheet(
        rater=table.text("rater", is_needed=True),
        who=table.text("who", is_needed=True),
        on=table.day("on"),
        looked_at=table.text("looked_at", is_needed=True),
        ratings=ratings,
        is_settled=name == f"ratings/{SETTLED}.toml",
    )


def answer(item: str, sheets: Iterable[Sheet]) -> str:
    """Return yes, no, na, "raters differ", "rated once: yes", or "not yet rated"."""
    given = [
        (sheet.is_settled, sheet.ratings[item].met) for sheet in sheets if item in sheet.ratings
    ]
    settled = [met for is_settled, met in given if is_settled]
    if settled:
        return settled[0]
    answers = [met for _settled, met in given]
    if not answers:
        return "not yet rated"
    if len(answers) == 1:
        return f"rated once: {answers[0]}"
    return answers[0] if len(set(answers)) == 1 else "raters differ"
