"""How to read the table and the people: the shared words of the screen, only those needed.

Source: standards.md PM25, CC16, RC12.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from missdesk.content.sentences import first_sentences
from missdesk.figures.range_bar import scale_ends
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Paragraph
from missdesk.handout.material import SCORE, SCORE_TOLD, Material
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.model.blocks import Text
from missdesk.model.compare import Cell
from missdesk.model.evidence import Arm, Certainty
from missdesk.model.rounding import whole_arm
from missdesk.model.wording import certainty_words

SURE_ON_PAPER: Final = 3
"""Sentences on the certainty bars that hold for paper; the next one is about the screen."""
PEOPLE_ON_PAPER: Final = 3
"""The next one says where the numbers stand on the screen; on paper they stand beside."""
SCORES_ON_PAPER: Final = (1, 2, 3, 5)
"""Ends of the sentences on scores: any score, pain, others, gains; the rest is on any again."""
RANGE_ON_PAPER: Final = 1
"""The next one is about people, and they are not always printed."""


def table_words(
    m: Material, cells: Iterable[Cell], certainties: Iterable[Certainty]
) -> list[Block]:
    """Return how to read a table with these cells and these steps of certainty.

    Large print has no bars, so there the steps of certainty are explained in words.
    """
    figures = [cell for cell in cells if isinstance(cell, Arm)]
    if m.sheet.is_wide:
        sure = _beginning(m.common("how-to-read.certainty"), SURE_ON_PAPER)
        parts = [_bars(figures), sure or _("More small steps mean that we are more sure.")]
    else:
        parts = [_sure(m, step) for step in Certainty if step in set(certainties)]
    if any(arm.unit == "points" for arm in figures):
        parts.append(_scores(m, figures))
    if any(arm.unit == "degrees" for arm in figures):
        parts.append(_("Degrees tell how far the back is bent. A right angle has ninety degrees."))
    if any(_is_range(arm) for arm in figures):
        parts.append(_beginning(m.common("how-to-read.range"), RANGE_ON_PAPER))
        if m.sheet.is_wide and any(_is_range(arm) and arm.unit == "in 100" for arm in figures):
            parts.append(_("The dashed part of a bar shows that gap."))
    parts.append(_("Numbers in brackets: see Sources."))
    words = " ".join(part for part in parts if part)
    label = Run(_("How to read this: "), "semibold", "ink")
    return [Paragraph([label, Run(words)], m.sheet.small)]


def _scores(m: Material, figures: Sequence[Arm]) -> str:
    """Return how to read a score; of pain, others and gains what the table has."""
    m.terms[SCORE_TOLD] = None
    ends = [0, *(len(_beginning(m.common(SCORE), count)) for count in SCORES_ON_PAPER)]
    words = m.common(SCORE)
    first, pain, others, gains = (words[a:b] for a, b in pairwise(ends))
    scales = [arm.scale for arm in figures if arm.unit == "points"]
    is_pain = [scale.startswith("pain") for scale in scales]
    said = [
        first,
        pain if any(is_pain) else "",
        others if not all(is_pain) else "",
        gains if any(arm.is_change for arm in figures) else "",
        words[ends[-1] :],
    ]
    return "".join(said)


def score_words(m: Material) -> list[Block]:
    """Return how to read a score, where one was printed and no table said it (PM25, CC16)."""
    words = m.common(SCORE)
    if SCORE not in m.terms or SCORE_TOLD in m.terms or not words:
        return []
    m.terms[SCORE_TOLD] = None
    label = Run(_("How to read a score: "), "semibold", "ink")
    return [Paragraph([label, Run(words)], m.sheet.small)]


def people_words(m: Material) -> Paragraph:
    """Return how to read the people."""
    words = m.common("how-to-read.people") or _(
        "Each small figure is 1 of 100 people. Filled: it happens to them. Empty: it does not."
    )
    told = _beginning(words, PEOPLE_ON_PAPER)
    rest = words[len(_beginning(words, PEOPLE_ON_PAPER + 1)) :].strip()
    return Paragraph(f"{told} {rest}".strip(), m.sheet.small)


def _bars(figures: Sequence[Arm]) -> str:
    """Return what the drawings in the table stand for, only those that are there."""
    said = []
    if any(arm.unit == "in 100" for arm in figures):
        said.append(_("A bar shows people out of 100."))
    if any(scale_ends(arm) is not None for arm in figures):
        said.append(_("A mark on a line shows a score."))
    return " ".join(said)


def _sure(m: Material, step: Certainty) -> str:
    """Return a step of certainty with its meaning, "" when the pack does not explain it."""
    said = m.common(f"certainty.{step.value.replace(' ', '-')}")
    return f"{certainty_words(step)}: {said}" if said else ""


def _beginning(words: str, count: int) -> str:
    """Return the first sentences of a text."""
    return "".join(s.text for s in first_sentences((Text(words),), count) if isinstance(s, Text))


def _is_range(arm: Arm) -> bool:
    """Return whether a figure is printed as two numbers."""
    found = whole_arm(arm)
    return found is not None and found.is_range
