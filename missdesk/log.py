"""Write the app's log: constant sentences and ids to standard error, never a person's data.

A log line is a constant message plus ids, ``log.warning("pack rejected", extra={"rule": "KV11"})``.
Only the ids named in `ID_FIELDS` are written; arguments of the message are left out, and of an
exception only its kind and the place in our code, because its words may hold what was typed.

Source: kiosk-and-security.md KP2.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import traceback
from typing import Final, TextIO

ROOT: Final = "missdesk"
# Ids of content, code and machine parts; nothing here can carry what a person typed.
ID_FIELDS: Final = (
    "rule",
    "code",
    "topic",
    "option",
    "finding",
    "source",
    "plate",
    "section",
    "tab",
    "step",
    "language",
    "count",
    "row",
    "duration_ms",
)


class IdFormatter(logging.Formatter):
    """Formats a record as level, logger, constant message and ids on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; PRIVACY: message arguments and exception texts are dropped."""
        given = record.__dict__
        ids = [f"{name}={given[name]!r}" for name in ID_FIELDS if name in given]
        parts = [record.levelname.lower(), record.name, str(record.msg), *ids]
        if record.exc_info and record.exc_info[0] is not None:
            parts.append(_kind_and_place(record.exc_info[0], record.exc_info[1]))
        return " ".join(parts).replace("\n", " ")


def _kind_and_place(kind: type[BaseException], error: BaseException | None) -> str:
    """Return `Kind at module:line` for the innermost frame, without the exception's words."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    if not frames:
        return kind.__name__
    last = frames[-1]
    return (
        f"{kind.__name__} at {last.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{last.lineno}"
    )


def set_up(level: int = logging.WARNING, stream: TextIO | None = None) -> logging.Logger:
    """Send the app's log to a stream and return its logger; a second call replaces the first.

    Args:
        level: Lowest level written.
        stream: Where to; standard error by default. None of both (a frozen windowed app has no
            standard error) writes nothing.
    """
    logger = logging.getLogger(ROOT)
    for old in [h for h in logger.handlers if isinstance(h.formatter, IdFormatter)]:
        logger.removeHandler(old)
    target = stream if stream is not None else sys.stderr
    # The stubs say there is always a standard error; a windowed program on Windows has none.
    handler: logging.Handler = logging.StreamHandler(target) if target else logging.NullHandler()
    handler.setFormatter(IdFormatter())
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return logger


def no_core_dumps() -> None:
    """Forbid memory dumps of this process, which would hold what was typed (KP2)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # here, because Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
