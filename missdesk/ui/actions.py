"""What the window can be asked to do, by key or by a page: one row an action.

A page asks with `ask(widget, "end-visit")`; the window is found by its signal, so that pages
know nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from missdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

ActionId = Literal[
    "next",
    "previous",
    "swap",
    "labels",
    "draw",
    "patient-blank",
    "undo",
    "clear",
    "print",
    "save",
    "note",
    "end-visit",
    "topics",
    "clinic",
    "larger",
    "smaller",
    "normal-size",
    "contrast",
    "help",
    "full-screen",
    "step-1",
    "step-2",
    "step-3",
    "step-4",
    "step-5",
    "step-6",
]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    Attributes:
        id: Its name for pages and tests.
        keys: Key sequences in Qt's portable form.
        words: Makes its words for the help card; empty = not listed there.
    """

    id: ActionId
    keys: tuple[str, ...]
    words: Callable[[], str] = lambda: ""


ACTIONS: Final[tuple[Action, ...]] = (
    *(Action(f"step-{n}", (f"Alt+{n}",)) for n in range(1, 7)),  # type: ignore[arg-type]  # 1 to 6
    Action("next", ("PgDown",), lambda: _("Next step: Page Down, or a clicker")),
    Action("previous", ("PgUp",), lambda: _("Step before: Page Up")),
    Action("larger", ("Ctrl++", "Ctrl+="), lambda: _("Larger or smaller text: Ctrl and + or −")),
    Action("smaller", ("Ctrl+-",)),
    Action("normal-size", ("Ctrl+0",)),
    Action("print", ("Ctrl+P",), lambda: _("Print: Ctrl and P")),
    Action("save", ("Ctrl+S",)),
    Action("note", ("F2",), lambda: _("Copy the note for the patient’s file: F2")),
    Action("end-visit", ("Ctrl+N",), lambda: _("New patient: Ctrl and N")),
    Action("undo", ("Ctrl+Z",)),
    Action("clear", ("Delete",)),
    Action("swap", ("S",), lambda: _("Swap the order: S")),
    Action("labels", ("L",), lambda: _("Labels on or off: L")),
    Action("draw", ("D",), lambda: _("Draw: D")),
    # Clickers send a full stop from their blank button.
    Action("patient-blank", ("B", "."), lambda: _("Blank the patient’s screen, or show it: B")),
    Action("clinic", ("Ctrl+,",), lambda: _("The clinic’s settings: Ctrl and comma")),
    Action("help", ("F1",)),
    Action("full-screen", ("F11",)),
)


def connect(window: QWidget, do: Callable[[str], None]) -> list[QShortcut]:
    """Make the window's shortcuts; `do` gets the id of what was asked for.

    Plain letters never reach here while somebody types: fields take them first.
    """
    made = []
    for action in ACTIONS:
        for keys in action.keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setObjectName(action.id)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(_Caller(shortcut, action.id, do).call)
            made.append(shortcut)
    return made


def ask(widget: QWidget, action: ActionId) -> bool:
    """Ask the window of a widget to do something; return whether it could.

    A page shown alone (in a test) has no window that could.
    """
    do = getattr(widget.window(), "do", None)
    if not callable(do):
        return False
    do(action)
    return True


class _Caller(QObject):
    """Carries the id of an action from its shortcut to the window."""

    def __init__(self, shortcut: QShortcut, action: str, do: Callable[[str], None]) -> None:
        super().__init__(shortcut)
        self._action, self._do = action, do

    def call(self) -> None:
        """Do it."""
        self._do(self._action)
