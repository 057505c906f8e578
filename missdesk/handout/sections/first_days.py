"""The first days at home, with pictures of how to move, and the clinic's own advice.

A picture stands beside the words that it helps to act on; a topic that does not speak of getting
out of bed, or forbids lifting, has no picture of it. A missing picture leaves the words alone.

Source: product.md (wound care and follow-up dates are the clinic's text blocks); standards.md
PM26.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.topic_pictures import Shown
from missdesk.handout.clinic_blocks import clinics_own
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Stack, WritingLines
from missdesk.handout.material import Material
from missdesk.handout.pictures import plate
from missdesk.handout.plan import chooses_surgery
from missdesk.handout.plate_figure import plate_figure
from missdesk.handout.styles import Style
from missdesk.i18n import _
from missdesk.model import blocks as model

SHARE = 0.21
"""Part of the width that one picture takes beside the words."""
LARGE_MM = 110.0
WEEK = 7
"""Days with a line to write on."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture of how to move: the words that ask for it, its own words, its plate and state."""

    asked: str
    caption: str
    said: str
    plate: str
    state: str = "show"


def scenes() -> tuple[Scene, ...]:
    """Return all pictures; in `asked`, translators name the words of their language."""
    return (
        Scene(
            _("out of bed"),
            _("Shoulders and hips turn at the same time."),
            _("A person lies on one side with bent knees, with shoulders and hips in one line."),
            "living-bed",
            "log-roll-2",
        ),
        Scene(
            _("out of bed"),
            _("The legs go down while the arms push up."),
            _("A person on one side lets the legs slide down and pushes up with the arms."),
            "living-bed",
            "log-roll-3",
        ),
        Scene(
            _("into a car"),
            _("Sit down first, then turn your legs in."),
            _("A person sits down on the car seat first and then turns both legs in."),
            "living-car",
        ),
        Scene(
            _("short walks"),
            _("Short walks, a few each day."),
            _("A person walks upright in flat shoes."),
            "living-walk",
        ),
        Scene(
            _("lift with bent knees"),
            _("Bend your knees and hold the load close."),
            _("A person lifts a box with bent knees and a straight back, close to the body."),
            "living-lift",
        ),
    )


def blocks(m: Material) -> list[Block]:
    """Return the list with its pictures and what only the clinic can say."""
    found: list[Block] = [Heading(m.title("first-days"), m.sheet.section, 2)]
    for group in _groups(m.text.section("first-days").blocks):
        found += _with_pictures(m, m.blocks(group), _asked(m, group))
    if not chooses_surgery(m.topic):
        found.append(_walks(m))
    for key, words in (("wound", _("Your wound")), ("follow-up", _("Your next visit"))):
        found += clinics_own(m, key, words)
    return found


def _walks(m: Material) -> Block:
    """Return room to note each day of a week how far one walked (PM23)."""
    body = m.sheet.body
    head = Paragraph(
        _("How far I walked in the first days:"), Style(body.size, body.leading, "semibold")
    )
    days = [
        [Paragraph(_("Day {number}").format(number=day), m.sheet.small), WritingLines(1)]
        for day in range(1, WEEK + 1)
    ]
    per_row = WEEK if m.sheet.is_wide else 2
    rows: list[Block] = []
    for start in range(0, WEEK, per_row):
        columns: list[list[Block]] = [list(day) for day in days[start : start + per_row]]
        columns += [[] for _empty in range(per_row - len(columns))]
        rows.append(Columns(columns, m.sheet.gap))
    made = Stack([head, *rows])
    made.after = body.after
    return made


def _groups(found: Sequence[model.Block]) -> list[list[model.Block]]:
    """Return a heading with what follows it, group by group."""
    groups: list[list[model.Block]] = []
    for block in found:
        if isinstance(block, model.Heading) or not groups:
            groups.append([])
        groups[-1].append(block)
    return groups


def _asked(m: Material, group: Sequence[model.Block]) -> list[Scene]:
    """Return the pictures that the words of a group ask for."""
    said = " ".join(plain(tuple(model.spans_of(block)), m.library) for block in group)
    return [s for s in scenes() if re.search(rf"\b{re.escape(s.asked)}\b", said, re.IGNORECASE)]


def _with_pictures(m: Material, words: list[Block], asked: Sequence[Scene]) -> list[Block]:
    """Return words with pictures beside them, below them in large print."""
    pictures = [picture for scene in asked for picture in _picture(m, scene)]
    if not pictures:
        return words
    if not m.sheet.is_wide:
        return [*words, *pictures]
    heading = [words.pop(0)] if isinstance(words[0], Heading) else []
    shares = (1 - SHARE * len(pictures), *(SHARE for _each in pictures))
    beside = Columns([words, *([picture] for picture in pictures)], m.sheet.gap * 1.2, shares)
    beside.after = m.sheet.gap
    return [*heading, beside]


def _picture(m: Material, scene: Scene) -> list[Block]:
    """Return a picture with its caption, nothing while its plate is missing."""
    try:
        found = plate(scene.plate)
        state = found.state(scene.state).id
    except PlateError:
        return []
    gaps = m.sheet.gap * 1.2 * 2
    wide = (m.sheet.text_width - gaps) * SHARE * 25.4 / 72 if m.sheet.is_wide else LARGE_MM
    ratio = found.size_mm[0] / found.size_mm[1]
    figure = plate_figure(
        Shown(found, state), wide, ratio, scene.said, after=m.sheet.small.size * 0.2
    )
    return [Stack([figure, Paragraph(scene.caption, m.sheet.small)])]
