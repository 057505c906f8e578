"""What the panes of one page share: the tool in hand, labels on or off, layers peeled off."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from missdesk.ui.stage.layers import CHIPS
from missdesk.ui.stage.pen import Tool


class StageControls(QObject):
    """Tells every pane at once, so that no option is shown with less than another."""

    tool_changed = Signal(str)
    labels_changed = Signal(bool)
    hidden_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with the hand, labels on and every layer shown."""
        super().__init__(parent)
        self._tool: Tool = "hand"
        self._has_labels = True
        self._hidden: frozenset[str] = frozenset()

    @property
    def tool(self) -> Tool:
        """Return the tool in hand."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Take a tool."""
        if tool != self._tool:
            self._tool = tool
            self.tool_changed.emit(tool)

    @property
    def has_labels(self) -> bool:
        """Return whether the names of parts are shown."""
        return self._has_labels

    def set_labels(self, is_on: bool) -> None:
        """Show or hide the names of parts."""
        if is_on != self._has_labels:
            self._has_labels = is_on
            self.labels_changed.emit(is_on)

    @property
    def hidden(self) -> frozenset[str]:
        """Return the chips whose layers are peeled off."""
        return self._hidden

    def set_shown(self, chip: str, is_shown: bool) -> None:
        """Peel the layers of a chip off, or put them back.

        Raises:
            ValueError: There is no such chip.
        """
        if chip not in CHIPS:
            raise ValueError(chip)
        hidden = self._hidden - {chip} if is_shown else self._hidden | {chip}
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed.emit()

    def reset(self) -> None:
        """Go back to how a visit starts."""
        self.set_tool("hand")
        self.set_labels(True)
        for chip in CHIPS:
            self.set_shown(chip, True)
