"""Turn figures "out of 100" into whole people: how many surely, how many perhaps."""

from __future__ import annotations

from dataclasses import dataclass

from missdesk.errors import EvidenceError
from missdesk.model.evidence import Arm
from missdesk.model.rounding import Whole, whole_arm
from missdesk.model.wording import number_words

PEOPLE = 100


@dataclass(frozen=True, slots=True)
class People:
    """Whole people out of 100.

    Attributes:
        sure: Drawn filled: the lower end.
        maybe: Drawn dashed: from the lower to the upper end ("could be this many").
        shown: The same as words need it.
    """

    sure: int
    maybe: int
    shown: Whole

    @property
    def rest(self) -> int:
        """Return how many are drawn in outline."""
        return PEOPLE - self.sure - self.maybe


def people(arm: Arm) -> People | None:
    """Return an arm's people, None when it has words only.

    Raises:
        EvidenceError: The unit is not "in 100", or a number is outside 0 to 100.

    Source: standards.md RC1, RC8, RC16.
    """
    if not arm.has_figures:
        return None
    if arm.unit != "in 100":
        raise EvidenceError(
            f"arm {arm.label or arm.technique or ''}".rstrip(),
            f'"{arm.unit}" can\'t be drawn as people out of 100',
            'Set display to "points", "amount" or "words"',
        )
    shown = whole_arm(arm)
    assert shown is not None  # it has figures
    sure = 0 if shown.is_below_one else shown.low
    if not 0 <= sure <= shown.high <= PEOPLE:
        raise EvidenceError(
            f"arm {arm.label or arm.technique or ''}".rstrip(),
            f"{shown.low} to {shown.high} people out of 100 is not possible",
            "Correct value, low and high",
        )
    return People(sure, shown.high - sure, shown)


def other_words(shown: Whole) -> str:
    """Return the rest of 100 in words: "85", "93 to 98", "more than 99" (RC7)."""
    rest = Whole(
        PEOPLE - shown.high,
        PEOPLE - shown.low,
        is_below_one=shown.is_above_99,
        is_above_99=shown.is_below_one,
        is_at_least=shown.is_at_most,
        is_at_most=shown.is_at_least,
    )
    return number_words(rest)


def yes_words(shown: Whole) -> str:
    """Return the counted people in words: "15", "2 to 7", "fewer than 1"."""
    return number_words(shown)
