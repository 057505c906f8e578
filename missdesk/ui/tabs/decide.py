"""Step 5, Decide: what matters, where somebody leans, and what they want to ask.

Nothing here is computed into a choice, a score or a favorite (product.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from missdesk.content.words import plain
from missdesk.handout.build import options_in_order
from missdesk.i18n import _
from missdesk.model.consultation import NOT_SURE, Visit
from missdesk.ui.decide_parts.leaning import Leaning, LeaningChoices
from missdesk.ui.decide_parts.questions import QuestionsPanel
from missdesk.ui.decide_parts.teach_back import TeachBackList, TeachBackWords
from missdesk.ui.decide_parts.value_row import ValueRow
from missdesk.ui.not_offered import offer_line
from missdesk.ui.reading_card import open_reading
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.observing import follow, forget_with
from missdesk.ui.widgets.scroll_sheet import ScrollSheet
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from missdesk.ui.context import UiContext

View = Literal["matters", "teach-back"]
PANEL = 350


class DecidePage(QWidget):
    """Statements, leaning and questions; or the five questions to answer aloud."""

    def __init__(self, context: UiContext) -> None:
        """Show this visit's answers; follows every later change."""
        super().__init__()
        self._context, self._theme = context, context.theme
        # Kept, because after a wipe the visit has no topic to look them up by.
        self._topic, self._text = context.topic, context.text
        self._view: View = "matters"
        self._make_head()
        self._matters = self._make_matters()
        self._teach_back = self._make_teach_back()
        self._questions = self._make_questions()
        self._lay_out()
        self._show_view()
        self._show(context.consultation.visit)
        follow(self, context.consultation, self._on_changed)
        forget_with(self, context.consultation, self._forget)

    # What the window asks

    def minimumSizeHint(self) -> QSize:
        """Return the least size; in one column the height follows from the width alone."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self._theme.is_folded else least

    def act(self, action: str) -> bool:
        """Do what a key asks for; return whether it was for this page."""
        return action == "undo" and self._questions.bring_back()

    def remember(self) -> object:
        """Return what a rebuild of the page must not lose."""
        return self._view, self._answers.shown, self._questions.draft

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, tuple)
        self._view, shown, draft = state
        self._answers.show_answers(shown)
        if draft is not None:
            self._questions.open_field(draft)
        self._views.set_value(self._view)
        self._show_view()

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return what matters, or what to say in one's own words; no typed question (KP7)."""
        front = self._matters if self._view == "matters" else self._teach_back
        return (front,) if only_picture else (self._heading, front)

    # Parts

    def _make_head(self) -> None:
        theme = self._theme
        self._heading = Words(theme, "", "heading", parent=self)
        decision = plain(
            self._text.section("topic").fields.get("decision", ()), self._context.library
        )
        self._decision = Words(theme, decision, "note", name="decide.decision", parent=self)
        self._sub = Words(theme, "", "note", token="ink2", parent=self)  # noqa: S106
        views = [("matters", _("What matters")), ("teach-back", _("In your own words"))]
        self._views = Segmented(
            theme, "decide.view", _("What is shown"), views, value=self._view, parent=self
        )
        self._views.chosen.connect(self._on_view)

    def _make_matters(self) -> QWidget:
        theme, box = self._theme, QWidget(self)
        column = Column(theme, box, gap=5)
        self._rows: dict[str, ValueRow] = {}
        for value in self._topic.values:
            row = ValueRow(theme, value, *self._pair(value), parent=box)
            row.answered.connect(self._on_answered)
            column.addWidget(row, 1)
            self._rows[value] = row
        column.addSpacing(theme.px(2))
        asked = _("Where are you leaning today?")
        column.addLayout(self._leaning_head(asked, box))
        self._leaning = LeaningChoices(theme, self._leanings(), asked, box)
        self._leaning.chosen.connect(self._on_leaning)
        column.addWidget(self._leaning)
        options = [str(o.id) for o in options_in_order(Visit(), self._topic)]
        if line := offer_line(self._context, options):
            words = Words(theme, line, "note", name="decide.not-offered", parent=box)
            column.addWidget(words)
        return box

    def _leaning_head(self, asked: str, box: QWidget) -> QBoxLayout:
        """Return the question with, beside it, how to come to an answer (IK10)."""
        theme = self._theme
        self._how = Button(
            theme,
            _("How to decide, step by step"),
            "decide.steps",
            kind="quiet",
            icon="book-open",
            height=TARGET,
            parent=box,
        )
        self._how.clicked.connect(self._on_how)
        head = Column(theme, gap=4) if theme.is_folded else Row(theme, gap=12)
        words = Words(theme, asked, "name", parent=box)
        if isinstance(head, Row):
            head.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(self._how)
        else:
            head.addWidget(words)
            head.addWidget(self._how, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    def _make_teach_back(self) -> QWidget:
        theme, context = self._theme, self._context
        sections = [self._text.section(f"teachback.{t}") for t in self._topic.teach_back]
        items = [
            TeachBackWords(s.id.removeprefix("teachback."), s.title, s.fields["answer"])
            for s in sections
        ]
        language = context.consultation.visit.language
        self._answers = TeachBackList(theme, items, context.library, language)
        if theme.is_folded:
            self._answers.setParent(self)
            return self._answers
        return ScrollSheet(theme, self._answers, self)

    def _make_questions(self) -> QuestionsPanel:
        words = {q: self._text.section(f"question.{q}").title for q in self._topic.questions}
        panel = QuestionsPanel(self._theme, words, self)
        panel.ticked.connect(self._on_ticked)
        panel.own_changed.connect(self._on_own)
        return panel

    def _lay_out(self) -> None:
        theme = self._theme
        left = Column(theme, gap=0)
        if theme.is_folded:
            page = Column(theme, self, gap=24)
            for words in (self._heading, self._decision, self._sub):
                left.addWidget(words)
            left.addSpacing(theme.px(12))
            left.addWidget(self._views)
        else:
            page_row = Row(theme, self, gap=24)
            head = Row(theme, gap=16)
            head.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(self._views)
            left.addLayout(head)
            left.addWidget(self._decision)
            left.addWidget(self._sub)
        left.addSpacing(theme.px(6))
        left.addWidget(self._matters, 1)
        left.addWidget(self._teach_back, 1)
        if theme.is_folded:
            page.addLayout(left)
            page.addWidget(self._questions)
            page.addStretch(1)
        else:
            page_row.addLayout(left, 1)
            self._questions.setFixedWidth(theme.px(PANEL))
            page_row.addWidget(self._questions)

    # Words

    def _pair(self, value: str) -> tuple[str, str]:
        fields, library = self._text.section(f"value.{value}").fields, self._context.library
        return plain(fields["left"], library), plain(fields["right"], library)

    def _leanings(self) -> list[Leaning]:
        """Return every option of the topic as an equal, in the visit's order, and not sure."""
        library = self._context.library
        options = options_in_order(self._context.consultation.visit, self._topic)
        made = []
        for option in options:
            fields = self._text.section(f"option.{option.id}").fields
            made.append(Leaning(option.id, plain(fields["short"], library), option.look))
        return [*made, Leaning(NOT_SURE, _("Not sure yet"), None)]

    # What people do

    def _on_view(self, view: str) -> None:
        self._view = cast("View", view)
        self._show_view()

    def _on_answered(self, value: str, answer: int | None) -> None:
        visit = self._context.consultation.visit
        kept = {v: a for v, a in visit.values.items() if v != value}
        if answer is not None:
            kept[value] = answer
        self._context.consultation.change(values=kept)

    def _on_how(self) -> None:
        context = self._context
        language = context.consultation.visit.language
        steps = context.library.common_section("steps-to-decide", language)
        name = "decide.steps-card"
        open_reading(self._how, context, [steps], steps.title, name, has_titles=False)

    def _on_leaning(self, leaning: str | None) -> None:
        self._context.consultation.change(leaning=leaning)

    def _on_ticked(self, questions: tuple[str, ...]) -> None:
        self._context.consultation.change(questions=questions)

    def _on_own(self, own: tuple[str, ...]) -> None:
        self._context.consultation.change(own_questions=own)

    # What is shown

    def _on_changed(self, _field_name: str) -> None:
        self._show(self._context.consultation.visit)

    def _forget(self) -> None:
        """Leave nothing of the visit behind in any widget (KP1)."""
        self._questions.forget()
        self._answers.show_answers(())
        self._show(Visit())

    def _show(self, visit: Visit) -> None:
        """Bring everything in step with the visit."""
        for value, row in self._rows.items():
            row.set_answer(visit.values.get(value))
        options = options_in_order(visit, self._topic)
        self._leaning.set_order([*(str(o.id) for o in options), NOT_SURE])
        self._leaning.set_value(visit.leaning)
        self._questions.set_ticked(visit.questions)
        self._questions.set_own(visit.own_questions)

    def _show_view(self) -> None:
        is_teach_back = self._view == "teach-back"
        self._matters.setVisible(not is_teach_back)
        self._teach_back.setVisible(is_teach_back)
        if is_teach_back:
            self._heading.set_text(_("Tell us in your own words"))
            self._sub.set_text(_("This is not a test. It shows us what we should explain better."))
        else:
            self._heading.set_text(_("What matters to you?"))
            self._sub.set_text(
                _(
                    "Move each handle towards the words that fit you. "
                    "There is no right answer and no score."
                )
            )


def _title() -> str:
    return _("Decide")


SPEC = TabSpec("decide", _title, DecidePage)
