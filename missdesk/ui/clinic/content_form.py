"""Which content is in use, what it is worth, and whose reviews are believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.errors import PackError
from missdesk.handout.dates import long_date
from missdesk.i18n import _, ngettext
from missdesk.paths import settings_dir
from missdesk.settings import MOST_REVIEWERS
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.clinic.form import Form, first_of
from missdesk.ui.clinic.growing import open_growing
from missdesk.ui.clinic.key_row import KeyRow
from missdesk.ui.clinic.line_list import LineList, LineWords, Part
from missdesk.ui.clinic.pack_facts import PackFacts, look_at
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.flow_layout import FlowLayout
from missdesk.ui.widgets.words import Words
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from missdesk.errors import MissdeskError
    from missdesk.ui.clinic.office import Office

ZIPS: Final = (".zip",)
MOST_LINES: Final = 12


class ContentForm(Form):
    """The pack at the left, the keys at the right."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, _("The content in use"))
        left, right = self.halves()
        theme = self.theme
        self._trouble = Trouble(theme, "clinic.pack.trouble", self)
        left.addWidget(self._trouble)
        self._card = Card(theme, gap=8, parent=self)
        self._name = Words(theme, _("Looking"), "strong", name="clinic.pack", parent=self._card)
        self._more = Words(theme, "", "small", name="clinic.pack.facts", parent=self._card)
        self._changes = Words(theme, "", "small", name="clinic.pack.changes", parent=self._card)
        for words in (self._name, self._more, self._changes):
            self._card.column.addWidget(words)
        left.addWidget(self._card)
        bar = QWidget(self)
        flow = FlowLayout(theme, bar, gap=12)
        self._choose = Button(
            theme, _("Choose another"), "clinic.pack.choose", icon="search", parent=bar
        )
        self._own = Button(
            theme, _("Use the one that came with the app"), "clinic.pack.own", parent=bar
        )
        for button in (self._choose, self._own):
            flow.addWidget(button)
        left.addWidget(bar)
        left.addWidget(
            self._small(_("A pack is a folder, or a zip of it. It is read where it is."))
        )
        left.addStretch(1)
        self._choose.clicked.connect(self._on_choose)
        self._own.clicked.connect(self._on_own)
        believed = _("Whose reviews are believed")
        right.addWidget(Words(theme, believed, "strong", parent=self))
        right.addWidget(self._small(_("This clinic’s own key is always believed. Others by key:")))
        self._keys = LineList(
            theme,
            "clinic.keys",
            (Part(_("Key {n}"), _("64 digits, as their review names them"), 1),),
            LineWords(believed, _("Add a key"), _("Remove key {n}")),
            MOST_REVIEWERS,
            self,
        )
        self._keys.set_lines([(key,) for key in office.draft.trusted_reviewers])
        self._keys.edited.connect(self._on_keys)
        right.addWidget(self._keys)
        right.addWidget(Words(theme, _("This clinic’s own key"), "strong", parent=self))
        self._key = KeyRow(theme, "clinic.key", self)
        right.addWidget(self._key)
        right.addStretch(1)
        self.close_column()
        self._looking, self._choosing = Newest(office.workers), Newest(office.workers)
        self._key.look(office.workers, settings_dir())
        self._look()

    # What is shown

    def _small(self, text: str) -> Words:
        return Words(self.theme, text, "note", token="ink2", parent=self)  # noqa: S106

    def _look(self) -> None:
        """Look at the pack of the draft again."""
        draft = self.office.draft
        self._trouble.hide()
        self._own.setEnabled(draft.pack is not None)
        self._choosing.cancel()
        self._looking.run(
            look_at,
            draft.pack,
            draft.trusted_reviewers,
            self.office.context.library,
            on_done=self._on_facts,
            on_error=self._on_refused,
        )

    def _on_facts(self, facts: PackFacts) -> None:
        self._card.show()
        self._name.set_text(pack_name(facts))
        self._more.set_text("\n".join(fact_lines(facts)))
        changes = change_lines(facts)
        self._changes.set_text("\n".join(changes))
        self._changes.setVisible(bool(changes))

    def _on_refused(self, error: MissdeskError) -> None:
        """Say all that is wrong with the pack that is set; the desk shows the app's own."""
        self._card.hide()
        self._tell(_("This pack is refused. MISSDesk shows the one that came with it."), error)

    def _tell(self, title: str, error: MissdeskError) -> None:
        self._trouble.say(title, "\n".join(fault_lines(error)))

    # What people do

    def _on_choose(self) -> None:
        card = FileCard(self.theme, self.office.workers, ZIPS, takes_folder=True)
        popover = open_growing(self._choose, card, self.theme, _("Choose a pack"), 560)
        card.chosen.connect(popover.close_popover)
        card.chosen.connect(self.open_pack)

    def open_pack(self, path: Path) -> None:
        """Look at a pack away from the GUI thread, and take it unless it is refused."""
        self._trouble.hide()
        self._choosing.run(
            look_at,
            path,
            self.office.draft.trusted_reviewers,
            self.office.context.library,
            on_done=self._on_chosen,
            on_error=self._on_not_chosen,
        )

    def _on_chosen(self, facts: PackFacts) -> None:
        self._looking.cancel()
        self.office.change(pack=facts.path)
        self._own.setEnabled(True)
        self._on_facts(facts)

    def _on_not_chosen(self, error: MissdeskError) -> None:
        self._tell(_("That pack is refused. The one before stays."), error)

    def _on_own(self) -> None:
        self.office.change(pack=None)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _on_keys(self, lines: tuple[tuple[str], ...]) -> None:
        self.office.change(trusted_reviewers=tuple(one for (one,) in lines))


