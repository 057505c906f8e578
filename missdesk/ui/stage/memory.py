"""Give the memory of pictures back to the system as soon as they are read.

A layer is unpacked whole (20 MB) before it is made small. The C library of Linux keeps freed
memory of that size for later by default: 100 MB more for the same visit (measured, benchmarks).
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Final

_MMAP_THRESHOLD: Final = -3
"""M_MMAP_THRESHOLD of malloc.h: from this size on memory is the system's again when freed."""
_BYTES: Final = 262_144


@cache
def give_back_early() -> bool:
    """Ask the C library to; return whether it did. Elsewhere than on Linux nothing is to do."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _BYTES))
    except (OSError, AttributeError):  # another C library
        return False
