"""How dates and lengths are written, and the paper in the printer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.settings import DATE_ORDERS, PAPERS, UNITS
from missdesk.ui.clinic.form import Form
from missdesk.ui.handout_parts.pick_list import Pick, PickList
from missdesk.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from missdesk.ui.clinic.office import Office

NO_PAPER = "none"


class WritingForm(Form):
    """Choices that hold on screen and paper alike."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, _("Dates, lengths and paper"))
        draft = office.draft
        label = _("Dates")
        dates = PickList(self.theme, "clinic.dates", label, self)
        picks = [
            Pick("day-first", _("7 December 2026")),
            Pick("month-first", _("December 7, 2026")),
            Pick("iso", "2026-12-07"),
        ]
        dates.set_picks(picks, draft.formats.dates)
        dates.chosen.connect(self._on_dates)
        self.labelled(label, dates)
        label = _("Lengths")
        units = Segmented(
            self.theme,
            "clinic.units",
            label,
            [("metric", _("Centimeters")), ("us", _("Centimeters and inches"))],
            value=draft.formats.units,
            is_wide=True,
            parent=self,
        )
        units.chosen.connect(self._on_units)
        self.labelled(label, units)
        self.note(_("The study’s own number always stays."))
        label = _("Paper, unless another is chosen for a handout")
        paper = Segmented(
            self.theme,
            "clinic.paper",
            label,
            [(NO_PAPER, _("Not set: A4")), ("a4", _("A4")), ("letter", _("Letter"))],
            value=draft.paper or NO_PAPER,
            is_wide=True,
            parent=self,
        )
        paper.chosen.connect(self._on_paper)
        self.labelled(label, paper)
        self.close_column()

    def _on_dates(self, key: str) -> None:
        formats = replace(self.office.draft.formats, dates=DATE_ORDERS[key])
        self.office.change(formats=formats)

    def _on_units(self, key: str) -> None:
        formats = replace(self.office.draft.formats, units=UNITS[key])
        self.office.change(formats=formats)

    def _on_paper(self, key: str) -> None:
        self.office.change(paper=PAPERS.get(key))
