"""The bar at the top: topic and place at the left, text size, contrast and help at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Row
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.control import Control
from missdesk.ui.widgets.painting import pixmap_at, rounded, start, words_at
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

HIGH, BRAND = 64, 44


class TopBar(QWidget):
    """Three faces: the start page's, a topic's, and a topic's with the rail folded in.

    Signals:
        pressed: "topics", "previous-step", "steps", "next-step", "place", "patient-screen",
            "patient-screen-on", "clinic", "text-size", "contrast" or "help".
    """

    ACCESSIBLE_ROLE = QAccessible.Role.ToolBar

    pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_topic, self._is_folded, self._has_clinic = False, False, True
        self._is_patient_told = False
        self.setObjectName("top-bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = Row(theme, self, gap=12)
        self._brand = _Brand(theme, self)
        self._topic = Words(theme, "", "topic", is_one_line=True, name="top-bar.topic", parent=self)
        self._back = IconButton(
            theme, _("Step before"), "top-bar.previous-step", "chevron-left", parent=self
        )
        self._steps = Button(
            theme, "", "top-bar.steps", icon="chevron-down", is_icon_after=True, parent=self
        )
        self._on = IconButton(
            theme, _("Next step"), "top-bar.next-step", "chevron-right", parent=self
        )
        self._place = PlaceChip(theme, self)
        for widget in (self._brand, self._topic, self._back, self._steps, self._on, self._place):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._icons = [
            IconButton(theme, words, f"top-bar.{key}", icon, parent=self)
            for key, words, icon in (
                ("topics", _("Topics"), "layout-grid"),
                ("patient-screen", _("Patient screen"), "monitor-up"),
                ("clinic", _("Clinic’s settings"), "settings"),
                ("text-size", _("Text size"), "a-large-small"),
                ("contrast", _("Contrast"), "contrast"),
                ("help", _("Help"), "circle-help"),
            )
        ]
        self._patient = Button(
            theme,
            _("Patient screen"),
            "top-bar.patient-screen-on",
            icon="monitor-up",
            is_checkable=True,
            parent=self,
        )
        row.addWidget(self._patient, 0, Qt.AlignmentFlag.AlignVCenter)
        for icon_button in self._icons:
            row.addWidget(icon_button, 0, Qt.AlignmentFlag.AlignVCenter)
        presses = (self._back, self._steps, self._on, self._place, self._patient, *self._icons)
        for control in presses:
            control.clicked.connect(self._on_clicked)
        theme.resized.connect(self._on_theme)
        self._on_theme()
        self.show_start()

    def show_start(self) -> None:
        """Show the program's name."""
        self._is_topic, self._has_clinic = False, True
        self._arrange()

    def set_clinic(self, is_offered: bool) -> None:
        """Offer the way to the clinic's settings, or not where they are open already."""
        self._has_clinic = is_offered
        self._arrange()

    def show_topic(
        self, topic: str, place: str, step: str, *, is_first: bool, is_last: bool
    ) -> None:
        """Show where in which topic we are.

        Args:
            topic: Plain name of the topic.
            place: Level and side in words; empty = the topic has none.
            step: "1 of 6: Problem", for the folded rail.
            is_first: There is no step before.
            is_last: There is no step after.
        """
        self._is_topic = True
        self._topic.set_text(topic)
        self._place.setText(place)
        self._steps.setText(step)
        self._back.setEnabled(not is_first)
        self._on.setEnabled(not is_last)
        self._arrange()

    def set_patient(self, state: str) -> None:
        """Say at a glance what the patient's screen does: off, on, paused, blank, lost (KP7)."""
        words = {
            "on": _("Patient screen is on"),
            "paused": _("Patient screen is paused"),
            "blank": _("Patient screen is blank"),
            "lost": _("Patient screen is unplugged"),
        }
        self._is_patient_told = state in words
        self._patient.setText(words.get(state, _("Patient screen")))
        self._patient.set_icon("monitor-up" if state == "on" else "monitor-off")
        self._arrange()

    def set_folded(self, is_folded: bool) -> None:
        """Take the rail's work over, or give it back."""
        self._is_folded = is_folded
        self._arrange()

    def control(self, key: str) -> QWidget:
        """Return one control, to stand a card beside it."""
        found = self.findChild(QWidget, f"top-bar.{key}")
        return found if found is not None else self

    def sizeHint(self) -> QSize:
        """Return its height; the width is the window's."""
        return QSize(self._theme.px(640), self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the place out where it does not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        folded = self._is_topic and self._is_folded
        self._brand.setVisible(not self._is_topic)
        self._topic.setVisible(self._is_topic and not folded)
        for control in (self._back, self._steps, self._on):
            control.setVisible(folded)
        self._icons[0].setVisible(folded)
        is_told = self._is_topic and self._is_patient_told
        self._patient.setVisible(is_told)
        self._patient.setChecked(is_told)
        self._icons[1].setVisible(self._is_topic and not is_told)
        # Not beside a patient: the start page has it, and a key.
        self._icons[2].setVisible(not self._is_topic and self._has_clinic)
        has_place = self._is_topic and bool(self._place.words)
        self._place.setVisible(has_place and (not folded or self._place_fits()))

    def _place_fits(self) -> bool:
        gap = self._theme.px(12)
        shown = (self._back, self._steps, self._on, self._place, self._patient, *self._icons)
        wanted = sum(control.sizeHint().width() + gap for control in shown)
        return wanted + self._theme.px(48) <= self.width()

    def _high(self) -> int:
        least = self._theme.control_px(TARGET) + self._theme.px(16)
        return max(self._theme.px(HIGH), least)

    def _on_clicked(self) -> None:
        self._patient.setChecked(self._is_patient_told)  # a press opens its card, no more
        self.pressed.emit(self.sender().objectName().removeprefix("top-bar."))

    def _on_theme(self) -> None:
        self.setFixedHeight(self._high())
        self._arrange()


class PlaceChip(Control):
    """Level and side on a pill; opens the picker."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", "top-bar.place", parent)

    def setText(self, text: str) -> None:
        """Show another place."""
        super().setText(text)
        self.setAccessibleName(_("Place: {place}").format(place=text))

    def sizeHint(self) -> QSize:
        """Return words, chevron and padding."""
        words = QFontMetricsF(self.theme.font(17, 600)).horizontalAdvance(self.words)
        width = words + self.theme.px(16 + 8 + 12) + self.theme.part_px(20)
        return self.least(width + 1, self.theme.control_px(TARGET, "small"))

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the pill's outline."""
        return QRectF(self.rect()), self.height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pill, words and chevron."""
        painter, theme, box = start(self), self.theme, QRectF(self.rect())
        fill = "tint" if self.isDown() else "hover" if self.underMouse() else "surface"
        rounded(painter, box, box.height() / 2, theme.color(fill), theme.color("edge"))
        painter.setFont(theme.font(17, 600))
        painter.setPen(theme.color("ink"))
        words_at(painter, theme.px(16), box, self.words)
        chevron = theme.icon("chevron-down", 20, "ink", self.devicePixelRatioF())
        wide = chevron.deviceIndependentSize().width()
        pixmap_at(painter, chevron, box.right() - wide - theme.px(12), box)
        painter.end()


class _Brand(QWidget):
    """The program's sign and name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("MISSDesk")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return sign and name."""
        words = QFontMetricsF(self._theme.type("topic")).horizontalAdvance("MISSDesk")
        width = self._theme.part_px(40) + self._theme.px(12) + round(words) + 2
        return QSize(width, max(self._theme.part_px(BRAND), self._theme.line("topic")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and name."""
        painter, theme, box = start(self), self._theme, QRectF(self.rect())
        sign = theme.icon("missdesk", 40, "ink", self.devicePixelRatioF())
        pixmap_at(painter, sign, 0, box)
        painter.setFont(theme.type("topic"))
        painter.setPen(theme.color("ink"))
        words_at(painter, theme.part_px(40) + theme.px(12), box, "MISSDesk")
        painter.end()
