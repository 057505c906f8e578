"""The top of page 1: for whom, the decision in so many words, and the main message.

Source: standards.md IQ2, CC1-CC3, CC10; issue 6 (page 1 stands alone).
"""

from __future__ import annotations

from dataclasses import replace

from missdesk.handout.dates import long_date
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Panel
from missdesk.handout.logo import LogoBlock, read_logo
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM
from missdesk.i18n import _

LARGER = 1.12
"""A title is larger than the headings of sections by so much at least."""


def blocks(m: Material) -> list[Block]:
    """Return the name line, the title, the decision and the main message."""
    sheet = m.sheet
    said = m.runs(m.text.section("topic").fields["message"])
    named = [] if m.has_summary else [Run(_("In short: "), "bold", "primary")]
    message = Paragraph([*named, *said], sheet.lead)
    return [
        *_head(m),
        _title(m),
        m.paragraph(m.text.section("topic").fields["decision"]),
        Panel([message], padding=sheet.gap, bar="primary"),
    ]


def _head(m: Material) -> list[Block]:
    """Return for whom this is, with the clinic's logo beside it, in large print above it."""
    sheet = m.sheet
    whom = Paragraph(_for_whom(m), sheet.small, where=_("The name"))
    if not m.clinic.logo:
        return [whom]
    logo = read_logo(m.clinic.logo)
    name = m.clinic.name
    alt = _("Logo of {clinic}").format(clinic=name) if name else _("Logo of the clinic")
    if not sheet.is_wide:
        return [LogoBlock(logo, alt, after=sheet.gap * 0.6), whom]
    wide = logo.width_mm * MM
    shares = (sheet.text_width - wide - sheet.gap, wide)
    beside = Columns([[whom], [LogoBlock(logo, alt, "right")]], sheet.gap, shares)
    beside.after = sheet.small.after
    return [beside]


def _title(m: Material) -> Heading:
    """Return the title, a little smaller where it then stands on one line."""
    words = m.field("topic", "handout") or _("{topic}: your choices").format(topic=m.title("topic"))
    style, size = m.sheet.title, m.sheet.title.size
    made = Heading(words, style, 1)
    fitting = size * m.sheet.text_width / max(made.natural_width(), 1.0)
    if m.sheet.section.size * LARGER <= fitting < size:
        made = Heading(words, replace(style, size=fitting - 0.05, leading=fitting * 1.18), 1)
    return made


def _for_whom(m: Material) -> list[Run]:
    """Return name, date of birth, place and date of printing; a line to write on for no name."""
    runs = [Run(_("For ")), Run(m.name.text or "_" * 24, "semibold", "ink")]
    if m.visit.birth_date:
        runs.append(Run(_(", born {date}").format(date=long_date(m.visit.birth_date))))
    runs.append(Run("   |   "))
    if m.place():
        runs += [Run(m.place().replace(" ", "\u00a0"), "semibold", "ink"), Run("   |   ")]
    runs.append(Run(long_date(m.today)))
    if m.clinic.name:
        runs.append(Run(f"   |   {m.clinic.name}"))
    return runs
