"""A locked handout: AES-256, open to screen readers, and reopened with its password only."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from missdesk.errors import InputError, RecordError
from missdesk.handout.build import build_handout
from missdesk.handout.lock import check_password, lock
from missdesk.handout.restore import LockedError, restore_visit
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library
from tests.handout.structure import structure_text

WORD = "correct horse"


def locked(password: str = WORD) -> bytes:
    return build_handout(
        library(), visit(), today=TODAY, fixed=True, with_record=True, password=password
    ).pdf


def test_it_is_aes_256_and_screen_readers_may_read_it() -> None:
    with pikepdf.open(io.BytesIO(locked()), password=WORD) as file:
        way = file.encryption
        assert (way.R, way.V, way.bits) == (6, 5, 256)
        assert way.stream_method == way.string_method == way.file_method
        assert str(way.stream_method).endswith("aesv3")
        assert file.allow.accessibility
        assert file.allow.extract
        assert file.Root.MarkInfo.Marked


def test_nothing_of_it_is_read_without_the_password() -> None:
    pdf = locked()
    assert b"Ada" not in pdf
    for guess in ("", "correct", "Correct horse"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(pdf), password=guess)


def test_it_says_the_same_as_an_open_one_also_to_another_reader() -> None:
    plain = build_handout(library(), visit(), today=TODAY, fixed=True, with_record=True).pdf
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(locked()), password=WORD) as file:
        file.save(out)
    assert structure_text(out.getvalue()) == structure_text(plain)
    with pypdfium2.PdfDocument(locked(), password=WORD) as file:
        assert "Ada Example" in file[0].get_textpage().get_text_bounded()


def test_the_record_comes_back_with_the_password_only(tmp_path: Path) -> None:
    file = tmp_path / "h.pdf"
    file.write_bytes(locked("pässwörd ½"))
    assert restore_visit(file, library(), "pässwörd ½") == visit()
    with pytest.raises(LockedError, match="locked with a password"):
        restore_visit(file, library())
    with pytest.raises(LockedError, match="this is not its password"):
        restore_visit(file, library(), "password")
    assert issubclass(LockedError, RecordError)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "too short"),
        ("1234567", "too short"),
        ("x" * 128, "too long"),
        ("ä" * 64, "too long"),
        ("pass\0word", "can't be typed"),
        ("pass\u202eword", "can't be typed"),
    ],
)
def test_a_password_that_would_not_hold_is_refused(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        lock(b"", typed)
    assert typed == "" or typed not in str(caught.value)


def test_a_password_is_the_same_however_it_was_typed() -> None:
    assert check_password("pa\u0308sswort") == check_password("p\u00e4sswort")
