from __future__ import annotations

import linecache
import platform

from missdesk.memory import forget_sources, give_back_early


def test_source_lines_are_forgotten_and_read_again_when_asked_for() -> None:
    """Qt's binding had Python keep those of every module: 10 MB of a visit."""
    assert linecache.getline(__file__, 1)
    assert __file__ in linecache.cache
    forget_sources()
    assert __file__ not in linecache.cache
    assert linecache.getline(__file__, 1).startswith("from __future__")


def test_memory_is_given_back_where_the_c_library_can() -> None:
    is_glibc = platform.libc_ver()[0] == "glibc"
    assert give_back_early() is is_glibc
