"""Who works here, and whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.i18n import _
from missdesk.settings import MOST_PEOPLE, MOST_PHONES, Phone
from missdesk.ui.clinic.form import Form
from missdesk.ui.clinic.line_list import LineList, LineWords, Part

if TYPE_CHECKING:
    from missdesk.ui.clinic.office import Office


class PeopleForm(Form):
    """Phones first: they are what a patient needs at night."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, _("Phones and team"))
        draft = office.draft
        self.setting("phone", _("Phone of the clinic"))
        more = _("More numbers, such as nights and weekends")
        phones = LineList(
            self.theme,
            "clinic.phones",
            (
                Part(_("Who answers, line {n}"), _("Who answers"), 3),
                Part(_("Number, line {n}"), _("Number"), 2),
            ),
            LineWords(more, _("Add a number"), _("Remove number {n}")),
            MOST_PHONES,
            self,
        )
        phones.set_lines([(p.who, p.number) for p in draft.phones])
        phones.edited.connect(self._on_phones)
        self.labelled(more, phones)
        self.setting(
            "emergency",
            _("Emergency number, or words for it"),
            hint=_("your local emergency number"),
        )
        self.note(_("Left empty, the page says “your local emergency number”."))
        team = _("The team: each with a role")
        people = LineList(
            self.theme,
            "clinic.people",
            (Part(_("Person {n}, with the role"), _("Dr Ada Example, spine surgeon"), 1),),
            LineWords(team, _("Add a person"), _("Remove person {n}")),
            MOST_PEOPLE,
            self,
        )
        people.set_lines([(one,) for one in draft.clinicians])
        people.edited.connect(self._on_people)
        self.labelled(team, people)
        self.close_column()

    def _on_phones(self, lines: tuple[tuple[str, str], ...]) -> None:
        self.office.change(phones=tuple(Phone(who, number) for who, number in lines))

    def _on_people(self, lines: tuple[tuple[str], ...]) -> None:
        self.office.change(clinicians=tuple(one for (one,) in lines))
