"""What happens with each option, in the order of the screen and the same room for each.

Beside the words stands one step, the same for all options and drawn in the same size. Where a
picture is missing there is none for any option: the words say it all, and no option gets more.

Source: standards.md IQ3, IC1, PM4, PM15.
"""

from __future__ import annotations

from missdesk.content.page_words import page_words
from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.badge import badge
from missdesk.figures.topic_pictures import Shown, level_note, operation_picture, picture_alt
from missdesk.handout.clinic_blocks import offer_note
from missdesk.handout.figure import Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Stack
from missdesk.handout.material import Material
from missdesk.handout.pictures import plate
from missdesk.handout.plate_figure import plate_figure
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM
from missdesk.i18n import _
from missdesk.model.topic import Option

WAY_IN_OPEN = 3
"""The step at which the way in is held open, where a topic has pictures of the way in."""
MAIN_PART = 4
"""The step of the main part, for topics whose pictures show the outcome only."""
SHARE = 0.38
"""Part of the width that a picture takes beside the words."""
RATIO = 144 / 112
"""Width to height of every picture: that of the way in on a cut across."""
LARGE_MM = 90.0


def blocks(m: Material) -> list[Block]:
    """Return a heading and, for each option, its name and what happens."""
    heading, lead, told = (
        page_words(m.text, m.library, "operation", k) for k in ("heading", "lead", "note")
    )
    found: list[Block] = [
        Heading(heading or _("What happens with each option"), m.sheet.section, 2)
    ]
    if lead:
        found.append(m.paragraph(lead))
    step, pictures = _pictures(m)
    note = level_note(m.visit, m.topic, pictures)
    if note:
        found.append(m.paragraph(note))
    if told and pictures:  # what the pictures leave out, as the screen says it below them (PM16)
        found.append(Paragraph(told, m.sheet.small))
    for index, option in enumerate(m.options):
        words = m.body(f"option.{option.id}.what")
        shown = pictures[index] if pictures else None
        found += [*_name(m, option), *_with_picture(m, option, step, shown, words)]
    return found


def _name(m: Material, option: Option) -> list[Block]:
    """Return an option's mark and names."""
    style = m.sheet.sub
    medical = m.field(f"option.{option.id}", "medical")
    runs = [Run(m.option_name(option)), Run(f"  {medical}", "regular", "ink2")]
    mark = badge(option.look, style.size * 1.25 / MM)
    return [Beside(mark, Heading(runs, style, 3), 8), *offer_note(m, option)]


def _pictures(m: Material) -> tuple[int, list[Shown]]:
    """Return the step and a picture of it for each option; none where they tell nothing apart."""
    step = WAY_IN_OPEN if any(option.steps for option in m.options) else MAIN_PART
    step = min(step, m.topic.step_count)
    try:
        found = [operation_picture(m.topic, m.visit, o, step, plate) for o in m.options]
    except PlateError:
        return step, []
    differ = len({(shown.plate.id, shown.state) for shown in found}) > 1
    return step, found if differ else []


def _with_picture(
    m: Material, option: Option, step: int, shown: Shown | None, words: list[Block]
) -> list[Block]:
    """Return the words with the picture and its caption beside them, above in large print."""
    if shown is None:
        return words
    sheet = m.sheet
    gap = sheet.gap * 1.4
    wide = (sheet.text_width - gap) * SHARE / MM if sheet.is_wide else LARGE_MM
    said = picture_alt(m.text, m.topic, shown, lambda spans: plain(spans, m.library))
    figure = plate_figure(shown, wide, RATIO, said, after=sheet.small.size * 0.3)
    caption = Paragraph(_caption(m, option, step), sheet.small)
    if sheet.is_wide:
        beside = Columns([[figure, caption], words], gap, (SHARE, 1 - SHARE))
        beside.after = sheet.gap
        return [beside]
    return [Stack([figure, caption]), *words]


def _caption(m: Material, option: Option, step: int) -> str:
    """Return what this option does in the step, as the screen says it."""
    return m.field(f"step.{step}", str(option.id))
