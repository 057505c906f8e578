"""What only the clinic can say: its own advice; the content has blanks where it gives none.

Source: product.md (rules for what is shown).
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Paragraph
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _


def clinics_own(m: Material, key: str, words: str) -> list[Block]:
    """Return one text block of the clinic, nothing when it has not written any.

    Args:
        m: Content, visit and the clinic's settings.
        key: Key of the block, one of `settings.BLOCKS`.
        words: What it is about, such as "Your medicines".
    """
    own = m.clinic.blocks.get(key, "")
    if not own:
        return []
    label = Run(_("{what}: ").format(what=words), "semibold")
    return [Paragraph([label, Run(own)], m.sheet.body, where=words)]
