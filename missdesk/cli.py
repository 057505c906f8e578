"""Commands without a window: handout, batch, check, info.

Exit codes (product.md): 0 done; 1 the check found something, or rows of a list failed; 2 bad
input, told in one message; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from missdesk import __version__
from missdesk.console import BAD_INPUT, OK, complain, say, say_error, write
from missdesk.errors import InputError, MissdeskError, PackError
from missdesk.i18n import _, ngettext
from missdesk.log import no_core_dumps
from missdesk.paths import data_dir

if TYPE_CHECKING:
    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library

SIDES = ("left", "right", "both")  # as in handout.typed, which --version need not load
TEXT_SIZES = ("clear", "large", "larger")
PAPERS = ("a4", "letter")
MOST_LINE = 4000
"""Bytes of a line of standard input: a name or a password."""
LEVEL_HELP = "one (L4-L5), several (L3-L4,L4-L5), or from one to another (T10:L4)"
WINDOW_COMMANDS = ("consult", "kiosk", "tour")
"""Handled by `missdesk.app`; named here so that --help lists all commands."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the app's own form instead of printing its whole usage."""

    def error(self, message: str) -> NoReturn:
        """End with the message and exit code 2."""
        complain(f"{message}. See {self.prog} --help.")
        raise SystemExit(BAD_INPUT)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(prog="missdesk", description="Explain spine surgery beside the patient.")
    top.add_argument("--version", action="version", version=f"MISSDesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _consult(commands.add_parser("consult", help="open the consultation window (also with none)"))
    _handout(commands.add_parser("handout", help="make one handout as a PDF file"))
    _batch(commands.add_parser("batch", help="make a handout for each row of a CSV list"))
    _review(commands.add_parser("review", help="record and sign a clinician's review of the pack"))
    _check(commands.add_parser("check", help="check a content pack against every rule"))
    _kiosk(commands.add_parser("kiosk", help="let people in the waiting room read the topics"))
    _tour(commands.add_parser("tour", help="save a picture of every screen, and each handout"))
    commands.add_parser("info", help="versions, folders, content, printers")
    return top


def _consult(command: argparse.ArgumentParser) -> None:
    """Add the options of `consult`."""
    _place(command)
    steps = "problem, operation, compare, recovery, decide or handout"
    command.add_argument("--step", metavar="NAME", help=f"step to open: {steps}")
    again = "reopen a record or a handout; a locked one asks for its password"
    command.add_argument("--from", dest="record", metavar="FILE", type=Path, help=again)
    command.add_argument("--windowed", action="store_true", help="not over the whole screen")


def _kiosk(command: argparse.ArgumentParser) -> None:
    """Add the options of `kiosk`."""
    add = command.add_argument
    add("--settings", metavar="FILE", type=Path, help="by default kiosk.toml of the settings")
    add("--set-pin", action="store_true", help="ask for the staff's PIN, keep it, and end")
    add("--windowed", action="store_true", help="to look at the pages: not locked")


def _tour(command: argparse.ArgumentParser) -> None:
    """Add the options of `tour`."""
    add = command.add_argument
    add("-o", "--output", metavar="FOLDER", required=True, type=Path, help="where pictures go")
    add("--topic", metavar="ID", help="only this topic")
    add("--size", metavar="1366x768", default="1366x768", help="size of the window in pixels")
    add("--theme", choices=("light", "contrast"), default="light", help="colors")
    add("--text", metavar="100", type=int, default=100, help="text size in percent")


def _handout(command: argparse.ArgumentParser) -> None:
    """Add the options of `handout`."""
    _place(command)
    add, day = command.add_argument, "YYYY-MM-DD"
    add("--options", metavar="A,B", help="one to three option ids, shown first in this order")
    add("--name", default="", help="the patient's name; other users of this machine can see it")
    add("--name-from-stdin", action="store_true", help="the name is a line of standard input")
    add("--birth-date", metavar=day, help="printed beside the name")
    add("--operation-date", metavar=day, help="turns days of recovery into dates")
    add("--language", metavar="en", help="language of the pages")
    add("--text-size", choices=TEXT_SIZES, help="14, 18 or 22 points")
    add("--paper", choices=PAPERS, help="by default the clinic's, else A4")
    add("--date", metavar=day, help="print date; then the bytes are fixed")
    add("--sections", metavar="A,B", help="section ids in any order, such as studies,scar,recovery")
    add("--embed-record", action="store_true", help="carry the visit inside, to reopen it")
    add("--from", dest="record", metavar="FILE", type=Path, help="reopen a record or a handout")
    locks = "a line of standard input (after the name) locks the PDF, and opens a locked --from"
    add("--password-from-stdin", action="store_true", help=locks)
    add("-o", "--output", metavar="FILE", required=True, type=Path, help="the PDF to write")


def _place(command: argparse.ArgumentParser) -> None:
    """Add topic, level and side."""
    command.add_argument("--topic", metavar="ID", help="topic id; see: missdesk info")
    command.add_argument("--level", metavar="L4-L5", help=LEVEL_HELP)
    command.add_argument("--side", choices=SIDES, help="side of the problem")


def _batch(command: argparse.ArgumentParser) -> None:
    """Add the options of `batch`."""
    add = command.add_argument
    add("list", metavar="LIST.csv", type=Path, help="a row a patient; columns: docs/batch.md")
    add("-o", "--output", metavar="FOLDER", required=True, type=Path, help="where the PDFs go")
    add("--jobs", metavar="N", type=int, help="processes at a time; by default one a core")


def _check(command: argparse.ArgumentParser) -> None:
    """Add the options of `check`."""
    add = command.add_argument
    add("pack", metavar="PACK", nargs="?", type=Path, help="folder or zip; by default the bundled")
    add("--json", action="store_true", help="print a list of {rule, where, what, fix}")
    add("--report", action="store_true", help="print the release page: standards, grades, balance")
    add("--seal", action="store_true", help="when nothing is found, write the pack's seal anew")


def _review(command: argparse.ArgumentParser) -> None:
    """Add the options of `review`."""
    add = command.add_argument
    add("pack", metavar="PACK", nargs="?", type=Path, help="folder or zip; by default the one used")
    add("--by", metavar="NAME", required=True, help="the reviewer, as shown on every page")
    add("--role", metavar="ROLE", required=True, help='such as "spine surgeon"')
    add("--on", metavar="YYYY-MM-DD", required=True, help="day of the review")
    locked = "the key's passphrase is a line of standard input; locks the key when it is new"
    add("--passphrase-from-stdin", action="store_true", help=locked)


def run(arguments: argparse.Namespace) -> int:
    """Run a parsed command and return its exit code; errors become one message."""
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "handout": run_handout,
        "batch": _run_batch,
        "check": _run_check,
        "review": _run_review,
        "info": run_info,
    }
    no_core_dumps()  # of this process and of those that make a batch
    try:
        look_for_files()
        return commands[arguments.command](arguments)
    except MissdeskError as error:
        say_error(error)
        return BAD_INPUT


