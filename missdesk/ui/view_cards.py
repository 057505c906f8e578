"""The cards that change how things look: text size, contrast and motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.theme.tokens import TEXT_SCALES
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme


class TextSizeCard(QWidget):
    """Five sizes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = Column(theme, self, gap=10)
        sizes = [(str(n), _("{n} %").format(n=n)) for n in TEXT_SCALES]
        now = str(theme.text_percent)
        self._sizes = Segmented(
            theme, "text-size", _("Text size"), sizes, value=now, is_wide=True, parent=self
        )
        self._sizes.chosen.connect(self._on_chosen)
        column.addWidget(self._sizes)
        keys = _("Keys: Ctrl and +, Ctrl and −, Ctrl and 0.")
        column.addWidget(Words(theme, keys, "note", token="ink2", parent=self))  # noqa: S106

    def _on_chosen(self, percent: str) -> None:
        self._theme.set_text_percent(int(percent))


class ContrastCard(QWidget):
    """Light or high contrast, and less motion."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = Column(theme, self, gap=10)
        modes = [("light", _("Light")), ("contrast", _("High contrast"))]
        self._modes = Segmented(
            theme, "contrast", _("Contrast"), modes, value=theme.mode, is_wide=True, parent=self
        )
        self._modes.chosen.connect(self._on_mode)
        column.addWidget(self._modes)
        still = Toggle(
            theme, _("Less motion"), "less-motion", is_on=not theme.has_motion, parent=self
        )
        still.toggled.connect(self._on_still)
        column.addWidget(still)

    def _on_mode(self, mode: str) -> None:
        self._theme.set_mode("contrast" if mode == "contrast" else "light")

    def _on_still(self, is_still: bool) -> None:
        self._theme.set_motion(not is_still)
