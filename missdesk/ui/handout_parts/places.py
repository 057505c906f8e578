"""Where a handout can be saved, and under which name; no folder is remembered (KP4, KP8)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths

from missdesk.errors import SaveError
from missdesk.handout.save import save_pdf
from missdesk.i18n import _
from missdesk.ui.typed_path import full_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

STICK_ROOTS: Final = (Path("/media"), Path("/run/media"))
"""Desktops mount sticks at ROOT/user/label."""
MOST_NAME: Final = 120
_NOT_IN_NAMES: Final = frozenset('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to save in, and its words."""

    words: str
    folder: Path


def places(stick_roots: Iterable[Path] = STICK_ROOTS) -> tuple[Place, ...]:
    """Return the folders that exist: sticks first, then Documents, Desktop and Home."""
    found = [Place(_("{name} (stick)").format(name=p.name), p) for p in _sticks(stick_roots)]
    own = QStandardPaths.StandardLocation
    for words, kind in (
        (_("Documents"), own.DocumentsLocation),
        (_("Desktop"), own.DesktopLocation),
        (_("Home"), own.HomeLocation),
    ):
        folder = Path(QStandardPaths.writableLocation(kind))
        is_home = kind == own.HomeLocation
        # Without a folder of its own, Qt gives Home for Documents.
        if folder.is_dir() and (is_home or folder != Path.home()):
            found.append(Place(words, folder))
    return tuple(found)


def _sticks(roots: Iterable[Path]) -> list[Path]:
    """Return what is mounted two folders below the roots and can be written to."""
    mounted = (path for root in roots for path in sorted(root.glob("*/*")))
    return [p for p in mounted if p.is_dir() and os.path.ismount(p) and os.access(p, os.W_OK)]


def suggested_name(now: datetime) -> str:
    """Return a file name that says nothing about the patient (KP4)."""
    return f"handout-{now:%Y%m%d-%H%M}.pdf"


def target(folder: str, name: str) -> Path:
    """Return the path of what was typed; ".pdf" is added where it is missing.

    Raises:
        SaveError: The name or the folder can't be used.
    """
    where, typed = _("File name"), name.strip()
    if not typed or typed.strip(".") == "":
        raise SaveError(where, _("there is no file name"), _("Type a name for the file"))
    if any(c in _NOT_IN_NAMES or ord(c) < 32 for c in typed):
        raise SaveError(
            where,
            _("a file name can't have / \\ : * ? \" < > or |"),
            _("Leave these characters out"),
        )
    if len(typed.encode("utf-8", "surrogatepass")) > MOST_NAME:
        raise SaveError(where, _("the file name is too long"), _("Use at most 120 characters"))
    if not folder.strip():
        raise SaveError(_("Folder"), _("there is no folder"), _("Choose or type a folder"))
    path = full_path(folder)
    if path is None:
        raise SaveError(_("Folder"), _("the folder is not a full path"), _("Begin it with / or ~/"))
    return path / (typed if typed.lower().endswith(".pdf") else f"{typed}.pdf")


def save(path: Path, pdf: bytes, may_replace: bool) -> bool:
    """Write the file; return False, and write nothing, where one of this name is there already.

    Raises:
        SaveError: As `save_pdf`.
    """
    if not may_replace and path.is_file():
        return False
    save_pdf(path, pdf)
    return True
