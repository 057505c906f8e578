"""Buttons: primary, outline and quiet, with an icon or an option's mark beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent

from missdesk.figures.badge import badge
from missdesk.ui.scene_painter import paint_scene
from missdesk.ui.theme.tokens import CONTROL, TARGET, Role
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import (
    CHOSEN_LINE,
    LINE,
    centered_words,
    pixmap_at,
    rounded,
    start,
    words_at,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.model.topic import Look
    from missdesk.ui.theme.theme import Theme

Kind = Literal["primary", "outline", "quiet"]
ICON, GAP, PAD, MARK = 22, 10, 18, 26


class Button(Control):
    """A button with words; checkable ones stay pressed in (`toggled`).

    Args:
        theme: Colors, sizes and fonts.
        text: Words.
        name: objectName.
        kind: primary = the one main action, outline = others, quiet = no box at rest.
        icon: Icon name of assets/icons.
        is_icon_after: Puts the icon behind the words.
        mark: An option's mark instead of an icon.
        height: 44, 48 or 56.
        is_checkable: Stays in until pressed again.
        role: Text role, 600 weight ones are usual.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        kind: Kind = "outline",
        icon: str = "",
        is_icon_after: bool = False,
        mark: Look | None = None,
        height: int = CONTROL,
        is_checkable: bool = False,
        role: Role = "strong",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self._kind, self._icon, self._mark, self._height = kind, icon, mark, height
        self._is_icon_after, self._role = is_icon_after, role
        self.setCheckable(is_checkable)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Return words, icon and padding."""
        metrics = QFontMetricsF(self.theme.type(self._role))
        width = metrics.horizontalAdvance(self.words) + 2 * self.theme.px(PAD) + self._lead()
        return self.least(width + 1, self.theme.control_px(self._height, self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icon and words in the colors of the state."""
        painter = start(self)
        fill, line, ink = self._colors()
        box = QRectF(self.rect())
        width = CHOSEN_LINE if self.isChecked() else LINE
        rounded(painter, box, self.theme.radius("field"), fill, line, width)
        painter.setFont(self.theme.type(self._role))
        painter.setPen(self.theme.color(ink))
        words = QFontMetricsF(painter.font()).horizontalAdvance(self.words)
        lead = self._lead()
        left = box.center().x() - (words + lead) / 2
        if not lead or left < self.theme.px(6):
            room = box.adjusted(lead + self.theme.px(6), 0, -self.theme.px(6), 0)
            centered_words(painter, room, self.words)
            left = self.theme.px(8)
        else:
            words_at(painter, left if self._is_icon_after else left + lead, box, self.words)
        if lead:
            at = left + words + self.theme.px(GAP) if self._is_icon_after else left
            self._paint_lead(painter, at, box, ink)
        painter.end()

    def _paint_lead(self, painter: QPainter, at: float, box: QRectF, ink: str) -> None:
        if self._mark is not None:
            side = self.theme.part_px(MARK)
            paint_scene(
                painter,
                badge(self._mark, 10.0),
                self.theme.palette,
                side / 10.0,
                at,
                box.center().y() - side / 2,
            )
        else:
            pixmap = self.theme.icon(self._icon, ICON, ink, self.devicePixelRatioF())
            pixmap_at(painter, pixmap, at, box)

    def _lead(self) -> int:
        """Return the room that icon or mark takes beside the words."""
        if self._mark is not None:
            return self.theme.part_px(MARK) + self.theme.px(GAP)
        return self.theme.part_px(ICON) + self.theme.px(GAP) if self._icon else 0

    def _colors(self) -> tuple[QColor | None, QColor | None, str]:
        """Return fill, line and the token of words and icon."""
        color = self.theme.color
        if not self.isEnabled():
            line = color("edge") if self.theme.is_contrast else None
            return color("canvas"), line, "disabled"
        if self._kind == "primary":
            state = "_pressed" if self.isDown() else "_hover" if self.underMouse() else ""
            return color(f"primary{state}"), None, "on_primary"
        if self.isChecked():
            return color("tint"), color("primary"), "primary"
        fill = "tint" if self.isDown() else "hover" if self.underMouse() else ""
        if self._kind == "quiet":
            return color(fill) if fill else None, None, "ink"
        return color(fill or "surface"), color("edge"), "ink"


class IconButton(Control):
    """A square button with an icon only; `text` is its tooltip and accessible name.

    Args:
        theme: Colors, sizes and fonts.
        text: What it does.
        name: objectName.
        icon: Icon name.
        side: Designed side, at least 44.
        is_checkable: Stays in until pressed again.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        icon: str,
        *,
        side: int = TARGET,
        is_checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self._icon, self._side = icon, side
        self.setCheckable(is_checkable)

    def setText(self, text: str) -> None:
        """Change the tooltip and the accessible name."""
        super().setText(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = max(self.theme.px(self._side), self.theme.part_px(24) + self.theme.px(16))
        return self.least(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon, on a ground when hovered, pressed or chosen."""
        painter = start(self)
        fill, ink = "", "ink" if self.isEnabled() else "disabled"
        if self.isChecked():
            fill, ink = "primary", "on_primary"
        elif self.isEnabled() and self.isDown():
            fill = "tint"
        elif self.isEnabled() and self.underMouse():
            fill = "hover"
        box = QRectF(self.rect())
        if fill:
            rounded(painter, box, self.theme.radius("field"), self.theme.color(fill))
        pixmap = self.theme.icon(self._icon, 24, ink, self.devicePixelRatioF())
        width = pixmap.deviceIndependentSize().width()
        pixmap_at(painter, pixmap, box.center().x() - width / 2, box)
        painter.end()
