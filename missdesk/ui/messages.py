"""Turn errors into words for staff and for patients, and show them in the window.

Below the ui nothing prints or shows; a page that meets a `MissdeskError` hands it to `report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from missdesk.i18n import _, ngettext
from missdesk.ui.theme.theme import Theme
from missdesk.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from missdesk.errors import Fault, MissdeskError


class Message(NamedTuple):
    """What is the matter, and how to mend it."""

    title: str
    more: str


def for_staff(fault: Fault) -> Message:
    """Return where and what, then how to mend it."""
    what = fault.what[:1].lower() + fault.what[1:]
    title = _("{where}: {what}").format(where=fault.where, what=what)
    return Message(_sentence(title), _sentence(fault.fix))


def for_patient() -> Message:
    """Return the one thing patients are told, whatever happened."""
    return Message(_("This page is not available."), _("Please ask a member of staff."))


def left_out(faults: Iterable[Fault]) -> str:
    """Return how many parts of the content are not shown."""
    count = len(tuple(faults))
    words = ngettext(
        "{count} part of the content was left out",
        "{count} parts of the content were left out",
        count,
    )
    return words.format(count=count)


def report(widget: QWidget, *errors: MissdeskError) -> None:
    """Tell staff about errors in the window of a widget; all at once, each mend once."""
    found = [for_staff(error.fault) for error in errors]
    bar = _bar(widget) if found else None
    if bar is not None:
        titles, mends = (dict.fromkeys(parts) for parts in zip(*found, strict=True))
        bar.tell(" ".join(titles), " ".join(mends), "fault")


def say(widget: QWidget, text: str, more: str = "") -> None:
    """Confirm something in the window of a widget, such as "Saved."."""
    bar = _bar(widget)
    if bar is not None:
        bar.tell(text, more)


def _bar(widget: QWidget) -> NoticeBar | None:
    """Return the window's bar; a page shown alone gets one of its own."""
    window = widget.window()
    found = window.findChild(NoticeBar)
    if isinstance(found, NoticeBar):
        return found
    theme = next((t for t in _themes(widget)), None)
    return NoticeBar(window, theme) if theme is not None else None


def _themes(widget: QWidget) -> Iterable[Theme]:
    """Yield the themes that the widgets of a window use."""
    for one in (widget, *widget.findChildren(QWidget)):
        for name in ("theme", "_theme"):
            theme = getattr(one, name, None)
            if isinstance(theme, Theme):
                yield theme


def _sentence(text: str) -> str:
    """Return a text as a sentence: a stop at the end, a capital unless a file's name begins it."""
    stripped = text.strip()
    end = "" if stripped.endswith((".", "!", "?")) else "."
    first = stripped.partition(" ")[0].rstrip(".:")
    is_file = "." in first or "/" in first
    return (stripped[:1] if is_file else stripped[:1].upper()) + stripped[1:] + end
