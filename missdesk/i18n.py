"""Translate the app's own words with gettext; texts for patients are content, not code.

Import ``_`` and ``ngettext`` anywhere: they look up the language in use at the time of the call,
so a page rebuilt after `use_language` speaks the new one. Importing this module reads nothing,
and without catalogs every word stays English.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Final

DOMAIN: Final = "missdesk"
SOURCE_LANGUAGE: Final = "en"


class _Language:
    """Holds the language of the process's words: a lens over texts, not a person's state."""

    def __init__(self) -> None:
        self.name = SOURCE_LANGUAGE
        self.words: gettext.NullTranslations = gettext.NullTranslations()


_current: Final = _Language()


def use_language(language: str, catalogs: Path) -> bool:
    """Speak a language from now on.

    Args:
        language: A tag such as "de" or "pt-BR".
        catalogs: Folder with ``<language>/LC_MESSAGES/missdesk.mo``.

    Returns:
        Whether a catalog was found (English needs none); without one the words are English.
    """
    try:
        found = gettext.translation(DOMAIN, str(catalogs), [language.replace("-", "_")])
    except OSError:
        _current.name, _current.words = SOURCE_LANGUAGE, gettext.NullTranslations()
        return language == SOURCE_LANGUAGE
    _current.name, _current.words = language, found
    return True


def current_language() -> str:
    """Return the tag of the language in use."""
    return _current.name


def _(message: str) -> str:
    """Return the message in the language in use."""
    return _current.words.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that fits the count in the language in use."""
    return _current.words.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Return the message for one meaning of a word, such as "level" of the back."""
    return _current.words.pgettext(context, message)
