"""When to go to hospital at once, when to call, and whom.

Source: standards.md CC14; product.md (no phone: "Phone: ________"; never a default number).
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Panel
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _

BLANK = "_" * 18


def blocks(m: Material) -> list[Block]:
    """Return both lists and the numbers to call."""
    sheet = m.sheet
    heading = Heading(_("Warning signs and who to call"), sheet.section, 2)
    intro, groups = _split(m.body("warning.emergency"))
    for block in intro:
        block.after = 0.0
    now: list[Block] = [
        Heading(m.title("warning.emergency"), sheet.sub, 3),
        *intro,
        Paragraph(_emergency(m), sheet.body, where=_("The emergency number")),
    ]
    soon: list[Block] = [
        Heading(m.title("warning.call"), sheet.sub, 3),
        *m.body("warning.call"),
        Paragraph(_phone(m), sheet.body, where=_("The clinic’s phone")),
    ]
    if not sheet.is_wide:
        return [heading, *now, *(block for group in groups for block in group), *soon]
    left = groups[0] if groups else []
    right = groups[1] if len(groups) > 1 else []
    rest = [block for group in groups[2:] for block in group]
    columns = Columns([left, [*right, *rest, *soon]], sheet.gap * 1.6)
    return [heading, Panel([*now, columns], padding=sheet.gap, bar="ink")]


def _split(found: list[Block]) -> tuple[list[Block], list[list[Block]]]:
    """Return what stands before the first small heading, then a group for each heading."""
    starts = [i for i, block in enumerate(found) if isinstance(block, Heading)]
    if not starts:
        return [], [found]
    groups = [found[a:b] for a, b in zip(starts, [*starts[1:], len(found)], strict=True)]
    return found[: starts[0]], groups


def _emergency(m: Material) -> list[Run]:
    """Return which number to call in an emergency."""
    number = m.clinic.emergency or _("your local emergency number")
    return [Run(_("Call ")), Run(number, "semibold"), Run(".")]


def _phone(m: Material) -> list[Run]:
    """Return the clinic's phone, or a blank to fill in."""
    who = m.clinic.name or _("Phone")
    if not m.clinic.phone:
        return [Run(_("{who}: ").format(who=who)), Run(BLANK)]
    return [Run(_("{who}: ").format(who=who)), Run(m.clinic.phone, "semibold")]
