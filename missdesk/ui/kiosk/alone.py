"""One kiosk a screen: two would take the front from each other without end.

The lock is the system's and ends with the process, however that ends. It matters after the
supervisor was killed: the pages take its place, and the session starts another one as well.

Source: kiosk-and-security.md KR1; docs/hostile-hour.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from missdesk.errors import InputError
from missdesk.i18n import _


def take_screen(environ: Mapping[str, str]) -> IO[bytes] | None:
    """Return what holds the screen for this process as long as it is kept open.

    Returns:
        None where there is nothing to hold it by: no folder of the session, or not on Linux.

    Raises:
        InputError: Another kiosk has this screen.
    """
    folder = environ.get("XDG_RUNTIME_DIR", "")
    screen = environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY") or ""
    if sys.platform == "win32" or not folder or environ.get("QT_QPA_PLATFORM") == "offscreen":
        return None
    import fcntl  # not on Windows

    name = re.sub(r"[^A-Za-z0-9.-]", "-", screen)[:60]
    try:
        file = (Path(folder) / f"missdesk-kiosk{name}.lock").open("ab")
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        fix = _("Leave it first: hold the upper left corner and type the PIN")
        raise InputError(_("The kiosk"), _("it is on this screen already"), fix) from error
    except OSError:
        file.close()
        return None
    return file
