"""Say which printers there are, and hand a finished PDF to one of them.

CUPS' own `lpstat` and `lp` are called without a shell. The PDF goes through a pipe: no temporary
file, and nothing of the patient among the arguments, which every user of the machine can read.

Source: architecture.md 3 (Print); kiosk-and-security.md KP3, KP5.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess  # one of the named places (architecture.md 2)
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from missdesk.errors import PrintError
from missdesk.i18n import _

TITLE: Final = "Spine surgery handout"
"""Title of every file and name of every print job; it names no patient (KP5, PU27)."""
MOST_COPIES: Final = 99
ASK_SECONDS: Final = 5.0
SEND_SECONDS: Final = 60.0

_STATUS: Final = re.compile(r"^printer (\S+) (.*)$")
_DEFAULT: Final = re.compile(r"^system default destination: (\S+)$")
_JOB: Final = re.compile(r"request id is (\S+)")


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this machine.

    Attributes:
        is_default: Used when nobody chooses.
        is_ready: Takes jobs now; False = stopped or out.
        reason: Why it is not ready, in the words of the print system; may be empty.
    """

    name: str
    is_default: bool = False
    is_ready: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JobState:
    """What became of a handout that was sent.

    Attributes:
        is_waiting: It is in the printer's queue, or printing.
        trouble: What the printer says keeps it from printing; may be empty.
    """

    is_waiting: bool
    trouble: str = ""


def printers() -> list[Printer]:
    """Return the printers, the default one first; empty when there is none.

    Raises:
        PrintError: This machine has no print system, or it does not answer.
    """
    done = _run(["lpstat", "-p", "-d"], b"", ASK_SECONDS)
    if done.returncode and _says_no_printer(done.stderr):
        return []
    if done.returncode and not done.stdout.strip():
        raise PrintError(
            _("The print system"),
            _("it does not answer ({words})").format(words=_words(done.stderr)),
            _("Start CUPS, or save the PDF and print it elsewhere"),
        )
    return _read_status(done.stdout.decode("utf-8", "replace"))


