"""The first days at home, with the clinic's own advice on the wound and the next visit.

Source: product.md (wound care and follow-up dates are the clinic's text blocks).
"""

from __future__ import annotations

from missdesk.handout.clinic_blocks import clinics_own
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading
from missdesk.handout.material import Material
from missdesk.i18n import _


def blocks(m: Material) -> list[Block]:
    """Return the list and what only the clinic can say."""
    found: list[Block] = [
        Heading(m.title("first-days"), m.sheet.section, 2),
        *m.body("first-days"),
    ]
    for key, words in (("wound", _("Your wound")), ("follow-up", _("Your next visit"))):
        found += clinics_own(m, key, words)
    return found
