"""Words to whoever started the program, and what its exit code says (product.md)."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from missdesk.errors import MissdeskError

OK, FOUND, BAD_INPUT, STOPPED = 0, 1, 2, 130
"""Done; found something, or rows failed; bad input; stopped by Ctrl-C."""


def say_error(error: MissdeskError) -> None:
    """Write one message: where, what, how to mend."""
    complain(str(error))


def complain(words: str) -> None:
    """Write a line of warning or error."""
    write(sys.stderr, f"missdesk: {words}\n")


def say(words: str) -> None:
    """Write a line of result."""
    write(sys.stdout, f"{words}\n")


def write(stream: TextIO | None, words: str) -> None:
    """Write in whatever the stream can show; what was made stays made when nobody listens."""
    if stream is None or stream.closed:  # started with its output closed
        return
    encoding = stream.encoding or "ascii"
    shown = words.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(shown)
        stream.flush()
    except OSError:  # a full disk, or a reader that went away
        with suppress(OSError):  # else Python tries again at its end, and fails
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
