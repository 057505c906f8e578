"""Reads a pack's files, from a folder or from inside a zip, and refuses what no pack needs.

A pack may come from anywhere, so it counts as hostile: nothing is ever unpacked to the disk, names
are matched against a list of allowed ones, sizes are bounded before anything is read, and what a
file says it is must be what it is.

Source: kiosk-and-security.md KV11 (zip slip, links, bombs), KV12 (exotic pictures), KR5.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from missdesk.errors import Fault, PackError
from missdesk.i18n import _
from missdesk.paths import read_bounded

MOST_FILE_BYTES: Final = 4_000_000
"""Largest file that is read; the biggest evidence file has about 150 kB."""
MOST_ZIP_FILES: Final = 200
MOST_FOLDER_FILES: Final = 20_000
"""Of 500 topics in 8 languages there are about 5,500."""
MOST_ZIP_BYTES: Final = 100_000_000
MOST_LIST_BYTES: Final = 5_000_000
"""Of a zip's list of contents, and of one packed file; a million empty files have 50 MB."""
MOST_RATIO: Final = 100
"""Unpacked bytes for a packed one; text packs to about a quarter, a bomb to a thousandth."""
MOST_NAME: Final = 120
MOST_DEPTH: Final = 20
PART: Final = r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9]+)?"
NAME: Final = re.compile(f"{PART}(?:/{PART})*")
SUFFIXES: Final = (".toml", ".md", ".png", ".jpg", ".jpeg", ".webp", ".sha256")
PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp")
INDEX: Final = re.compile(r"index/[a-z0-9-]+\.json")
"""What `check --seal` writes for the start page (`content.index`)."""
DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10)))
)
"""Names that mean a device on Windows, whatever follows the dot."""
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
STORED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class PackFiles(Protocol):
    """The files of one pack, by their names with forward slashes.

    Attributes:
        faults: What lies in the pack and was left out.
    """

    faults: list[Fault]

    @property
    def where(self) -> str:
        """Return how messages call the pack."""
        ...

    def names(self) -> Sequence[str]:
        """Return the names of all files, sorted."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            OSError: It is not there, can't be read, is damaged, or larger than `MOST_FILE_BYTES`.
        """
        ...


def open_pack(path: Path) -> PackFiles:
    """Return the files of a pack.

    Args:
        path: Its folder, or its zip.

    Raises:
        PackError: There is nothing such, or it holds what no pack may hold; all faults at once.
    """
    return FolderFiles(path) if path.is_dir() else ZipFiles(path)


def matching(files: PackFiles, pattern: str) -> list[str]:
    """Return the names of one folder depth that fit a pattern such as "evidence/*.toml"."""
    depth = pattern.count("/")
    return [n for n in files.names() if n.count("/") == depth and fnmatchcase(n, pattern)]


class FolderFiles:
    """A pack in a folder; what can't belong to it is not looked at, and told.

    Attributes:
        faults: Links, and names that no file of a pack has. Hidden files are nobody's business.
    """

    def __init__(self, root: Path) -> None:
        """List the files.

        Raises:
            PackError: The folder can't be read, or holds far too many files.
        """
        self._root = root
        self._names: list[str] = []
        self.faults: list[Fault] = []
        for name, is_link in _walk(root):
            if is_link:
                self.faults.append(Fault(name, "is a link", "Put the file itself there"))
            elif (fault := name_fault(name)) is not None:
                self.faults.append(fault)
            else:
                self._names.append(name)
            if len(self._names) > MOST_FOLDER_FILES:
                raise PackError([_too_many(root.name, MOST_FOLDER_FILES)])
        self._names.sort()

    @property
    def where(self) -> str:
        """Return the folder's name."""
        return self._root.name

    def names(self) -> Sequence[str]:
        """Return the names of all files, sorted."""
        return self._names

    def read(self, name: str) -> bytes:
        """Return a file's bytes; see `PackFiles.read`."""
        return _bounded(read_bounded(self._root / name, MOST_FILE_BYTES), name)


class _ShortReads(io.BufferedReader):
    """A file of which no long piece is read: a zip's list of contents may claim to be one."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes.

        Raises:
            BadZipFile: More are asked for than the list of contents of a pack has.
        """
        if size is not None and size > MOST_LIST_BYTES:
            raise zipfile.BadZipFile("a list of contents without end")
        return super().read(size)