def pack_name(facts: PackFacts) -> str:
    """Return what the pack is called."""
    words = _("{title}, version {version}")
    return words.format(title=facts.pack.title, version=facts.pack.version)


def fact_lines(facts: PackFacts) -> list[str]:
    """Return where a pack is, whether it is sealed, who reviewed it, and what is left out."""
    lines = [str(facts.path) if facts.path is not None else _("It came with the app.")]
    sealed = _("Sealed: every file is as its maker left it.")
    unsealed = _("Not sealed: the waiting room does not show it.")
    lines.append(sealed if facts.is_sealed else unsealed)
    review = facts.pack.review
    if review is None:
        lines.append(_("Not yet reviewed by a clinician whose key is believed."))
    else:
        words = _("Reviewed by {by}, {role}, on {day}.")
        lines.append(words.format(by=review.by, role=review.role, day=long_date(review.on)))
    lines += first_of([str(fault) for fault in facts.faults], MOST_LINES)
    if not facts.is_shown:
        lines.append(_("This window shows it after you save, close MISSDesk and open it again."))
    return [line.replace("\u00a0", " ") for line in lines]


def change_lines(facts: PackFacts) -> list[str]:
    """Return what was changed since the review: the numbers first."""
    if facts.pack.review is None:
        return []
    if not facts.numbers and not facts.files:
        return [_("Nothing was changed since.")]
    numbers = ngettext(
        "{n} number was changed since the review:",
        "{n} numbers were changed since the review:",
        len(facts.numbers),
    )
    files = ngettext(
        "{n} file was changed since the review:",
        "{n} files were changed since the review:",
        len(facts.files),
    )
    return [*_listed(numbers, facts.numbers), *_listed(files, facts.files)]


def fault_lines(error: MissdeskError) -> list[str]:
    """Return where, what and how to mend, a fault a line; the same mend only once."""
    faults = error.faults if isinstance(error, PackError) else (error.fault,)
    shown = faults[:MOST_LINES]
    following = [*(fault.fix for fault in shown[1:]), ""]
    lines = [
        f"{fault.where}: {fault.what}." if fault.fix == fix else str(fault)
        for fault, fix in zip(shown, following, strict=True)
    ]
    return first_of([*lines, *(str(fault) for fault in faults[MOST_LINES:])], MOST_LINES)


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    return [title.format(n=len(lines)), *first_of([f"• {line}" for line in lines], MOST_LINES)]
