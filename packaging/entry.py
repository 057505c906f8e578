"""Where the packaged program starts; from source `missdesk/__main__.py` does the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def is_helper(arguments: Sequence[str]) -> bool:
    """Tell whether this is a process of the preview or a batch, or the one that tidies up after."""
    return "--multiprocessing-fork" in arguments[:1] or any(
        word.startswith("from multiprocessing.resource_tracker import main") for word in arguments
    )


def forget_own_libraries() -> None:
    """Let printers and voices, which this program starts, use the system's libraries, not ours.

    PyInstaller names its folder in a variable that every program started from here would obey: a
    newer system's `lp` would then fail with our older libraries. This process has read it already.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


def start() -> int:
    """Start the app, or the helper that this process is to be."""
    forget_own_libraries()
    if is_helper(sys.argv[1:]):
        # Here, because only helpers need it and it makes every start slower.
        import multiprocessing

        import pyi_rth_multiprocessing  # type: ignore[import-not-found]  # noqa: F401  PyInstaller

        multiprocessing.freeze_support()  # does not come back
    from missdesk.__main__ import main  # not for helpers

    return main()


if __name__ == "__main__":
    raise SystemExit(start())
