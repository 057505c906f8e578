"""Step 2, Operation: two or three options side by side, the same steps, the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout

from missdesk.content.words import plain
from missdesk.i18n import _
from missdesk.ui.messages import report
from missdesk.ui.operation_parts.pictures import OperationPictures
from missdesk.ui.option_buttons import OptionButtons
from missdesk.ui.stage.alignment import Alignment
from missdesk.ui.stage.layer_row import LayerRow
from missdesk.ui.stage.pane import Pane
from missdesk.ui.stage.stage_page import StagePage
from missdesk.ui.stage.tool_bar import ToolBar
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.scrubber import Scrubber
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.context import UiContext

PANE_GAP, STAGE_GAP = 24, 16
PREFETCH_MS = 300
"""After the fade, so that it gets the whole processor."""
STACK_FROM_PERCENT = 150
"""Three panes stand one above the other from this text size on when the window is folded."""


class OperationPage(StagePage):
    """The panes, the tools beside them, and the steps below."""

    def __init__(self, context: UiContext) -> None:
        """Show this visit's options; follows every later change of them."""
        super().__init__(context)
        self._pictures = OperationPictures(context, self._bench)
        self._panes: dict[str, Pane] = {}
        self._soon = QTimer(self, singleShot=True, interval=PREFETCH_MS)
        self._soon.timeout.connect(self._prefetch)
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
        return super().act(action)

    def shown(self) -> None:
        """Read the steps nearby again: a page that nobody sees keeps none of them."""
        self._soon.start()

    def remember(self) -> tuple[object, ...]:
        """Return what a rebuild of the page must not lose."""
        return *super().remember(), self._layers.isVisibleTo(self)

    def recall(self, state: object) -> None:
        """Take it back."""
        super().recall(state)
        assert isinstance(state, tuple)
        self._tools.show_layers(bool(state[1]))

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return each option's picture, with its name and what happens (KP7)."""
        panes = self._panes.values()
        parts = ((p.view,) if only_picture else (p.heading, p.view, p.caption) for p in panes)
        return tuple(part for pane in parts for part in pane)

    # Parts

    def _make_parts(self) -> None:
        theme, text = self._theme, self._context.text
        count = self._context.topic.step_count
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(PANE_GAP))
        self._grid.setVerticalSpacing(theme.px(8))
        self._tools = ToolBar(
            theme, self._controls, self._ink, self._pictures.sheets, is_upright=True
        )
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
        self._controls.lead = next(iter(panes.values())).view
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
        pane.view.labeling.placed.connect(self._align_labels)
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
        self._show_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every option the same room to the pixel, and every caption the same height."""
        super().resizeEvent(event)
        self._share_room()
        for pane in self._panes.values():
            pane.view.labeling.lift_limits()
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

    def _show_pictures(self) -> None:
        """Show every option's picture; a pane whose picture is lost says so, and staff is told."""
        found = self._pictures.step(self._step)
        self._note.set_text(found.note)
        with self._alignment.held():
            for option, pane in self._panes.items():
                if option not in found.pictures:
                    pane.view.show_missing()
                    continue
                pane.view.set_side_words(*found.corners[option])
                pane.view.show_picture(found.pictures[option])
        self._align_labels()
        self._layers.offer(found.chips)
        self._soon.start()
        report(self, *found.faults)

    def _prefetch(self) -> None:
        """Read the steps before and after, so that going there shows at once."""
        step, count = self._step, self._context.topic.step_count
        near = [self._pictures.step(n) for n in (step + 1, step - 1) if 1 <= n <= count]
        for option, pane in self._panes.items():
            # What is lost is told when somebody goes there.
            pane.view.feed.prefetch(n.pictures[option] for n in near if option in n.pictures)

    def _align_labels(self) -> None:
        self._alignment.align([pane.view for pane in self._panes.values()])


def _title() -> str:
    return _("Operation")


SPEC = TabSpec("operation", _title, OperationPage)