def look_for_files() -> None:
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


def run_handout(arguments: argparse.Namespace) -> int:
    """Make a handout and save it whole or not at all."""
    # Imported here: --version and check need none of it.
    from datetime import date

    from missdesk.content.chosen import load_chosen
    from missdesk.handout.build import build_handout
    from missdesk.handout.save import save_pdf
    from missdesk.handout.typed import strange_options
    from missdesk.settings_read import read_clinic

    library = load_chosen()
    clinic, faults = read_clinic()
    for fault in (*library.faults, *faults, *strange_options(clinic, library)):
        complain(f"left out: {fault}")
    password = _read_secrets(arguments)
    visit = visit_from(arguments, library, clinic.paper, password)
    today = visit.print_date or date.today()
    made = build_handout(
        library,
        visit,
        clinic=clinic,
        today=today,
        fixed=visit.print_date is not None,
        with_record=arguments.embed_record,
        password=password,
    )
    for warning in made.warnings:
        complain(warning)
    save_pdf(arguments.output, made.pdf)
    said = ngettext("{file}: {pages} page", "{file}: {pages} pages", made.pages)
    say(said.format(file=arguments.output, pages=made.pages))
    return OK


def visit_from(
    arguments: argparse.Namespace,
    library: Library,
    paper: str | None = None,
    password: str | None = None,
) -> Visit:
    """Return the visit that the options describe.

    Args:
        arguments: The options of `handout`.
        library: All content.
        paper: The clinic's, used when neither an option nor a record names one.
        password: Opens a locked handout given with --from.

    Raises:
        InputError: A value does not fit the topic, or a date is none.
        RecordError: The file given with --from can't be read.
    """
    from missdesk.handout.typed import with_words  # start-up time

    words = {
        "level": arguments.level,
        "side": arguments.side,
        "options": arguments.options,
        "name": _typed(arguments.name),
        "birth_date": arguments.birth_date,
        "operation_date": arguments.operation_date,
        "language": arguments.language,
        "text_size": arguments.text_size,
        "paper": arguments.paper or (paper if arguments.record is None else None),
        "sections": arguments.sections,
        "print_date": arguments.date,
    }
    return with_words(_first_visit(arguments, library, password), words, library)