class ZipFiles:
    """A pack in a zip; read inside it, never unpacked."""

    def __init__(self, path: Path) -> None:
        """Look at the list of contents, before anything in it is read.

        Raises:
            PackError: It is no zip, or holds what no pack may hold.
        """
        self._path = path
        self.faults: list[Fault] = []
        try:
            size = path.stat().st_size
            if size > MOST_ZIP_BYTES:
                raise PackError([_too_large(path.name)])
            with _ShortReads(path) as file:
                zipfile.ZipFile(file).close()
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            what = getattr(error, "strerror", None) or "it is no zip, or damaged"
            fix = "Give the folder of a pack, or copy its zip again"
            raise PackError([Fault(path.name, f"can't be opened ({what})", fix)]) from error
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_ZIP_FILES:
            raise PackError([_too_many(path.name, MOST_ZIP_FILES)])
        faults = [fault for info in infos if (fault := _entry_fault(info)) is not None]
        faults += _twice(info.filename for info in infos)
        if sum(info.file_size for info in infos) > MOST_ZIP_BYTES:
            faults.append(_too_large(path.name))
        _raise(faults)
        self._infos: Mapping[str, zipfile.ZipInfo] = {info.filename: info for info in infos}

    @property
    def where(self) -> str:
        """Return the zip's name."""
        return self._path.name

    def names(self) -> Sequence[str]:
        """Return the names of all files, sorted."""
        return sorted(self._infos)

    def read(self, name: str) -> bytes:
        """Return a file's bytes; see `PackFiles.read`. The sizes a zip tells are not believed."""
        info = self._infos.get(name)
        if info is None:
            raise FileNotFoundError(errno.ENOENT, "there is no such file", name)
        try:
            with self._zip.open(info) as file:
                return _bounded(file.read(MOST_FILE_BYTES + 1), name)
        except DAMAGED as error:
            raise OSError(errno.EIO, "damaged inside the zip", name) from error


def name_fault(name: str) -> Fault | None:
    """Return why no file of a pack may be called so, None when it may."""
    if len(name) > MOST_NAME or not NAME.fullmatch(name):
        shown = "".join(c if c.isprintable() else "?" for c in name)[:60]
        fix = "Use small letters, digits, - and _, with forward slashes between folders"
        return Fault(shown, "is no name for a file of a pack", fix)
    if any(part.partition(".")[0] in DEVICES for part in name.split("/")):
        return Fault(name[:60], "is the name of a device on Windows", "Rename it")
    if not name.endswith(SUFFIXES) and not INDEX.fullmatch(name):
        return Fault(name[:60], "is no file that a pack holds", "Remove it")
    return None


def unreadable(name: str, error: OSError) -> Fault:
    """Return that a file can't be read."""
    if error.errno == errno.EFBIG:
        return Fault(name, "the file is larger than 4 MB", "Split it or remove what is not content")
    reason = error.strerror or "unreadable"
    return Fault(name, f"can't be read ({reason})", "Put the file there, with reading allowed")


def _bounded(raw: bytes, name: str) -> bytes:
    """Return the bytes, unless there are more than a pack's file may have."""
    if len(raw) > MOST_FILE_BYTES:
        raise OSError(errno.EFBIG, "too large", name)
    return raw


def _walk(folder: Path, above: str = "", depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield the name of each file below a folder, and whether it is a link; no hidden ones.

    Links are not followed. Of 5,000 files none is asked for more than its folder tells.
    """
    fix = _("Check the folder and its permissions")
    if depth > MOST_DEPTH:
        raise PackError([Fault(folder.name, "lies in far too many folders", fix)])
    try:
        with os.scandir(folder) as found:
            inside = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise PackError([Fault(folder.name, f"can't be read ({reason})", fix)]) from error
    for entry in inside:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{above}{entry.name}/", depth + 1)
        else:
            yield f"{above}{entry.name}", entry.is_symlink()


def _entry_fault(info: zipfile.ZipInfo) -> Fault | None:
    """Return what is wrong with an entry of a zip's list of contents."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    packed = max(info.compress_size, 1)
    checks = (
        (kind not in (0, stat.S_IFREG), "is no ordinary file", "Put the file itself there"),
        (bool(info.flag_bits & 0x1), "is locked with a password", "Pack it without one"),
        (info.compress_type not in STORED, "is packed unusually", "Pack it as a plain zip"),
        (info.file_size > MOST_RATIO * packed, "would unpack to far more", "Pack it anew"),
    )
    named = name_fault(info.orig_filename) or name_fault(info.filename)
    if named is not None:
        return named
    for is_so, what, fix in checks:
        if is_so:
            return Fault(info.filename, what, fix)
    return None


def _twice(names: Iterator[str]) -> list[Fault]:
    """Return a fault for each name that comes again, also in other letters."""
    seen: set[str] = set()
    found: list[Fault] = []
    for name in names:
        if name.casefold() in seen:
            found.append(Fault(name[:60], "is there twice", "Keep one of them"))
        seen.add(name.casefold())
    return found


def _too_many(where: str, most: int) -> Fault:
    return Fault(where, f"has more than {most:,} files", "Remove what is not content")


_too_large: Final = partial(Fault, what="is larger than 100 MB", fix="Remove what is not content")


def _raise(faults: Sequence[Fault]) -> None:
    """Raise what was found, at most fifty faults: a hostile pack could have thousands."""
    if faults:
        raise PackError(faults[:50])
