"""A clinician has read the pages and the numbers: sign that, or take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.errors import MissdeskError
from missdesk.i18n import _
from missdesk.review_command import MOST_CHARACTERS
from missdesk.ui.clinic.content_form import change_lines, fact_lines, fault_lines, pack_name
from missdesk.ui.clinic.form import Form
from missdesk.ui.clinic.key_row import KeyRow
from missdesk.ui.clinic.pack_facts import PackFacts, look_at
from missdesk.ui.clinic.secret import SecretFields
from missdesk.ui.clinic.signing import Keeping, Signed, keeping, sign, take_back
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.messages import say
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.confirm import ConfirmDialog
from missdesk.ui.widgets.date_field import DateField
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.words import Words
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.model.library import Library
    from missdesk.ui.clinic.office import Office

MOST_SECRET: Final = 200


class ReviewForm(Form):
    """Who signs at the left, what is signed and what there is at the right."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, _("Review and sign"))
        self._pack = ""
        self._is_signing = False
        self._keeping = Keeping("none", "", None)
        self._secret: SecretFields | None = None
        self._looking = Newest(office.workers)
        left, right = self.halves()
        self._make_left(left)
        self._make_right(right)
        self.close_column()
        self._look()

    # Parts

    def _make_left(self, left: Column) -> None:
        signer, theme = self.office.signer, self.theme
        most = MOST_CHARACTERS
        name = self.text_field("review.by", _("Name"), signer.by, most=most, column=left)
        hint = _("such as spine surgeon")
        role = self.text_field(
            "review.role", _("Role"), signer.role, hint=hint, most=most, column=left
        )
        name.edited.connect(self._on_name)
        role.edited.connect(self._on_role)
        label, today = _("Day of the review"), date.today()
        if signer.on is None:
            self.office.signer = replace(signer, on=today)
        self._day = DateField(
            theme,
            "clinic.review.on",
            label,
            value=self.office.signer.on,
            today=today,
            hint=_("Choose a date"),
            parent=self,
        )
        self._day.changed.connect(self._on_day)
        self.labelled(label, self._day, left)
        words = _("Lock the new key with a passphrase")
        self._lock = CheckRow(theme, words, "clinic.review.lock", parent=self)
        self._lock.toggled.connect(self._on_lock)
        self._lock.hide()
        left.addWidget(self._lock)
        self._secrets = Column(theme, gap=12)
        left.addLayout(self._secrets)
        self._read = CheckRow(
            theme,
            _("This person has read the pages and the numbers as they stand now"),
            "clinic.review.read",
            parent=self,
        )
        self._read.toggled.connect(self._refresh)
        left.addWidget(self._read)
        self._trouble = Trouble(theme, "clinic.review.trouble", self)
        left.addWidget(self._trouble)
        self._sign = Button(
            theme, _("Sign"), "clinic.review.sign", kind="primary", icon="stamp", parent=self
        )
        self._sign.clicked.connect(self._on_sign)
        left.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)

    def _make_right(self, right: Column) -> None:
        theme = self.theme
        card = Card(theme, gap=8, parent=self)
        self._name = Words(theme, _("Looking"), "strong", name="clinic.review.pack", parent=card)
        self._facts = Words(theme, "", "small", name="clinic.review.facts", parent=card)
        for words in (self._name, self._facts):
            card.column.addWidget(words)
        right.addWidget(card)
        note = _("The pages then say who has read them. A change after that is told at the number.")
        right.addWidget(Words(theme, note, "note", token="ink2", parent=self))  # noqa: S106
        self._kept = QWidget(self)
        kept = Column(theme, self._kept, gap=8)
        kept.addWidget(Words(theme, _("On another computer"), "strong", parent=self._kept))
        self._how = Words(theme, "", "small", name="clinic.review.how", parent=self._kept)
        kept.addWidget(self._how)
        self._key = KeyRow(theme, "clinic.key", self._kept)
        kept.addWidget(self._key)
        self._back = Button(
            theme, _("Take the review back"), "clinic.review.back", icon="undo-2", parent=self._kept
        )
        self._back.clicked.connect(self._on_back)
        kept.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._kept)
        self._kept.hide()
        right.addStretch(1)

    # What is shown

    def _look(self) -> None:
        """Look at the pack that is saved: what is not saved yet is not signed."""
        saved = self.office.on_disk.clinic
        self._looking.run(
            _look_at_both,
            saved.pack,
            saved.trusted_reviewers,
            self.office.context.library,
            on_done=self._on_found,
            on_error=self._on_refused,
        )
        self._refresh()

    def _on_found(self, found: tuple[PackFacts, Keeping]) -> None:
        facts, self._keeping = found
        self._pack = facts.pack.id
        self._name.set_text(pack_name(facts))
        self._facts.set_text("\n".join([*fact_lines(facts), *change_lines(facts)]))
        file = self._keeping.file
        self._kept.setVisible(file is not None)
        if file is not None:
            self._how.set_text(
                _(
                    "Copy this file into the pack there, as review.toml:\n{file}\n"
                    "Then add the key below there, under “Whose reviews are believed”."
                ).format(file=file)
            )
        self._key.show_key(self._keeping.public)
        self._make_secret()
        self._refresh()

    def _on_refused(self, error: MissdeskError) -> None:
        """Say why there is nothing to sign."""
        self._pack = ""
        self._name.set_text(_("This pack is refused."))
        self._facts.set_text(_("Choose another one under “Content”."))
        self._kept.hide()
        self._on_trouble(error)

    def _make_secret(self) -> None:
        """Ask for what the key needs: a new lock twice, a lock that is there once, or nothing."""
        if self._secret is not None:
            discard(self._secrets, self._secret)
            self._secret = None
        is_new = self._keeping.key == "none"
        self._lock.setVisible(is_new)
        labels: tuple[str, ...] = ()
        if is_new and self._lock.isChecked():
            labels = (_("Passphrase"), _("The passphrase again"))
        elif self._keeping.key == "locked":
            labels = (_("Passphrase of the clinic’s key"),)
        if labels:
            name = "clinic.review.secret"
            self._secret = SecretFields(self.theme, name, labels, MOST_SECRET, self)
            self._secret.edited.connect(self._refresh)
            self._secrets.addWidget(self._secret)
            self._secret.show()

    def _on_lock(self) -> None:
        self._make_secret()
        self._refresh()

    def _refresh(self) -> None:
        signer = self.office.signer
        is_told = bool(signer.by.strip() and signer.role.strip() and signer.on)
        is_open = self._secret is None or self._secret.is_full
        is_ready = is_told and is_open and self._read.isChecked() and bool(self._pack)
        self._sign.setEnabled(is_ready and not self._is_signing)
        self._back.setEnabled(not self._is_signing)

    # What people do

    def _on_name(self, text: str) -> None:
        self.office.signer = replace(self.office.signer, by=text)
        self._refresh()

    def _on_role(self, text: str) -> None:
        self.office.signer = replace(self.office.signer, role=text)
        self._refresh()

    def _on_day(self, day: date | None) -> None:
        self.office.signer = replace(self.office.signer, on=day)
        self._refresh()

    def _on_sign(self) -> None:
        self._trouble.hide()
        try:
            secret = self._secret.take(_("The passphrase")) if self._secret is not None else ""
        except MissdeskError as error:
            self._on_trouble(error)
            return
        self._is_signing = True
        self._looking.cancel()
        self._refresh()
        self.office.workers.run(
            sign,
            self.office.on_disk.clinic.pack,
            self.office.context.library,
            self.office.signer,
            secret,
            on_done=self._on_signed,
            on_error=self._on_trouble,
        )

    def _on_signed(self, signed: Signed) -> None:
        self._is_signing = False
        self._read.setChecked(False)
        told = _("Numbers read: {n}. The pages say it when MISSDesk is opened next.")
        say(self, _("Signed and kept."), told.format(n=signed.findings))
        self._look()

    def _on_trouble(self, error: MissdeskError) -> None:
        self._is_signing = False
        title, *more = fault_lines(error)
        self._trouble.say(title, "\n".join(more))
        self._refresh()

    def _on_back(self) -> None:
        ConfirmDialog.ask(
            self._back,
            self.theme,
            title=_("Take the review back?"),
            text=_("The pages then say that no clinician has reviewed them yet."),
            yes=_("Take it back"),
            no=_("Keep it"),
            on_yes=self._take_back,
        )

    def _take_back(self) -> None:
        self._trouble.hide()
        self._looking.cancel()
        self.office.workers.run(
            take_back, self._pack, on_done=self._on_taken, on_error=self._on_trouble
        )

    def _on_taken(self, _nothing: None) -> None:
        say(
            self,
            _("The review is taken back."),
            _("The pages say it when MISSDesk is opened next."),
        )
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()


def _look_at_both(
    pack: Path | None, trusted: tuple[str, ...], shown: Library
) -> tuple[PackFacts, Keeping]:
    """Return the facts about a pack, and what is kept for it."""
    facts = look_at(pack, trusted, shown)
    return facts, keeping(facts.pack.id)
