"""Bring a visit back from a record file or from a handout that carries one.

The file is treated as hostile: its size is bounded before it is read, nothing in it is run, only
the one attachment is taken, and what it says must fit the content of this installation.

Source: issue 3 (bad input, a damaged record); notes/pdf.md 3 and 7.
"""

from __future__ import annotations

import io
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from missdesk.errors import RecordError
from missdesk.handout.names import clean
from missdesk.handout.packing import may_unpack_without_end
from missdesk.handout.plan import ORDER
from missdesk.i18n import _
from missdesk.model.consultation import NOT_SURE, Visit
from missdesk.model.library import Library
from missdesk.model.place import joined, levels_of, unknown_level
from missdesk.model.record import MAX_CHARACTERS, from_json
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Topic
from missdesk.paths import read_bounded

ATTACHMENT: Final = "missdesk-visit.json"
MOST_FILE_BYTES: Final = 50_000_000
PDF_START: Final = b"%PDF-"
MAX_SHOWN: Final = 3
"""Most options shown at a time (product.md); the others still follow on paper."""


SKIPPED: Final = b"\xef\xbb\xbf \t\r\n"
"""What may stand before a record's first sign."""
MOST_NAME: Final = 60


class LockedError(RecordError):
    """The handout is locked: no password was given, or it does not open it."""


def restore_visit(path: Path, library: Library, password: str | None = None) -> Visit:
    """Return the visit of a record (JSON) or of a handout that carries one (PDF).

    Args:
        path: The file.
        library: All content.
        password: Opens a locked handout. PRIVACY: never kept or put into a message.

    Raises:
        LockedError: The handout needs a password, or another one.
        RecordError: The file can't be read, carries no record, or the record does not fit.
    """
    where = shown_name(path)
    if path.is_dir():
        raise RecordError(where, _("it is a folder"), _("Choose a file in it"))
    try:
        raw = read_bounded(path, MOST_FILE_BYTES)
    except OSError as error:
        reason = error.strerror or _("no reason given")
        raise RecordError(
            where, _("it can't be read ({reason})").format(reason=reason), _another()
        ) from error
    if len(raw) > MOST_FILE_BYTES:
        raise RecordError(where, _("it is larger than 50 MB"), _another())
    is_pdf = raw.startswith(PDF_START)
    if not is_pdf and not raw.lstrip(SKIPPED).startswith(b"{"):
        what = _("it is neither a handout nor a record of MISSDesk")
        raise RecordError(where, what, _another())
    data = attached_record(raw, where, password) if is_pdf else raw
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError(where, _("it is damaged"), _another()) from error
    return fitting(from_json(text, where), library, where)


def shown_name(path: Path) -> str:
    """Return a file's name for a message: short, and without signs that turn or hide words."""
    return clean(path.name, MOST_NAME).text or _("The file")


def attached_record(pdf: bytes, where: str, password: str | None = None) -> bytes:
    """Return the record inside a handout.

    Raises:
        LockedError: The PDF needs a password, or another one.
        RecordError: The PDF is damaged, or carries no record of ours.
    """
    if may_unpack_without_end(pdf):
        raise RecordError(where, _("it is packed in a way MISSDesk never uses"), _another())
    # Start-up time: only reopening a handout needs it here.
    from missdesk.handout.pdf_limits import pikepdf
    from missdesk.handout.pdf_scripts import has_scripts

    try:
        given = unicodedata.normalize("NFKC", password or "")
        with pikepdf.Pdf.open(io.BytesIO(pdf), password=given) as file:
            if has_scripts(file):
                what = _("it has a script, which no handout has")
                raise RecordError(where, what, _("Don’t open it in another program either"))
            if ATTACHMENT not in file.attachments:
                fix = _("Choose a handout that was saved to be opened again")
                raise RecordError(where, _("it carries no consultation"), fix)
            data = _unpacked(file.attachments[ATTACHMENT].get_file().obj)
    except pikepdf.PasswordError as error:
        what = _("it is locked with a password")
        if password is None:
            raise LockedError(where, what, _("Give its password")) from error
        raise LockedError(
            where, _("this is not its password"), _("Try again, or choose another file")
        ) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, zlib.error) as error:
        raise RecordError(where, _("the PDF is damaged"), _another()) from error
    if len(data) > MAX_CHARACTERS:
        raise RecordError(where, _("its record is larger than 2 MB"), _another())
    return data