def send(
    pdf: bytes,
    printer: Printer | str | None = None,
    copies: int = 1,
    two_sided: bool = True,
    color: bool = True,
    title: str = TITLE,
) -> str:
    """Hand a PDF to a printer and return the number of its job.

    Args:
        pdf: The finished file; it is piped, never stored.
        printer: Which one; None = the default one.
        copies: 1 to 99.
        two_sided: On both sides of the sheet.
        color: False prints in grey.
        title: Name of the job; never a patient's.

    Raises:
        PrintError: No printer, an unknown one, one that is out, or a print system that fails.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise PrintError(
            _("Copies"), _("{n} copies can't be printed").format(n=copies), _("Choose 1 to 99")
        )
    chosen = _choose(printers(), printer.name if isinstance(printer, Printer) else printer)
    sides = "two-sided-long-edge" if two_sided else "one-sided"
    command = ["lp", "-d", chosen.name, "-n", str(copies), "-t", title, "-o", f"sides={sides}"]
    command += ["-o", f"print-color-mode={'color' if color else 'monochrome'}"]
    command += ["-o", "document-format=application/pdf", "--", "-"]
    done = _run(command, pdf, SEND_SECONDS)
    if done.returncode:
        raise PrintError(
            _("Printer {name}").format(name=chosen.name),
            _("it did not take the handout ({words})").format(words=_words(done.stderr)),
            _("Check the printer and try again, or save the PDF"),
        )
    found = _JOB.search(done.stdout.decode("utf-8", "replace"))
    return found.group(1) if found else ""


def job_state(job: str, printer: str) -> JobState:
    """Return what became of a job, as `send` numbered it.

    Raises:
        PrintError: The printer is gone, or the print system does not answer.
    """
    done = _run(["lpstat", "-W", "not-completed", "-o", printer, "-p", printer], b"", ASK_SECONDS)
    if done.returncode:
        raise PrintError(
            _("Printer {name}").format(name=printer),
            _("it is gone ({words})").format(words=_words(done.stderr)),
            _("Choose another printer, or save the PDF"),
        )
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    is_waiting = any(line.split()[:1] == [job] for line in lines)
    found = next((p for p in _read_status("\n".join(lines)) if p.name == printer), None)
    if not is_waiting or found is None:
        return JobState(is_waiting)
    said = [line.strip() for line in lines if line.startswith("\t")]
    return JobState(True, found.reason if not found.is_ready else " ".join(said)[:120])


def cancel(job: str) -> None:
    """Take a job out of the queue; one that is printed already is left as it is.

    Raises:
        PrintError: The print system does not do it.
    """
    done = _run(["cancel", job], b"", ASK_SECONDS)
    if done.returncode and b"already" not in done.stderr:
        raise PrintError(
            _("Printing"),
            _("it could not be stopped ({words})").format(words=_words(done.stderr)),
            _("Press the cancel key of the printer"),
        )


def _choose(found: Sequence[Printer], name: str | None) -> Printer:
    """Return the printer to use.

    Raises:
        PrintError: There is none, it is not known, or it is stopped.
    """
    if not found:
        raise PrintError(
            _("Printing"),
            _("this computer has no printer"),
            _("Add a printer in the system settings, or save the PDF"),
        )
    chosen = next((p for p in found if p.name == name), None) if name else found[0]
    if chosen is None:
        raise PrintError(
            _("Printer {name}").format(name=name),
            _("there is no printer of this name"),
            _("Choose one of: {names}").format(names=", ".join(p.name for p in found)),
        )
    if not chosen.is_ready:
        raise PrintError(
            _("Printer {name}").format(name=chosen.name),
            _("it is stopped ({reason})").format(reason=chosen.reason or _("no reason given")),
            _("Switch it on and look at its paper, or choose another printer"),
        )
    return chosen


def _read_status(text: str) -> list[Printer]:
    """Return printers from what `lpstat -p -d` writes; a reason stands on the line below."""
    found: list[Printer] = []
    default = ""
    for line in text.splitlines():
        if match := _DEFAULT.match(line):
            default = match.group(1)
        elif match := _STATUS.match(line):
            is_ready = "disabled" not in match.group(2).split()
            found.append(Printer(match.group(1), False, is_ready))
        elif line.startswith((" ", "\t")) and found and not found[-1].is_ready:
            last = found[-1]
            found[-1] = Printer(last.name, False, False, last.reason or line.strip()[:120])
    marked = [Printer(p.name, p.name == default, p.is_ready, p.reason) for p in found]
    return sorted(marked, key=lambda p: not p.is_default)


def _run(command: Sequence[str], fed: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a program of the print system in English, without a shell.

    Raises:
        PrintError: It is not installed, hangs or can't be started.
    """
    program = shutil.which(command[0])
    if program is None:
        raise PrintError(
            _("Printing"),
            _("this computer has no print system (the program {name} is missing)").format(
                name=command[0]
            ),
            _("Install CUPS, or save the PDF and print it elsewhere"),
        )
    try:
        return subprocess.run(
            [program, *command[1:]],
            input=fed,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise PrintError(
            _("The print system"),
            _("it gave no answer within {n} seconds").format(n=round(seconds)),
            _("Check the printer's connection, or save the PDF"),
        ) from error
    except OSError as error:
        raise PrintError(
            _("The print system"),
            _("{name} can't be started ({words})").format(name=command[0], words=error.strerror),
            _("Install CUPS again, or save the PDF"),
        ) from error


def _says_no_printer(said: bytes) -> bool:
    """Return whether `lpstat` only means that no printer is set up."""
    return b"No destinations added" in said


def _words(said: bytes) -> str:
    """Return the last line a program wrote, without its name; at most 160 characters."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    last = lines[-1] if lines else _("no reason given")
    return last.removeprefix("lp: ").removeprefix("lpstat: ").strip().rstrip(".")[:160]
