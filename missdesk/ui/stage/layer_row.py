"""The row of chips that peel layers off all pictures at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.i18n import _
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.chip import Chip
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.stage.controls import StageControls
    from missdesk.ui.theme.theme import Theme


def chip_words() -> dict[str, str]:
    """Return what each chip is called."""
    return {
        "skin_fat": _("Skin and fat"),
        "muscle": _("Muscle"),
        "moved": _("Muscle moved (sketch)"),
        "bone": _("Bone"),
        "nerves_disc": _("Nerves and disc"),
        "tools": _("Tools"),
    }


class LayerRow(QWidget):
    """A chip for each kind of layer that the pictures have."""

    def __init__(self, theme: Theme, controls: StageControls) -> None:
        """Make chips for all kinds; `offer` shows those of use."""
        super().__init__()
        self._controls = controls
        row = Row(theme, self, gap=14)
        show = Words(theme, _("Show"), "strong", is_one_line=True, parent=self)
        named = Column(theme)
        named.addSpacing((theme.control_px(TARGET, "small") - theme.line("strong")) // 2)
        named.addWidget(show)
        named.addStretch(1)
        row.addLayout(named)
        flow = FlowLayout(theme, gap=8)
        row.addLayout(flow, 1)
        self._chips: dict[str, Chip] = {}
        for key, words in chip_words().items():
            chip = Chip(theme, words, f"layer.{key}", parent=self)
            chip.toggled.connect(partial(controls.set_shown, key))
            flow.addWidget(chip)
            self._chips[key] = chip
        self._faint = CheckRow(theme, _("See through"), "layer.faint", role="small", parent=self)
        self._faint.setToolTip(_("Layers that are off stay faint"))
        self._faint.toggled.connect(controls.set_faint)
        flow.addWidget(self._faint)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        controls.hidden_changed.connect(self._on_hidden)
        self._on_hidden()

    def offer(self, chips: tuple[str, ...]) -> None:
        """Show these chips; the row itself is shown by its page."""
        for key, chip in self._chips.items():
            chip.setVisible(key in chips)

    def _on_hidden(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key not in self._controls.hidden)
        self._faint.setChecked(self._controls.is_faint)
