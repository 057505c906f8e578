"""The app's words follow the language in use, and are English without a catalog."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from missdesk import i18n
from missdesk.i18n import _, ngettext, pgettext


def write_catalog(folder: Path, language: str, words: dict[str, str]) -> None:
    """Write a gettext catalog with these words."""
    head = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    pairs = sorted({"": head, **words}.items())
    keys = [key.encode() for key, _value in pairs]
    values = [value.encode() for _key, value in pairs]
    start = 28 + 16 * len(pairs)
    tables, blob = b"", b""
    for texts in (keys, values):
        for text in texts:
            tables += struct.pack("<II", len(text), start + len(blob))
            blob += text + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    path = folder / language / "LC_MESSAGES"
    path.mkdir(parents=True)
    (path / "missdesk.mo").write_bytes(header + tables + blob)


@pytest.fixture
def catalogs(tmp_path: Path) -> Iterator[Path]:
    words = {
        "Print": "Drucken",
        "{n} page\0{n} pages": "{n} Seite\0{n} Seiten",
        "back\x04level": "Höhe",
    }
    write_catalog(tmp_path, "de", words)
    write_catalog(tmp_path, "pt_BR", {"Print": "Imprimir"})
    yield tmp_path
    i18n.use_language("en", tmp_path)


def test_words_are_english_at_first() -> None:
    assert _("Print") == "Print"
    assert ngettext("{n} page", "{n} pages", 2) == "{n} pages"
    assert i18n.current_language() == "en"


def test_words_follow_the_language(catalogs: Path) -> None:
    assert i18n.use_language("de", catalogs)
    assert _("Print") == "Drucken"
    assert ngettext("{n} page", "{n} pages", 1) == "{n} Seite"
    assert ngettext("{n} page", "{n} pages", 5) == "{n} Seiten"
    assert pgettext("back", "level") == "Höhe"
    assert i18n.current_language() == "de"
    assert i18n.use_language("pt-BR", catalogs)
    assert _("Print") == "Imprimir"


def test_a_language_without_a_catalog_is_english_and_says_so(catalogs: Path) -> None:
    i18n.use_language("de", catalogs)
    assert not i18n.use_language("xx", catalogs)
    assert (_("Print"), i18n.current_language()) == ("Print", "en")
    assert i18n.use_language("en", catalogs)
