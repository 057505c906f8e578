"""A choice of one among a few, side by side; may start with nothing chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from missdesk.ui.theme.tokens import CONTROL
from missdesk.ui.widgets.control import Control, enter_at_chosen
from missdesk.ui.widgets.painting import CHOSEN_LINE, centered_words, rounded, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.theme.theme import Theme

PAD, INSET = 18, 4


class Segmented(QWidget):
    """Shows choices on one track; the chosen one stands out.

    Signals:
        chosen: Key of the choice a person made.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Grouping

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        value: str | None = None,
        height: int = CONTROL,
        is_wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the segments.

        Args:
            theme: Colors, sizes and fonts.
            name: objectName; segments are called "name.key".
            label: Accessible name of the whole.
            choices: Key and words, in order.
            value: Key chosen now, None = none.
            height: Designed height of the hit area.
            is_wide: Fills the width, all segments alike.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for key, words in choices:
            segment = _Segment(theme, words, f"{name}.{key}", key, height, self)
            segment.stepped.connect(self._on_stepped)
            self._group.addButton(segment)
            self._segments[key] = segment
        self._is_wide = is_wide
        wide = QSizePolicy.Policy.Expanding if is_wide else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(wide, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_value(value)
        self._group.buttonClicked.connect(self._on_clicked)
        theme.resized.connect(self._on_theme)

    @property
    def value(self) -> str | None:
        """Return the key chosen now, None = none."""
        return next((k for k, s in self._segments.items() if s.isChecked()), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all choices, in order."""
        return tuple(self._segments)

    def set_value(self, key: str | None) -> None:
        """Choose without telling.

        Raises:
            KeyError: There is no such choice.
        """
        if key is not None:
            self._segments[key].setChecked(True)
        else:
            self._group.setExclusive(False)
            for segment in self._segments.values():
                segment.setChecked(False)
            self._group.setExclusive(True)
        enter_at_chosen(self._group)

    def segment(self, key: str) -> Control:
        """Return one segment, to enable or disable it."""
        return self._segments[key]

    def hasHeightForWidth(self) -> bool:
        """Return that segments stand under each other where the width ends."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one row, or of as many as there are segments."""
        rows = 1 if self._fits(width) else len(self._segments)
        return rows * self._high()

    def sizeHint(self) -> QSize:
        """Return one row."""
        widths = [segment.sizeHint().width() for segment in self._segments.values()]
        width = max(widths) * len(widths) if self._is_wide else sum(widths)
        return QSize(width, self._high())

    def minimumSizeHint(self) -> QSize:
        """Return the widest segment."""
        widest = max(segment.sizeHint().width() for segment in self._segments.values())
        return QSize(widest, self._high())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the segments in the middle of the height."""
        self._place()

    def _place(self) -> None:
        high, top = self._high(), self._track().top()
        if not self._fits(self.width()):
            for row, segment in enumerate(self._segments.values()):
                segment.setGeometry(0, round(top) + row * high, self.width(), high)
            return
        hints = [segment.sizeHint().width() for segment in self._segments.values()]
        share = self.width() / len(hints)
        left = 0.0
        for hint, segment in zip(hints, self._segments.values(), strict=True):
            wide = share if self._is_wide and max(hints) <= share else hint
            segment.setGeometry(round(left), round(top), round(left + wide) - round(left), high)
            left += wide

    def _fits(self, width: int) -> bool:
        hints = [segment.sizeHint().width() for segment in self._segments.values()]
        return sum(hints) <= width

    def _high(self) -> int:
        return max(segment.sizeHint().height() for segment in self._segments.values())

    def _track(self) -> QRectF:
        high = self.heightForWidth(self.width())
        hints = sum(segment.sizeHint().width() for segment in self._segments.values())
        wide = self.width() if self._is_wide else min(self.width(), hints)
        return QRectF(0, max(0, (self.height() - high) // 2), wide, high)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track."""
        painter = start(self)
        line = self._theme.color("edge") if self._theme.is_contrast else None
        ground = self._theme.color("hover" if line is None else "surface")
        rounded(painter, self._track(), self._theme.radius("segment"), ground, line)
        painter.end()

    def _on_clicked(self, button: _Segment) -> None:
        self.chosen.emit(button.key)

    def _on_stepped(self, step: int) -> None:
        """Move to the next or previous enabled choice by arrow key."""
        segments = [s for s in self._segments.values() if s.isEnabled()]
        sender = self.sender()
        assert isinstance(sender, _Segment)
        at = segments.index(sender) + step
        if 0 <= at < len(segments):
            segments[at].setFocus(Qt.FocusReason.TabFocusReason)
            segments[at].click()


class _Segment(Control):
    """One choice."""

    stepped = Signal(int)

    def __init__(
        self, theme: Theme, text: str, name: str, key: str, height: int, parent: QWidget
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.key, self._height = key, height
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the words' size, as wide as they are when bold, so that nothing moves."""
        metrics = QFontMetricsF(self.theme.type("strong"))
        width = metrics.horizontalAdvance(self.words) + 2 * self.theme.px(PAD)
        return self.least(width + 1, self.theme.control_px(self._height))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the inner box."""
        return self._inner(), float(self.theme.px(10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.stepped.emit(-step if right_to_left else step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plate of the chosen one, and the words."""
        painter = start(self)
        theme, ink, box = self.theme, "ink2", self._inner()
        radius = theme.px(10)
        if not self.isEnabled():
            ink = "disabled"
        elif self.isChecked() and theme.is_contrast:
            rounded(painter, box, radius, theme.color("primary"))
            ink = "on_primary"
        elif self.isChecked():
            rounded(
                painter, box, radius, theme.color("surface"), theme.color("primary"), CHOSEN_LINE
            )
            ink = "primary"
        elif self.isDown() or self.underMouse():
            rounded(painter, box, radius, theme.color("tint"))
        weight = 600 if self.isChecked() else 500
        painter.setFont(theme.font(18, weight))
        painter.setPen(theme.color(ink))
        centered_words(painter, box, self.words)
        painter.end()

    def _inner(self) -> QRectF:
        inset = self.theme.px(INSET)
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
