"""What can go wrong, in words below the table: what, why, to whom and how serious.

Source: standards.md CC18, IC1; product.md (rules for what is shown).
"""

from __future__ import annotations

from collections.abc import Sequence

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.lists import ItemList, PairedList
from missdesk.handout.material import Material
from missdesk.handout.plan import chooses_surgery
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving
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
        return _of_surgery(m, told)
    label = _("What can go wrong: ") if len(told) > (not is_all) else ""
    return [_paragraph(m, label, told)] if told else []


def _of_surgery(m: Material, told: Sequence[str]) -> list[Block]:
    """Return the harms of surgery and what else is told: a list, or one paragraph to save room."""
    found, asked = _surgery_harms(), _("Ask how likely each is for you.")
    label = _("What can go wrong with surgery, and without")
    if m.saving >= Saving.LIVING:
        return [_paragraph(m, f"{label}: ", [*found, asked, *told])]
    small = m.sheet.small
    items = [m.item("bullet", [Paragraph(harm, small)], small, 0.1) for harm in found]
    listed = PairedList(items, "Disc", m.sheet.gap) if m.sheet.is_wide else ItemList(items, "Disc")
    return [Heading(label, m.sheet.sub, 3), listed, _paragraph(m, "", [asked, *told])]


def _paragraph(m: Material, label: str, told: Sequence[str]) -> Paragraph:
    """Return sentences in small print after a label, both in ink."""
    runs = [Run(label, "semibold", "ink"), Run(" ".join(told), color="ink")]
    return Paragraph([run for run in runs if run.text], m.sheet.small)


def _surgery_harms() -> tuple[str, ...]:
    """Return the harms that any operation on the back can have, and those of none (CC8: seven)."""
    return (
        _("Germs can get into the wound (infection). Medicine clears most."),
        _(
            "The bag around the nerves, the nerve lining, can tear close to the cut. It can mostly "
            "be sealed at once."
        ),
        _("A nerve can be hurt when it is moved, and a weak or numb leg can stay."),
        _(
            "Blood can set in a leg vein when you move little (clot), and block the lungs, a "
            "danger to life."
        ),
        _("You may need surgery again."),
        _(
            "Some of these come more often in older people, repeat surgery, with diabetes or "
            "smoking. At the very worst, legs do not move, or a person dies."
        ),
        _(
            "Without surgery, pain can stay or get worse. So can a nerve, and you may need surgery "
            "later."
        ),
    )
