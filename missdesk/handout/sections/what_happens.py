"""What happens with each option, in the order of the screen and the same room for each.

Beside the words stands one step, the same for all options and in the same size (`way_pictures`).

Source: standards.md IQ3, IC1, PM4, PM15.
"""

from __future__ import annotations

from missdesk.content.page_words import page_words
from missdesk.figures.badge import badge
from missdesk.handout.clinic_blocks import offer_note
from missdesk.handout.figure import Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Stack
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM
from missdesk.handout.way_pictures import Way, way_figure, way_note, way_pictures
from missdesk.i18n import _
from missdesk.model.topic import Option

SHARE = 0.3
"""Part of the width that a picture takes beside the words."""
LARGE_MM = 90.0


def blocks(m: Material) -> list[Block]:
    """Return a heading and, for each option, its name and what happens."""
    heading, lead = (page_words(m.text, m.library, "operation", k) for k in ("heading", "lead"))
    found: list[Block] = [
        Heading(heading or _("What happens with each option"), m.sheet.section, 2)
    ]
    if lead:
        found.append(m.paragraph(lead))
    ways = way_pictures(m)
    note = way_note(m, ways) if ways else ""
    if note:
        found.append(Paragraph(note, m.sheet.small))
    for index, option in enumerate(m.options):
        words = m.body(f"option.{option.id}.what")
        found += _name(m, option)
        found += _with_picture(m, option, ways[index], words) if ways else words
    return found


def _name(m: Material, option: Option) -> list[Block]:
    """Return an option's mark and names."""
    style = m.sheet.sub
    medical = m.field(f"option.{option.id}", "medical")
    runs = [Run(m.option_name(option)), Run(f"  {medical}", "regular", "ink2")]
    mark = badge(option.look, style.size * 1.25 / MM)
    return [Beside(mark, Heading(runs, style, 3), 8), *offer_note(m, option)]


def _with_picture(m: Material, option: Option, way: Way, words: list[Block]) -> list[Block]:
    """Return the words with the picture and its caption beside them, above in large print."""
    sheet = m.sheet
    gap = sheet.gap * 1.4
    wide = (sheet.text_width - gap) * SHARE / MM if sheet.is_wide else LARGE_MM
    figure = way_figure(m, way.shown, wide, after=sheet.small.size * 0.3)
    # What this option does in the step, as the screen says it.
    caption = Paragraph(m.field(f"step.{way.step}", str(option.id)), sheet.small)
    if sheet.is_wide:
        beside = Columns([[figure, caption], words], gap, (SHARE, 1 - SHARE))
        beside.after = sheet.gap
        return [beside]
    return [Stack([figure, caption]), *words]
