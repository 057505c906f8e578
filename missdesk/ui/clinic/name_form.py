"""Name, logo and the line at the foot of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.errors import MissdeskError
from missdesk.figures.palette import PALETTES
from missdesk.handout.logo import MOST_HIGH_MM, MOST_WIDE_MM, Logo, read_logo
from missdesk.i18n import _
from missdesk.settings import MOST_FOOTER_CHARACTERS
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.clinic.form import Form
from missdesk.ui.clinic.growing import open_growing
from missdesk.ui.clinic.saving import read_picture
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.painting import centered_words, rounded, start
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.ui.clinic.office import Office
    from missdesk.ui.theme.theme import Theme

PICTURES: Final = (".png", ".jpg", ".jpeg")
PX_PER_MM: Final = 5.0
PAD: Final = 14
NO_LOGO: Final = PALETTES["light"]["ink2"]
"""Of the words on the paper, which is white in high contrast too."""


class NameForm(Form):
    """Shows the logo as large as it will be beside others of its kind, never distorted."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, _("Name and logo"))
        self._reading = Newest(office.workers)
        self.setting("name", _("Name of the clinic or the team"))
        self._view = LogoView(self.theme, self)
        self.labelled(_("Logo"), self._view)
        self._trouble = Trouble(self.theme, "clinic.logo.trouble", self)
        self.column.addWidget(self._trouble)
        buttons = QWidget(self)
        flow = FlowLayout(self.theme, buttons, gap=12)
        self._choose = Button(
            self.theme, _("Choose a picture"), "clinic.logo.choose", icon="search", parent=buttons
        )
        self._remove = Button(
            self.theme, _("Remove"), "clinic.logo.remove", icon="trash-2", parent=buttons
        )
        for button in (self._choose, self._remove):
            flow.addWidget(button)
        self.column.addWidget(buttons)
        self.note(_("A PNG or JPEG file of up to 4 MB. It is scaled to fit and never stretched."))
        self.setting(
            "footer",
            _("Line at the foot of each page"),
            hint=_("Address, or who runs the clinic"),
            most=MOST_FOOTER_CHARACTERS,
        )
        self._choose.clicked.connect(self._on_choose)
        self._remove.clicked.connect(self._on_remove)
        self.close_column()
        self._show_logo()

    def open_file(self, path: Path) -> None:
        """Read a picture away from the GUI thread and show it."""
        self._trouble.hide()
        self._reading.run(read_picture, path, on_done=self._on_picture, on_error=self._on_trouble)

    def _show_logo(self) -> None:
        logo = None
        try:
            logo = read_logo(self.office.draft.logo) if self.office.draft.logo else None
        except MissdeskError as error:
            self._trouble.tell(error)
        self._view.show_logo(logo)
        self._remove.setEnabled(bool(self.office.draft.logo))

    def _on_choose(self) -> None:
        card = FileCard(self.theme, self.office.workers, PICTURES)
        title = _("Choose a picture")
        popover = open_growing(self._choose, card, self.theme, title, 560)
        card.chosen.connect(popover.close_popover)
        card.chosen.connect(self.open_file)

    def _on_remove(self) -> None:
        self._reading.cancel()
        self._trouble.hide()
        self.office.change(logo=b"")
        self._show_logo()
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picture(self, raw: bytes) -> None:
        self.office.change(logo=raw)
        self._show_logo()

    def _on_trouble(self, error: MissdeskError) -> None:
        self._trouble.tell(error)


class LogoView(QWidget):
    """The logo on white paper, in the room it has on page 1."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._logo: Logo | None = None
        self._image = QImage()
        self.setObjectName("clinic.logo")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self.updateGeometry)
        self.show_logo(None)

    @property
    def shown_ratio(self) -> float:
        """Return width over height of what is drawn, 0 without a logo."""
        box = self._box()
        return box.width() / box.height() if self._logo is not None else 0.0

    def show_logo(self, logo: Logo | None) -> None:
        """Show a logo, or that there is none."""
        self._logo = logo
        self._image = QImage() if logo is None else QImage.fromData(logo.png)
        said = _("No logo")
        if logo is not None:
            said = _("Logo, {w} by {h} millimeters on paper").format(
                w=round(logo.width_mm), h=round(logo.height_mm)
            )
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the largest logo."""
        scale, pad = PX_PER_MM, 2 * PAD
        px = self._theme.px
        return QSize(px(MOST_WIDE_MM * scale + pad), px(MOST_HIGH_MM * scale + pad))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper and logo; the paper stays white in all colors, as the printer's is."""
        painter, theme = start(self), self._theme
        paper, edge = QColor(Qt.GlobalColor.white), theme.color("edge")
        rounded(painter, QRectF(self.rect()), theme.radius("field"), paper, edge, 1.0)
        if self._logo is not None:
            painter.drawImage(self._box(), self._image)
        else:
            painter.setFont(theme.type("note"))
            painter.setPen(QColor(NO_LOGO))
            centered_words(painter, QRectF(self.rect()), self.accessibleName())
        painter.end()

    def _box(self) -> QRectF:
        if self._logo is None:
            return QRectF()
        scale = self._theme.px(100) / 100 * PX_PER_MM
        wide, high = self._logo.width_mm * scale, self._logo.height_mm * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
