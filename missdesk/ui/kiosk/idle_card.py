"""Ask "Are you still there?": a ring empties while seconds are counted down, with two answers.

Any touch beside the card goes on reading too: what matters is that somebody is there.

Source: mock-up 12; kiosk-and-security.md KR6; standards.md WC15, KA8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _, ngettext
from missdesk.ui.kiosk.card import KioskCard
from missdesk.ui.kiosk.screen import TARGET, is_portrait
from missdesk.ui.theme.fonts import make_font
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from missdesk.ui.theme.theme import Theme

WIDE, PAD, GAP = 640, 30, 26
RING, STROKE, NUMBER = 128, 7, 46


class CountRing(QWidget):
    """A ring as full as there is time left, and the seconds in it."""

    def __init__(self, theme: Theme, whole: int, parent: QWidget) -> None:
        """Start full.

        Args:
            theme: Colors and sizes.
            whole: Seconds of a full ring.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme, self._whole, self._left = theme, max(1, whole), whole
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its square."""
        return QSize(self._theme.px(RING), self._theme.px(RING))

    def set_left(self, seconds: int) -> None:
        """Show so many seconds."""
        self._left = seconds
        self.setAccessibleName(ngettext("{n} second", "{n} seconds", seconds).format(n=seconds))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring and the number."""
        painter, theme = start(self), self._theme
        stroke = theme.px(STROKE)
        box = QRectF(self.rect()).adjusted(stroke, stroke, -stroke, -stroke)
        for token, share in (("line", 1.0), ("primary", self._left / self._whole)):
            pen = QPen(theme.color(token), stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, round(share * 360 * 16))
        painter.setPen(theme.color("ink"))
        number = make_font(theme.px(NUMBER), 700)
        painter.setFont(number)
        high = QFontMetricsF(number).ascent()
        middle = box.center().y() - theme.px(8)
        upper = QRectF(box.left(), middle - high, box.width(), 2 * high)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignCenter), str(self._left))
        painter.setFont(make_font(theme.px(15), 400))
        lower = QRectF(box.left(), middle + high * 0.42, box.width(), theme.px(22))
        unit = ngettext("second", "seconds", self._left)
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignCenter), unit)
        painter.end()


class IdleCard(KioskCard):
    """Lies over a kiosk page while the seconds run.

    Signals:
        stays: Somebody is there.
        leaves: Start again for the next person.
    """

    stays = Signal()
    leaves = Signal()

    def __init__(self, window: QWidget, theme: Theme, whole: int) -> None:
        """Ask over a window; `open_layer` shows it.

        Args:
            window: The kiosk's.
            theme: Colors, sizes and fonts.
            whole: Seconds from the first to the last.
        """
        super().__init__(window, theme, WIDE)
        self.setObjectName("kiosk.idle")
        whole_card = Column if is_portrait(window) else Row
        row = whole_card(theme, self.card, gap=GAP, pad=PAD)
        self.ring = CountRing(theme, whole, self.card)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        column = Column(theme, gap=12)
        title = _("Are you still there?")
        column.addWidget(Words(theme, title, "heading", parent=self.card))
        told = _("If not, this screen starts again for the next person.")
        column.addWidget(Words(theme, told, "body", token="ink2", parent=self.card))  # noqa: S106
        # Side by side, or below each other where the screen is narrow or the words are large.
        answers = FlowLayout(theme, gap=12)
        yes = Button(
            theme,
            _("Yes, keep reading"),
            "kiosk.idle.stay",
            kind="primary",
            height=TARGET,
            parent=self.card,
        )
        again = Button(
            theme,
            _("Start again"),
            "kiosk.idle.leave",
            icon="rotate-ccw",
            height=TARGET,
            parent=self.card,
        )
        yes.clicked.connect(self.stays)
        again.clicked.connect(self.leaves)
        answers.addWidget(yes)
        answers.addWidget(again)
        column.addLayout(answers)
        row.addLayout(column, 1)
        self.card.setAccessibleName(title)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Any touch is an answer."""
        event.accept()
        self.stays.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key that no button took is an answer."""
        event.accept()
        self.stays.emit()
