"""Good and bad points of all options as peers, in the same room (IC1).

Source: standards.md IQ4-IQ6, IC1, RC14, RC17; product.md (symmetry).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from missdesk.figures.badge import badge
from missdesk.figures.palette import LOOKS, PALETTES
from missdesk.handout.clinic_blocks import offer_note
from missdesk.handout.figure import Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading
from missdesk.handout.groups import Columns, Stack
from missdesk.handout.material import Material
from missdesk.handout.plan import chooses_surgery
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM, Style, tight
from missdesk.handout.tagging import Pen
from missdesk.i18n import _
from missdesk.model.topic import Option

PARTS = ("good", "bad")
PER_PAGE = 2
EVEN = 0.5
SHARES = (EVEN, 0.47, 0.44)
"""Widths of the good points, the same on all cards; bad ones are often the longer list."""
ROOMY = 0.4
"""Cards lower than this part of a page leave no empty half of it."""
HARMS = "harms"
"""Id of the shared words on what can go wrong."""


def blocks(m: Material) -> list[Block]:
    """Return a heading, a card for each option, and what the bad things are."""
    heading = Heading(_("Good and bad points of each option"), m.sheet.section, 2)
    cards = _cards(m) if m.sheet.is_wide else []
    plain = (block for option in m.options for block in _plain(m, option))
    return [heading, *(cards or plain), *_harms(m)]


def _cards(m: Material) -> list[Card]:
    """Return a card for each option, all equally high, two of them on a page below the heading.

    None where they are longer: a card a page would leave half of each page empty.
    """
    sheet, airy = m.sheet, _made(m, EVEN)
    if airy[0].height(sheet.text_width) < sheet.text_height * ROOMY:
        return airy
    room = sheet.text_height - sheet.section.leading - sheet.section.after
    for closer in (sheet, tight(sheet), tight(tight(sheet))):
        for share in SHARES:
            made = _made(replace(m, sheet=closer), share)
            used = PER_PAGE * made[0].height(sheet.text_width) + made[0].after
            if used <= room:
                return made
    return []


def _made(m: Material, share: float) -> list[Card]:
    """Return the cards, all equally high; good points take this share of the width."""
    cards = [Card(_card(m, option, share), option) for option in m.options]
    for card in cards:
        card.peers = cards
        card.after = m.sheet.gap
    return cards


def _harms(m: Material) -> list[Block]:
    """Return what each bad thing is, why, to whom and how serious (CC18), where it is written.

    Nothing where no operation is chosen: all choices are ways to get well.
    """
    words = m.shared(HARMS) if chooses_surgery(m.topic) else []
    if not words:
        return []
    title = m.library.common_section(HARMS, m.visit.language).title
    return [Heading(title, m.sheet.section, 2), *words]


class Card(Stack):
    """One option beside a bar in its color; all cards are equally high."""

    def __init__(self, parts: Sequence[Block], option: Option) -> None:
        """Keep the parts; `peers` are all cards, itself among them."""
        super().__init__(parts)
        self.peers: Sequence[Card] = (self,)
        self.color = PALETTES["paper"][LOOKS[option.look].color]
        self.before = self.after = 0.0

    def own_height(self, width: float) -> float:
        """Return the height of its own parts."""
        return Stack.height(self, width - 14) + 6

    def height(self, width: float) -> float:
        """Return the height of the highest card, so that no option gets more room (IC1)."""
        return max(card.own_height(width) for card in self.peers)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the bar at the left and the parts."""
        pen.box((x, top - self.height(width), x + 4, top), self.color, 2)
        Stack.draw(self, pen, x + 14, top - 2, width - 14)


def _name(m: Material, option: Option) -> Block:
    """Return the option's mark with its plain name and, beside it, its medical name."""
    runs = [
        Run(m.option_name(option)),
        Run(f"  {m.field(f'option.{option.id}', 'medical')}", "regular", "ink2"),
    ]
    style = m.sheet.sub
    heading = Heading(runs, Style(style.size, style.leading, style.weight, after=4), 3)
    return Beside(badge(option.look, style.size * 1.25 / MM), heading, 8)


def _part(m: Material, option: Option, part: str) -> list[Block]:
    """Return one part with its small heading."""
    sheet = m.sheet
    section = f"option.{option.id}.{part}"
    small = Style(sheet.body.size, sheet.body.leading, "semibold", "ink", after=1)
    return [Heading(m.title(section), small, 4), *m.body(section)]


def _card(m: Material, option: Option, share: float) -> list[Block]:
    """Return good and bad points beside each other."""
    good, bad = (_part(m, option, part) for part in ("good", "bad"))
    both = Columns([good, bad], m.sheet.gap * 1.5, (share, 1 - share))
    return [_name(m, option), *offer_note(m, option), both]


def _plain(m: Material, option: Option) -> list[Block]:
    """Return the parts below one another, for large print and long lists."""
    found: list[Block] = [_name(m, option), *offer_note(m, option)]
    found[0].before = m.sheet.section.before
    for part in PARTS:
        found += _part(m, option, part)
    return found
