"""Write a PDF whole or not at all.

The bytes go to a private file beside the target, reach the disk, and take the target's place in
one step, so a full disk or a pulled stick never leaves half a handout or harms an older one.

Source: issue 3 (bad input), issue 6 (save); kiosk-and-security.md KP3, KP8.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from missdesk.errors import SaveError
from missdesk.i18n import _

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What file systems say that know no second name for a file."""


def save_pdf(path: Path, pdf: bytes, *, replaces: bool = True, mode: int = 0o600) -> None:
    """Write the file.

    Args:
        path: Where to; its folder must exist.
        pdf: The finished handout.
        replaces: Takes the place of an older file; False leaves it and raises.
        mode: Who may read it; a handout is its owner's alone.

    Raises:
        SaveError: The folder is missing or can't be written, the disk is full, the path is a
            folder, a device or a pipe, or there is a file that may not be replaced. What was
            there before is then unchanged.
    """
    temporary = ""
    try:
        _refuse_others(path)
        # Through a link to the file it names: taking the link's place would orphan that file.
        target = Path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(prefix=".missdesk-", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as file:  # mkstemp makes it readable for the owner alone
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        if replaces:
            Path(temporary).replace(target)
        else:
            _put_new(Path(temporary), target)
    except OSError as error:
        _forget(temporary)
        raise _save_error(path, error) from error
    except BaseException:  # Ctrl-C too leaves no half file
        _forget(temporary)
        raise


def _put_new(temporary: Path, target: Path) -> None:
    """Give a finished file its name in one step, unless another file has it.

    Raises:
        OSError: There is such a file (EEXIST), or it can't be done.
    """
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():  # a stick without links: look first, then take the name
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        temporary.replace(target)
    else:
        temporary.unlink()


def _refuse_others(path: Path) -> None:
    """Refuse a folder, a device, a pipe: taking the place of one would break the machine.

    Raises:
        SaveError: The path is there and is no ordinary file.
        OSError: The path can't be looked at.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise SaveError(str(path), _("this is a folder"), _("Give the name of a file"))
    if not stat.S_ISREG(mode):
        raise SaveError(
            str(path), _("this is a device or a pipe, not a file"), _("Give the name of a file")
        )


def _forget(temporary: str) -> None:
    """Take away a half-written file."""
    if temporary:
        Path(temporary).unlink(missing_ok=True)


def _save_error(path: Path, error: OSError) -> SaveError:
    """Say why a file can't be written and what to do."""
    folder = str(path.parent)
    if error.errno == errno.ENOENT or error.errno == errno.ENOTDIR:
        return SaveError(folder, _("there is no such folder"), _("Make it or choose another one"))
    if error.errno == errno.EEXIST:
        return SaveError(
            str(path), _("there is a file of this name already"), _("Move it, or choose another")
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return SaveError(
            folder, _("this folder can't be written to"), _("Choose another folder or drive")
        )
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return SaveError(
            folder, _("the disk is full"), _("Make room or choose another folder or drive")
        )
    reason = error.strerror or _("no reason given")
    return SaveError(
        str(path),
        _("the file can't be written ({reason})").format(reason=reason),
        _("Choose another name or folder"),
    )
