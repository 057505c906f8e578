"""What an idle kiosk shows: the topics in turn, silent, slowly fading; the first touch only wakes.

Source: standards.md WC6, WC16, WC17, KA10; kiosk-and-security.md KR7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget

from missdesk.content.listing import listed
from missdesk.i18n import _
from missdesk.ui.card_picture import CardPicture, card_file, paint_card, shaped
from missdesk.ui.kiosk.screen import is_portrait, share_at
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.kiosk.parts import KioskParts
    from missdesk.ui.theme.theme import Theme

STAY_MS, FADE_MS = 9_000, 1_600
"""How long a topic stays (two sentences, read twice), and how slowly it fades."""
MARGIN, GAP, CORNER = 32, 16, 20
SHARES: Final = ((100, 0.58), (150, 0.46), (200, 0.4))
"""Share of the width that is picture, by text size in percent."""
HIGH_SHARES: Final = ((100, 0.4), (150, 0.34), (200, 0.26))
"""The same of the height in portrait."""
SHIFT: Final = 6
"""Designed pixels by which the layout wanders from topic to topic, against burn-in (KR7)."""


class AttractPage(QWidget):
    """Covers the whole window.

    Signals:
        woken: Somebody touched the screen or a key.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Button
    woken = Signal()

    def __init__(self, theme: Theme, library: Library, parts: KioskParts, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme, self._library, self._cards = theme, library, parts.cards
        self.setObjectName("kiosk.attract")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._topics: tuple[TopicId, ...] = ()
        self._language, self._at, self._is_paused = "en", 0, False
        self._now, self._before = QImage(), QImage()
        self._picture = CardPicture(parts.workers, self)
        self._picture.came.connect(self._on_came)
        self._name = Words(theme, "", "title", parent=self)
        self._said = Words(theme, "", "section", token="ink2", name="kiosk.said", parent=self)  # noqa: S106
        self._hint = Words(theme, _("Touch the screen to begin"), "strong", parent=self)
        self._review = Words(theme, "", "note", token="ink2", name="kiosk.review", parent=self)  # noqa: S106
        self._pause = Button(theme, _("Pause"), "kiosk.pause", icon="pause", parent=self)
        self._pause.clicked.connect(self._on_pause)
        self._stay = QTimer(self)
        self._stay.setInterval(STAY_MS)
        self._stay.timeout.connect(self._on_next)
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._fade.valueChanged.connect(self._on_fade)
        theme.changed.connect(self._on_theme)
        self.hide()

    @property
    def is_moving(self) -> bool:
        """Return whether another topic will come by itself."""
        return self._stay.isActive()

    @property
    def topic(self) -> TopicId | None:
        """Return the topic on show."""
        return self._topics[self._at] if self._topics else None

    def begin(self, topics: Sequence[TopicId], language: str, review: str) -> None:
        """Show the topics in turn from the first; a still picture where motion is reduced."""
        self._topics, self._language, self._at = tuple(topics), language, 0
        self._review.set_text(review)
        self._set_paused(False)
        self._now = self._before = QImage()
        self._show_topic()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._theme.has_motion and len(self._topics) > 1:
            self._stay.start()
        self._pause.setVisible(self._stay.isActive())

    def end(self) -> None:
        """Go away, and let the pictures go."""
        self._stay.stop()
        self._fade.stop()
        self._picture.forget()
        self._now = self._before = QImage()
        self.hide()

    # Events of Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the touch: what lies below must not be pressed by it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Wake."""
        event.accept()
        self.woken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wake by any key; Tab goes to Pause."""
        event.accept()
        self.woken.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while nobody can see it."""
        self._stay.stop()
        super().hideEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place all, and read the picture at its size."""
        self._place()
        if self.isVisible():
            self._ask()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and both pictures of a fade."""
        painter, theme = start(self), self._theme
        painter.fillRect(self.rect(), theme.color("canvas"))
        art, radius, empty = QRectF(self._art()), theme.px(CORNER), theme.color("art")
        is_fading = self._fade.state() == QVariantAnimation.State.Running
        if is_fading:
            paint_card(painter, self._before, art, radius, empty)
            painter.setOpacity(float(self._fade.currentValue()))
        paint_card(painter, self._now, art, radius, empty)
        painter.end()

    # Topics

    def _show_topic(self) -> None:
        topic = self.topic
        if topic is None:
            return
        card = listed(self._library, topic, self._language)
        self._name.set_text(card.title)
        self._said.set_text(card.message)
        self.setAccessibleName(f"{card.title}. {self._said.text} {self._hint.text}")
        self._place()
        self._ask()

    def _on_next(self) -> None:
        self._at = (self._at + 1) % len(self._topics)
        self._show_topic()

    def _on_pause(self) -> None:
        self._set_paused(not self._is_paused)
        if self._is_paused:
            self._stay.stop()
        else:
            self._stay.start()

    def _set_paused(self, is_paused: bool) -> None:
        self._is_paused = is_paused
        self._pause.setText(_("Go on") if is_paused else _("Pause"))
        self._pause.set_icon("play" if is_paused else "pause")

    def _ask(self) -> None:
        topic = self.topic
        if topic is None:
            return
        self._picture.set_file(card_file(self._library, self._cards, topic))
        self._picture.ask(shaped(self._art().size() * self.devicePixelRatioF()))

    def _on_came(self) -> None:
        """Fade to the picture; name and sentence are shown without one too."""
        self._before, self._now = self._now, self._picture.image
        duration = self._theme.ms(FADE_MS)
        if duration and not self._before.isNull() and not self._now.isNull():
            self._fade.setDuration(duration)
            self._fade.start()

    def _on_fade(self, _value: object) -> None:
        self.update(self._art())

    # Places

    def _art(self) -> QRect:
        px = self._theme.px
        margin = px(MARGIN) + px(SHIFT) * (self._at % 3 - 1)
        percent = self._theme.text_percent
        if is_portrait(self):
            high = round(self.height() * share_at(HIGH_SHARES, percent))
            return QRect(px(MARGIN), margin, self.width() - 2 * px(MARGIN), high)
        wide = round(self.width() * share_at(SHARES, percent))
        return QRect(margin, px(MARGIN), wide, self.height() - 2 * px(MARGIN))

    def _place(self) -> None:
        px, art = self._theme.px, self._art()
        margin, gap = px(MARGIN), px(GAP)
        if is_portrait(self):
            left, top, bottom = margin, art.bottom() + 2 * gap, self.height() - margin
        else:
            left, top, bottom = art.right() + 2 * gap, art.top() + gap, art.bottom()
        wide = self.width() - left - margin
        size = self._pause.sizeHint()
        self._pause.setGeometry(left, bottom - size.height(), size.width(), size.height())
        low = self._review.heightForWidth(wide)
        self._review.setGeometry(left, bottom - size.height() - gap - low, wide, low)
        lines = ((self._name, gap), (self._said, 2 * gap), (self._hint, 0))
        room = self._review.y() - gap - top
        # The largest text leaves no room for the sentence: it is told on the topic's first page.
        self._said.setVisible(_height(lines, wide) <= room)
        shown = [(words, space) for words, space in lines if words.isVisibleTo(self)]
        top += max(0, (room - _height(shown, wide)) // 2)
        for words, space in shown:
            high = words.heightForWidth(wide)
            words.setGeometry(left, top, wide, high)
            top += high + space

    def _on_theme(self) -> None:
        if self.isVisible():
            self._place()
            self._ask()
            self.update()


def _height(lines: Sequence[tuple[Words, int]], wide: int) -> int:
    """Return the height of words, each with the space below it."""
    return sum(words.heightForWidth(wide) + space for words, space in lines)
