"""How long the cut in the skin is, drawn to scale, with the words of where that comes from.

Source: standards.md RC24 (scar is what people change their mind on); product.md (scar).
"""

from __future__ import annotations

from missdesk.figures.badge import badge
from missdesk.figures.palette import LOOKS
from missdesk.figures.scar_map import NOMINAL_MM, CutSize, cut_size, cut_words
from missdesk.figures.scene import Item, Line, Scene, Stroke
from missdesk.handout.figure import Beside, Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Stack
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Style
from missdesk.i18n import _
from missdesk.model.topic import Option


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
    cut, cited = _length(m, option)
    said = [Run(f"{m.option_name(option)}: "), Run(cut_words(cut), "semibold")]
    runs = [*said, Run(f"\u00a0{cited}")] if cited else said
    style = Style(sheet.body.size, sheet.body.leading, after=4)
    color = LOOKS[option.look].color
    sure, most = cut.low_mm or 0.0, cut.high_mm or NOMINAL_MM
    items: list[Item] = [Line(sure, 2, most, 2, Stroke(color, 0.9, (1.6, 1.2)))]
    if sure:
        items.insert(0, Line(0, 2, sure, 2, Stroke(color, 1.4)))
    scene = Scene(most + 1, 4, tuple(items))
    return [
        Beside(badge(option.look, 6.0), Paragraph(runs, style), 6),
        Figure(scene, after=sheet.body.after),
    ]


def _length(m: Material, option: Option) -> tuple[CutSize, str]:
    """Return the length of an option's cut and its source, "" when there is no figure."""
    assert option.cut is not None  # only such options are asked for
    finding = m.library.findings.get(option.cut.finding) if option.cut.finding else None
    size = cut_size(option.cut, finding)
    assert size is not None  # the option has a cut
    is_known = finding is not None and size.low_mm is not None
    return size, m.citations.cite(finding.sources) if finding and is_known else ""
