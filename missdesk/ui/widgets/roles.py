"""What our painted widgets are to a screen reader: Qt knows that of its own controls only (WC28).

A widget says it by `ACCESSIBLE_ROLE`, of its class or as a property; without it Qt tells "client
area", which nobody understands. Nothing here runs until a screen reader asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

from missdesk.ui.widgets.control import Control

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

ROLE = "ACCESSIBLE_ROLE"


def install_roles() -> None:
    """Tell Qt our roles, from now on; once a process."""
    QAccessible.installFactory(_interface)


class Told(QAccessibleWidget):
    """A widget with the role that it says."""

    def role(self) -> QAccessible.Role:
        """Return it; some change theirs while they live."""
        found: QAccessible.Role = getattr(self.widget(), ROLE)
        return found


class Pressable(QAccessibleWidget):
    """A control; a reader's press is a person's press.

    Qt's own would check a checkable button without its `clicked`, on which the window acts.
    """

    def _button(self) -> QAbstractButton:
        button = self.widget()
        assert isinstance(button, QAbstractButton)
        return button

    def role(self) -> QAccessible.Role:
        """Return what it is: one of a group that holds one choice is a radio button."""
        button = self._button()
        own: QAccessible.Role | None = getattr(button, ROLE, None)
        if own is not None:
            return own
        if not button.isCheckable():
            return QAccessible.Role.Button
        is_one_of = button.autoExclusive()
        return QAccessible.Role.RadioButton if is_one_of else QAccessible.Role.CheckBox

    def state(self) -> QAccessible.State:
        """Return Qt's state of a widget, and whether it is on."""
        button, found = self._button(), super().state()
        found.checkable, found.checked = button.isCheckable(), button.isChecked()
        found.pressed = button.isDown()
        return found

    def actionNames(self) -> list[str]:
        """Return what can be done with it."""
        if not self._button().isEnabled():
            return []
        return [self.pressAction(), self.setFocusAction()]

    def doAction(self, actionName: str) -> None:  # noqa: N803  as Qt calls it
        """Do it."""
        if actionName == self.pressAction():
            self._button().click()
        else:
            super().doAction(actionName)


def _interface(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Return what a screen reader gets of a widget of ours, None for others."""
    if isinstance(thing, Control):
        made: QAccessibleWidget = Pressable(thing)
    elif isinstance(thing, QWidget) and hasattr(thing, ROLE):
        made = Told(thing)
    else:
        return None
    holder: Any = thing
    holder.accessible_interface = made  # Qt does not hold Python's part of it
    return made
