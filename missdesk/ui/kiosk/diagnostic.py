"""What staff see behind the PIN: how the kiosk is, and the ways to restart or leave it.

Source: issue 7 (a diagnostic page for staff); kiosk-and-security.md KR1, KP2.
"""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from missdesk import __version__
from missdesk.content.reviewed import review_words
from missdesk.errors import PrintError
from missdesk.i18n import _
from missdesk.paths import settings_dir
from missdesk.printers import printers
from missdesk.ui.kiosk.card import KioskCard
from missdesk.ui.kiosk.screen import TARGET
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.scroll_sheet import ScrollSheet, least_height
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme

AWAY_MS: Final = 120_000
WIDE, PAD, GUTTER = 720, 26, 14
MEGABYTE: Final = 1_000_000


class DiagnosticCard(KioskCard):
    """Lies over a kiosk page; goes away by itself after two minutes.

    Signals:
        restarts: Start the kiosk anew.
        leaves: Leave the kiosk.
    """

    restarts = Signal()
    leaves = Signal()

    def __init__(self, window: QWidget, theme: Theme, facts: Sequence[tuple[str, str]]) -> None:
        """Show facts over a window; `open_layer` shows it."""
        super().__init__(window, theme, WIDE)
        self.setObjectName("kiosk.staff")
        column = Column(theme, self.card, gap=8, pad=PAD)
        title = _("For staff")
        column.addWidget(Words(theme, title, "heading", parent=self.card))
        self._facts = QWidget()
        lines = Column(theme, self._facts, gap=8)
        for name, value in facts:
            lines.addWidget(Words(theme, f"{name}: {value}", "small", parent=self._facts))
        lines.addStretch(1)
        # Larger text and many faults need more than a screen: the facts scroll, the ways stay.
        self._area = ScrollSheet(theme, self._facts, self.card, gutter=GUTTER)
        for widget in (self._area, *self._area.findChildren(QWidget)):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            widget.setAcceptDrops(False)
        column.addWidget(self._area, 1)
        column.addSpacing(theme.px(8))
        column.addLayout(self._ways())
        self.card.setAccessibleName(title)
        away = QTimer(self, singleShot=True, interval=AWAY_MS)
        away.timeout.connect(self.close_layer)
        away.start()

    def needed_height(self, width: int) -> int:
        """Return the height at which no fact has to be scrolled."""
        told = least_height(self._facts, width - self.theme.px(2 * PAD + GUTTER))
        return super().needed_height(width) - self._area.minimumSizeHint().height() + told

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the facts by key; Esc closes."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Down: 1}
        steps |= {Qt.Key.Key_PageUp: -1, Qt.Key.Key_Up: -1}
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + steps.get(Qt.Key(event.key()), 0) * bar.pageStep() // 2)
        super().keyPressEvent(event)

    def _ways(self) -> FlowLayout:
        """Return the buttons, side by side, or below each other where the words are large."""
        theme, card = self.theme, self.card
        back = Button(
            theme, _("Back"), "kiosk.staff.back", kind="primary", height=TARGET, parent=card
        )
        name, icon = "kiosk.staff.restart", "rotate-ccw"
        again = Button(theme, _("Start anew"), name, icon=icon, height=TARGET, parent=card)
        name, icon = "kiosk.staff.leave", "log-out"
        leave = Button(theme, _("Leave"), name, icon=icon, height=TARGET, parent=card)
        back.clicked.connect(self.close_layer)
        again.clicked.connect(self.restarts)
        leave.clicked.connect(self.leaves)
        row = FlowLayout(theme, gap=12)
        for button in (back, again, leave):
            row.addWidget(button)
        return row


def facts(
    library: Library, began: float, faults: Sequence[str], *, allows_print: bool
) -> list[tuple[str, str]]:
    """Return how the kiosk is, in words; nothing of a person is among them.

    Args:
        library: All content.
        began: Start of this process on the steady clock.
        faults: Settings that had to be left out.
        allows_print: Whether the printer matters.
    """
    minutes = round((time.monotonic() - began) / 60)
    pack = library.pack
    found = [
        ("MISSDesk", __version__),
        (_("Content"), f"{pack.title} {pack.version}"),
        (_("Review"), review_words(library, "en")),
        (_("Running for"), _("{n} minutes").format(n=minutes)),
        (_("Room on the disk"), _room()),
        (_("Settings"), str(settings_dir())),
    ]
    if allows_print:
        found.append((_("Printer"), _printer()))
    found += [(_("Left out"), str(fault)) for fault in library.faults[:3]]
    found += [(_("Left out of the settings"), fault) for fault in faults[:3]]
    return found


def _room() -> str:
    """Return how much the disk of the settings can take."""
    folder = settings_dir()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return _("{n} MB").format(n=shutil.disk_usage(folder).free // MEGABYTE)
    except OSError as error:
        return error.strerror or _("can't be read")


def _printer() -> str:
    """Return the printer that would be used, or why there is none."""
    try:
        found = printers()
    except PrintError as error:
        return str(error)
    return found[0].name if found else _("there is none")