def _first_visit(arguments: argparse.Namespace, library: Library, password: str | None) -> Visit:
    """Return the visit of a record, or a new one for the topic."""
    if arguments.record is None:
        from missdesk.handout.typed import new_visit  # start-up time

        return new_visit(arguments.topic, library)
    from missdesk.handout.restore import LockedError, restore_visit

    try:
        visit = restore_visit(arguments.record, library, password)
    except LockedError as error:
        if password is not None:
            raise
        fix = _("Give its password with --password-from-stdin")
        raise InputError(error.where, error.what, fix) from error
    if arguments.topic not in {None, visit.topic}:
        what = _('the file is about "{topic}"').format(topic=visit.topic)
        raise InputError("--topic", what, _("Leave it out, or choose another file"))
    return visit


def _typed(words: str) -> str:
    """Return words as they were typed, also where the locale is not UTF-8.

    Python keeps bytes that the locale can't read as lone surrogates; in UTF-8 they are letters
    of the name, which must not be lost.
    """
    try:
        return words.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return words


def _read_secrets(arguments: argparse.Namespace) -> str | None:
    """Put the name from standard input into the options, and return the password from it.

    The name is the first line, the password the next; neither ever stands among the arguments,
    which every user of the machine can read (KP).

    Raises:
        InputError: A line is missing, or the name is given twice.
    """
    if arguments.name_from_stdin:
        if arguments.name:
            what = _("the name is given twice")
            raise InputError("--name-from-stdin", what, _("Leave out --name"))
        arguments.name = read_line("--name-from-stdin", _("Name: "))
    if not arguments.password_from_stdin:
        return None
    return read_line("--password-from-stdin", _("Password: "), is_secret=True)


def read_line(option: str, prompt: str, *, is_secret: bool = False) -> str:
    """Return one line of standard input; a person at a terminal is asked for it.

    Raises:
        InputError: There is none, it is too long, or it is not UTF-8.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise InputError(option, _("standard input is closed"), _("Pipe the line in"))
    if is_secret and sys.stdin.isatty():
        from getpass import getpass  # not on every start

        return getpass(prompt)
    if sys.stdin.isatty():
        write(sys.stderr, prompt)
    raw = sys.stdin.buffer.readline(MOST_LINE + 1).rstrip(b"\r\n")
    if not raw or len(raw) > MOST_LINE:
        what = _("the line is too long") if raw else _("no line came in")
        raise InputError(option, what, _("Pipe in one line: the name first, then the password"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(option, _("the line is not UTF-8 text"), _("Send it as UTF-8")) from error


def _run_batch(arguments: argparse.Namespace) -> int:
    from missdesk.batch_command import run_batch  # start-up time

    return run_batch(arguments)


def _run_check(arguments: argparse.Namespace) -> int:
    from missdesk.check_command import run_check  # start-up time

    return run_check(arguments)


def _run_review(arguments: argparse.Namespace) -> int:
    """Sign a review; the passphrase of the key never stands among the arguments."""
    from missdesk.review_command import run_review  # start-up time

    option = "--passphrase-from-stdin"
    passphrase = ""
    if arguments.passphrase_from_stdin:
        passphrase = read_line(option, _("Passphrase: "), is_secret=True)
    return run_review(arguments, passphrase)


def run_info(_arguments: argparse.Namespace) -> int:
    """Print versions, folders, content, review state and printers."""
    from missdesk.content.chosen import load_chosen  # start-up time
    from missdesk.paths import content_dir, settings_dir

    say(f"MISSDesk {__version__}")
    say(f"Python {sys.version.split()[0]}")
    say(f"settings {settings_dir()}")
    say(f"content {content_dir()}")
    try:
        library = load_chosen()
    except PackError as error:
        say_error(error)
        return BAD_INPUT
    pack = library.pack
    review = f"reviewed by {pack.review.by}" if pack.review else "not yet reviewed by a clinician"
    say(f"pack {pack.id} {pack.version}, {review}, next review due {pack.review_due}")
    for topic in library.topics.values():
        ids = ", ".join(str(option.id) for option in topic.options)
        count = f"{len(topic.options)} options ({ids}), {len(topic.rows)} rows"
        say(f"  topic {topic.id}: {count}")
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
