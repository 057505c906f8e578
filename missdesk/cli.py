"""Commands without a window: handout, check, info.

Exit codes (product.md): 0 done; 1 the check found something; 2 bad input, told in one message.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from missdesk import __version__
from missdesk.errors import InputError, MissdeskError, PackError
from missdesk.i18n import _
from missdesk.paths import assets_dir, data_dir

if TYPE_CHECKING:
    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.model.topic import Topic

OK, FOUND, BAD_INPUT = 0, 1, 2
SIDES = ("left", "right", "both")
TEXT_SIZES = ("clear", "large", "larger")
PAPERS = ("a4", "letter")
WINDOW_COMMANDS = ("consult", "tour")
"""Handled by `missdesk.app`; named here so that --help lists all commands."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the app's own form instead of printing its whole usage."""

    def error(self, message: str) -> NoReturn:
        """End with the message and exit code 2."""
        say_error(InputError(self.prog, message, f"See {self.prog} --help"))
        raise SystemExit(BAD_INPUT)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(prog="missdesk", description="Explain spine surgery beside the patient.")
    top.add_argument("--version", action="version", version=f"MISSDesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _consult(commands.add_parser("consult", help="open the consultation window (also with none)"))
    _handout(commands.add_parser("handout", help="make one handout as a PDF file"))
    _check(commands.add_parser("check", help="check a content pack against every rule"))
    _tour(commands.add_parser("tour", help="save a picture of every screen, and each handout"))
    commands.add_parser("info", help="versions, folders, content, printers")
    return top


def _consult(command: argparse.ArgumentParser) -> None:
    """Add the options of `consult`."""
    command.add_argument("--topic", metavar="ID")
    command.add_argument("--level", metavar="L4-L5")
    command.add_argument("--side", choices=SIDES)
    command.add_argument(
        "--step", metavar="NAME", help="problem, operation, compare, recovery, ..."
    )
    command.add_argument("--windowed", action="store_true", help="not over the whole screen")


def _tour(command: argparse.ArgumentParser) -> None:
    """Add the options of `tour`."""
    command.add_argument("-o", "--output", metavar="FOLDER", required=True, type=Path)
    command.add_argument("--topic", metavar="ID")
    command.add_argument("--size", metavar="1366x768", default="1366x768")
    command.add_argument("--theme", choices=("light", "contrast"), default="light")
    command.add_argument("--text", metavar="100", type=int, default=100)


def _handout(command: argparse.ArgumentParser) -> None:
    """Add the options of `handout`."""
    command.add_argument("--topic", metavar="ID")
    command.add_argument("--level", metavar="L4-L5")
    command.add_argument("--side", choices=SIDES)
    command.add_argument("--options", metavar="A,B", help="options shown first, in this order")
    command.add_argument("--name", default="")
    command.add_argument("--birth-date", metavar="YYYY-MM-DD")
    command.add_argument("--operation-date", metavar="YYYY-MM-DD")
    command.add_argument("--language", metavar="en")
    command.add_argument("--text-size", choices=TEXT_SIZES)
    command.add_argument("--paper", choices=PAPERS)
    command.add_argument(
        "--date", metavar="YYYY-MM-DD", help="print date; then the bytes are fixed"
    )
    command.add_argument("--sections", metavar="A,B")
    command.add_argument("--embed-record", action="store_true")
    command.add_argument("--from", dest="record", metavar="FILE", type=Path)
    command.add_argument("-o", "--output", metavar="FILE", required=True, type=Path)


def _check(command: argparse.ArgumentParser) -> None:
    """Add the options of `check`."""
    command.add_argument("pack", metavar="PACK", nargs="?", type=Path)
    command.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Run a parsed command and return its exit code; errors become one message."""
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "handout": run_handout,
        "check": run_check,
        "info": run_info,
    }
    try:
        _look_for_files()
        return commands[arguments.command](arguments)
    except MissdeskError as error:
        say_error(error)
        return BAD_INPUT


def _look_for_files() -> None:
    """Refuse to go on without the app's own files.

    Raises:
        InputError: They are not there.
    """
    try:
        data_dir()
    except FileNotFoundError as error:
        raise InputError(
            "MISSDesk", _("its pictures and texts are not there"), _("Install MISSDesk again")
        ) from error


def say_error(error: MissdeskError) -> None:
    """Write one message: where, what, how to mend."""
    complain(str(error))


def complain(words: str) -> None:
    """Write a line of warning or error."""
    _write(sys.stderr, f"missdesk: {words}\n")


def say(words: str) -> None:
    """Write a line of result."""
    _write(sys.stdout, f"{words}\n")


def _write(stream: TextIO | None, words: str) -> None:
    """Write in whatever the stream can show; what was made stays made when nobody listens."""
    if stream is None or stream.closed:  # started with its output closed
        return
    encoding = stream.encoding or "ascii"
    shown = words.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(shown)
        stream.flush()
    except OSError:  # a full disk, or a reader that went away
        with suppress(OSError):  # else Python tries again at its end, and fails
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run_handout(arguments: argparse.Namespace) -> int:
    """Make a handout and save it whole or not at all."""
    # Imported here: --version and check need none of it.
    from missdesk.content.library import load_library
    from missdesk.handout.build import build_handout
    from missdesk.handout.save import save_pdf
    from missdesk.settings import read_clinic

    library = load_library()
    clinic, faults = read_clinic()
    for fault in (*library.faults, *faults):
        complain(f"left out: {fault}")
    visit = visit_from(arguments, library, clinic.paper)
    today = visit.print_date or date.today()
    made = build_handout(
        library,
        visit,
        clinic=clinic,
        today=today,
        fixed=visit.print_date is not None,
        with_record=arguments.embed_record,
    )
    for warning in made.warnings:
        complain(warning)
    save_pdf(arguments.output, made.pdf)
    say(_("{file}: {pages} pages").format(file=arguments.output, pages=made.pages))
    return OK


def visit_from(arguments: argparse.Namespace, library: Library, paper: str | None = None) -> Visit:
    """Return the visit that the options describe.

    Raises:
        InputError: A value does not fit the topic, or a date is none.
        RecordError: The file given with --from can't be read.
    """
    visit = _first_visit(arguments, library)
    assert visit.topic is not None
    topic = library.topics[visit.topic]
    given = {
        "level": _one_of("--level", _dashed(arguments.level), topic.place.levels),
        "side": _side(arguments.side, topic),
        "options": _options(arguments.options, topic),
        "name": _typed(arguments.name) or None,
        "birth_date": _day("--birth-date", arguments.birth_date),
        "operation_date": _day("--operation-date", arguments.operation_date),
        "language": _one_of("--language", arguments.language, library.pack.languages),
        "text_size": arguments.text_size,
        "paper": arguments.paper or (paper if arguments.record is None else None),
        "sections": _sections(arguments.sections),
        "print_date": _day("--date", arguments.date),
    }
    return replace(visit, **{k: v for k, v in given.items() if v is not None})


def _first_visit(arguments: argparse.Namespace, library: Library) -> Visit:
    """Return the visit of a record, or a new one for the topic."""
    from missdesk.model.consultation import Consultation

    if arguments.record is not None:
        from missdesk.handout.restore import restore_visit

        return restore_visit(arguments.record, library)
    if not arguments.topic:
        known = ", ".join(library.topics)
        raise InputError("--topic", _("is missing"), _("Use one of: {ids}").format(ids=known))
    name = _one_of("--topic", arguments.topic, [str(t) for t in library.topics])
    consultation = Consultation()
    consultation.start({str(k): v for k, v in library.topics.items()}[str(name)])
    return consultation.visit


def _typed(words: str) -> str:
    """Return words as they were typed, also where the locale is not UTF-8.

    Python keeps bytes that the locale can't read as lone surrogates; in UTF-8 they are letters
    of the name, which must not be lost.
    """
    try:
        return words.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return words


def _dashed(level: str | None) -> str | None:
    """Return a level with plain hyphens and capitals, as people may type it."""
    return level.upper().replace("\u2013", "-").replace("/", "-") if level else None


def _one_of(option: str, value: str | None, known: Sequence[str]) -> str | None:
    """Return a value that is known, None when not given.

    Raises:
        InputError: It is not known; a near miss is suggested.
    """
    if value is None or value in known:
        return value
    near = get_close_matches(value, known, 1)
    fix = f'Did you mean "{near[0]}"' if near else f"Use one of: {', '.join(known) or 'none'}"
    raise InputError(option, f'"{value[:40]}" is not known', fix)


def _side(side: str | None, topic: Topic) -> str | None:
    """Return the side, if the topic has one.

    Raises:
        InputError: The topic knows no sides.
    """
    if side and not topic.place.has_side:
        raise InputError("--side", _("this topic has no side"), _("Leave it out"))
    return side


def _options(listed: str | None, topic: Topic) -> tuple[str, ...] | None:
    """Return chosen options in their order.

    Raises:
        InputError: One is not known or stands twice, or there are more than three.
    """
    chosen = _listed(listed)
    if chosen is None:
        return None
    for option in chosen:
        _one_of("--options", option, [str(o.id) for o in topic.options])
    if len(set(chosen)) != len(chosen) or not 1 <= len(chosen) <= 3:
        raise InputError("--options", _("one to three different options"), _("Correct the list"))
    return chosen


def _sections(listed: str | None) -> tuple[str, ...] | None:
    """Return chosen sections.

    Raises:
        InputError: The list has none.
    """
    chosen = _listed(listed)
    if chosen == ():
        raise InputError("--sections", _("names no section"), _("Leave it out, or name some"))
    return chosen


def _listed(value: str | None) -> tuple[str, ...] | None:
    """Return words between commas."""
    return tuple(w.strip() for w in value.split(",") if w.strip()) if value else None


def _day(option: str, value: str | None) -> date | None:
    """Return a date.

    Raises:
        InputError: It is not one.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(
            option, f'"{str(value)[:40]}" is not a date', _("Write it as 2026-12-07")
        ) from error


def run_check(arguments: argparse.Namespace) -> int:
    """Run every content rule; exit 1 when something is found."""
    from missdesk.content.checker import run_checks  # start-up time

    if arguments.pack is not None and not arguments.pack.is_dir():
        raise InputError(
            str(arguments.pack), _("there is no such folder"), _("Give the folder of a pack")
        )
    found = run_checks(arguments.pack, date.today(), plates=_plates())
    if arguments.json:
        say(json.dumps([v.as_dict() for v in found], indent=1))
    else:
        for violation in found:
            say(str(violation))
        say(_("{n} findings").format(n=len(found)) if found else _("The pack passes every rule."))
    return FOUND if found else OK


def _plates() -> frozenset[str]:
    """Return the ids of the plates that are there."""
    return frozenset(p.parent.name for p in (assets_dir() / "plates").glob("*/plate.toml"))


def run_info(_arguments: argparse.Namespace) -> int:
    """Print versions, folders, content, review state and printers."""
    from missdesk.content.library import load_library  # start-up time
    from missdesk.paths import content_dir, settings_dir

    say(f"MISSDesk {__version__}")
    say(f"Python {sys.version.split()[0]}")
    say(f"settings {settings_dir()}")
    say(f"content {content_dir()}")
    try:
        library = load_library()
    except PackError as error:
        say_error(error)
        return BAD_INPUT
    pack = library.pack
    review = f"reviewed by {pack.review.by}" if pack.review else "not yet reviewed by a clinician"
    say(f"pack {pack.id} {pack.version}, {review}, next review due {pack.review_due}")
    for topic in library.topics.values():
        say(f"  topic {topic.id}: {len(topic.options)} options, {len(topic.rows)} rows")
    for fault in library.faults:
        say(f"  left out: {fault}")
    _say_printers()
    return OK


def _say_printers() -> None:
    """Print the printers, or why none is found; that is no error here."""
    from missdesk import printers  # start-up time

    try:
        found = printers.printers()
    except MissdeskError as error:
        say(f"printers: {error}")
        return
    names = [f"{p.name}{'' if p.is_ready else ' (stopped)'}" for p in found]
    say(f"printers: {', '.join(names) or 'none'}")
