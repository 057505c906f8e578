"""What the surgeon presses for the patient's screen, beside a small picture of what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.presenter import screens
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.choice_list import ChoiceList
from missdesk.ui.widgets.painting import rounded, start
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.presenter.presenter import Presenter, State
    from missdesk.ui.theme.theme import Theme

PREVIEW: Final = (384, 216)


class Preview(QWidget):
    """The patient's window in small; always what that shows, never what it will show."""

    def __init__(self, theme: Theme, presenter: Presenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self.setObjectName("patient-screen.preview")
        self.setAccessibleName(_("What the patient sees"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        presenter.changed.connect(self.update)
        theme.resized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of a small screen."""
        return QSize(self._theme.px(PREVIEW[0]), self._theme.px(PREVIEW[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame of a screen and what is on it."""
        painter, theme = start(self), self._theme
        patient = self._presenter.patient
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = theme.color("canvas" if patient is not None else "sunken")
        rounded(painter, box, theme.radius("field"), ground, theme.color("edge"), 1.5)
        if patient is not None and not patient.is_empty:
            picture = patient.picture()
            size = picture.deviceIndependentSize()
            fitted = size.scaled(box.size() * 0.96, Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(0, 0, fitted.width(), fitted.height())
            at.moveCenter(box.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(at, picture, QRectF(picture.rect()))
        painter.end()


class PatientPanel(QWidget):
    """On, pause, blank, off; the picture alone; which screen."""

    def __init__(self, theme: Theme, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        column = Column(theme, self, gap=12)
        self._told = Words(theme, "", "body", name="patient-screen.told", parent=self)
        self._states = Segmented(
            theme,
            "patient-screen.state",
            _("Patient screen"),
            [
                ("off", _("Off")),
                ("on", _("On")),
                ("paused", _("Pause")),
                ("blank", _("Blank")),
            ],
            value=presenter.state,
            is_wide=True,
            parent=self,
        )
        self._only = Toggle(
            theme,
            _("Show only this picture"),
            "patient-screen.only-picture",
            is_on=presenter.is_only_picture,
            parent=self,
        )
        self._hint = Words(
            theme,
            _("Key B blanks it and shows it again. No name and no note is ever shown there."),
            "note",
            token="ink2",  # noqa: S106  a color's name
            parent=self,
        )
        self._screens = self._screen_list()
        for part in (self._told, self._states, Preview(theme, presenter, self), self._only):
            column.addWidget(part)
        if self._screens is not None:
            column.addWidget(self._screens)
        column.addWidget(self._hint)
        self._states.chosen.connect(self._on_state)
        self._only.toggled.connect(presenter.set_only_picture)
        presenter.changed.connect(self._refresh)
        self._refresh()

    def _screen_list(self) -> ChoiceList | None:
        """Return the list of screens; none when there is nothing to choose."""
        found = screens.others(self._presenter.desk_screen)
        if len(found) < 2:
            return None
        rows = [(screens.identity(s), screens.words_of(s)) for s in found]
        now = self._presenter.screen
        chosen = screens.identity(now) if now is not None else ""
        made = ChoiceList(self._theme, "patient-screen.screens", rows, chosen)
        made.chosen.connect(self._on_screen)
        return made

    def _refresh(self) -> None:
        screen, state = self._presenter.screen, self._presenter.state
        is_there = screen is not None
        for key in ("on", "paused", "blank"):
            is_fine = is_there and (key == "on" or state != "off")
            self._states.segment(key).setEnabled(is_fine)
        self._only.setEnabled(is_there)
        self._states.set_value(state)
        self._told.set_text(_told(self._presenter))

    def _on_state(self, state: str) -> None:
        self._presenter.set_state(cast("State", state))

    def _on_screen(self, identity: str) -> None:
        for screen in QGuiApplication.screens():
            if screens.identity(screen) == identity:
                self._presenter.choose(screen)
                return


def _told(presenter: Presenter) -> str:
    """Return one sentence on how things are."""
    screen = presenter.screen
    if screen is None:
        return _("There is no second screen. Plug one in; it is found by itself.")
    name = screens.words_of(screen)
    said = {
        "off": _("The patient screen is off: {screen}."),
        "on": _("The patient sees this page: {screen}."),
        "paused": _("The patient keeps seeing what was shown: {screen}."),
        "blank": _("The patient sees an empty screen: {screen}."),
    }
    return said[presenter.state].format(screen=name)
