"""What happens with each option, in the order of the screen and the same room for each.

Source: standards.md IQ3, IC1, PM4.
"""

from __future__ import annotations

from missdesk.figures.badge import badge
from missdesk.handout.figure import Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM
from missdesk.i18n import _


def blocks(m: Material) -> list[Block]:
    """Return a heading and, for each option, its name and what happens."""
    style = m.sheet.sub
    found: list[Block] = [Heading(_("What happens with each option"), m.sheet.section, 2)]
    for option in m.options:
        medical = m.field(f"option.{option.id}", "medical")
        runs = [Run(m.option_name(option)), Run(f"  {medical}", "regular", "ink2")]
        mark = badge(option.look, style.size * 1.25 / MM)
        found.append(Beside(mark, Heading(runs, style, 3), 8))
        found += m.body(f"option.{option.id}.what")
    return found
