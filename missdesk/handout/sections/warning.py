"""When to go to hospital at once, when to call, and whom.

Source: standards.md CC14; product.md (no phone: "Phone: ________"; never a default number).
"""

from __future__ import annotations

from missdesk.figures.text_fit import NO_BREAK
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import LEAST_BESIDE_BAR, Columns, Panel
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.settings import Phone

BLANK = "_" * 18


SHARES = (0.5, 0.52, 0.55, 0.58, 0.6, 0.61, 0.62)
"""Parts of the width that the signs of an emergency may take; the other ones stand beside them."""


def blocks(m: Material) -> list[Block]:
    """Return both lists and the numbers to call."""
    sheet = m.sheet
    heading = Heading(_("Warning signs and who to call"), sheet.section, 2)
    intro, groups = _split(m.body("warning.emergency"))
    for block in intro:
        block.after = 0.0
    now: list[Block] = [Heading(_emergency(m), sheet.sub, 3), *intro]
    soon: list[Block] = [
        Heading(m.title("warning.call"), sheet.sub, 3),
        *m.body("warning.call"),
    ]
    numbers = _numbers(m)
    if not sheet.is_wide:
        return [heading, *now, *(block for group in groups for block in group), *soon, *numbers]
    urgent = [block for group in groups for block in group]
    # One number stands below its list; several, and the team, want the whole width.
    beside, below = (numbers, []) if len(numbers) == 1 else ([], numbers)
    padding = max(sheet.gap, LEAST_BESIDE_BAR)
    columns = min(
        (Columns([urgent, [*soon, *beside]], sheet.gap * 1.8, (share, 1 - share), ruled=True)
         for share in SHARES),
        key=lambda made: made.height(sheet.text_width - 2 * padding),
    )  # fmt: skip
    for block in below[:-1]:
        block.after = sheet.body.size * 0.15
    return [heading, Panel([*now, columns, *below], padding=padding, bar="ink")]


def _split(found: list[Block]) -> tuple[list[Block], list[list[Block]]]:
    """Return what stands before the first small heading, then a group for each heading."""
    starts = [i for i, block in enumerate(found) if isinstance(block, Heading)]
    if not starts:
        return [], [found]
    groups = [found[a:b] for a, b in zip(starts, [*starts[1:], len(found)], strict=True)]
    return found[: starts[0]], groups


def _emergency(m: Material) -> str:
    """Return what to do in an emergency, and which number to call."""
    title = m.title("warning.emergency").rstrip(".")
    number = m.clinic.emergency.strip().rstrip(".") or _("your local emergency number")
    return _("{title}. Call {number}.").format(title=title, number=number)


def _numbers(m: Material) -> list[Block]:
    """Return the clinic's numbers with who answers, or a blank to fill in; then the team."""
    style = m.sheet.body
    numbers = m.clinic.numbers or (Phone(m.clinic.name, ""),)
    found: list[Block] = []
    for phone in numbers:
        label = Run(_("{who}: ").format(who=phone.who or _("Phone")))
        whole = phone.number.replace(" ", NO_BREAK)
        number = Run(whole, "semibold") if whole else Run(BLANK)
        found.append(Paragraph([label, number], style, where=_("The clinic’s phone")))
    if m.clinic.clinicians:
        team = _("Your team: {names}.").format(names="; ".join(m.clinic.clinicians))
        found.append(Paragraph(team, style, where=_("The clinic’s team")))
    return found
