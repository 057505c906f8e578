"""How long the cut in the skin is, drawn to scale, with the words of where that comes from.

Source: standards.md RC24 (scar is what people change their mind on); product.md (scar).
"""

from __future__ import annotations

from missdesk.figures.badge import badge
from missdesk.figures.palette import LOOKS
from missdesk.figures.scene import Item, Line, Scene, Stroke
from missdesk.handout.figure import Beside, Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Stack
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Style
from missdesk.i18n import _
from missdesk.model.evidence import Arm
from missdesk.model.topic import Option
from missdesk.model.wording import arm_words

MM_IN_CM = 10.0


def blocks(m: Material) -> list[Block]:
    """Return a line in real size for each option with a cut."""
    found: list[Block] = [
        Heading(_("The cut in the skin"), m.sheet.section, 2),
        m.paragraph(_("Each line is as long as the cut itself. Dashed: it may be this long.")),
    ]
    cuts = [option for option in m.options if option.cut is not None]
    return [*found, *(Stack(_line(m, option)) for option in cuts)]


def _line(m: Material, option: Option) -> list[Block]:
    """Return name, length in words and the line in real size."""
    sheet = m.sheet
    arm, cited = _length(m, option)
    words = arm_words(arm) if arm else _("about this size; ask your surgeon")
    runs = [Run(f"{m.option_name(option)}: "), Run(words, "semibold"), Run(f" {cited}")]
    style = Style(sheet.body.size, sheet.body.leading, after=4)
    low, high = (arm.low or arm.value or 0, arm.high or arm.value or 0) if arm else (0.0, 3.0)
    color = LOOKS[option.look].color
    sure, most = low * MM_IN_CM, high * MM_IN_CM
    items: list[Item] = [Line(sure, 2, most, 2, Stroke(color, 0.9, (1.6, 1.2)))]
    if sure:
        items.insert(0, Line(0, 2, sure, 2, Stroke(color, 1.4)))
    scene = Scene(most + 1, 4, tuple(items))
    return [
        Beside(badge(option.look, 6.0), Paragraph(runs, style), 6),
        Figure(scene, after=sheet.body.after),
    ]


def _length(m: Material, option: Option) -> tuple[Arm | None, str]:
    """Return the length of an option's cut and its source, None when there is no figure."""
    cut = option.cut
    if cut is None or cut.finding is None or cut.finding not in m.library.findings:
        return None, ""
    finding = m.library.findings[cut.finding]
    group = next((g for g in finding.groups if g.technique == cut.group), None)
    return group, m.citations.cite(finding.sources) if group else ""
