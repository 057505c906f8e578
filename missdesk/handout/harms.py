"""What can go wrong, in words below the table: what, why, to whom and how serious.

Source: standards.md CC18, IC1; product.md (rules for what is shown).
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Paragraph
from missdesk.handout.material import Material
from missdesk.handout.plan import chooses_surgery
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.model.topic import Row


def harms(m: Material, rows: Sequence[Row], *, is_all: bool) -> list[Block]:
    """Return of each harm what it is, why it happens, to whom and how serious it is (CC18).

    The harms of operations only where one is chosen; then the own ones of rows and options that
    write of one (`risk`, `harm`), and that studies found more than is printed.
    """
    own = [(m.title(f"row.{row.id}"), m.field(f"row.{row.id}", "risk")) for row in rows]
    own += [(m.short_name(o), m.field(f"option.{o.id}", "harm")) for o in m.options]
    told = [f"{name}: {harm}" for name, harm in own if harm]
    if not is_all:
        told.append(_("Studies found more. Ask us to print the good and bad points in words."))
    if chooses_surgery(m.topic):
        label, told = _("What can go wrong with surgery, and without: "), [_surgery_harms(), *told]
    else:
        label = _("What can go wrong: ") if len(told) > (not is_all) else ""
    runs = [Run(label, "semibold", "ink"), Run(" ".join(told), color="ink")]
    return [Paragraph([run for run in runs if run.text], m.sheet.small)] if told else []


def _surgery_harms() -> str:
    """Return the harms that any operation on the back can have."""
    return _(
        "Germs can get into the wound (infection). Medicine clears most. The bag around the "
        "nerves, the nerve lining, can tear close to the cut. It can mostly be sealed at once. A "
        "nerve can be hurt when it is moved, and a weak or numb leg can stay. Blood can set in a "
        "leg vein when you move little (clot), and block the lungs, a danger to life. You may need "
        "surgery again. Some of these come more often in older people, repeat surgery, with "
        "diabetes or smoking. At the very worst, legs do not move, or a person dies. Without "
        "surgery, pain can stay or get worse. So can a nerve, and you may need surgery later. Ask "
        "how likely each is for you."
    )
