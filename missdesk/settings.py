"""Read what a clinic says about itself: name, logo, team, phones, own advice, how it writes dates.

`clinic.toml` in the settings folder is optional and written by people, so every value is checked
and a wrong one is left out with a message; the rest is used. Nothing here is about a patient.
`docs/clinic-settings.md` explains every key.

Source: product.md (rules for what is shown); kiosk-and-security.md KP, KV.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal

from missdesk.errors import Fault
from missdesk.i18n import _
from missdesk.paths import read_bounded, settings_dir
from missdesk.settings_lines import line_of

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
_REVIEWER: Final = re.compile(r"[0-9a-f]{64}")
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


def read_clinic(folder: Path | None = None) -> tuple[Clinic, tuple[Fault, ...]]:
    """Return the clinic's settings and what had to be left out.

    Args:
        folder: Where `clinic.toml` is looked for; by default the app's settings folder.

    Returns:
        Empty settings without a fault when there is no file; a broken file gives empty
        settings and a fault, a wrong value is left out and named.
    """
    where = folder if folder is not None else settings_dir()
    faults: list[Fault] = []
    text = _text_of(where / FILE_NAME, faults)
    read = _Reader(faults, text)
    values = _known(_values(where / FILE_NAME, text, faults), read)
    read.refuse_unknown(values, _KEYS)
    clinic = Clinic(
        name=read.text(values, "name"),
        phone=read.text(values, "phone"),
        emergency=read.text(values, "emergency"),
        paper=PAPERS.get(read.choice(values, "paper", PAPERS)),
        blocks=_blocks(values, read),
        phones=_phones(values, read),
        clinicians=read.texts(values, "clinicians", MOST_PEOPLE),
        logo=_logo(values, read, where),
        footer=read.text(values, "footer", MOST_FOOTER_CHARACTERS),
        not_offered=_not_offered(values, read),
        formats=Formats(
            DATE_ORDERS.get(read.choice(values, "dates", DATE_ORDERS), "day-first"),
            UNITS.get(read.choice(values, "units", UNITS), "metric"),
        ),
        trusted_reviewers=_reviewers(values, read),
        pack=_pack(values, read, where),
        idle_minutes=_idle(values, read),
    )
    return clinic, tuple(faults)


def unknown_options(clinic: Clinic, known: Mapping[str, Sequence[str]]) -> tuple[Fault, ...]:
    """Return a fault for each topic or option under "not-offered" that no content has.

    Args:
        clinic: The settings.
        known: Option ids by topic id, of the library in use.
    """
    faults: list[Fault] = []
    where = f"{FILE_NAME} not-offered"
    for topic, options in clinic.not_offered.items():
        if topic not in known:
            faults.append(Fault(where, f'there is no topic "{topic[:40]}"', _near(topic, known)))
            continue
        for option in options:
            if option not in known[topic]:
                what = f'there is no option "{option[:40]}"'
                faults.append(Fault(f"{where}.{topic}", what, _near(option, known[topic])))
    return tuple(faults)


_KEYS: Final = (
    "name", "logo", "clinicians", "phone", "phones", "emergency", "paper", "dates", "units",
    "footer", "not-offered", "blocks", "trusted-reviewers", "pack", "cover-minutes",
    "wipe-minutes", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes values of one table and notes what is wrong with them.

    Attributes:
        file: The whole text, to name lines.
        table: Name of the table, "" for the keys before the first one.
        entry: Which table of that name, from 1; 0 = the only one.
    """

    faults: list[Fault]
    file: str
    table: str = ""
    entry: int = 0

    def inside(self, table: str, entry: int = 0) -> _Reader:
        """Return the reader of a table of the same file."""
        return _Reader(self.faults, self.file, table, entry)

    def bad(self, key: str, what: str, fix: str, *, at: str = "") -> None:
        """Note a fault; `at` is the key on its line when that is not named anyway."""
        line = line_of(self.file, self.table, at or key, entry=self.entry)
        file = f"{FILE_NAME}:{line}" if line else FILE_NAME
        table = f"{self.table}[{self.entry}]" if self.entry else self.table
        self.faults.append(Fault(" ".join(p for p in (file, table, key) if p), what, fix))

    def refuse_unknown(self, values: Mapping[str, object], known: Sequence[str]) -> None:
        """Name keys that mean nothing, with the nearest one that does."""
        for key in values:
            if key not in known:
                what = f'"{clean(key)[:40]}" is not a setting'
                self.bad("", what, _near(key, known), at=key)

    def text(
        self,
        values: Mapping[str, object],
        key: str,
        most: int = MOST_CHARACTERS,
        *,
        keeps_lines: bool = False,
    ) -> str:
        """Return a text, or an empty one with a fault when the value is not a short text."""
        value = values.get(key, "")
        if not isinstance(value, str):
            self.bad(key, "the value is not a text", "Put it in quotes")
            return ""
        text = clean_lines(value) if keeps_lines else clean(value)
        if len(text) > most:
            self.bad(key, f"the text has {len(text)} characters", f"Use at most {most}")
            return ""
        return text

    def texts(self, values: Mapping[str, object], key: str, most: int) -> tuple[str, ...]:
        """Return a list of short texts without the empty ones."""
        value = values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.bad(key, "this is not a list of texts", 'Write it as ["…", "…"]')
            return ()
        if len(value) > most:
            self.bad(key, f"the list has {len(value)} entries", f"Use at most {most}")
            return ()
        found = (self.text({key: v}, key) for v in value)
        return tuple(text for text in found if text)

    def choice(self, values: Mapping[str, object], key: str, known: Mapping[str, str]) -> str:
        """Return one of a few words, "" when not given or not known."""
        found = self.text(values, key).lower()
        if found and found not in known:
            listed = " or ".join(f'"{word}"' for word in known)
            self.bad(key, f'"{found[:40]}" is not known', f"Write {listed}")
            return ""
        return found


