"""Every number on paper is a date, a place, a count of the page, or a verified finding's figure.

The figures are read from the evidence files with rounding of this test's own, and the numbers are
read back from the finished PDF: what is cited beside a number must be a study that found it.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

import pytest

from missdesk.content.library import load_library
from missdesk.handout.build import build_handout
from missdesk.handout.plan import ORDER
from missdesk.model.consultation import Visit
from missdesk.model.topic import TopicId
from missdesk.paths import content_dir
from tests.handout.structure import pieces

TODAY: Final = date(2026, 11, 21)
TOPICS: Final = sorted(path.name for path in (content_dir() / "topics").iterdir() if path.is_dir())
MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
)
CITED: Final = re.compile(r"\[(\d+(?:,\s*\d+)*)\]")
NOT_STUDIES: Final = [
    re.compile(r"figure is 1 of 100 people"),  # how to read the figure of people
    re.compile(rf"\d{{1,2}} to \d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"),
    re.compile(rf"\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"),
    re.compile(rf"(?:{MONTHS}) \d{{4}}"),
    re.compile(r"[LST]\d{1,2}(?:–[LST]\d{1,2})?"),
    re.compile(r"(?:out )?of (?:100|10)\b"),  # what a count or a scale is out of
    re.compile(r"^\d+\.(?= )"),  # the number of an item of a list
]
FEVER: Final = re.compile(r"38 °C \(about 100 °F\)")
"""Printed with the leaflets it is from; a warning sign, no finding."""
LIFTED: Final = re.compile(r"Lift more than 5 kg")
"""The name of an activity, given by the study of it."""


@dataclass(frozen=True)
class Study:
    """One verified finding: its sources, and its figures as patients see them."""

    sources: frozenset[str]
    numbers: frozenset[int]


def rows_of(key: str) -> list[dict[str, Any]]:
    """Return the verified rows of one kind from the evidence files."""
    folder = content_dir() / "evidence"
    files = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.toml"))]
    return [row for file in files for row in file.get(key, []) if row.get("verified")]


def whole_numbers(figure: dict[str, Any]) -> set[int]:
    """Return the whole numbers that one arm, group or effect may be printed as."""
    found: set[int] = set()
    for key in ("value", "low", "high"):
        if key not in figure:
            continue
        number = abs(float(figure[key]))
        if figure.get("unit") == "hours" and number >= 48:
            number /= 24  # a stay of two days or more is told in days
        if figure.get("unit") == "points" and str(figure.get("scale", "")).endswith(" 0-10"):
            number *= 10  # a score out of ten is told out of a hundred
        found.add(math.floor(number + 0.5))
        if 0 < number < 1:
            found.add(1)
        if figure.get("unit") == "in 100":
            found.add(100 - math.floor(number + 0.5))  # the others, in the second frame
    if "n" in figure:
        found.add(int(figure["n"]))
    return found


@cache
def studies() -> tuple[Study, ...]:
    """Return all verified findings."""
    found = []
    for row in rows_of("finding"):
        keys = ("open", "mis", "surgery", "no_surgery", "effect")
        figures = [row[k] for k in keys if k in row] + list(row.get("groups", []))
        numbers = set().union(*(whole_numbers(f) for f in figures)) if figures else set()
        found.append(Study(frozenset(row["sources"]), frozenset(numbers)))
    found += [
        Study(frozenset([row["id"]]), frozenset([int(row["n_patients"])]))
        for row in rows_of("source")
        if "n_patients" in row and "n_patients" not in row.get("unsure", [])
    ]
    return (*found, *milestones())


def milestones() -> list[Study]:
    """Return all verified recovery rows: days, and the weeks and months they make."""
    found = []
    for path in sorted((content_dir() / "recovery").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("milestone", []):
            if row.get("verified"):
                days = [int(row["from_days"]), int(row["to_days"])]
                weeks = {f(day / 7) for day in days for f in (math.floor, round, math.ceil)}
                months = {f(day / 30.4) for day in days for f in (math.floor, round, math.ceil)}
                numbers = frozenset({*days, *weeks, *months})
                found.append(Study(frozenset(row["sources"]), numbers))
    return found


def _author(row: dict[str, object]) -> str:
    """Return who is named first, as a brief entry begins."""
    return str(row["authors"]).split(", ")[0].replace(" ", "")


def _site(row: dict[str, object]) -> str:
    """Return where an address leads."""
    return str(row["address"]).removeprefix("https://").partition("/")[0]


def source_ids(entry: str) -> set[str]:
    """Return the ids of the sources that one printed entry can be."""
    if entry.startswith("Leaflets of ") and "named in the app" in entry:
        return {str(row["id"]) for row in rows_of("source") if row["kind"] == "patient-information"}
    squeezed = entry.replace(" ", "")
    found = set()
    for row in rows_of("source"):
        unsure = set(row.get("unsure", []))
        marks = [str(row[k]) for k in ("doi", "pmid", "title") if k in row and k not in unsure]
        marks += [str(row["address"]).removeprefix("https://")] if "address" in row else []
        heads = [mark.split(": ")[0].replace(" ", "") for mark in marks]
        is_nameless = not row.get("authors") and "We did not note" in entry
        is_brief = "authors" in row and _author(row) in squeezed and str(row.get("year")) in entry
        is_site = is_nameless and (not heads or ("address" in row and _site(row) in squeezed))
        if any(head in squeezed for head in heads) or is_brief or is_site:
            found.add(str(row["id"]))
    return found


def plain(text: str) -> str:
    """Return a text without anything that is no study's number."""
    for pattern in (FEVER, LIFTED, CITED, *NOT_STUDIES):
        text = pattern.sub(" ", text)
    return text


