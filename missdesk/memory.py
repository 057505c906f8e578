"""Give memory back to the system as soon as it is not needed any more.

A layer of a picture is unpacked whole (20 MB) before it is made small. The C library of Linux keeps
freed memory of that size for later by default: 100 MB more for the same visit, and 60 MB more in
the process that makes the handout's pages (measured, benchmarks).
"""

from __future__ import annotations

import ctypes
import linecache
import sys
from functools import cache
from typing import Final

_MMAP_THRESHOLD: Final = -3
"""M_MMAP_THRESHOLD of malloc.h: from this size on memory is the system's again when freed."""
_BYTES: Final = 65_536
"""Small enough for most layers of a kiosk: in a heap the holes between them grew (measured)."""


@cache
def give_back_early() -> bool:
    """Ask the C library to; return whether it did. Elsewhere than on Linux nothing is to do."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _BYTES))
    except (OSError, AttributeError):  # another C library
        return False


def forget_sources() -> None:
    """Forget the source lines of modules: Qt's binding reads those of all that are imported.

    It looks for its own name in them, and Python keeps what was read: 142,000 lines (measured). A
    traceback reads again what it shows.
    """
    linecache.clearcache()
