"""A visit to JSON and back. Reading treats the text as hostile (size, depth, fields)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from missdesk.errors import RecordError
from missdesk.model.consultation import STEPS, Paper, TextSize, Visit
from missdesk.model.marks import (
    MOST_WIDTH_MM,
    Mark,
    MarkKind,
    Sheet,
    StampKind,
    fault_of,
    is_own_sheet,
)
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Side, TopicId

FORMAT = "missdesk-visit"
VERSION = 1
MAX_CHARACTERS = 2_000_000
MAX_TEXT = 2_000
MAX_ITEMS = 500
MAX_POINTS = 20_000
MAX_DAYS = 3_650


def to_json(visit: Visit) -> str:
    """Return a visit as JSON, same text for the same visit. PRIVACY: holds personal data."""
    fields: dict[str, Any] = {
        "topic": visit.topic,
        "level": visit.level,
        "side": visit.side,
        "has_extra_vertebra": visit.has_extra_vertebra,
        "options": list(visit.options),
        "row": visit.row,
        "operation_step": visit.operation_step,
        "operation_date": _day(visit.operation_date),
        "job": visit.job,
        "surgeons_days": {
            k: [d.from_days, d.to_days] for k, d in sorted(visit.surgeons_days.items())
        },
        "values": dict(sorted(visit.values.items())),
        "leaning": visit.leaning,
        "questions": list(visit.questions),
        "own_questions": list(visit.own_questions),
        "sheets": {k: [_mark(m) for m in s.marks] for k, s in _kept_sheets(visit)},
        "visited": list(visit.visited),
        "name": visit.name,
        "birth_date": _day(visit.birth_date),
        "language": visit.language,
        "text_size": visit.text_size,
        "paper": visit.paper,
        "sections": None if visit.sections is None else list(visit.sections),
        "print_date": _day(visit.print_date),
    }
    return json.dumps(
        {"format": FORMAT, "version": VERSION, "visit": fields}, ensure_ascii=True, indent=1
    )


def _kept_sheets(visit: Visit) -> list[tuple[str, Sheet]]:
    """Return the ink by picture; that on a picture of one's own goes with the picture."""
    return [(k, s) for k, s in sorted(visit.sheets.items()) if not is_own_sheet(k)]


def _day(day: date | None) -> str | None:
    """Return a date as ISO words."""
    return day.isoformat() if day else None


def _mark(mark: Mark) -> dict[str, Any]:
    """Return one mark; points rounded to a hundredth of a millimeter."""
    return {
        "kind": mark.kind,
        "points": [[round(x, 2), round(y, 2)] for x, y in mark.points],
        "width_mm": mark.width_mm,
        "text": mark.text,
        "stamp": mark.stamp,
        "pressures": list(mark.pressures),
    }


def from_json(text: str, where: str = "record") -> Visit:
    """Return the visit that a record holds.

    Raises:
        RecordError: The text is too large, not JSON, of a newer version, or a value is not
            what it must be. Ids are not looked up here.
    """
    root = _parsed(text, where)
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise RecordError(where, "this is not a saved consultation", "Choose another file")
    version = root.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise RecordError(f"{where} version", "is damaged", "Choose another file")
    if version > VERSION:
        raise RecordError(
            where, "it was saved by a newer MISSDesk", "Update MISSDesk and try again"
        )
    fields = root.get("visit")
    if not isinstance(fields, dict):
        raise RecordError(f"{where} visit", "is missing", "Choose another file")
    return _visit(_Fields(fields, where))


def _parsed(text: str, where: str) -> object:
    """Return the JSON value; every way to fail becomes one clear message."""
    if len(text) > MAX_CHARACTERS:
        raise RecordError(where, "it is larger than 2 MB", "Choose another file")
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise RecordError(
            where, "it is damaged and can't be read", "Choose another file"
        ) from error


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(constant)


