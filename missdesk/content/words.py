"""Turns references in a sentence into words, the same on screen and paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from missdesk.i18n import _
from missdesk.model.blocks import FindingRef, Link, SourceRef, Span, Term, Text
from missdesk.model.evidence import Arm, Effect, Finding, FindingId, SourceId
from missdesk.model.library import Library
from missdesk.model.rounding import whole_arm
from missdesk.model.wording import arm_words, number_words

Shown = Text | Term | Link


def resolve(spans: Iterable[Span], library: Library) -> tuple[Shown, ...]:
    """Return spans with every number written out; order and boldness are kept.

    Raises:
        KeyError: A finding or source is not in the library; the reader refuses such packs.
    """
    shown: list[Shown] = []
    for span in spans:
        made = _shown(span, library)
        if shown and isinstance(made, Text) and isinstance(span, FindingRef):
            made = replace(made, text=_said_once(shown[-1].text, made.text))
        shown.append(made)
    return tuple(shown)


def plain(spans: Iterable[Span], library: Library) -> str:
    """Return spans as one plain string."""
    return "".join(span.text for span in resolve(spans, library))


def _said_once(before: str, words: str) -> str:
    """Return words without their "about" where the sentence has said it already."""
    about = _("about {number}").partition("{")[0]
    return words.removeprefix(about) if before.endswith(about) else words


def _shown(span: Span, library: Library) -> Shown:
    """Return one span as words."""
    if isinstance(span, SourceRef):
        return Text(_count(library.sources[SourceId(span.source)].n_patients), span.is_bold)
    if isinstance(span, FindingRef):
        return Text(finding_words(library.findings[FindingId(span.finding)], span), span.is_bold)
    return span


def finding_words(finding: Finding, ref: FindingRef) -> str:
    """Return the words of one reference; see `FindingRef.form`."""
    arm = arm_of(finding, ref.arm)
    if ref.form == "n":
        return _count(arm.n)
    shown = whole_arm(arm)
    if shown is None:
        return ""
    return number_words(shown) if ref.form == "number" else arm_words(arm)


def arm_of(finding: Finding, key: str) -> Arm:
    """Return an arm, a group (`group:LABEL`), or the size of the effect as an arm.

    Raises:
        KeyError: The finding has no such arm.
    """
    if key == "effect" and finding.effect is not None:
        return _size(finding.effect)
    if key.startswith("group:"):
        return {g.label: g for g in finding.groups}[key.removeprefix("group:")]
    return {str(k): v for k, v in finding.arms.items()}[key]


def _size(effect: Effect) -> Arm:
    """Return the size of a difference without its sign; the sentence says which way."""
    size = Arm(unit=effect.unit, scale=effect.scale)
    if effect.value is not None:
        return replace(size, value=abs(effect.value))
    if effect.low is None or effect.high is None:
        return size
    low, high = sorted((abs(effect.low), abs(effect.high)))
    return replace(size, low=low, high=high)


def _count(number: int | None) -> str:
    """Return a count of people with commas at the thousands, "not stated" when unknown."""
    return _("not stated") if number is None else f"{number:,}"
