"""Find the folders of the app, and read files of which nobody knows how large they are.

Three lay-outs exist and one resolver knows them: the wheel and the frozen app carry everything
in ``missdesk/_data``; a source tree (and an editable install) has ``assets`` and ``content``
beside the package. Nothing is read or made when this module is imported.

Source: our choice, measured for wheel, sdist, editable and frozen builds (architecture.md 2).
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

APP_FOLDER = "missdesk"


def data_dir(package_dir: Path | None = None) -> Path:
    """Return the folder that holds ``assets`` and ``content``.

    Args:
        package_dir: Folder of the ``missdesk`` package; by default where this module lies.

    Returns:
        ``missdesk/_data`` when it is there, else the folder above the package.

    Raises:
        FileNotFoundError: neither holds the app's files, so the installation is damaged.
    """
    package = package_dir if package_dir is not None else Path(__file__).resolve().parent
    bundled = package / "_data"
    if bundled.is_dir():
        return bundled
    if (package.parent / "assets").is_dir():
        return package.parent
    raise FileNotFoundError(
        f"{bundled}: the app's pictures and texts are not there. Install MISSDesk again."
    )


def assets_dir() -> Path:
    """Return the folder of fonts, icons and plates."""
    return data_dir() / "assets"


def content_dir() -> Path:
    """Return the folder of the bundled content pack."""
    return data_dir() / "content"


def read_bounded(path: Path, most: int) -> bytes:
    """Return an ordinary file's bytes, but at most one more than `most`: then it is too large.

    Raises:
        OSError: It can't be read, or is a device or a pipe, which may never end.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a folder has an error of its own
        raise OSError(errno.EINVAL, "not an ordinary file")
    with path.open("rb") as file:
        return file.read(most + 1)


def home_dir(environ: Mapping[str, str] | None = None) -> Path:
    """Return the user's home folder, also when HOME is empty or not set.

    Kiosk accounts and service users often have no HOME; the account's own entry is asked then,
    and the current folder is the last resort.
    """
    env = os.environ if environ is None else environ
    home = env.get("HOME") or env.get("USERPROFILE")
    if home:
        return Path(home)
    try:
        import pwd  # here, because Windows has none
    except ImportError:
        return Path.cwd()
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except (KeyError, AttributeError):
        return Path.cwd()


def settings_dir(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Return the folder for the clinic's settings; it may not exist yet.

    Args:
        environ: Environment to read, the process's own by default.
        platform: As ``sys.platform``.

    Returns:
        ``%APPDATA%/missdesk`` on Windows, ``~/Library/Application Support/missdesk`` on macOS,
        ``$XDG_CONFIG_HOME/missdesk`` (``~/.config/missdesk``) elsewhere. ``MISSDESK_SETTINGS``
        names another folder, for tests and for a kiosk.
    """
    env = os.environ if environ is None else environ
    chosen = env.get("MISSDESK_SETTINGS")
    if chosen:
        return Path(chosen)
    home = home_dir(env)
    if platform == "win32":
        return Path(env.get("APPDATA") or home / "AppData" / "Roaming") / APP_FOLDER
    if platform == "darwin":
        return home / "Library" / "Application Support" / APP_FOLDER
    xdg = env.get("XDG_CONFIG_HOME", "")
    base = Path(xdg) if Path(xdg).is_absolute() else home / ".config"
    return base / APP_FOLDER
