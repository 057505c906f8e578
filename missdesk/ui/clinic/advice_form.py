"""What only the clinic can say: medicines, fasting, the wound, coming back, other formats."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from missdesk.i18n import _, ngettext
from missdesk.settings import BLOCKS, MOST_BLOCK_CHARACTERS, clean_lines
from missdesk.ui.clinic.form import Form
from missdesk.ui.clinic.text_box import TextBox
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.ui.clinic.office import Office

NEAR_END = 200
"""Characters left from which their number is told."""


class AdviceForm(Form):
    """A box for each text."""

    def __init__(self, office: Office) -> None:
        note = _(
            "A line is a paragraph. A line that begins with “- ” is an item of a list."
            " Without your words there are lines to write on."
        )
        super().__init__(office, _("Your own advice"), note)
        self._left: dict[str, Words] = {}
        for key, label in block_words().items():
            text = office.draft.blocks.get(key, "")
            box = TextBox(self.theme, f"clinic.block.{key}", label, text, self)
            box.edited.connect(partial(self._on_edited, key))
            self.labelled(label, box)
            left = Words(self.theme, "", "note", name=f"clinic.block.{key}.left", parent=self)
            left.hide()
            self.column.addWidget(left)
            self._left[key] = left
            self._count(key, box.text)
        self.close_column()

    def _on_edited(self, key: str, text: str) -> None:
        self._count(key, text)
        blocks = {k: v for k, v in self.office.draft.blocks.items() if k != key}
        if text:
            blocks[key] = text
        self.office.change(blocks={k: blocks[k] for k in BLOCKS if k in blocks})

    def _count(self, key: str, text: str) -> None:
        left = MOST_BLOCK_CHARACTERS - len(clean_lines(text))
        words = ngettext("{n} character left", "{n} characters left", left).format(n=left)
        if left < 0:
            words = ngettext("{n} character too many", "{n} characters too many", -left).format(
                n=-left
            )
        self._left[key].set_text(words)
        self._left[key].setVisible(left < NEAR_END)


def block_words() -> dict[str, str]:
    """Return the words for each text, in their order on paper."""
    return {
        "medicines": _("Medicines before the operation"),
        "fasting": _("Eating and drinking before the operation"),
        "wound": _("Care of the wound"),
        "follow-up": _("When you see us again"),
        "formats": _("Large print, Braille, audio, other languages"),
    }
