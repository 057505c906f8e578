"""Days that no living patient has are refused before a page is made."""

from __future__ import annotations

from datetime import date

import pytest

from missdesk.errors import InputError
from missdesk.handout.build import _check_days
from missdesk.model.consultation import Visit

TODAY = date(2026, 11, 21)
WRONG = [
    (Visit(birth_date=date(2027, 1, 1)), TODAY, "has not come yet"),
    (Visit(birth_date=date(1799, 1, 1)), TODAY, "is too early"),
    (Visit(operation_date=date(1, 1, 1)), TODAY, "is too early"),
    (Visit(operation_date=date(9999, 12, 31)), TODAY, "is too late"),
    (Visit(), date(20, 1, 1), "is too early"),
]


@pytest.mark.parametrize(("visit", "today", "words"), WRONG)
def test_an_impossible_day_is_named(visit: Visit, today: date, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        _check_days(visit, today)
    assert caught.value.fix


def test_a_plausible_day_passes() -> None:
    _check_days(Visit(birth_date=date(1931, 5, 6), operation_date=date(2026, 12, 7)), TODAY)
