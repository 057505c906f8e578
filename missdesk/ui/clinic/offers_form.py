"""Which options are not done here; each keeps its place and its numbers, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.content.listing import all_listed
from missdesk.i18n import _
from missdesk.model.topic import TopicId
from missdesk.settings import not_offered_words
from missdesk.ui.clinic.form import Form
from missdesk.ui.widgets.combo_field import ComboField
from missdesk.ui.widgets.discard import discard
from missdesk.ui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from missdesk.ui.clinic.office import Office


class OffersForm(Form):
    """A switch for each option of a topic: on = done here."""

    def __init__(self, office: Office) -> None:
        note = _(
            "An option that is switched off keeps its place and its numbers."
            " Beside its name stands: “{words}”"
        ).format(words=not_offered_words())
        super().__init__(office, _("What you do here"), note)
        library = office.context.library
        topics = [(str(topic.id), topic.title) for topic in all_listed(library, "en")]
        if office.topic not in dict(topics):
            office.topic = topics[0][0]
        label = _("Topic")
        combo = ComboField(
            self.theme, "clinic.topic", label, topics, value=office.topic, parent=self
        )
        combo.chosen.connect(self._on_topic)
        self.labelled(label, combo)
        self._toggles: dict[str, Toggle] = {}
        self.close_column()
        self._show_options()

    def _show_options(self) -> None:
        for old in self._toggles.values():
            discard(self.column, old)
        self._toggles = {}
        office = self.office
        topic = office.context.library.topics[TopicId(office.topic)]
        text = office.context.library.text(topic.id, "en")
        for option in topic.options:
            key = str(option.id)
            toggle = Toggle(
                self.theme,
                text.section(f"option.{key}").title,
                f"clinic.offers.{key}",
                is_on=office.draft.offers(office.topic, key),
                parent=self,
            )
            toggle.toggled.connect(self._on_toggled)
            self.column.insertWidget(self.column.count() - 1, toggle)
            toggle.show()
            self._toggles[key] = toggle

    def _on_topic(self, topic: str) -> None:
        self.office.topic = topic
        self._show_options()
        self.office.changed.emit()  # another page is to be seen

    def _on_toggled(self) -> None:
        office = self.office
        known = {key for key, toggle in self._toggles.items()}
        before = office.draft.not_offered.get(office.topic, ())
        off = tuple(k for k, toggle in self._toggles.items() if not toggle.isChecked())
        strange = tuple(k for k in before if k not in known)  # kept: another pack may have them
        kept = {t: ids for t, ids in office.draft.not_offered.items() if t != office.topic}
        if off or strange:
            kept[office.topic] = (*off, *strange)
        office.change(not_offered=kept)
