"""Saving: whole or not at all, and every trouble told in words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from missdesk.errors import SaveError
from missdesk.handout.save import save_pdf


def test_file_is_written_for_its_owner_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "h.pdf"
    save_pdf(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o077 == 0
    assert [p.name for p in tmp_path.iterdir()] == ["h.pdf"]


def test_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "h.pdf"
    target.write_bytes(b"old")
    save_pdf(target, b"new")
    assert target.read_bytes() == b"new"


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="no such folder") as caught:
        save_pdf(tmp_path / "nowhere" / "h.pdf", b"x")
    assert caught.value.where == str(tmp_path / "nowhere")


def test_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="this is a folder"):
        save_pdf(tmp_path, b"x")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "can't be written to"),
        (errno.EROFS, "can't be written to"),
        (errno.EIO, "can't be written"),
    ],
)
def test_fault_of_the_disk_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    target = tmp_path / "h.pdf"
    target.write_bytes(b"old")

    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SaveError, match=said):
        save_pdf(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["h.pdf"]
