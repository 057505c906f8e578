from __future__ import annotations

import pytest

from missdesk.model.place import (
    covered,
    joined,
    letters_words,
    level_words,
    levels_of,
    toggled,
    unknown_level,
)
from missdesk.model.topic import Place, PlaceKind

DISCS = ("L2-L3", "L3-L4", "L4-L5")
BODIES = ("T10", "T11", "T12", "L1", "L2")


def _place(kind: PlaceKind) -> Place:
    return Place(kind, DISCS if kind in {"disc", "discs"} else BODIES if kind != "none" else ())


def test_a_place_is_taken_apart_and_put_together_in_order() -> None:
    assert levels_of("L4-L5,L3-L4") == ("L4-L5", "L3-L4")
    assert levels_of("T10:L1") == ("T10", "L1")
    assert levels_of(None) == ()
    assert joined(("L4-L5", "L3-L4"), _place("discs")) == "L3-L4,L4-L5"
    assert joined(("L1", "T10"), _place("range")) == "T10:L1"
    assert joined((), _place("discs")) is None


def test_a_range_covers_what_lies_inside_it() -> None:
    assert covered("T11:L1", BODIES) == ("T11", "T12", "L1")
    assert covered("T11", BODIES) == ("T11",)
    assert covered("T10,L1", BODIES) == ("T10", "L1")
    assert covered(None, BODIES) == ()


@pytest.mark.parametrize(
    ("kind", "presses", "places"),
    [
        ("disc", ["L3-L4", "L4-L5"], ["L3-L4", "L4-L5"]),
        ("discs", ["L4-L5", "L3-L4", "L4-L5", "L3-L4"], ["L4-L5", "L3-L4,L4-L5", "L3-L4", None]),
        ("bodies", ["L1", "T12"], ["L1", "T12,L1"]),
        ("range", ["L1", "T10", "T12", "T12"], ["L1", "T10:L1", "T12", "T12"]),
    ],
)
def test_pressing_levels(kind: PlaceKind, presses: list[str], places: list[str | None]) -> None:
    place: str | None = None
    for press, wanted in zip(presses, places, strict=True):
        place = toggled(place, press, _place(kind))
        assert place == wanted


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        ("disc", "L4-L5", None),
        ("disc", "L3-L4,L4-L5", "L3-L4,L4-L5"),
        ("discs", "L3-L4,L4-L5", None),
        ("discs", "L3-L4,L9-L10", "L9-L10"),
        ("discs", "L3-L4:L4-L5", "L3-L4:L4-L5"),
        ("discs", "L3-L4,L3-L4", "L3-L4,L3-L4"),
        ("bodies", "T12", None),
        ("range", "T10:L2", None),
        ("range", "T10", None),
        ("range", "T10,L2", "T10,L2"),
        ("range", "T10:L1:L2", "T10:L1:L2"),
        ("none", "L4-L5", "L4-L5"),
        ("discs", ",", ","),
    ],
)
def test_what_does_not_fit_is_named(kind: PlaceKind, text: str, wrong: str | None) -> None:
    assert unknown_level(text, _place(kind)) == wrong


def test_a_place_in_words() -> None:
    assert level_words("L4-L5") == "L4–L5"
    assert level_words("L3-L4,L4-L5") == "L3–L4 and L4–L5"
    assert level_words("T11,T12,L1") == "T11, T12 and L1"
    assert level_words("T10:L2") == "T10 to L2"
    assert level_words(None) == ""


@pytest.mark.parametrize(
    ("levels", "letter"), [(DISCS, "L"), (BODIES, "T"), (("L4-L5", "L5-S1"), "S"), ((), "")]
)
def test_the_letters_of_the_levels_are_told(levels: tuple[str, ...], letter: str) -> None:
    said = letters_words(Place("discs", levels))  # PM4, CC7
    assert bool(said) == bool(levels)
    assert letter in said