class _Fields:
    """The fields of a record; each is taken once and checked, unknown ones are refused."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        """Take the table."""
        self.values, self.where = dict(values), where

    def bad(self, key: str, what: str) -> RecordError:
        """Return the error for a field."""
        return RecordError(f"{self.where} visit.{key}", what, "Choose another file")

    def take(self, key: str, check: Callable[[Any], bool], default: Any = None) -> Any:  # noqa: ANN401  JSON
        """Return a field that passes its check; absent or null = the default."""
        value = self.values.pop(key, None)
        if value is None:
            return default
        if not check(value):
            raise self.bad(key, "has a value that is not allowed")
        return value

    def words(self, key: str) -> str | None:
        """Return a short text."""
        found: str | None = self.take(key, _is_text)
        return found

    def day(self, key: str) -> date | None:
        """Return a date."""
        value = self.words(key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise self.bad(key, "is not a date") from error

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """Return a list of short texts."""
        return tuple(self.take(key, _is_texts, []))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_TEXT


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MAX_ITEMS and all(map(_is_text, value))


def _is_int(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and len(value) <= MAX_ITEMS and all(map(_is_text, value))


def _visit(take: _Fields) -> Visit:
    """Return the visit from checked fields; refuses what is left over."""
    topic = take.words("topic")
    visit = Visit(
        topic=TopicId(topic) if topic else None,
        level=take.words("level"),
        side=take.take("side", lambda v: v in get_args(Side)),
        has_extra_vertebra=take.take("has_extra_vertebra", lambda v: isinstance(v, bool), False),
        options=take.list_of_words("options"),
        row=take.words("row"),
        operation_step=take.take("operation_step", lambda v: _is_int(v, 1, 20), 1),
        operation_date=take.day("operation_date"),
        job=take.words("job") or "",
        surgeons_days=_days(take),
        values=_values(take),
        leaning=take.words("leaning"),
        questions=take.list_of_words("questions"),
        own_questions=take.list_of_words("own_questions"),
        sheets=_sheets(take),
        visited=take.take("visited", lambda v: _is_texts(v) and set(v) <= set(STEPS), ()),
        name=take.words("name") or "",
        birth_date=take.day("birth_date"),
        language=take.words("language") or "en",
        text_size=take.take("text_size", lambda v: v in get_args(TextSize), "clear"),
        paper=take.take("paper", lambda v: v in get_args(Paper), "a4"),
        sections=take.take("sections", _is_texts),
        print_date=take.day("print_date"),
    )
    for key in take.values:
        raise take.bad(str(key)[:40], "is a field that no version of MISSDesk writes")
    return _with_tuples(visit)


def _with_tuples(visit: Visit) -> Visit:
    """Return the visit with JSON's lists as tuples."""
    sections = None if visit.sections is None else tuple(visit.sections)
    return replace(visit, visited=tuple(visit.visited), sections=sections)


def _days(take: _Fields) -> dict[str, DayRange]:
    """Return the surgeon's own ranges."""
    table = take.take("surgeons_days", _is_table, {})
    for pair in table.values():
        fits = (
            isinstance(pair, list) and len(pair) == 2 and all(_is_int(d, 0, MAX_DAYS) for d in pair)
        )
        if not fits or pair[0] > pair[1]:
            raise take.bad("surgeons_days", "has days that are not allowed")
    return {k: DayRange(a, b, is_surgeons=True) for k, (a, b) in table.items()}


def _values(take: _Fields) -> dict[str, int]:
    """Return the answers to the values pairs."""
    table = take.take("values", _is_table, {})
    if not all(_is_int(v, 0, 4) for v in table.values()):
        raise take.bad("values", "has an answer outside 0 to 4")
    return dict(table)


def _sheets(take: _Fields) -> dict[str, Sheet]:
    """Return the ink by picture."""
    table = take.take("sheets", _is_table, {})
    sheets = {}
    for key, marks in table.items():
        if not isinstance(marks, list) or len(marks) > MAX_ITEMS:
            raise take.bad("sheets", "has too many marks")
        sheets[key] = Sheet(tuple(_read_mark(take, mark) for mark in marks))
    return sheets


def _read_mark(take: _Fields, values: object) -> Mark:
    """Return one mark."""
    fields = _Fields(values if isinstance(values, dict) else {}, take.where)
    points = fields.take("points", _are_points)
    kind = fields.take("kind", lambda v: v in get_args(MarkKind))
    if not points or kind is None:
        raise take.bad("sheets", "has a damaged mark")
    mark = Mark(
        kind=kind,
        points=tuple((float(x), float(y)) for x, y in points),
        width_mm=float(fields.take("width_mm", _is_width, 0.9)),
        text=fields.words("text") or "",
        stamp=fields.take("stamp", lambda v: v in get_args(StampKind)),
        pressures=tuple(float(p) for p in fields.take("pressures", _are_numbers, [])),
    )
    wrong = fault_of(mark)
    if wrong:
        raise take.bad("sheets", f"has a mark that can't be used: {wrong}")
    return mark


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10_000


def _is_width(value: object) -> bool:
    return _is_number(value) and isinstance(value, int | float) and 0 < value <= MOST_WIDTH_MM


def _are_numbers(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MAX_POINTS and all(map(_is_number, value))


def _are_points(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MAX_POINTS
        and all(isinstance(p, list) and len(p) == 2 and all(map(_is_number, p)) for p in value)
    )
