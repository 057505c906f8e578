"""What a clinic says about itself: name, logo, team, phones, own advice, how it writes dates.

`settings_read` reads it from `clinic.toml`, `settings_toml` writes it there. Nothing here is about
a patient.

Source: product.md (rules for what is shown); kiosk-and-security.md KP, KV.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from missdesk.i18n import _

FILE_NAME: Final = "clinic.toml"
MOST_BYTES: Final = 64 * 1024
MOST_LOGO_BYTES: Final = 4 * 1024 * 1024
MOST_CHARACTERS: Final = 120
MOST_FOOTER_CHARACTERS: Final = 90
"""What fits one line of 12 points."""
MOST_BLOCK_CHARACTERS: Final = 1200
MOST_PEOPLE: Final = 8
IDLE_MINUTES: Final = (10, 20)
"""Until a visit that nobody touches is covered, and until it ends (product.md)."""
MOST_MINUTES: Final = 240
VERSION: Final = 1
"""Of the file; one with a higher number was written by a MISSDesk that knows more than this one."""
MOST_PHONES: Final = 4
MOST_REVIEWERS: Final = 50
PUBLIC_KEY: Final = re.compile(r"[0-9a-f]{64}")
"""A reviewer's key, as `trusted-reviewers` names it."""
BLOCKS: Final = ("medicines", "fasting", "wound", "follow-up", "formats")
"""What only the clinic can say: its own advice, printed where lines to write on stand otherwise."""
PNG_START: Final = b"\x89PNG\r\n\x1a\n"
JPEG_START: Final = b"\xff\xd8\xff"

ClinicPaper = Literal["a4", "letter"]
DateOrder = Literal["day-first", "month-first", "iso"]
Units = Literal["metric", "us"]
PAPERS: Final[Mapping[str, ClinicPaper]] = {"a4": "a4", "letter": "letter"}
DATE_ORDERS: Final[Mapping[str, DateOrder]] = {
    "day-first": "day-first",
    "month-first": "month-first",
    "iso": "iso",
}
UNITS: Final[Mapping[str, Units]] = {"metric": "metric", "us": "us"}


@dataclass(frozen=True, slots=True)
class Formats:
    """How dates and lengths are written.

    Attributes:
        dates: "7 December 2026", "December 7, 2026" or "2026-12-07".
        units: "us" adds inches after centimeters; the study's own number always stays.
    """

    dates: DateOrder = "day-first"
    units: Units = "metric"


_PLAIN: Final = Formats()
_formats: Final[ContextVar[Formats]] = ContextVar("formats", default=_PLAIN)


def formats() -> Formats:
    """Return how dates and lengths are written here and now."""
    return _formats.get()


def use_formats(chosen: Formats) -> None:
    """Write dates and lengths so from now on, in this thread; for the window, once at its start."""
    _formats.set(chosen)


@contextmanager
def written_as(chosen: Formats) -> Iterator[None]:
    """Write dates and lengths so inside the block, whatever other threads do."""
    token = _formats.set(chosen)
    try:
        yield
    finally:
        _formats.reset(token)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call and who answers it; `who` may be empty."""

    who: str
    number: str


@dataclass(frozen=True, slots=True)
class Clinic:
    """What a clinic says about itself; empty texts print as lines to write on.

    Attributes:
        name: Name of the clinic or the team.
        phone: Number to call, as it should be printed.
        emergency: Words for the emergency number; empty = "your local emergency number".
            There is no default number (product.md).
        paper: Paper of the clinic's printer, None when not set.
        blocks: The clinic's own advice by key of `BLOCKS`; plain text, a paragraph a line.
        phones: Further numbers, each with who answers.
        clinicians: The team, one a person, such as "Dr Ada Example, spine surgeon".
        logo: Bytes of a PNG or JPEG file, not decoded yet (`handout.logo` does); may be empty.
        footer: A line at the foot of every page.
        not_offered: Option ids by topic id that this clinic does not do itself. They stay peers
            of the others everywhere, and say so.
        formats: How dates and lengths are written.
        trusted_reviewers: Public keys, in hex, of others whose reviews of a pack are believed.
        pack: Folder or zip of the content in use; None = the one that came with the app.
        idle_minutes: Without a person until a visit is covered, and until it ends.
    """

    name: str = ""
    phone: str = ""
    emergency: str = ""
    paper: ClinicPaper | None = None
    blocks: Mapping[str, str] = field(default_factory=dict)
    phones: tuple[Phone, ...] = ()
    clinicians: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)
    footer: str = ""
    not_offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: Formats = _PLAIN
    trusted_reviewers: tuple[str, ...] = ()
    pack: Path | None = None
    idle_minutes: tuple[int, int] = IDLE_MINUTES

    def offers(self, topic: str, option: str) -> bool:
        """Return whether the clinic does this option itself."""
        return option not in self.not_offered.get(topic, ())

    @property
    def numbers(self) -> tuple[Phone, ...]:
        """Return every number to call, the clinic's own first."""
        own = (Phone(self.name, self.phone),) if self.phone else ()
        return (*own, *self.phones)


def not_offered_words() -> str:
    """Return what stands beside an option that the clinic does not do; screen and paper alike."""
    return _("Not done at this clinic. Ask us who does it.")


def clean(text: str) -> str:
    """Drop what can't be seen, such as controls and direction marks; spaces become one."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def clean_lines(text: str) -> str:
    """Clean each line and drop the empty ones."""
    lines = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
