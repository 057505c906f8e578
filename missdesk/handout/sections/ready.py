"""Getting ready for an operation, with the clinic's own advice or lines to write it on.

Source: product.md (medicines, fasting and follow-up are the clinic's text blocks).
"""

from __future__ import annotations

from missdesk.handout.clinic_blocks import clinics_own
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading
from missdesk.handout.material import Material
from missdesk.i18n import _


def blocks(m: Material) -> list[Block]:
    """Return the list and what only the clinic can say."""
    found: list[Block] = [Heading(m.title("ready"), m.sheet.section, 2), *m.body("ready")]
    for key, words in (("medicines", _("Your medicines")), ("fasting", _("Food and drink"))):
        found += clinics_own(m, key, words)
    return found
