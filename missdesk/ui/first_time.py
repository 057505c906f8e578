"""Know whether the window was opened here before: one small file beside the settings.

It says that the tour was shown and nothing else, least of all about a patient. A file of its own,
because an older MISSDesk would call a new key in `clinic.toml` a fault, on every handout.

Source: our choice (product.md: without training; it leaves nothing about the patient).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from missdesk.paths import settings_dir

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "tour-shown"
WORDS: Final = "The short tour of the window was shown. Help (F1) shows it again.\n"


def is_first_time(folder: Path | None = None) -> bool:
    """Return True once: the next time, and for every later MISSDesk, it is False.

    Where it can't be remembered it is False too, or the tour would come at every start.

    Args:
        folder: Of the settings; by default the account's own.
    """
    path = (folder or settings_dir()) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(WORDS)
    except OSError:
        return False
    return True