def _unpacked(stream: Any) -> bytes:  # noqa: ANN401  pikepdf's stream objects
    """Return a stream's bytes, of a larger one only so many that its size is clear.

    A small file can unpack to more than the memory holds, so it is never unpacked whole.

    Raises:
        ValueError: It is none, or packed in a way MISSDesk never uses.
        zlib.error: It is damaged.
    """
    if getattr(stream, "_type_name", "") != "stream":
        raise ValueError("an entry without a file")
    packed: bytes = stream.read_raw_bytes()
    found = stream.get("/Filter")
    filters = [] if found is None else [str(f) for f in _listed(found)]
    if not filters:
        return packed
    if filters != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise ValueError("an unusual filter")
    return zlib.decompressobj().decompress(packed, MAX_CHARACTERS + 1)


def _listed(found: Any) -> list[Any]:  # noqa: ANN401  pikepdf's names and arrays
    """Return one name as a list of one."""
    return [found] if found._type_name == "name" else list(found)


def fitting(visit: Visit, library: Library, where: str) -> Visit:
    """Return the visit with only what this installation knows.

    Rows, values, questions and sections that newer content no longer has are dropped; an unknown
    topic, option or level is an error, since another place or way must never be shown instead.

    Raises:
        RecordError: The topic, an option or the level is not known here.
    """
    topic = library.topics.get(visit.topic) if visit.topic else None
    if topic is None:
        raise RecordError(
            where, _("its topic is not in this installation"), _("Install the same content")
        )
    _known(where, _("the option"), visit.options, tuple(str(o.id) for o in topic.options))
    _known_place(where, visit, topic)
    leanings = {NOT_SURE, *(str(o.id) for o in topic.options)}
    return replace(
        visit,
        level=joined(levels_of(visit.level), topic.place),
        side=visit.side if topic.place.has_side else None,
        options=visit.options[:MAX_SHOWN] or tuple(topic.shown_first),
        row=visit.row if visit.row in {str(r.id) for r in topic.rows} else None,
        values={k: v for k, v in visit.values.items() if k in topic.values},
        questions=tuple(q for q in visit.questions if q in topic.questions),
        surgeons_days=_own_days(visit, topic),
        leaning=visit.leaning if visit.leaning in leanings else None,
        sections=_own_sections(visit),
        language=visit.language if visit.language in library.pack.languages else "en",
        operation_step=min(visit.operation_step, topic.step_count),
    )


def _own_sections(visit: Visit) -> tuple[str, ...] | None:
    """Return the sections this version has; the default set when it has none of them."""
    known = tuple(s for s in visit.sections or () if s in ORDER)
    return known if known or visit.sections == () else None


def _own_days(visit: Visit, topic: Topic) -> dict[str, DayRange]:
    known = {row.id for row in topic.recovery}
    return {k: d for k, d in visit.surgeons_days.items() if k in known}


def _known(where: str, what: str, values: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Refuse a value that the topic does not have, or one that stands twice."""
    for value in values:
        if value not in known or values.count(value) > 1:
            raise RecordError(
                where,
                _('{what} "{value}" is not known here').format(what=what, value=value[:40]),
                _("Install the same content"),
            )


def _known_place(where: str, visit: Visit, topic: Topic) -> None:
    """Refuse a place that the topic does not have."""
    wrong = unknown_level(visit.level, topic.place) if visit.level else None
    if wrong is not None:
        _known(where, _("the level"), (wrong,), ())


def _another() -> str:
    return _("Choose another file")
