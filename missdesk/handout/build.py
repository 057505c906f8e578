"""Make a handout: content and a visit in, the bytes of one PDF out.

Everything heavy is imported when the first handout is made, so that the window opens sooner.

Source: architecture.md 1 and 3.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from missdesk.content.overdue import overdue_words
from missdesk.content.reviewed import review_words
from missdesk.errors import InputError
from missdesk.handout.names import clean
from missdesk.handout.restore import ATTACHMENT
from missdesk.i18n import _
from missdesk.model.consultation import Visit
from missdesk.model.library import Library
from missdesk.model.record import to_json
from missdesk.model.topic import Option, Topic
from missdesk.settings import Clinic, written_as

if TYPE_CHECKING:
    from missdesk.handout.document import Foot
    from missdesk.handout.material import Material


MOST_DAYS_AFTER: Final = timedelta(days=3660)
"""Further than any recovery date after an operation."""
FIRST_DAY: Final = date(1900, 1, 1)
"""Before the birth of anyone alive; an earlier year is a slip of the fingers."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A finished handout.

    Attributes:
        pdf: The file; PDF/UA-1, no name in its title or metadata (PU27).
        pages: Number of pages.
        warnings: Sentences for whoever printed it, such as a name that was cut.
    """

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()


def build_handout(
    library: Library,
    visit: Visit,
    *,
    clinic: Clinic | None = None,
    today: date,
    fixed: bool = False,
    with_record: bool = False,
    password: str | None = None,
) -> Handout:
    """Return the handout of a visit.

    Args:
        library: All content.
        visit: This visit; its topic must be set.
        clinic: The clinic's settings; None prints lines to write on.
        today: Date printed as the date of the handout.
        fixed: The file carries this date and no clock time, so that the same input gives the
            same bytes.
        with_record: The consultation rides inside the file, to be reopened from it. PRIVACY: only
            when the clinician asked for it.
        password: Locks the file (AES-256); a locked file has other bytes each time.

    Raises:
        InputError: No topic, an unknown topic or section, a date outside the calendar, or a
            password that is too short or too long.
        FontError: A name or a question has characters that no bundled font can show.
        PlateError: A picture is missing or damaged.
    """
    from missdesk.handout.document import draw  # start-up time: reportlab and pikepdf
    from missdesk.handout.finish import About
    from missdesk.handout.fit import sections
    from missdesk.handout.lock import lock
    from missdesk.handout.setting import kept_words

    warnings: list[str] = []
    made = datetime.combine(today, time(), UTC) if fixed else datetime.now(UTC)
    record = to_json(visit).encode() if with_record else None
    about = About(visit.language, made, record, ATTACHMENT)
    clinic = clinic or Clinic()
    with written_as(clinic.formats), kept_words():
        material = _material(library, visit, clinic, today, warnings)
        foot = _foot(material)
        drawn = draw(sections(material), material.sheet, foot, about)
    pdf = drawn.pdf if password is None else lock(drawn.pdf, password)
    return Handout(pdf, drawn.pages, tuple(warnings))


def options_in_order(visit: Visit, topic: Topic) -> tuple[Option, ...]:
    """Return all options: those of the visit in its order, then the others (RC14, IQ3)."""
    known = {str(o.id): o for o in topic.options}
    chosen = [known[o] for o in visit.options if o in known]
    return (*chosen, *(o for o in topic.options if o not in chosen))


def _material(
    library: Library, visit: Visit, clinic: Clinic, today: date, warnings: list[str]
) -> Material:
    """Gather what the sections are made from; clean and check what was typed."""
    from missdesk.handout import fonts, styles  # start-up time, as above
    from missdesk.handout.clinic_blocks import check_fonts
    from missdesk.handout.document import with_footer
    from missdesk.handout.material import Citations, Material

    if visit.topic is None or visit.topic not in library.topics:
        raise InputError(
            "topic", f"there is no topic {visit.topic or ''}".strip(), "Choose a topic first"
        )
    name = clean(visit.name)
    if name.is_cut:
        warnings.append(_("The name is longer than 200 characters. Its end is cut off."))
    if _has_lost_letters(visit.name):
        warnings.append(_("The name has characters that can't be read. They are left out."))
    cut = [q for q in visit.own_questions if clean(q).is_cut]
    if cut:
        warnings.append(_("A question is longer than 200 characters. Its end is cut off."))
    fonts.check(name.text, _("The name"))
    check_fonts(clinic)
    _check_days(visit, today)
    topic = library.topics[visit.topic]
    made = Material(
        library=library,
        visit=visit,
        topic=topic,
        text=library.text(topic.id, visit.language),
        sheet=styles.sheet(visit.text_size, visit.paper),
        clinic=_with_sound_logo(clinic, warnings),
        today=today,
        name=name,
        options=options_in_order(visit, topic),
        citations=Citations(library.sources),
    )
    return replace(made, sheet=with_footer(made.sheet, _foot(made)))


def _with_sound_logo(clinic: Clinic, warnings: list[str]) -> Clinic:
    """Return the clinic, without its logo when that can't be printed; a warning then says so."""
    from missdesk.handout.logo import read_logo  # start-up time, as above

    if not clinic.logo:
        return clinic
    try:
        read_logo(clinic.logo)
    except InputError as error:
        warnings.append(str(error))
        return replace(clinic, logo=b"")
    return clinic


def _has_lost_letters(typed: str) -> bool:
    """Return whether a text holds letters that can't be known: broken, private, unassigned."""
    return any(unicodedata.category(c) in {"Cs", "Co", "Cn"} for c in typed)


def _check_days(visit: Visit, today: date) -> None:
    """Refuse days that no living patient has, and dates after which the calendar ends.

    Raises:
        InputError: As said.
    """
    days = (
        ("print date", today),
        ("operation date", visit.operation_date),
        ("date of birth", visit.birth_date),
    )
    for where, day in days:
        if day is not None and day < FIRST_DAY:
            raise InputError(where, f"{day.isoformat()} is too early", "Correct the year")
    operation, birth = visit.operation_date, visit.birth_date
    if operation is not None and operation > date.max - MOST_DAYS_AFTER:
        raise InputError(
            "operation date",
            f"{operation.isoformat()} is too late",
            "Choose a date of this or next year",
        )
    if birth is not None and birth > today:
        raise InputError(
            "date of birth", f"{birth.isoformat()} has not come yet", "Correct the year"
        )


def _foot(m: Material) -> Foot:
    """Return what stands at the foot of each page."""
    from missdesk.handout.document import BETWEEN, Foot  # start-up time, as above

    left = review_words(m.library, m.visit.language)
    late = overdue_words(m.library, m.topic.id, m.visit.language, m.today)
    return Foot(left, BETWEEN.join(line for line in (late, m.clinic.footer) if line))
