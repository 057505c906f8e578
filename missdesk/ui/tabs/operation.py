"""Step 2, Operation: two or three options side by side, the same steps, the same scale."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from missdesk.content.page_words import page_words
from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.topic_pictures import (
    AXIAL,
    Shown,
    corner_words,
    level_note,
    operation_picture,
)
from missdesk.i18n import _
from missdesk.ui.messages import report
from missdesk.ui.option_buttons import OptionButtons, more_choices
from missdesk.ui.stage.alignment import Alignment
from missdesk.ui.stage.bench import Bench
from missdesk.ui.stage.choice import operation_crops, operation_shot
from missdesk.ui.stage.layer_row import LayerRow
from missdesk.ui.stage.layers import Box, Picture
from missdesk.ui.stage.pane import Pane
from missdesk.ui.stage.pictures import same_words
from missdesk.ui.stage.tool_bar import ToolBar
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.scrubber import Scrubber
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from missdesk.ui.context import UiContext

PANE_GAP, STAGE_GAP = 24, 16
PREFETCH_MS = 300
"""After the fade, so that it gets the whole processor."""
CROWD = 3
"""From so many panes on, labels have no second line; the note below says the same."""
STACK_FROM_PERCENT = 150
"""Three panes stand one above the other from this text size on when the window is folded."""


class OperationPage(QWidget):
    """The panes, the tools beside them, and the steps below."""

    def __init__(self, context: UiContext) -> None:
        """Show this visit's options; follows every later change of them."""
        super().__init__()
        self._context, self._theme = context, context.theme
        self._bench = Bench(self, context)
        self._shelf, self._ink = self._bench.shelf, self._bench.ink
        self._controls = self._bench.controls
        self._panes: dict[str, Pane] = {}
        self._soon = QTimer(self, singleShot=True, interval=PREFETCH_MS)
        self._soon.timeout.connect(self._prefetch)
        self._crops: dict[str, Box] = {}
        self._alignment = Alignment()
        self._shared = (0, 0)
        self._make_parts()
        self._lay_out()
        self._arrange()
        follow(self, context.consultation, self._on_changed)

    # What the window asks

    def act(self, action: str) -> bool:
        """Do what a key or a menu asks for; return whether it was for this page."""
        if action in {"next", "previous"}:
            return self._step_by(1 if action == "next" else -1)
        if action == "labels":
            self._controls.set_labels(not self._controls.has_labels)
        elif action == "draw":
            self._controls.set_tool("pen" if self._controls.tool == "hand" else "hand")
        elif action == "undo":
            self._ink.undo()
        elif action == "clear":
            self._tools.clear()
        else:
            return False
        return True

    def remember(self) -> object:
        """Return what a rebuild of the page must not lose."""
        controls = self._controls
        return controls.tool, controls.has_labels, controls.hidden, self._layers.isVisibleTo(self)

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, tuple)
        tool, has_labels, hidden, has_layers = state
        self._controls.set_tool(tool)
        self._controls.set_labels(has_labels)
        for chip in hidden:
            self._controls.set_shown(chip, is_shown=False)
        self._tools.show_layers(has_layers)

    # Parts

    def _make_parts(self) -> None:
        theme, text = self._theme, self._context.text
        count = self._context.topic.step_count
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(PANE_GAP))
        self._grid.setVerticalSpacing(theme.px(8))
        self._tools = ToolBar(theme, self._controls, self._ink, self._sheets, is_upright=True)
        self._layers = LayerRow(theme, self._controls)
        self._layers.hide()
        self._tools.layers_toggled.connect(self._layers.setVisible)
        self._note = Words(theme, "", "note", token="ink2", name="operation.note", parent=self)  # noqa: S106
        # What a text needs depends on its width, which no layout asks for the least size.
        self._note.setMinimumHeight(theme.line("note"))
        self._options = OptionButtons(self, self._context, "operation")
        names = [text.section(f"step.{n}").title for n in range(1, count + 1)]
        at = self._context.consultation.visit.operation_step
        self._steps = Scrubber(theme, "operation.steps", _("Steps"), names, at=at)
        self._steps.step_chosen.connect(self._on_step)
        self._back = Button(
            theme, _("Back"), "operation.back", icon="arrow-left", height=MAIN_ACTION
        )
        self._back.clicked.connect(self._on_back)
        self._next = Button(
            theme,
            _("Next step"),
            "operation.next",
            kind="primary",
            icon="arrow-right",
            is_icon_after=True,
            height=MAIN_ACTION,
        )
        self._next.clicked.connect(self._on_next)

    def _lay_out(self) -> None:
        theme = self._theme
        page = Column(theme, self, gap=10)
        foot = Row(theme, gap=24)
        for part in (self._back, self._steps, self._next):
            foot.addWidget(part, 1 if part is self._steps else 0)
        if theme.is_folded:
            # The page scrolls then; the steps must be in view first.
            page.addLayout(foot)
        stage = Row(theme, gap=STAGE_GAP)
        stage.addLayout(self._grid, 1)
        where = Qt.AlignmentFlag.AlignTop if theme.is_folded else Qt.AlignmentFlag.AlignVCenter
        stage.addWidget(self._tools, 0, where)
        page.addLayout(stage, 1)
        page.addWidget(self._layers)
        about = Row(theme, gap=12)
        about.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._options.choose, self._options.swap):
            about.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        page.addLayout(about)
        if not theme.is_folded:
            page.addLayout(foot)

    def _arrange(self) -> None:
        """Put the shown options into the grid, in the visit's order."""
        options = self._context.consultation.visit.options
        for pane in self._panes.values():
            pane.take_out(self._grid)
        for gone in [option for option in self._panes if option not in options]:
            self._panes.pop(gone).release()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        panes = {option: self._panes.get(option) or self._make_pane(option) for option in options}
        self._panes = panes
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for place, pane in enumerate(panes.values()):
            if self._is_stacked():
                pane.lay_beside(self._grid, place)
            else:
                pane.lay_upright(self._grid, place)
        if not self._is_stacked():
            self._grid.setRowStretch(1, 1)
        self._shared = (0, 0)
        self._share_room()
        self._refresh()

    def _is_stacked(self) -> bool:
        """Return whether panes stand one above the other, words beside pictures."""
        is_large = self._theme.text_percent >= STACK_FROM_PERCENT
        return self._theme.is_folded and is_large and len(self._panes) > 2

    def _make_pane(self, option_id: str) -> Pane:
        context = self._context
        option = context.topic.option(option_id)
        section = context.text.section(f"option.{option_id}")
        medical = plain(section.fields["medical"], context.library)
        shared = (self._bench.loader, self._controls, self._ink)
        pane = Pane(context, option_id, (option.look, section.title, medical), shared, self)
        pane.view.faults_found.connect(self._bench.report)
        pane.view.labels_placed.connect(self._align_labels)
        return pane

    # What people do

    def _on_step(self, step: int) -> None:
        self._context.consultation.change(operation_step=step)

    def _on_back(self) -> None:
        self._step_by(-1)

    def _on_next(self) -> None:
        self._step_by(1)

    def _step_by(self, by: int) -> bool:
        goal = self._step + by
        if not 1 <= goal <= self._context.topic.step_count:
            return False
        self._on_step(goal)
        return True

    # What is shown

    @property
    def _step(self) -> int:
        count = self._context.topic.step_count
        return max(1, min(self._context.consultation.visit.operation_step, count))

    def _sheets(self) -> tuple[str, ...]:
        context, steps = self._context, range(1, self._context.topic.step_count + 1)
        visit, topic = context.consultation.visit, context.topic
        shots = (
            operation_shot(visit, topic.option(option), self._shown(option, step))
            for option in visit.options
            for step in steps
        )
        try:
            return tuple(dict.fromkeys(shot.sheet for shot in shots))
        except PlateError:
            return ()  # on a picture that is lost nothing can be drawn; `_refresh` tells of it

    def _shown(self, option: str, step: int) -> Shown:
        """Return the picture of an option at a step.

        Raises:
            PlateError: It is missing or damaged.
        """
        topic, visit = self._context.topic, self._context.consultation.visit
        return operation_picture(topic, visit, topic.option(option), step, self._shelf.plate)

    def _on_changed(self, field_name: str) -> None:
        if field_name == "options":
            self._arrange()
        elif field_name in {"level", "side", "operation_step"}:
            self._refresh()
        elif field_name == "sheets":
            for pane in self._panes.values():
                pane.view.refresh_ink()
            self._tools.refresh()

    def _refresh(self) -> None:
        """Bring everything on the page in step with the visit."""
        step, library = self._step, self._context.library
        self._steps.set_at(step)
        self._back.setEnabled(step > 1)
        self._next.setEnabled(step < self._context.topic.step_count)
        words = self._context.text.section(f"step.{step}").fields
        for option, pane in self._panes.items():
            pane.caption.set_text(plain(words[option], library))
        self._tools.refresh()
        self._note.set_text(self._notes(step))
        report(self, *self._show_pictures(step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every option the same room to the pixel, and every caption the same height."""
        super().resizeEvent(event)
        self._share_room()
        for pane in self._panes.values():
            pane.view.lift_limits()
        self._align_labels()

    def _share_room(self) -> None:
        count = len(self._panes)
        if not count or self._is_stacked():
            self._grid.setContentsMargins(0, 0, 0, 0)
            return
        gaps = self._theme.px(PANE_GAP) * (count - 1)
        room = self.width() - self._tools.sizeHint().width() - self._theme.px(STAGE_GAP) - gaps
        # Pixels that can't be shared stay empty: no option's picture is larger than another's.
        width, left_over = divmod(room, count)
        if (width, count) == self._shared:
            return
        self._shared = (width, count)
        self._grid.setContentsMargins(0, 0, left_over, 0)
        high = 0 if self._theme.is_folded else self._caption_height(width)
        for pane in self._panes.values():
            if self._theme.is_folded:
                pane.fit_height(width)
            else:
                pane.caption.setFixedHeight(high)

    def _caption_height(self, width: int) -> int:
        """Return the height that the longest caption of any step needs."""
        measure, high = Words(self._theme), 0
        for number in range(1, self._context.topic.step_count + 1):
            fields = self._context.text.section(f"step.{number}").fields
            for option in self._panes:
                measure.set_text(plain(fields[option], self._context.library))
                high = max(high, measure.heightForWidth(width))
        measure.deleteLater()
        return high

    def _notes(self, step: int) -> str:
        """Return what the pictures do not show of this patient, or can't show at all."""
        context = self._context
        visit, topic = context.consultation.visit, context.topic
        pictures = self._pictures_there(step)
        is_axial = any(shown.plate.view == AXIAL for shown in pictures)
        more = more_choices(context)
        notes = [f"{more}." if more else ""]
        is_open = visit.side is None if topic.place.has_side else visit.level is None
        if is_open and topic.place.kind != "none":
            notes.append(self._bench.common_words("no-place-chosen"))
        notes.append(level_note(visit, topic, pictures))
        if is_axial and topic.place.has_side and visit.side not in {"left", "right"}:
            notes.append(_("The pictures show the left side."))
        notes.append(page_words(context.text, context.library, "operation", "note"))
        if is_axial:  # the topic's own words never stand in for what a section can't show
            notes.append(self._bench.common_words("section-limits"))
        return " ".join(note for note in notes if note)

    def _pictures_there(self, step: int) -> list[Shown]:
        """Return the pictures of a step that can be shown."""
        found = []
        for option in self._panes:
            with suppress(PlateError):  # told by `_show_pictures`
                found.append(self._shown(option, step))
        return found

    def _show_pictures(self, step: int) -> list[PlateError]:
        """Show every option's picture; a pane whose picture is lost says so. Return the faults."""
        topic, visit = self._context.topic, self._context.consultation.visit
        options = [topic.option(o) for o in self._panes]
        self._crops = operation_crops(topic, visit, options, self._shelf.plate)
        shown: dict[str, Picture] = {}
        faults: list[PlateError] = []
        for option, pane in self._panes.items():
            try:
                shown[option] = self._picture(option, step)
            except PlateError as fault:
                faults.append(fault)
                pane.view.show_missing()
        common = same_words(p for option, p in shown.items() if topic.option(option).steps)
        with self._alignment.held():
            for option, picture in shown.items():
                labels = picture.labels
                if topic.option(option).steps:
                    labels = tuple(label for label in labels if label.id in common)
                view = self._panes[option].view
                view.set_side_words(*corner_words(self._shelf.plate(picture.plate)))
                view.show_picture(replace(picture, labels=labels))
        self._align_labels()
        chips = (
            chip
            for picture in shown.values()
            for chip in self._shelf.plate(picture.plate).chips([picture.state])
        )
        self._layers.offer(tuple(dict.fromkeys(chips)))
        self._soon.start()
        return faults

    def _prefetch(self) -> None:
        """Read the steps before and after, so that going there shows at once."""
        step, count = self._step, self._context.topic.step_count
        near = [n for n in (step + 1, step - 1) if 1 <= n <= count]
        for option, pane in self._panes.items():
            try:
                pane.view.prefetch([self._picture(option, n) for n in near])
            except PlateError:
                continue  # told when somebody goes there

    def _picture(self, option_id: str, step: int) -> Picture:
        context = self._context
        visit, topic = context.consultation.visit, context.topic
        shown = self._shown(option_id, step)
        shot = operation_shot(visit, topic.option(option_id), shown)
        noted = shot.noted if len(self._panes) < CROWD else frozenset[str]()
        shot = replace(shot, crop=self._crops.get(shown.plate.id), noted=noted)
        return self._bench.picture(shot, shown)

    def _align_labels(self) -> None:
        self._alignment.align([pane.view for pane in self._panes.values()])


def _title() -> str:
    return _("Operation")


SPEC = TabSpec("operation", _title, OperationPage)
