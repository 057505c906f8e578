"""The sections of the Clinic page, in their order: what each is called, and its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from missdesk.i18n import _
from missdesk.ui.clinic.advice_form import AdviceForm
from missdesk.ui.clinic.batch_form import BatchForm
from missdesk.ui.clinic.content_form import ContentForm
from missdesk.ui.clinic.name_form import NameForm
from missdesk.ui.clinic.offers_form import OffersForm
from missdesk.ui.clinic.people_form import PeopleForm
from missdesk.ui.clinic.privacy_form import PrivacyForm
from missdesk.ui.clinic.review_form import ReviewForm
from missdesk.ui.clinic.waiting_form import WaitingForm
from missdesk.ui.clinic.writing_form import WritingForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from missdesk.ui.clinic.form import Form
    from missdesk.ui.clinic.office import Office

BATCH: Final = "batch"


class Section(NamedTuple):
    """Key, words, icon, and what makes the form."""

    key: str
    words: str
    icon: str
    form: Callable[[Office], Form]


def sections() -> tuple[Section, ...]:
    """Return all sections."""
    return (
        Section("name", _("Name and logo"), "house", NameForm),
        Section("people", _("Phones and team"), "phone", PeopleForm),
        Section("advice", _("Own advice"), "file-text", AdviceForm),
        Section("offers", _("What you do here"), "list-checks", OffersForm),
        Section("writing", _("Dates, paper"), "calendar-days", WritingForm),
        Section(BATCH, _("Many handouts"), "printer", BatchForm),
        Section("waiting", _("Waiting room"), "person-standing", WaitingForm),
        Section("privacy", _("Privacy"), "eye-off", PrivacyForm),
        Section("content", _("Content"), "package", ContentForm),
        Section("review", _("Review and sign"), "stamp", ReviewForm),
    )
