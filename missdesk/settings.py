"""Read the clinic's own settings: its name, phone, emergency words, paper and text blocks.

`clinic.toml` in the settings folder is optional and written by people, so every value is checked
and a wrong one is left out with a message; the rest is used. Nothing here is about a patient.

Source: product.md (rules for what is shown); kiosk-and-security.md KP, KV.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal

from missdesk.errors import Fault
from missdesk.paths import settings_dir

FILE_NAME: Final = "clinic.toml"
MOST_BYTES: Final = 64 * 1024
MOST_CHARACTERS: Final = 120
MOST_BLOCK_CHARACTERS: Final = 1200
BLOCKS: Final = ("medicines", "fasting", "wound", "follow-up", "formats")
"""What only the clinic can say: its own advice, printed where lines to write on stand otherwise."""
ClinicPaper = Literal["a4", "letter"]
PAPERS: Final[Mapping[str, ClinicPaper]] = {"a4": "a4", "letter": "letter"}


@dataclass(frozen=True, slots=True)
class Clinic:
    """What a clinic says about itself; empty texts print as lines to write on.

    Attributes:
        name: Name of the clinic or the team.
        phone: Number to call, as it should be printed.
        emergency: Words for the emergency number; empty = "your local emergency number".
            There is no default number (product.md).
        paper: Paper of the clinic's printer, None when not set.
        blocks: The clinic's own advice by key of `BLOCKS`; plain text.
    """

    name: str = ""
    phone: str = ""
    emergency: str = ""
    paper: ClinicPaper | None = None
    blocks: Mapping[str, str] = field(default_factory=dict)


def read_clinic(folder: Path | None = None) -> tuple[Clinic, tuple[Fault, ...]]:
    """Return the clinic's settings and what had to be left out.

    Args:
        folder: Where `clinic.toml` is looked for; by default the app's settings folder.

    Returns:
        Empty settings without a fault when there is no file; a broken file gives empty
        settings and a fault, a wrong value is left out and named.
    """
    path = (folder if folder is not None else settings_dir()) / FILE_NAME
    faults: list[Fault] = []
    values = _read(path, faults)
    known = ("name", "phone", "emergency", "paper", "blocks")
    _refuse_unknown(values, known, FILE_NAME, faults)
    paper = _text(values, "paper", FILE_NAME, faults, MOST_CHARACTERS).lower()
    if paper and paper not in PAPERS:
        faults.append(
            Fault(f"{FILE_NAME} paper", f'there is no paper "{paper}"', 'Write "a4" or "letter"')
        )
    clinic = Clinic(
        name=_text(values, "name", FILE_NAME, faults, MOST_CHARACTERS),
        phone=_text(values, "phone", FILE_NAME, faults, MOST_CHARACTERS),
        emergency=_text(values, "emergency", FILE_NAME, faults, MOST_CHARACTERS),
        paper=PAPERS.get(paper),
        blocks=_blocks(values, faults),
    )
    return clinic, tuple(faults)


def _read(path: Path, faults: list[Fault]) -> dict[str, object]:
    """Return the file's top table; empty when it is not there or can't be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.append(
                Fault(str(path), "the file is larger than 64 KB", "Keep only the clinic's settings")
            )
            return {}
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "it is nested too deep"
        faults.append(
            Fault(str(path), f"the file can't be read ({reason})", "Check it and its permissions")
        )
    except UnicodeDecodeError:
        faults.append(Fault(str(path), "the file is not UTF-8 text", "Save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(str(path), f"the file is not TOML: {error}", "Correct that line"))
    return {}


def _refuse_unknown(
    values: Mapping[str, object], known: tuple[str, ...], where: str, faults: list[Fault]
) -> None:
    """Name keys that mean nothing, with the nearest one that does."""
    for key in values:
        if key in known:
            continue
        near = get_close_matches(key, known, 1)
        fix = f'Did you mean "{near[0]}"?' if near else f"Use one of: {', '.join(known)}"
        faults.append(Fault(where, f'"{_clean(key)[:40]}" is not a setting', fix.rstrip(".")))


def _text(
    values: Mapping[str, object], key: str, where: str, faults: list[Fault], most: int
) -> str:
    """Return a text, or an empty one with a fault when the value is not a short text."""
    value = values.get(key, "")
    if not isinstance(value, str):
        faults.append(Fault(f"{where} {key}", "the value is not a text", "Put it in quotes"))
        return ""
    text = _clean(value)
    if len(text) > most:
        faults.append(
            Fault(
                f"{where} {key}",
                f"the text has {len(text)} characters",
                f"Use at most {most}",
            )
        )
        return ""
    return text


def _blocks(values: Mapping[str, object], faults: list[Fault]) -> dict[str, str]:
    """Return the clinic's own advice; empty texts are left out."""
    table = values.get("blocks", {})
    if not isinstance(table, dict):
        faults.append(Fault(f"{FILE_NAME} blocks", "this is not a table", "Write [blocks]"))
        return {}
    where = f"{FILE_NAME} blocks"
    _refuse_unknown(table, BLOCKS, where, faults)
    texts = {key: _text(table, key, where, faults, MOST_BLOCK_CHARACTERS) for key in BLOCKS}
    return {key: text for key, text in texts.items() if text}


def _clean(text: str) -> str:
    """Drop what can't be seen, such as controls and direction marks; spaces become one."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", kept).split())
