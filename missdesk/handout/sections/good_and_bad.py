"""Good and bad points of all options as peers, in the same room (IC1).

Source: standards.md IQ4-IQ6, IC1, RC14, RC17; product.md (symmetry).
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.figures.badge import badge
from missdesk.figures.palette import LOOKS, PALETTES
from missdesk.handout.figure import Beside
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading
from missdesk.handout.groups import Columns, Stack
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import MM, Style
from missdesk.handout.tagging import Pen
from missdesk.i18n import _
from missdesk.model.topic import Option

PARTS = ("good", "bad")


def blocks(m: Material) -> list[Block]:
    """Return a heading and a card for each option."""
    heading = Heading(_("Good and bad points of each option"), m.sheet.section, 2)
    if not m.sheet.is_wide:
        return [heading, *(block for option in m.options for block in _plain(m, option))]
    cards = [Card(_card(m, option), option) for option in m.options]
    for card in cards:
        card.peers = cards
        card.after = m.sheet.gap
    return [heading, *cards]


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


def _card(m: Material, option: Option) -> list[Block]:
    """Return good and bad points beside each other."""
    good, bad = (_part(m, option, part) for part in ("good", "bad"))
    return [_name(m, option), Columns([good, bad], m.sheet.gap * 1.5)]


def _plain(m: Material, option: Option) -> list[Block]:
    """Return the parts below one another, for large print."""
    found: list[Block] = [_name(m, option)]
    found[0].before = m.sheet.section.before
    for part in PARTS:
        found += _part(m, option, part)
    return found
