"""Reads topic.toml: options, rows, recovery rows and the ids of the words they need."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast, get_args

from missdesk.content.toml_reader import Table
from missdesk.model.evidence import ARM_KEYS, TECHNIQUES, FindingId
from missdesk.model.topic import (
    LEVEL,
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
    "has_date",
]
MAX_SHOWN = 3
MAX_STEPS = 20
LEVEL_NAME = re.compile(r"[CTLS]\d{1,2}(?:-[CTLS]\d{1,2})?")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Names of plates, pictures and icons: never a way to another folder."""


def read_topic(root: Table, claims: tuple[ClaimRef, ...]) -> Topic:
    """Return a topic from its file's top table; faults go to the table's collector."""
    root.only(*TOPIC_KEYS)
    options = tuple(_option(row) for row in root.tables("option"))
    known = [o.id for o in options]
    _unique(root, "option", known)
    _distinct(root, options)
    rows = tuple(_row(row, known) for row in root.tables("row"))
    _unique(root, "row", [r.id for r in rows])
    shown = root.texts("shown_first", is_needed=True)
    for option in shown:
        if option not in known:
            root.fault("shown_first", f'no option "{option}"', f"Use some of: {', '.join(known)}")
    plates = _plates(root.table("plates"))
    if any(LEVEL in state for o in options for state in o.still) and not plates.fallback_level:
        root.fault("plates", f"an option uses {LEVEL}", 'Add fallback_level = "L4-L5"')
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
        plates=plates,
        card=_file_name(root, "card", is_needed=True),
        step_count=root.count("step_count", MAX_STEPS) or 5,
        written=root.day("written"),
        review_due=root.day("review_due"),
        keywords=_keywords(root.table("keywords")),
        has_date=root.flag("has_date", default=True),
    )


def _unique(root: Table, key: str, ids: list[str] | list[OptionId] | list[RowId]) -> None:
    """Refuse ids that stand twice."""
    for item in {i for i in ids if list(ids).count(i) > 1}:
        root.fault(key, f'the id "{item}" is used twice', "Rename one of them")


def _distinct(root: Table, options: tuple[Option, ...]) -> None:
    """Refuse two options of one look: color, mark and fill tell them apart (RC9)."""
    looks = [o.look for o in options]
    free = ", ".join(look for look in get_args(Look) if look not in looks)
    for option in {o.id: o for i, o in enumerate(options) if o.look in looks[:i]}.values():
        what = f'"{option.id}" has the look "{option.look}" of another option'
        root.fault("option", what, f"Use a free one: {free or 'at most five options'}")


def _option(row: Table) -> Option:
    """Return one option."""
    row.only("id", "look", "techniques", "arms", "steps", "still", "cut", "plate", "recovers")
    techniques = row.texts("techniques")
    for technique in techniques:
        if technique not in TECHNIQUES or technique == "mixed":
            row.fault("techniques", f'"{technique}" names no technique', "Name exact techniques")
    arms = row.texts("arms")
    for arm in arms:
        if arm not in ARM_KEYS:
            row.fault("arms", f'no arm "{arm}"', f"Use some of: {', '.join(ARM_KEYS)}")
    look = cast("Look", row.one_of("look", get_args(Look)))
    return Option(
        id=OptionId(row.text("id", is_needed=True)),
        look=look,
        techniques=techniques,
        arms=tuple(a for a in arms if a in ARM_KEYS),
        steps=row.text("steps"),
        still=row.texts("still"),
        cut=_cut(row.table("cut")),
        plate=_file_name(row, "plate"),
        recovers=row.flag("recovers", default=look != "none"),
    )


def _cut(row: Table | None) -> Cut | None:
    """Return the cut of an option for the scar map."""
    if row is None:
        return None
    row.only("finding", "group", "offset_mm", "unplaced")
    finding = row.text("finding")
    return Cut(
        FindingId(finding) if finding else None,
        row.text("group"),
        row.number("offset_mm") or 0.0,
        row.texts("unplaced"),
    )


def _row(row: Table, options: list[OptionId]) -> Row:
    """Return one row of the Compare table."""
    row.only("id", "finding", "first", "harm", "does_not_apply", "icon", "cells")
    none, cells = row.texts("does_not_apply"), row.words_by_key("cells")
    for key, named in (("does_not_apply", none), ("cells", tuple(cells))):
        for option in named:
            if option not in options:
                row.fault(key, f'no option "{option}"', "Correct the id")
    for option in cells:
        if option in none:
            row.fault("cells", f'"{option}" is in does_not_apply too', "Keep one of the two")
    return Row(
        id=RowId(row.text("id", is_needed=True)),
        finding=FindingId(row.text("finding", is_needed=True)),
        is_first=row.flag("first"),
        does_not_apply=tuple(OptionId(o) for o in none),
        is_harm=row.flag("harm", default=True),
        icon=_file_name(row, "icon"),
        cells=cells,
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
    return RecoveryRow(row.text("id", is_needed=True), _file_name(row, "icon"), milestones)


def _place(row: Table | None) -> Place:
    """Return what part of the spine the topic is about."""
    if row is None:
        return Place("none")
    row.only("kind", "levels", "has_side")
    kind = cast("PlaceKind", row.one_of("kind", get_args(PlaceKind)))
    levels, has_side = row.texts("levels"), row.flag("has_side")
    if (kind == "none") == bool(levels):
        fix = "Remove levels" if levels else "Name them from top to bottom"
        row.fault("levels", f'a place of kind "{kind}" has {len(levels)}', fix)
    if kind == "none" and has_side:
        row.fault("has_side", "a topic without a place has no side", "Write has_side = false")
    for level in levels:
        if not LEVEL_NAME.fullmatch(level) or levels.count(level) > 1:
            row.fault("levels", f'"{level[:20]}" is no level, or stands twice', 'Write "L4-L5"')
    return Place(kind, levels, has_side)


def _plates(row: Table | None) -> PlateUse:
    """Return which plates the topic shows: the first view, and the further ones."""
    if row is None:
        return PlateUse({}, "", "", {})
    keys = ("levels", "fallback", "fallback_level", "healthy", "problem")
    row.only(*keys, "view")
    views = row.tables("view")
    for view in views:
        view.only("id", *keys)
    found = tuple(_view(view, _file_name(view, "id", is_needed=True)) for view in views)
    ids = ["main", *(view.id for view in found)]
    for twice in {i for i in ids if ids.count(i) > 1}:
        row.fault("view", f'the id "{twice}" is used twice', "Rename one of them")
    return replace(_view(row, "main"), views=found)


def _view(row: Table, view_id: str) -> PlateUse:
    """Return one way to look at the problem."""
    levels = row.table("levels")
    is_one = isinstance(row.values.get("problem"), str)
    use = PlateUse(
        {key: _file_name(levels, key) for key in levels.values} if levels else {},
        _file_name(row, "fallback", is_needed=True),
        row.text("healthy", is_needed=True),
        {"": row.text("problem")} if is_one else row.words_by_key("problem"),
        view_id,
        row.text("fallback_level"),
    )
    if any(LEVEL in state for state in (use.healthy, *use.problem.values())):
        row.text("fallback_level", is_needed=True)
    return use


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
