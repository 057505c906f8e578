"""The form of the handout: name, date of birth, text size, paper, what to include."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _, ngettext
from missdesk.model.consultation import Visit
from missdesk.ui.handout_parts.birth_field import BirthField
from missdesk.ui.record_note import KEY
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.combo_field import ComboField
from missdesk.ui.widgets.fields import TextField, labelled
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from missdesk.handout.plan import SectionChoice
    from missdesk.ui.theme.theme import Theme

MOST_NAME = 1000
"""Far more than the 200 that are printed, so that a person sees what is cut."""
GUTTER = 20
"""Room of the scroll bar."""


class HandoutForm(QWidget):
    """Shows the visit's choices; a change goes out at once, nothing waits.

    Signals:
        changed: Field of the visit, and its new value.
        note_asked: The note for the patient's file is wanted on the clipboard.
    """

    changed = Signal(str, object)
    note_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[SectionChoice],
        planned: Callable[[Visit], Sequence[str]],
        languages: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            theme: Colors, sizes and fonts.
            choices: Sections that fit the topic, in their order on paper.
            planned: Returns the ids of the sections that a visit's handout has.
            languages: Tag and name of each language; fewer than two are not asked for.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme, self._choices, self._planned = theme, tuple(choices), planned
        self._visit = Visit()
        self._is_showing = False
        self._language: ComboField | None = None
        column = Column(theme, self, gap=8)
        head = Row(theme, gap=12)
        head.addWidget(Words(theme, _("Take-home handout"), "heading", parent=self), 1)
        self._pages = Words(
            theme, "", "strong", is_one_line=True, name="handout.pages", parent=self
        )
        head.addWidget(self._pages, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        inside = _Inside(theme)
        self._fields = inside.column
        self._add_name()
        if len(languages) > 1:
            self._add_language(languages)
        self._add_sizes()
        self._add_sections()
        self._fields.addStretch(1)
        if theme.is_folded:
            column.addWidget(inside)
        else:
            column.addWidget(ScrollSheet(theme, inside, self, gutter=GUTTER), 1)
        words = _("Copy the file note ({key})").format(key=KEY)
        self._note = Button(theme, words, "handout.note", icon="file-text", parent=self)
        self._note.clicked.connect(self.note_asked)
        column.addWidget(self._note)
        self._after = Words(
            theme,
            "",
            "note",
            token="ink2",  # noqa: S106
            is_one_line=not theme.is_folded,
            name="handout.after",
            parent=self,
        )
        column.addWidget(self._after)
        self.show_copied(0)

    def show_visit(self, visit: Visit) -> None:
        """Bring every control in step, without telling."""
        self._is_showing = True
        self._visit = visit
        if visit.name != self._name.text:
            # setText empties the undo history, too (KP1).
            self._name.line.setText(visit.name)
        self._birth.set_value(visit.birth_date)
        self._sizes.set_value(visit.text_size)
        self._paper.set_value(visit.paper)
        if self._language is not None:
            self._language.set_value(visit.language)
        on = self._planned(visit)
        for section, toggle in self._toggles.items():
            toggle.setChecked(section in on)
        self._is_showing = False

    def show_pages(self, pages: int | None) -> None:
        """Say how many pages there will be; None while nobody knows."""
        words = ngettext("{n} page", "{n} pages", pages or 0).format(n=pages)
        self._pages.set_text("" if pages is None else words)

    def show_copied(self, seconds: int) -> None:
        """Count down until the clipboard is cleared; 0 = nothing of ours is on it."""
        words = _("The name is printed, then forgotten.")
        if seconds:
            words = ngettext(
                "The clipboard is cleared in {n} second.",
                "The clipboard is cleared in {n} seconds.",
                seconds,
            ).format(n=seconds)
        self._after.set_text(words)

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """Say what the printed name lacks."""
        self._warning.set_text("\n".join(warnings))
        self._warning.setVisible(bool(warnings))

    def forget(self) -> None:
        """Leave nothing of the name behind, not in the undo history either (KP1)."""
        self._name.line.setText("")
        self._birth.forget()
        self._visit = Visit()
        self.show_warnings(())
        self.show_pages(None)

    # Parts

    def _add_name(self) -> None:
        theme = self._theme
        label = _("Patient’s name")
        self._name = TextField(theme, "handout.name", label, max_length=MOST_NAME, is_personal=True)
        self._name.edited.connect(self._on_name)
        self._fields.addWidget(labelled(theme, label, self._name))
        self._warning = Words(theme, "", "note", name="handout.warning")
        self._warning.hide()
        self._fields.addWidget(self._warning)
        self._birth = BirthField(theme)
        self._birth.changed.connect(self._on_birth)
        self._fields.addWidget(self._birth)

    def _add_language(self, languages: Sequence[tuple[str, str]]) -> None:
        label = _("Language")
        self._language = ComboField(self._theme, "handout.language", label, languages)
        self._language.chosen.connect(self._on_language)
        self._fields.addWidget(labelled(self._theme, label, self._language))

    def _add_sizes(self) -> None:
        theme = self._theme
        sizes = [
            ("clear", _("Clear 14")),
            ("large", _("Large 18")),
            ("larger", _("Larger 22")),
        ]
        label = _("Text size")
        self._sizes = Segmented(theme, "handout.size", label, sizes, is_wide=not theme.is_folded)
        self._sizes.chosen.connect(self._on_size)
        self._fields.addWidget(labelled(theme, label, self._sizes))
        papers, label = [("a4", _("A4")), ("letter", _("Letter"))], _("Paper")
        self._paper = Segmented(theme, "handout.paper", label, papers)
        self._paper.chosen.connect(self._on_paper)
        row = Row(theme, gap=12)
        row.addWidget(Words(theme, label), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._paper)
        self._fields.addLayout(row)

    def _add_sections(self) -> None:
        theme = self._theme
        group = Column(theme, gap=0)
        group.addWidget(Words(theme, _("What to include"), "strong"))
        fixed = ", ".join(c.title for c in self._choices if c.is_fixed)
        always = _("Always there: {parts}").format(parts=fixed)
        group.addWidget(Words(theme, always, "note", token="ink2", name="handout.fixed"))  # noqa: S106
        group.addSpacing(theme.px(4))
        self._toggles: dict[str, Toggle] = {}
        for choice in self._choices:
            if not choice.is_fixed:
                toggle = Toggle(theme, choice.title, f"handout.section.{choice.id}")
                toggle.toggled.connect(self._on_section)
                self._toggles[choice.id] = toggle
                group.addWidget(toggle)
        self._fields.addLayout(group)

    # What people do

    def _on_name(self, name: str) -> None:
        self.changed.emit("name", name)

    def _on_birth(self, day: date | None) -> None:
        self.changed.emit("birth_date", day)

    def _on_language(self, language: str) -> None:
        self.changed.emit("language", language)

    def _on_size(self, size: str) -> None:
        self.changed.emit("text_size", size)

    def _on_paper(self, paper: str) -> None:
        self.changed.emit("paper", paper)

    def _on_section(self) -> None:
        if self._is_showing:
            return
        chosen = tuple(c.id for c in self._choices if c.is_fixed or self._toggles[c.id].isChecked())
        default = tuple(self._planned(replace(self._visit, sections=None)))
        self.changed.emit("sections", None if chosen == default else chosen)


class _Inside(QWidget):
    """What scrolls; its height follows from its width alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.column = Column(theme, self, gap=14, pad=(0, 4, 0, 4))

    def minimumSizeHint(self) -> QSize:
        """Return the least width."""
        return QSize(super().minimumSizeHint().width(), 0)
