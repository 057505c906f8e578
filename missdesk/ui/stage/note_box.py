"""Ask for the words of a note on a picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.model.marks import NOTE_LENGTH
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.observing import forget_with
from missdesk.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect

    from missdesk.model.consultation import Consultation
    from missdesk.ui.theme.theme import Theme

WIDTH = 360


def ask_note(
    anchor: QWidget,
    theme: Theme,
    consultation: Consultation,
    near: QRect,
    on_words: Callable[[str], None],
) -> Popover:
    """Open a card with a field beside a place of the picture; `on_words` gets what was typed.

    PRIVACY: the words may name the patient; the field forgets them when the visit ends (KP1).
    """
    content = QWidget()
    column = Column(theme, content, gap=12)
    field = TextField(
        theme,
        "note",
        _("Note on the picture"),
        hint=_("Write a few words"),
        max_length=NOTE_LENGTH,
        is_personal=True,
        parent=content,
    )
    put = Button(
        theme, _("Put it there"), "note.put", kind="primary", height=MAIN_ACTION, parent=content
    )
    column.addWidget(field)
    column.addWidget(put)
    card = Popover.open_at(
        anchor, content, theme, title=_("Note on the picture"), width=WIDTH, near=near
    )

    def finish() -> None:
        words = field.text.strip()
        field.set_text("")
        card.close_popover()
        if words:
            on_words(words)

    put.clicked.connect(finish)
    field.entered.connect(finish)
    # Not cleared: the field could bring cleared words back by undo.
    forget_with(field, consultation, partial(field.line.setText, ""))
    return card
