"""Who is drawn: sizes, colours and hair of the people. All invented; nobody is portrayed."""

from __future__ import annotations

from dataclasses import dataclass

LIGHT, TAN, BROWN, DARK = "#f0c9a8", "#dba67c", "#a9724c", "#80513a"


@dataclass(frozen=True, slots=True)
class Person:
    """One person.

    Attributes:
        height: Body height in cm.
        build: Girth against the average (1.0).
        belly: Extra belly in cm.
        chest: Extra chest in cm.
        skin, hair, top, legs, shoes: Colours.
        cut: Hair: "short", "bun", "bob", "bald" or "curls".
        beard: Whether there is a short beard.
    """

    height: float = 170.0
    build: float = 1.0
    belly: float = 0.0
    chest: float = 0.0
    skin: str = LIGHT
    hair: str = "#5b3d2b"
    top: str = "#5f9a9e"
    legs: str = "#566a7c"
    shoes: str = "#5d5148"
    cut: str = "short"
    beard: bool = False
    has_shoes: bool = True

    @property
    def unit(self) -> float:
        """Return the size against a body of 170 cm."""
        return self.height / 170.0


ROSA = Person(164, 1.04, 1.0, 2.0, TAN, "#33261f", "#6d9f8d", "#5a6072", "#6b5c52", "bun")
OMAR = Person(176, 1.0, 2.0, 0.0, BROWN, "#b9b6b0", "#7f95b3", "#6b6257", "#4f4a46", "short", True)
GRACE = Person(162, 1.12, 4.0, 2.5, DARK, "#2b2321", "#c9a06a", "#5f6f66", "#57504b", "curls")
HELEN = Person(160, 1.02, 2.0, 2.0, LIGHT, "#cfcac2", "#8f86ad", "#6a7583", "#6a5d55", "bob")
PAUL = Person(180, 1.14, 7.0, 0.0, LIGHT, "#7a5a3c", "#e6e3dc", "#586878", "#544b45", "short")
AMIR = Person(174, 0.96, 0.0, 0.0, TAN, "#2c2522", "#62919c", "#6c6a72", "#504a47", "short", True)
MAY = Person(158, 0.92, 0.0, 1.5, LIGHT, "#2a2424", "#b98a8f", "#5d6a7c", "#5a524d", "bob")
JON = Person(178, 1.0, 1.0, 0.0, BROWN, "#2b2422", "#8aa37b", "#5c6472", "#4f4945", "bald", True)