def numbers_in(text: str) -> set[int]:
    """Return the numbers left in a text."""
    return {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", plain(text))}


def split_sources(found: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], dict[int, str]]:
    """Return the pieces before the list of sources, and the list by number."""
    at = max(i for i, (role, text) in enumerate(found) if (role, text) == ("H2", "Sources"))
    entries = {}
    for role, text in found[at + 1 :]:
        if role == "LI":
            number, _stop, words = text.partition(". ")
            entries[int(number)] = words
    return found[:at], entries


def untraced(pdf: bytes) -> list[str]:
    """Return each piece with a number that no cited, verified finding has."""
    before, entries = split_sources(pieces(pdf))
    ids = {number: source_ids(words) for number, words in entries.items()}
    wrong = []
    for index, (role, text) in enumerate(before):
        numbers = numbers_in(text)
        if not numbers:
            continue
        cited = [int(n) for found in CITED.findall(text) for n in found.split(",")]
        if not cited:  # a figure, its frames, a line of a list: the note below cites for it
            below = (t for _role, t in before[index:] if CITED.search(t))
            cited = [int(n) for found in CITED.findall(next(below, "")) for n in found.split(",")]
        sources = set().union(*(ids[n] for n in cited)) if cited else set()
        known = set().union(*(s.numbers for s in studies() if s.sources & sources))
        if not numbers <= known:
            wrong.append(f"{role}: {sorted(numbers - known)} in {text!r}")
    return wrong


def visit(**changes: Any) -> Visit:  # noqa: ANN401  the fields of a Visit
    """Return a visit to the slipped disc with a date."""
    base = Visit(
        topic=TopicId("slipped-disc"),
        level="L4-L5",
        side="left",
        options=("open", "tube", "none"),
        operation_date=date(2026, 12, 7),
    )
    return replace(base, **changes)


@pytest.mark.parametrize("sections", [None, ORDER], ids=["default", "all"])
@pytest.mark.parametrize("text_size", ["clear", "large"])
def test_every_number_is_a_figure_of_a_finding_cited_beside_it(
    sections: tuple[str, ...] | None, text_size: str
) -> None:
    shown = visit(sections=sections, text_size=text_size)
    made = build_handout(load_library(), shown, today=TODAY, fixed=True)
    assert untraced(made.pdf) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_prints_only_numbers_of_findings_cited_beside_them(topic: str) -> None:
    found = load_library().topics[TopicId(topic)]
    shown = visit(
        topic=found.id,
        level=next(iter(reversed(found.place.levels)), None),
        side="left" if found.place.has_side else None,
        options=found.shown_first,
        sections=ORDER,
    )
    made = build_handout(load_library(), shown, today=TODAY, fixed=True)
    assert untraced(made.pdf) == []


def test_a_number_of_no_study_is_found_out() -> None:
    library = load_library()
    first = next(i for i, f in library.findings.items() if i == "discectomy.no-surgery.one-year")
    finding = library.findings[first]
    arms = {key: replace(arm, value=83.0) for key, arm in finding.arms.items()}
    wrong = replace(library, findings={**library.findings, first: replace(finding, arms=arms)})
    made = build_handout(wrong, visit(), today=TODAY, fixed=True)
    assert any("83" in fault for fault in untraced(made.pdf))


def test_every_option_has_its_numbers_in_the_table() -> None:
    made = build_handout(load_library(), visit(), today=TODAY, fixed=True)
    rows = {text.split(" After ")[0].split(" Within ")[0]: text
            for role, text in pieces(made.pdf) if role == "TR"}  # fmt: skip
    told = "\n".join(rows.values())
    for words in ("95 of 100", "77 of 100 71 of 100", "10 of 100 15 of 100", "3 of 100"):
        assert words in told
    assert "16 points of 100" in told
    assert "7 points of 100" in told


def test_dates_are_counted_from_the_operation() -> None:
    path = content_dir() / "recovery" / "discectomy.toml"
    milestones = tomllib.loads(path.read_text(encoding="utf-8"))["milestone"]
    walking = next(m for m in milestones if m["id"] == "discectomy.both.walking")
    assert (walking["from_days"], walking["to_days"]) == (0, 1)
    made = build_handout(load_library(), visit(), today=TODAY, fixed=True)
    told = [text for role, text in pieces(made.pdf) if role == "TR" and text.startswith("Walk")]
    assert told
    assert "7 to 8 December" in told[0]
