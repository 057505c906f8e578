"""What only the clinic can say: its own advice; the content has blanks where it gives none.

Source: product.md (rules for what is shown).
"""

from __future__ import annotations

from itertools import groupby

from missdesk.handout import fonts
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Paragraph
from missdesk.handout.lists import ItemList
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.model.topic import Option
from missdesk.settings import Clinic, not_offered_words

BULLETS = ("- ", "* ", "• ")
"""How a line of the clinic's text begins that is an item of a list."""


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
    lines = own.split("\n")
    style = m.sheet.body
    label = Run(_("{what}: ").format(what=words), "semibold")
    is_list = lines[0].startswith(BULLETS)
    first = Paragraph([label] if is_list else [label, Run(lines.pop(0))], style, where=words)
    first.keeps_next = is_list
    found: list[Block] = [first]
    for is_item, group in groupby(lines, key=lambda line: line.startswith(BULLETS)):
        made = [Paragraph(line[2:] if is_item else line, style, where=words) for line in group]
        items = [m.item("bullet", [each], style) for each in made] if is_item else []
        found += [ItemList(items, "Disc", style.after)] if items else made
    return found


def offer_note(m: Material, option: Option) -> list[Block]:
    """Return the words for an option that the clinic does not do itself; it stays a peer."""
    if m.clinic.offers(str(m.topic.id), str(option.id)):
        return []
    note = Paragraph(not_offered_words(), m.sheet.body)
    note.keeps_next = True  # it stands between an option's name and its text
    return [note]


def check_fonts(clinic: Clinic) -> None:
    """Refuse a text of the clinic that no bundled font can show, before any page is made.

    Raises:
        FontError: Names the setting.
    """
    texts = {
        _("The clinic’s name"): (clinic.name,),
        _("The clinic’s phone"): tuple(p.who + p.number for p in clinic.numbers),
        _("The emergency number"): (clinic.emergency,),
        _("The clinic’s team"): clinic.clinicians,
        _("The clinic’s footer"): (clinic.footer,),
        _("The clinic’s own advice"): tuple(clinic.blocks.values()),
    }
    for where, listed in texts.items():
        for text in listed:
            fonts.check(text.replace("\n", " "), where)
