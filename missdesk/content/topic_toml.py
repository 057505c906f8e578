"""Reads topic.toml: options, rows, recovery rows and the ids of the words they need."""

from __future__ import annotations

import re
from typing import cast, get_args

from missdesk.content.toml_reader import Table
from missdesk.model.evidence import ARM_KEYS, TECHNIQUES, FindingId
from missdesk.model.topic import (
    ClaimRef,
    Cut,
    Look,
    Option,
    OptionId,
    Place,
    PlaceKind,
    PlateUse,
    RecoveryRow,
    Row,
    RowId,
    Topic,
    TopicId,
    Verdict,
)

TOPIC_KEYS = [
    "id",
    "written",
    "review_due",
    "card",
    "procedures",
    "shown_first",
    "step_count",
    "values",
    "questions",
    "teach_back",
    "keywords",
    "place",
    "plates",
    "option",
    "row",
    "recovery",
]
MAX_SHOWN = 3
MAX_STEPS = 20
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Names of plates, pictures and icons: never a way to another folder."""


def read_topic(root: Table, claims: tuple[ClaimRef, ...]) -> Topic:
    """Return a topic from its file's top table; faults go to the table's collector."""
    root.only(*TOPIC_KEYS)
    options = tuple(_option(row) for row in root.tables("option"))
    known = [o.id for o in options]
    _unique(root, "option", known)
    rows = tuple(_row(row, known) for row in root.tables("row"))
    _unique(root, "row", [r.id for r in rows])
    shown = root.texts("shown_first", is_needed=True)
    for option in shown:
        if option not in known:
            root.fault("shown_first", f'no option "{option}"', f"Use some of: {', '.join(known)}")
    if not 1 <= len(shown) <= MAX_SHOWN:
        root.fault("shown_first", f"{len(shown)} options", "Name one to three")
    for key in ("shown_first", "values", "questions", "teach_back"):
        _unique(root, key, list(root.texts(key)))
    return Topic(
        id=TopicId(root.text("id", is_needed=True)),
        options=options,
        shown_first=tuple(OptionId(o) for o in shown if o in known),
        rows=rows,
        recovery=tuple(_recovery(row) for row in root.tables("recovery")),
        values=root.texts("values", is_needed=True),
        questions=root.texts("questions", is_needed=True),
        teach_back=root.texts("teach_back", is_needed=True),
        claims=claims,
        place=_place(root.table("place")),
        plates=_plates(root.table("plates")),
        card=_file_name(root, "card", is_needed=True),
        step_count=root.count("step_count", MAX_STEPS) or 5,
        written=root.day("written"),
        review_due=root.day("review_due"),
        keywords=_keywords(root.table("keywords")),
    )


def _unique(root: Table, key: str, ids: list[str] | list[OptionId] | list[RowId]) -> None:
    """Refuse ids that stand twice."""
    for item in {i for i in ids if list(ids).count(i) > 1}:
        root.fault(key, f'the id "{item}" is used twice', "Rename one of them")


def _option(row: Table) -> Option:
    """Return one option."""
    row.only("id", "look", "techniques", "arms", "steps", "still", "cut")
    techniques = row.texts("techniques")
    for technique in techniques:
        if technique not in TECHNIQUES or technique == "mixed":
            row.fault("techniques", f'"{technique}" names no technique', "Name exact techniques")
    arms = row.texts("arms")
    for arm in arms:
        if arm not in ARM_KEYS:
            row.fault("arms", f'no arm "{arm}"', f"Use some of: {', '.join(ARM_KEYS)}")
    return Option(
        id=OptionId(row.text("id", is_needed=True)),
        look=cast("Look", row.one_of("look", get_args(Look))),
        techniques=techniques,
        arms=tuple(a for a in arms if a in ARM_KEYS),
        steps=row.text("steps"),
        still=row.texts("still"),
        cut=_cut(row.table("cut")),
    )


def _cut(row: Table | None) -> Cut | None:
    """Return the cut of an option for the scar map."""
    if row is None:
        return None
    row.only("finding", "group", "offset_mm")
    finding = row.text("finding")
    return Cut(
        FindingId(finding) if finding else None, row.text("group"), row.number("offset_mm") or 0.0
    )


def _row(row: Table, options: list[OptionId]) -> Row:
    """Return one row of the Compare table."""
    row.only("id", "finding", "first", "harm", "does_not_apply", "icon")
    none = row.texts("does_not_apply")
    for option in none:
        if option not in options:
            row.fault("does_not_apply", f'no option "{option}"', "Correct the id")
    return Row(
        id=RowId(row.text("id", is_needed=True)),
        finding=FindingId(row.text("finding", is_needed=True)),
        is_first=row.flag("first"),
        does_not_apply=tuple(OptionId(o) for o in none),
        is_harm=row.flag("harm", default=True),
        icon=_file_name(row, "icon"),
    )


def _file_name(row: Table, key: str, *, is_needed: bool = False) -> str:
    """Return the name of a picture or plate, which can't lead to another folder."""
    name = row.text(key, is_needed=is_needed)
    if name and not NAME.fullmatch(name):
        row.fault(key, f'"{name[:40]}" is not a name', "Use small letters, digits and hyphens")
    return name


def _recovery(row: Table) -> RecoveryRow:
    """Return one row of the timeline."""
    row.only("id", "icon", "milestones")
    milestones = row.words_by_key("milestones")
    if not milestones:
        row.fault("milestones", "is missing", 'Add milestones = { both = "…" }')
    return RecoveryRow(row.text("id", is_needed=True), _file_name(row, "icon"), milestones)


def _place(row: Table | None) -> Place:
    """Return what part of the spine the topic is about."""
    if row is None:
        return Place("none")
    row.only("kind", "levels", "has_side")
    kind = cast("PlaceKind", row.one_of("kind", get_args(PlaceKind)))
    return Place(kind, row.texts("levels"), row.flag("has_side"))


def _plates(row: Table | None) -> PlateUse:
    """Return which plates the topic shows."""
    if row is None:
        return PlateUse({}, "", "", {})
    row.only("levels", "fallback", "healthy", "problem")
    levels = row.table("levels")
    return PlateUse(
        {key: _file_name(levels, key) for key in levels.values} if levels else {},
        _file_name(row, "fallback", is_needed=True),
        row.text("healthy", is_needed=True),
        row.words_by_key("problem"),
    )


def _keywords(row: Table | None) -> dict[str, tuple[str, ...]]:
    """Return search words by language."""
    return {language: row.texts(language) for language in row.values} if row else {}


def read_claims(root: Table) -> tuple[ClaimRef, ...]:
    """Return the claims of a topic in file order."""
    found = []
    for row in root.tables("claim"):
        row.only("id", "verdict", "findings")
        found.append(
            ClaimRef(
                row.text("id", is_needed=True),
                cast("Verdict", row.one_of("verdict", get_args(Verdict))),
                tuple(FindingId(f) for f in row.texts("findings")),
            )
        )
    return tuple(found)
