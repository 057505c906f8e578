"""The waiting room: the PIN of the staff, the times, and what it offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from missdesk.content.listing import all_listed
from missdesk.errors import MissdeskError
from missdesk.i18n import _
from missdesk.paths import settings_dir
from missdesk.ui.clinic.form import Form, first_of
from missdesk.ui.clinic.secret import SecretFields
from missdesk.ui.handout_parts.trouble import Trouble
from missdesk.ui.kiosk.pin import has_pin, set_pin
from missdesk.ui.kiosk.read_settings import IDLE, MOST_ADDRESS, WARNING
from missdesk.ui.messages import say
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words
from missdesk.ui.workers import Newest

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.ui.clinic.office import Office

MOST_PIN: Final = 12
MOST_FAULTS: Final = 4


class WaitingForm(Form):
    """The PIN is kept at once by its own button; all else is saved as the other settings are."""

    def __init__(self, office: Office) -> None:
        note = _(
            "Start it with: missdesk kiosk. To look at it in a window: missdesk kiosk --windowed"
        )
        super().__init__(office, _("Waiting room"), note)
        self._is_set = self._is_keeping = False
        self._asking = Newest(office.workers)
        self._faults = Trouble(self.theme, "clinic.kiosk.faults", self)
        self.column.addWidget(self._faults)
        left, right = self.halves()
        self._make_pin(left)
        self._make_times(left)
        self._make_offer(right)
        self.close_column()
        if office.kiosk_faults:
            lines = first_of([str(fault) for fault in office.kiosk_faults], MOST_FAULTS)
            self._faults.say(_("Something in kiosk.toml was left out."), "\n".join(lines))
        self._asking.run(has_pin, settings_dir(), on_done=self._on_known)

    # Parts

    def _make_pin(self, left: Column) -> None:
        theme = self.theme
        left.addWidget(Words(theme, _("PIN that lets staff out"), "strong", parent=self))
        self._state = Words(theme, "", "small", name="clinic.pin.state", parent=self)
        left.addWidget(self._state)
        labels = (_("New PIN, 6 to 12 digits"), _("The PIN again"))
        self._pin = SecretFields(theme, "clinic.pin", labels, MOST_PIN, self)
        self._pin.edited.connect(self._on_pin_typed)
        self._pin.entered.connect(self._on_keep)
        left.addWidget(self._pin)
        self._trouble = Trouble(theme, "clinic.pin.trouble", self)
        left.addWidget(self._trouble)
        self._keep = Button(theme, _("Keep this PIN"), "clinic.pin.keep", icon="lock", parent=self)
        self._keep.setEnabled(False)
        self._keep.clicked.connect(self._on_keep)
        left.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_times(self, left: Column) -> None:
        kiosk = self.office.kiosk
        for key, label, bounds, step in (
            ("idle_seconds", _("Seconds alone until it asks"), IDLE, 10),
            ("warning_seconds", _("Seconds to answer, before it starts over"), WARNING, 5),
        ):
            value = getattr(kiosk, key)
            made = self.stepper(f"kiosk.{key}", label, value, bounds, step=step, column=left)
            made.changed.connect(partial(self._on_set, key))
        left.addStretch(1)

    def _make_offer(self, right: Column) -> None:
        office, theme = self.office, self.theme
        address = self.text_field(
            "kiosk.address",
            _("Web address of the clinic, for the square that phones read"),
            office.kiosk.clinic_address,
            hint=_("Empty: it holds the page’s own text"),
            most=MOST_ADDRESS,
            column=right,
        )
        address.edited.connect(partial(self._on_set, "clinic_address"))
        switches = (
            ("has_attract", _("Show the topics in turn while nobody is there")),
            ("allows_print", _("People may print pages")),
        )
        for key, words in switches:
            toggle = Toggle(
                theme,
                words,
                f"clinic.kiosk.{key}",
                is_on=getattr(office.kiosk, key),
                parent=self,
            )
            toggle.toggled.connect(partial(self._on_set, key))
            right.addWidget(toggle)
        self._make_same(right)
        right.addWidget(Words(theme, _("Topics it offers"), "strong", parent=self))
        self._none = Trouble(theme, "clinic.kiosk.none", self)
        self._topics: dict[str, CheckRow] = {}
        library, chosen = office.context.library, office.kiosk.topics
        for topic in all_listed(library, "en"):
            is_on = not chosen or str(topic.id) in chosen
            name = f"clinic.kiosk.topic-{topic.id}"
            row = CheckRow(theme, topic.title, name, is_on=is_on, parent=self)
            row.toggled.connect(partial(self._on_topic, str(topic.id)))
            right.addWidget(row)
            self._topics[str(topic.id)] = row
        right.addWidget(self._none)
        right.addStretch(1)

    def _make_same(self, right: Column) -> None:
        """Offer the desk's own pack, where there is one; else there is nothing to choose."""
        clinic, kiosk = self.office.draft, self.office.kiosk
        own = (clinic.pack, clinic.trusted_reviewers)
        theirs = (kiosk.pack, kiosk.trusted_reviewers)
        if own == theirs == (None, ()):
            return
        words = _("Show the same content, and believe the same reviews, as the desk")
        theme, is_on = self.theme, own == theirs
        toggle = Toggle(theme, words, "clinic.kiosk.same", is_on=is_on, parent=self)
        toggle.toggled.connect(self._on_same)
        right.addWidget(toggle)
        plain = _("Switched off, it shows the content that came with the app.")
        right.addWidget(Words(theme, plain, "note", token="ink2", parent=self))  # noqa: S106

    # What people do

    def _on_set(self, key: str, value: object) -> None:
        self.office.change_kiosk(**{key: value})

    def _on_same(self, is_on: bool) -> None:
        clinic = self.office.draft
        pack, keys = (clinic.pack, clinic.trusted_reviewers) if is_on else (None, ())
        self.office.change_kiosk(pack=pack, trusted_reviewers=keys)

    def _on_topic(self, topic: str, is_on: bool) -> None:
        """Take a topic in or out; the order stays, and one at least is offered."""
        known, office = list(self._topics), self.office
        before = list(office.kiosk.topics or known)
        if is_on:
            now = [*before, *([topic] if topic not in before else [])]
        else:
            now = [one for one in before if one != topic]
        if not any(one in known for one in now):
            self._none.say(_("One topic at least has to stay."))
            row = self._topics[topic]
            row.blockSignals(True)
            row.setChecked(True)
            row.blockSignals(False)
            return
        self._none.hide()
        office.change_kiosk(topics=() if now == known else tuple(now))

    def _on_pin_typed(self) -> None:
        self._keep.setEnabled(self._pin.is_full and not self._is_keeping)

    def _on_keep(self) -> None:
        if not self._keep.isEnabled():
            return
        self._trouble.hide()
        self._keep.setEnabled(False)
        try:
            pin = self._pin.take(_("The PIN"))
        except MissdeskError as error:
            self._trouble.tell(error)
            return
        self._is_keeping = True  # of two at once nobody knows which one is kept
        self._asking.cancel()
        self.office.workers.run(
            set_pin, settings_dir(), pin, on_done=self._on_kept, on_error=self._on_trouble
        )

    def _on_kept(self, _file: Path) -> None:
        more = _("The waiting room asks for it from now on.")
        if not self._is_set:  # a kiosk that began without one has no door
            more = _("The waiting room asks for it from its next start.")
        self._on_known(True)
        self._is_keeping = False
        self._on_pin_typed()
        say(self, _("The new PIN is kept."), more)

    def _on_trouble(self, error: MissdeskError) -> None:
        self._is_keeping = False
        self._on_pin_typed()
        self._trouble.tell(error)

    def _on_known(self, is_set: bool) -> None:
        self._is_set = is_set
        known = _("A PIN is set. A new one takes its place.")
        none = _("No PIN is set: nobody can leave the waiting room’s screen by touch.")
        self._state.set_text(known if is_set else none)
