"""A visit as in a real consultation, of an invented patient: for the tour, and for benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from missdesk.model.consultation import NOT_SURE, Consultation
from missdesk.model.place import unknown_level

if TYPE_CHECKING:
    from missdesk.model.topic import PlaceKind, Side, Topic

NAME: Final = "Ada Example"
TODAY: Final = date(2026, 11, 21)
OPERATION: Final = date(2026, 12, 7)
PLACES: Final[Mapping[PlaceKind, str | None]] = {
    "disc": "L4-L5",
    "discs": "L3-L4,L4-L5",
    "bodies": "L1",
    "range": "T10:L4",
    "none": None,
}
"""Where the demo patient's trouble is, for each kind of place."""
SIDE: Final[Side] = "left"
ANSWERS: Final = (1, 3, 0, 2, 4)
"""Answers of the demo visit, round and round; one pair stays unset."""
TICKED: Final = 4


def fill_in(consultation: Consultation, topic: Topic) -> None:
    """Set a visit as in a real consultation, with an invented name."""
    consultation.start(topic)
    place = PLACES[topic.place.kind]
    is_known = place is not None and unknown_level(place, topic.place) is None
    answered = topic.values[:-1]
    consultation.change(
        level=place if is_known else (topic.place.levels or (None,))[0],
        side=SIDE if topic.place.has_side else None,
        operation_date=OPERATION if topic.has_date else None,
        operation_step=min(3, topic.step_count),
        values={key: ANSWERS[n % len(ANSWERS)] for n, key in enumerate(answered)},
        leaning=NOT_SURE,
        questions=tuple(topic.questions[:TICKED]),
        name=NAME,
        print_date=TODAY,
    )
