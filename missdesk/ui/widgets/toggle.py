"""An on and off switch, alone or at the end of a row of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.theme.tokens import CHIP_MS, TARGET, Role
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import mix, pixmap_at, rounded, start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.ui.theme.theme import Theme

WIDE, HIGH, KNOB, GAP = 60, 36, 28, 16


class Toggle(Control):
    """A switch with its words at the left; the whole row is the target (`toggled`).

    With `has_words` False only the switch is painted, and `text` is the accessible name.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        *,
        is_on: bool = False,
        has_words: bool = True,
        role: Role = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.setCheckable(True)
        self.setChecked(is_on)
        self._words: Words | None = None
        self._at = 1.0 if is_on else 0.0
        self._move = QVariantAnimation(self)
        self._move.valueChanged.connect(self._on_moved)
        if has_words:
            self._words = Words(theme, text, role, parent=self)
            self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._words.setAccessibleName("")
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.toggled.connect(self._on_toggled)

    def hasHeightForWidth(self) -> bool:
        """Return whether words may need more lines."""
        return self._words is not None

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, at least the target's."""
        words = self._words.heightForWidth(self._room(width)) if self._words else 0
        return max(words + self.theme.px(8), self.theme.px(TARGET), self._high())

    def sizeHint(self) -> QSize:
        """Return words, gap and switch."""
        if self._words is None:
            return self.least(self._wide(), self._high())
        wanted = self._words.sizeHint().width() + self.theme.px(GAP) + self._wide()
        return QSize(wanted, self.heightForWidth(wanted))

    def minimumSizeHint(self) -> QSize:
        """Return the longest word, gap and switch."""
        if self._words is None:
            return self.sizeHint()
        width = self._words.minimumSizeHint().width() + self.theme.px(GAP) + self._wide()
        return QSize(width, self.theme.px(TARGET))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the words."""
        if self._words is not None:
            room = self._room(self.width())
            high = self._words.heightForWidth(room)
            self._words.setGeometry(0, (self.height() - high) // 2, room, high)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the outline of the switch."""
        box = self._track()
        return box, box.height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, knob and tick."""
        painter = start(self)
        color, track = self.theme.color, self._track()
        off, on = color("surface"), color("primary" if self.isEnabled() else "disabled")
        edge = color("edge" if self._at < 0.5 else "primary")
        rounded(painter, track, track.height() / 2, mix(off, on, self._at), edge)
        knob, margin = self.theme.part_px(KNOB), self.theme.part_px((HIGH - KNOB) / 2)
        far = track.width() - knob - 2 * margin
        x = track.x() + margin + far * self._at
        circle = QRectF(x, track.center().y() - knob / 2, knob, knob)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(color("edge"), color("on_primary"), self._at))
        painter.drawEllipse(circle)
        if self._at > 0.5:
            tick = self.theme.icon("check", 18, "primary", self.devicePixelRatioF())
            wide = tick.deviceIndependentSize().width()
            pixmap_at(painter, tick, circle.center().x() - wide / 2, circle)
        painter.end()

    def hitButton(self, pos: QPoint) -> bool:
        """Take the whole row as target."""
        return self.rect().contains(pos)

    def _on_toggled(self, is_on: bool) -> None:
        self._move.stop()
        goal = 1.0 if is_on else 0.0
        if not self.isVisible() or not self.theme.has_motion:
            self._on_moved(goal)
            return
        self._move.setDuration(CHIP_MS)
        self._move.setStartValue(self._at)
        self._move.setEndValue(goal)
        self._move.start()

    def _on_moved(self, at: float) -> None:
        self._at = float(at)
        self.update()

    def _wide(self) -> int:
        return self.theme.part_px(WIDE)

    def _high(self) -> int:
        return self.theme.part_px(HIGH)

    def _room(self, width: int) -> int:
        return max(1, width - self.theme.px(GAP) - self._wide())

    def _track(self) -> QRectF:
        left = self.width() - self._wide() if self._words is not None else 0.0
        if self._words is None:
            left = (self.width() - self._wide()) / 2
        top = (self.height() - self._high()) / 2
        return QRectF(QPointF(left, top), QPointF(left + self._wide(), top + self._high()))
