"""The card that offers what can be put down on a picture: arrow, note and stamps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from missdesk.figures.ink_items import arrow_path, stamp_items, stamp_words
from missdesk.figures.scene import Item, Path, Scene, Stroke
from missdesk.i18n import _
from missdesk.model.marks import StampKind
from missdesk.ui.scene_painter import paint_scene
from missdesk.ui.theme.tokens import CONTROL
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import CHOSEN_LINE, LINE, pixmap_at, rounded, start, words_at
from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.stage.pen import Tool
    from missdesk.ui.theme.theme import Theme

ICONS: Final = {"mark.note": "type", "mark.highlighter": "highlighter"}
SIGN_PX, PAD_PX, COLUMNS, WIDTH = 26, 12, 2, 400


class MarkButton(Control):
    """One thing to put down: its drawing and its name."""

    def __init__(
        self, theme: Theme, words: str, name: str, sign: StampKind | None, parent: QWidget
    ) -> None:
        """Make it; without a sign it is the arrow or the note, by its name."""
        super().__init__(theme, words, name, parent)
        self._sign = sign
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return drawing, words and padding."""
        words = QFontMetricsF(self.theme.type("body")).horizontalAdvance(self.words)
        lead = self.theme.part_px(SIGN_PX) + 3 * self.theme.px(PAD_PX)
        return self.least(words + lead, self.theme.control_px(CONTROL, "body"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the drawing and the words."""
        painter, theme = start(self), self.theme
        box, color = QRectF(self.rect()), theme.color
        is_on = self.isChecked()
        fill = "tint" if is_on or self.isDown() else "hover" if self.underMouse() else "surface"
        line, width = color("primary" if is_on else "edge"), CHOSEN_LINE if is_on else LINE
        if not self.isEnabled():
            fill, line = "canvas", color("line")
        rounded(painter, box, theme.radius("field"), color(fill), line, width)
        ink = "ink" if self.isEnabled() else "disabled"
        side, left = theme.part_px(SIGN_PX), theme.px(PAD_PX)
        name = ICONS.get(self.objectName())
        if name is not None:
            icon = theme.icon(name, SIGN_PX, ink, self.devicePixelRatioF())
            pixmap_at(painter, icon, left, box)
        else:
            scene = Scene(side, side, tuple(_drawing(self._sign, side)))
            paint_scene(painter, scene, theme.palette, 1.0, left, box.center().y() - side / 2)
        painter.setFont(theme.type("body"))
        painter.setPen(color(ink))
        words_at(painter, left + side + theme.px(PAD_PX), box, self.words)
        painter.end()


class MarkCard(QWidget):
    """Takes one of them in hand and closes."""

    def __init__(
        self,
        theme: Theme,
        controls: StageControls,
        *,
        has_highlighter: bool,
        on_own: Callable[[], None] | None,
    ) -> None:
        """Offer arrow, note and every stamp, and what has no button elsewhere."""
        super().__init__()
        self._on_own = on_own
        self._controls, self._has_highlighter = controls, has_highlighter
        self._card: Popover | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        columns = 1 if theme.is_folded else COLUMNS
        for number, button in enumerate(self._buttons(theme)):
            grid.addWidget(button, number // columns, number % columns)
        if on_own is not None:
            own = Button(theme, _("Draw on a picture of your own"), "mark.own", parent=self)
            own.clicked.connect(self._take_own)
            grid.addWidget(own, grid.rowCount(), 0, 1, columns)

    @staticmethod
    def open_at(
        anchor: QWidget,
        theme: Theme,
        controls: StageControls,
        *,
        has_highlighter: bool = False,
        on_own: Callable[[], None] | None = None,
    ) -> MarkCard:
        """Open the card beside a button.

        Args:
            anchor: The button.
            theme: Colors and sizes.
            controls: Holds the tool in hand.
            has_highlighter: Offer it here too.
            on_own: Asks for a picture of one's own; None = there is no place for one.
        """
        made = MarkCard(theme, controls, has_highlighter=has_highlighter, on_own=on_own)
        title = _("Put on the picture")
        made._card = Popover.open_at(anchor, made, theme, title=title, width=WIDTH)
        return made

    def _buttons(self, theme: Theme) -> list[MarkButton]:
        made = []
        names: dict[Tool, str] = {"arrow": _("Arrow"), "note": _("Note")}
        if self._has_highlighter:
            names["highlighter"] = _("Highlighter")
        for tool, words in names.items():
            button = MarkButton(theme, words, f"mark.{tool}", None, self)
            button.setChecked(self._controls.tool == tool)
            button.clicked.connect(partial(self._take, tool, None))
            made.append(button)
        for stamp in get_args(StampKind):
            button = MarkButton(theme, stamp_words(stamp), f"mark.{stamp}", stamp, self)
            is_it = self._controls.stamp == stamp
            button.setChecked(self._controls.tool == "stamp" and is_it)
            button.setEnabled(self._controls.can_stamp)
            button.clicked.connect(partial(self._take, "stamp", stamp))
            made.append(button)
        return made

    def _take_own(self) -> None:
        on_own, card = self._on_own, self._card
        if card is not None:
            card.close_popover()
        if on_own is not None:
            on_own()

    def _take(self, tool: Tool, stamp: StampKind | None, _is_on: bool = False) -> None:
        self._controls.set_tool(tool, stamp)
        if self._card is not None:
            self._card.close_popover()


def _drawing(sign: StampKind | None, side: float) -> list[Item]:
    """Return the drawing of a stamp, of an arrow for none."""
    if sign is not None:
        return stamp_items(sign, (side / 2, side / 2), side)
    path = arrow_path(((0.1 * side, 0.9 * side), (0.9 * side, 0.1 * side)), 0.09 * side)
    return [Path(path, None, Stroke("pen", 0.09 * side, is_round=True))]
