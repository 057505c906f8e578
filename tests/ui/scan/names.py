"""What a screen reader is told of each control: a name, and what it is (WC22, WC28)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.scan.finding import Finding, named

NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


def nameless(window: QWidget) -> Iterator[Finding]:
    """Yield what the keyboard reaches without a name or a role."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name).strip()
        if not name:
            yield Finding("WC28", named(widget), "has no name")
        if told.role() in NO_ROLES:
            yield Finding("WC28", named(widget), f"has no role ({told.role().name})")
        if isinstance(widget, QAbstractButton):
            said = widget.text().replace("&&", "&").strip()
            if said and said.casefold() not in name.casefold():
                yield Finding("WC22", named(widget), f"is called “{name}”, shows “{said}”")
