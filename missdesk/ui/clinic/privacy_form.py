"""When a visit that everybody has walked away from is covered, and when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.settings import MOST_MINUTES
from missdesk.ui.clinic.form import Form
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.clinic.office import Office


class PrivacyForm(Form):
    """Two numbers of minutes; the end is always after the cover (KP1)."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, _("A visit that is left alone"))
        left, right = self.halves()
        cover, wipe = office.draft.idle_minutes
        label, end = _("Minutes until the screen is covered"), _("Minutes until the visit ends")
        most = MOST_MINUTES
        self._cover = self.stepper("cover", label, cover, (1, most - 1), column=left)
        self._wipe = self.stepper("wipe", end, wipe, (cover + 1, most), column=left)
        self._cover.changed.connect(self._on_cover)
        self._wipe.changed.connect(self._on_wipe)
        card = Card(self.theme, gap=8, parent=self)
        for line in (
            _("Both count from the last touch or key."),
            _("Under the cover nothing of the visit can be seen. Any key shows it again."),
            _("At the end the name, the drawings and all choices go. They can’t be got back."),
        ):
            card.column.addWidget(Words(self.theme, line, "small", parent=card))
        right.addWidget(card)
        self.close_column()

    def _on_cover(self, cover: int) -> None:
        """Push the end back where it would come first."""
        wipe = max(self.office.draft.idle_minutes[1], cover + 1)
        self._wipe.set_value(wipe, least=cover + 1)
        self.office.change(idle_minutes=(cover, wipe))

    def _on_wipe(self, wipe: int) -> None:
        self.office.change(idle_minutes=(self.office.draft.idle_minutes[0], wipe))
