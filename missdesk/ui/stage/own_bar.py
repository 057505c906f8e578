"""The bar over a picture of one's own: which side is left, the handout, and the way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.model.marks import is_own_sheet
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.clinic.growing import open_growing
from missdesk.ui.messages import report
from missdesk.ui.stage.own_picture import read_own
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.button import Button, IconButton
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from missdesk.model.marks import LeftAt, OwnPicture
    from missdesk.ui.context import UiContext


PICTURES: Final = (".png", ".jpg", ".jpeg")


class OwnBar(QWidget):
    """Writes to the visit at once.

    Signals:
        shown_changed: The picture of one's own is to be shown now, or no longer.
    """

    shown_changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        """Show nothing until a picture is brought."""
        super().__init__(parent)
        self._context, self._is_on = context, False
        self._reading = Newest(context.workers)
        theme = context.theme
        flow = FlowLayout(theme, gap=10)
        self.setLayout(flow)
        sides = [("left", _("At the left")), ("right", _("At the right")), ("none", _("No sides"))]
        self._side = Segmented(
            theme,
            "own.left",
            _("Where is your left on this picture?"),
            sides,
            height=TARGET,
            parent=self,
        )
        self._paper = CheckRow(theme, _("On the handout"), "own.paper", role="small", parent=self)
        back = Button(theme, _("Show the drawing"), "own.back", height=TARGET, parent=self)
        remove = IconButton(theme, _("Remove the picture"), "own.remove", "trash-2", parent=self)
        for part in (self._side, self._paper, back, remove):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._side.chosen.connect(self._on_side)
        self._paper.toggled.connect(self._on_paper)
        back.clicked.connect(self._on_back)
        remove.clicked.connect(self._on_remove)
        self.hide()

    @property
    def picture(self) -> OwnPicture | None:
        """Return the picture to be shown now, None while the drawing is."""
        return self._context.consultation.visit.own_picture if self._is_on else None

    def bring(self) -> None:
        """Show the picture of this visit, or ask for a file when there is none."""
        if self._context.consultation.visit.own_picture is not None:
            self._show(is_on=True)
            return
        # PRIVACY (KP4): Qt's dialog would keep the last folder in its settings.
        context, window = self._context, self.window()
        card = FileCard(context.theme, context.workers, PICTURES)
        asked: QWidget | None = window.focusWidget()  # the button; the stubs know no None
        anchor = asked if asked is not None else window
        popover = open_growing(anchor, card, context.theme, _("Choose a picture"), 560)
        card.chosen.connect(popover.close_popover)
        card.chosen.connect(self.open_file)

    def open_file(self, path: Path) -> None:
        """Read a picture away from the GUI thread and show it."""
        self._reading.run(
            read_own, path, on_done=self._on_read, on_error=lambda error: report(self, error)
        )

    def refresh(self) -> None:
        """Mark what the visit holds."""
        own = self._context.consultation.visit.own_picture
        if own is None:
            self._is_on = False
        else:
            self._side.set_value(own.left_at)
            self._paper.setChecked(own.is_on_paper)
        self.setVisible(self._is_on)

    def _on_read(self, own: OwnPicture) -> None:
        self._is_on = True
        self._context.consultation.change(own_picture=own)
        self._show(is_on=True)

    def _show(self, *, is_on: bool) -> None:
        self._is_on = is_on
        self.refresh()
        self.shown_changed.emit()

    def _on_side(self, side: str) -> None:
        self._change(left_at=cast("LeftAt", side))

    def _on_paper(self, is_on: bool) -> None:
        self._change(is_on_paper=is_on)

    def _change(self, **new: object) -> None:
        own = self._context.consultation.visit.own_picture
        if own is not None:
            changed = replace(own, **new)  # type: ignore[arg-type]  # two fields, both checked
            self._context.consultation.change(own_picture=changed)

    def _on_back(self) -> None:
        self._show(is_on=False)

    def _on_remove(self) -> None:
        self._reading.cancel()
        consultation = self._context.consultation
        kept = {k: s for k, s in consultation.visit.sheets.items() if not is_own_sheet(k)}
        consultation.change(own_picture=None, sheets=kept)
        self._show(is_on=False)
