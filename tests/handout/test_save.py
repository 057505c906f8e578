"""Saving: whole or not at all, and every trouble told in words."""

from __future__ import annotations

import errno
import os
import stat
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


def test_device_or_pipe_keeps_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(SaveError, match="a device or a pipe, not a file"):
        save_pdf(pipe, b"x")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    link = tmp_path / "link"
    link.symlink_to(pipe)
    with pytest.raises(SaveError, match="a device or a pipe, not a file"):
        save_pdf(link, b"x")
    assert link.is_symlink()


def test_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "h.pdf", tmp_path / "h.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    save_pdf(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_name_too_long_and_links_in_a_circle_are_told(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="can't be written"):
        save_pdf(tmp_path / ("n" * 300), b"x")
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(SaveError):
        save_pdf(tmp_path / "a", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_never_takes_the_place_of_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def refuse(*_a: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "h.pdf"
    save_pdf(target, b"first", replaces=False)
    with pytest.raises(SaveError, match="there is a file of this name already"):
        save_pdf(target, b"second", replaces=False)
    assert target.read_bytes() == b"first"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["h.pdf"]


def test_ctrl_c_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_pdf(tmp_path / "h.pdf", b"new")
    assert list(tmp_path.iterdir()) == []
