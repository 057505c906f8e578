"""A language that nobody speaks: longer, accented, in brackets; shows words that stay English."""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from missdesk.ui.widgets.words import Words
from tests.ui.scan.finding import Finding, named, seen

if TYPE_CHECKING:
    from missdesk.model.library import Library

LONGER = 0.3
"""Other languages need about a third more room than English."""
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_KEPT = re.compile(r"(\{[^}]*\})")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_LEVEL = re.compile(r"\b[TLS]\d+(?:[–-][TLS]\d+)?\b")
_SPACES = re.compile(r"[\s\u2060\u00ad]+")


class Pseudo(gettext.NullTranslations):
    """Translates every message of the app; texts of the content stay as they are."""

    def gettext(self, message: str) -> str:
        """Return it longer, accented, in brackets."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a count, likewise."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return one meaning of a word, likewise."""
        return pseudo(message)


def pseudo(message: str) -> str:
    """Return "[Ñéxt ~]" for "Next"; what code fills in keeps its name."""
    parts = _KEPT.split(message)
    said = "".join(p if _KEPT.fullmatch(p) else p.translate(_ACCENTS) for p in parts)
    words = max(1, round(len(_KEPT.sub("", message)) * LONGER / 3))
    return f"[{said}{' ~~' * words if len(message) > 3 else ''}]"


def english(window: QWidget, known: Collection[str]) -> Iterator[Finding]:
    """Yield words on the screen that are neither translated nor of the content."""
    for part in seen(window):
        for text in _texts(part.widget):
            if "[" in text or not _LETTERS.search(_LEVEL.sub("", text)):
                continue
            if not all(_is_known(piece, known) for piece in text.split(". ")):
                yield Finding("WC24", named(part.widget), f"“{text[:60]}” is not translated")


def _is_known(text: str, known: Collection[str]) -> bool:
    plain = _plain(text)
    return any(plain in one for one in known)


def texts_of(library: Library) -> tuple[str, ...]:
    """Return every text of the content, each once."""
    return tuple({_plain(text) for text in _strings(library, set())})


def _texts(widget: QWidget) -> tuple[str, ...]:
    if isinstance(widget, Words):
        return (widget.text,)
    if isinstance(widget, QAbstractButton):
        return (widget.text().replace("&&", "&"), widget.accessibleName())
    if isinstance(widget, QLineEdit):
        return (widget.placeholderText(), widget.accessibleName())
    return ()


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


def _strings(thing: object, met: set[int]) -> Iterator[str]:
    """Yield all texts inside plain data."""
    if isinstance(thing, str):
        yield thing
        return
    if thing is None or isinstance(thing, int | float | bytes) or id(thing) in met:
        return
    met.add(id(thing))
    if isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _strings(key, met)
            yield from _strings(value, met)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _strings(getattr(thing, field.name), met)
    elif isinstance(thing, Iterable):
        inside = list(thing)
        yield from ("".join(_strings(one, met)) for one in inside if not isinstance(one, str))
        for one in inside:
            yield from _strings(one, set())