def _text_of(path: Path, faults: list[Fault]) -> str:
    """Return the file's text; empty when it is not there or can't be read."""
    try:
        raw = read_bounded(path, MOST_BYTES)
        if len(raw) <= MOST_BYTES:
            return raw.decode("utf-8-sig")
        faults.append(
            Fault(str(path), "the file is larger than 64 KB", "Keep only the clinic's settings")
        )
    except FileNotFoundError:
        pass  # a clinic need not have one
    except OSError as error:
        what = f"the file can't be read ({error.strerror or 'no reason given'})"
        faults.append(Fault(str(path), what, "Check it and its permissions"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(f"{path}:{line}", "the file is not UTF-8 text", "Save it as UTF-8"))
    return ""


def _values(path: Path, text: str, faults: list[Fault]) -> dict[str, object]:
    """Return the file's top table; empty when it is not TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        what = "the file can't be read (it is nested too deep)"
        faults.append(Fault(str(path), what, "Write it without deep nesting"))
    except ValueError as error:  # not TOML, or a number of more digits than Python reads
        told, _found, at = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", at)
        line = found[1] if found else str(text.rstrip().count("\n") + 1)
        what = f"the file is not TOML: {told}"
        faults.append(Fault(f"{path}:{line}", what, "Correct that line"))
    return {}


def _known(values: dict[str, object], read: _Reader) -> dict[str, object]:
    """Return the values unless a newer MISSDesk wrote them: half-understood is worse than none."""
    version = values.get("version", VERSION)
    if isinstance(version, int) and not isinstance(version, bool) and 1 <= version <= VERSION:
        return values
    fix = "Install the newer MISSDesk, or write version = 1 and check the file"
    read.bad("version", "a newer MISSDesk wrote this file; nothing of it is used", fix)
    return {}


def _blocks(values: Mapping[str, object], top: _Reader) -> dict[str, str]:
    """Return the clinic's own advice; empty texts are left out."""
    read = top.inside("blocks")
    table = values.get("blocks", {})
    if not isinstance(table, dict):
        read.bad("", "this is not a table", "Write [blocks]")
        return {}
    read.refuse_unknown(table, BLOCKS)
    texts = {k: read.text(table, k, MOST_BLOCK_CHARACTERS, keeps_lines=True) for k in BLOCKS}
    return {key: text for key, text in texts.items() if text}


def _phones(values: Mapping[str, object], top: _Reader) -> tuple[Phone, ...]:
    """Return the further numbers; one without a number is left out."""
    read = top.inside("phones")
    tables = values.get("phones", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        read.bad("", "this is not a list of tables", "Write [[phones]] above each number")
        return ()
    if len(tables) > MOST_PHONES:
        read.bad("", f"there are {len(tables)} numbers", f"Use at most {MOST_PHONES}")
        return ()
    found: list[Phone] = []
    for count, table in enumerate(tables, start=1):
        one = top.inside("phones", count)
        one.refuse_unknown(table, ("who", "number"))
        phone = Phone(one.text(table, "who"), one.text(table, "number"))
        if phone.number:
            found.append(phone)
        else:
            one.bad("number", "there is none", 'Add number = "…" or delete this entry')
    return tuple(found)


def _not_offered(values: Mapping[str, object], top: _Reader) -> dict[str, tuple[str, ...]]:
    """Return the options that the clinic does not do, by topic."""
    read = top.inside("not-offered")
    table = values.get("not-offered", {})
    if not isinstance(table, dict):
        read.bad("", "this is not a table", "Write [not-offered]")
        return {}
    found = {clean(topic): read.texts(table, topic, MOST_PEOPLE) for topic in table}
    return {topic: options for topic, options in found.items() if options}


def _reviewers(values: Mapping[str, object], read: _Reader) -> tuple[str, ...]:
    """Return the keys that are believed; what is no key is left out, so that nothing is."""
    key = "trusted-reviewers"
    found = [one.lower() for one in read.texts(values, key, MOST_REVIEWERS)]
    for one in found:
        if not _REVIEWER.fullmatch(one):
            read.bad(key, f'"{one[:12]}" is not a key', "Copy the 64 digits that the review names")
    return tuple(one for one in found if _REVIEWER.fullmatch(one))


def _pack(values: Mapping[str, object], read: _Reader, folder: Path) -> Path | None:
    """Return where the content in use lies; who reads it sees whether it can be used."""
    name = read.text(values, "pack", 400)
    return folder / name if name else None


def _idle(values: Mapping[str, object], read: _Reader) -> tuple[int, int]:
    """Return the minutes until a visit is covered and until it ends; the second is the later."""
    cover = _minutes(values, read, "cover-minutes", IDLE_MINUTES[0])
    wipe = _minutes(values, read, "wipe-minutes", max(IDLE_MINUTES[1], 2 * cover))
    if wipe > cover:
        return cover, wipe
    read.bad("wipe-minutes", f"{wipe} is not after {cover}", "Write more than cover-minutes")
    return cover, 2 * cover


def _minutes(values: Mapping[str, object], read: _Reader, key: str, plain: int) -> int:
    """Return a whole number of minutes."""
    value = values.get(key, plain)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_MINUTES:
        read.bad(key, "this is no number of minutes", f"Write 1 to {MOST_MINUTES}")
        return plain
    return value


def _logo(values: Mapping[str, object], read: _Reader, folder: Path) -> bytes:
    """Return the bytes of the logo's file; what is in them is checked where it is drawn."""
    name = read.text(values, "logo", 400)
    if not name:
        return b""
    try:
        raw = read_bounded(folder / name, MOST_LOGO_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        read.bad("logo", f"{name}: it can't be read ({reason})", "Put the file beside clinic.toml")
        return b""
    if len(raw) > MOST_LOGO_BYTES:
        read.bad("logo", f"{name}: it is larger than 4 MB", "Save a smaller picture")
        return b""
    if not raw.startswith((PNG_START, JPEG_START)):
        read.bad("logo", f"{name}: it is neither PNG nor JPEG", "Save it as PNG")
        return b""
    return raw


def _near(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    """Return how to mend an unknown word: the nearest known one, or all of them."""
    near = get_close_matches(word, list(known), 1)
    return f'Did you mean "{near[0]}"' if near else f"Use one of: {', '.join(known)}"


def clean(text: str) -> str:
    """Drop what can't be seen, such as controls and direction marks; spaces become one."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def clean_lines(text: str) -> str:
    """Clean each line and drop the empty ones."""
    lines = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
