"""The tools for drawing on pictures, upright beside them or in a row above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.stage.mark_card import MarkCard
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import IconButton
from missdesk.ui.widgets.control import enter_at_chosen
from missdesk.ui.widgets.painting import rounded, start

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.pen import Ink, Tool
    from missdesk.ui.theme.theme import Theme

ICONS: Final[dict[Tool, str]] = {
    "hand": "hand",
    "pen": "pencil",
    "highlighter": "highlighter",
    "eraser": "eraser",
}
IN_ROW: Final = ("pen", "eraser")
"""A row is short; there the hand is what remains when drawing is switched off."""


def tool_words() -> dict[Tool, str]:
    """Return what each tool is called."""
    return {
        "hand": _("Point: press a part to name it"),
        "pen": _("Pen"),
        "highlighter": _("Highlighter"),
        "eraser": _("Eraser"),
    }


class ToolBar(QWidget):
    """Takes a tool in hand, takes marks back, clears them.

    Signals:
        layers_toggled: The button for the layers was pressed in or out.

    Attributes:
        on_own: Asks for a picture of one's own, where the page has a place for one.
    """

    layers_toggled = Signal(bool)
    on_own: Callable[[], None] | None = None

    def __init__(
        self,
        theme: Theme,
        controls: StageControls,
        ink: Ink,
        sheets: Callable[[], tuple[str, ...]],
        *,
        is_upright: bool,
    ) -> None:
        """Make the bar.

        Args:
            theme: Colors and sizes.
            controls: Holds the tool in hand.
            ink: Holds the marks.
            sheets: Tells the keys of the sheets on show, which "clear" empties.
            is_upright: A column with hand and layers; else a short row.
        """
        super().__init__()
        self._theme, self._controls, self._ink, self._sheets = theme, controls, ink, sheets
        pad = 7 if is_upright else 0
        self._box = Column(theme, self, gap=2, pad=pad) if is_upright else Row(theme, self, gap=4)
        self._is_upright = is_upright
        self._group = QButtonGroup(self)
        self._tools: dict[Tool, IconButton] = {}
        for tool, words in tool_words().items():
            if tool == "eraser":
                self._marks = self._add_marks()
            if is_upright or tool in IN_ROW:
                self._add_tool(tool, words)
        self._add_line()
        self._undo = self._add(_("Undo"), "undo", "undo-2", ink.undo)
        self._redo = self._add(_("Redo"), "redo", "redo-2", ink.redo)
        self._clear = self._add(_("Clear all marks"), "clear", "trash-2", self.clear)
        self._layers = IconButton(
            theme, _("Layers"), "tool.layers", "layers", is_checkable=True, parent=self
        )
        self._layers.toggled.connect(self.layers_toggled)
        self._layers.setVisible(is_upright)
        if is_upright:
            self._add_line()
            self._box.addWidget(self._layers)
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed, fixed)
        controls.tool_changed.connect(self._on_tool)
        self._on_tool(controls.tool)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done now; call after the marks have changed."""
        self._undo.setEnabled(self._ink.can_undo)
        self._redo.setEnabled(self._ink.can_redo)
        self._clear.setEnabled(any(self._ink.sheet(key).marks for key in self._sheets()))

    def open_marks(self) -> None:
        """Offer arrow, note and stamps."""
        self._on_tool(self._controls.tool)  # pressed in only while one of them is in hand
        has_none = "highlighter" not in self._tools
        MarkCard.open_at(
            self._marks, self._theme, self._controls, has_highlighter=has_none, on_own=self.on_own
        )

    def show_layers(self, is_on: bool) -> None:
        """Press the button for the layers in or out."""
        self._layers.setChecked(is_on)

    def clear(self) -> None:
        """Take all marks off the pictures on show; undo brings them back."""
        self._ink.clear(self._sheets())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box around an upright bar."""
        if not self._is_upright:
            return
        painter = start(self)
        edge = "edge" if self._theme.is_contrast else "line"
        radius = self._theme.radius("box")
        color = self._theme.color
        rounded(painter, QRectF(self.rect()), radius, color("surface"), color(edge))
        painter.end()

    def _add_tool(self, tool: Tool, words: str) -> None:
        button = IconButton(self._theme, words, f"tool.{tool}", ICONS[tool], is_checkable=True)
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        self._tools[tool] = button
        self._box.addWidget(button)

    def _add_marks(self) -> IconButton:
        words = _("Arrow, note and signs")
        button = IconButton(self._theme, words, "tool.marks", "stamp", is_checkable=True)
        button.clicked.connect(self.open_marks)
        self._box.addWidget(button)
        return button

    def _add(self, words: str, name: str, icon: str, act: Callable[[], None]) -> IconButton:
        button = IconButton(self._theme, words, f"tool.{name}", icon)
        button.clicked.connect(act)
        self._box.addWidget(button)
        return button

    def _add_line(self) -> None:
        line = QFrame(self)
        upright = QFrame.Shape.HLine if self._is_upright else QFrame.Shape.VLine
        line.setFrameShape(upright)
        line.setFrameShadow(QFrame.Shadow.Plain)
        palette = line.palette()
        palette.setColor(line.foregroundRole(), self._theme.color("line"))
        line.setPalette(palette)
        self._box.addWidget(line)

    def _on_clicked(self) -> None:
        chosen = next((t for t, b in self._tools.items() if b.isChecked()), None)
        if chosen is not None:
            self._controls.set_tool(chosen)

    def _on_tool(self, tool: str) -> None:
        """Show the tool in hand; none, when it is the hand and that has no button here."""
        self._group.setExclusive(False)
        for name, button in self._tools.items():
            button.setChecked(name == tool)
        self._marks.setChecked(tool != "hand" and tool not in self._tools)
        self._group.setExclusive(True)
        enter_at_chosen(self._group)
