"""Say in sentences what a figure shows, made from the same data (WC1)."""

from __future__ import annotations

from collections.abc import Iterable

from missdesk.figures.people import other_words, people
from missdesk.i18n import _
from missdesk.model.compare import Cell
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.rounding import whole_arm
from missdesk.model.wording import (
    arm_words,
    certainty_words,
    number_words,
    scale_top,
    unknown_words,
)


def people_sentence(cell: Cell, *, yes: str = "", no: str = "", when: str = "") -> str:
    """Return a people figure in one sentence, both frames in it (RC7).

    Args:
        cell: Figures out of 100, or which kind of unknown.
        yes: What the counted people do: "have another operation".
        no: What the others do; "do not" when left out.
        when: Time window: "Within 2 years".

    Returns:
        "Within 2 years: 15 out of 100 people have another operation; 85 do not."
    """
    if isinstance(cell, Unknown):
        return unknown_sentence(cell, when=when)
    found = people(cell)
    if found is None:
        return words_sentence(cell, when=when)
    said = _("{count} out of 100 people {yes}; {rest} {no}.").format(
        count=number_words(found.shown),
        yes=yes or _("are affected"),
        rest=other_words(found.shown),
        no=no or (_("do not") if yes else _("are not")),
    )
    return after(when, said)


def arm_sentence(cell: Cell, *, when: str = "") -> str:
    """Return the figures of any cell in one sentence, such as "After 1 year: 16 points …"."""
    if isinstance(cell, Unknown):
        return unknown_sentence(cell, when=when)
    words = arm_words(cell)
    if not words:
        return words_sentence(cell, when=when)
    return after(when, _("{figure}{direction}.").format(figure=words, direction=_direction(cell)))


def unknown_sentence(unknown: Unknown, *, reason: str = "", when: str = "") -> str:
    """Return a fixed unknown wording and its reason (RC13)."""
    return after(when, join((f"{unknown_words(unknown)}.", reason)))


def words_sentence(arm: Arm, *, when: str = "") -> str:
    """Return what an arm without figures says, or that nothing is known."""
    if not arm.what:
        return unknown_sentence(Unknown.NOT_KNOWN, when=when)
    return after(when, f"{arm.what.rstrip('.')}.")


def certainty_sentence(certainty: Certainty) -> str:
    """Return "Low certainty: 2 of 4 bars."."""
    return _("{name}: {bars} of 4 bars.").format(
        name=certainty_words(certainty), bars=certainty.bars
    )


def after(when: str, sentence: str) -> str:
    """Put a time window before a sentence, "Within 2 years: …"; without one, begin large."""
    if not when:
        return sentence[:1].upper() + sentence[1:]
    return _("{when}: {sentence}").format(when=when, sentence=sentence)


def join(sentences: Iterable[str]) -> str:
    """Join sentences that are there with one space."""
    return " ".join(s.strip() for s in sentences if s.strip())


def _direction(arm: Arm) -> str:
    """Return which end of a points scale is the good one, empty for other units."""
    if arm.unit != "points" or whole_arm(arm) is None or not scale_top(arm.scale):
        return ""
    if arm.is_change:
        return ""
    return {"lower": _(" (lower is better)"), "higher": _(" (higher is better)")}.get(
        arm.better, ""
    )
