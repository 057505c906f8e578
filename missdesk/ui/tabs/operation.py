"""Step 2, Operation: two or three options side by side, the same steps, the same scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.i18n import _
from missdesk.paths import assets_dir
from missdesk.ui.messages import report
from missdesk.ui.stage.choice import PlateShelf, operation_crop, operation_shot, steps_plate
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.layer_row import LayerRow
from missdesk.ui.stage.layers import Box, Picture
from missdesk.ui.stage.pane import Pane
from missdesk.ui.stage.pen import Ink
from missdesk.ui.stage.pictures import make_picture, same_words
from missdesk.ui.stage.tool_bar import ToolBar
from missdesk.ui.stage.words import alt_text, body
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import MAIN_ACTION
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.option_choice import OptionChoice
from missdesk.ui.widgets.popover import Popover
from missdesk.ui.widgets.scrubber import Scrubber
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.plate_view import PlateView

PANE_GAP, STAGE_GAP = 24, 16
ALIGN_ROUNDS = 4
"""Full, without second lines, smaller, fewer: nothing changes after that."""
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
        self._shelf = PlateShelf(assets_dir() / "plates")
        self._loader = LayerLoader(context.workers)
        self._ink = Ink(context.consultation)
        self._controls = StageControls(self)
        self._panes: dict[str, Pane] = {}
        self._soon = QTimer(self, singleShot=True, interval=PREFETCH_MS)
        self._soon.timeout.connect(self._prefetch)
        self._crop: Box | None = None
        self._is_aligning = False
        self._shared = (0, 0)
        self._make_parts()
        self._lay_out()
        self._arrange()
        follow(self, context.consultation, self._on_changed)
        self.destroyed.connect(self._loader.close)
        self.destroyed.connect(self._ink.close)

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
        self._swap = Button(
            theme, _("Swap order"), "operation.swap", kind="quiet", icon="arrow-left-right"
        )
        self._swap.clicked.connect(self._context.consultation.swap_options)
        self._choose = Button(
            theme, _("Choose options"), "operation.choose", kind="quiet", icon="layers"
        )
        self._choose.setAccessibleDescription(_("Which ways to compare, two or three"))
        self._choose.clicked.connect(self._on_choose)
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
        for button in (self._swap, self._choose):
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
        shared = (self._loader, self._controls, self._ink)
        pane = Pane(context, option_id, (option.look, section.title, medical), shared, self)
        pane.view.faults_found.connect(self._on_faults)
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

    def _on_choose(self) -> None:
        topic, text = self._context.topic, self._context.text
        shown = self._context.consultation.visit.options
        choice = OptionChoice(self._theme, topic, text, shown)
        choice.chosen.connect(self._on_options)
        Popover.open_at(self._choose, choice, self._theme, title=_("Choose options"), width=520)

    def _on_options(self, options: tuple[str, ...]) -> None:
        self._context.consultation.change(options=options)

    def _on_faults(self, faults: tuple[PlateError, ...]) -> None:
        for fault in faults:
            report(self, fault)

    # What is shown

    @property
    def _step(self) -> int:
        count = self._context.topic.step_count
        return max(1, min(self._context.consultation.visit.operation_step, count))

    def _sheets(self) -> tuple[str, ...]:
        context = self._context
        visit, topic = context.consultation.visit, context.topic
        shots = (operation_shot(topic, visit, topic.option(o), 1) for o in visit.options)
        return tuple(shot.sheet for shot in shots)

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
        self._note.set_text(self._notes())
        self._tools.refresh()
        try:
            self._show_pictures(step)
        except PlateError as fault:
            report(self, fault)

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

    def _notes(self) -> str:
        visit, library = self._context.consultation.visit, self._context.library
        ids = ["section-limits"]
        if not steps_plate(self._context.topic, visit.level).is_own:
            ids.insert(0, "picture-other-level")
        if visit.side is None:
            ids.insert(0, "no-place-chosen")
        notes = [body(library.common_section(i, visit.language), library) for i in ids]
        if visit.side not in {"left", "right"}:
            notes.insert(len(notes) - 1, _("The pictures show the left side."))
        return " ".join(notes)

    def _show_pictures(self, step: int) -> None:
        topic = self._context.topic
        plate = self._shelf.plate(steps_plate(topic, self._context.consultation.visit.level).plate)
        self._crop = operation_crop(plate, topic, (topic.option(o) for o in self._panes))
        shown = {option: self._picture(option, step) for option in self._panes}
        common = same_words(p for option, p in shown.items() if topic.option(option).steps)
        for option, picture in shown.items():
            labels = picture.labels
            if topic.option(option).steps:
                labels = tuple(label for label in labels if label.id in common)
            view = self._panes[option].view
            view.show_picture(replace(picture, labels=labels))
        self._layers.offer(plate.chips(picture.state for picture in shown.values()))
        self._soon.start()

    def _prefetch(self) -> None:
        """Read the steps before and after, so that going there shows at once."""
        step, count = self._step, self._context.topic.step_count
        for option, pane in self._panes.items():
            near = (n for n in (step + 1, step - 1) if 1 <= n <= count)
            pane.view.prefetch(self._picture(option, n) for n in near)

    def _picture(self, option_id: str, step: int) -> Picture:
        context = self._context
        visit, topic = context.consultation.visit, context.topic
        shot = operation_shot(topic, visit, topic.option(option_id), step)
        alt = alt_text(context.text, context.library, shot.state, is_mirrored=shot.is_mirrored)
        plate = self._shelf.plate(steps_plate(topic, visit.level).plate)
        glossary = context.library.glossary.get(visit.language) or context.library.glossary["en"]
        noted = shot.noted if len(self._panes) < CROWD else frozenset[str]()
        shot = replace(shot, alt=alt, crop=self._crop, noted=noted)
        return make_picture(plate, shot, glossary)

    def _align_labels(self) -> None:
        """Let every pane name the same parts at the same height (visual-design 4, RC14)."""
        views = [pane.view for pane in self._panes.values()]
        if self._is_aligning or not all(view.is_settled for view in views):
            return
        if max(v.height() for v in views) > min(v.height() for v in views) + 1:
            return  # the layout is not through with all of them
        self._is_aligning = True
        for _round in range(ALIGN_ROUNDS):
            for view in views[1:]:
                view.align_labels(views[0].labels)
            if not _make_equal(views):
                break
        self._is_aligning = False


def _make_equal(views: list[PlateView]) -> bool:
    """Let all panes give way as far as the one with the least room; return whether any had to.

    A label that one pane has no room for goes from all of them, and so do second lines and the
    larger type: no option is written larger than another.
    """
    wanted = [{label.id for label in view.wanted_labels()} for view in views]
    placed = [{label.key for label in view.labels} for view in views]
    lost = frozenset().union(*(w - p for w, p in zip(wanted, placed, strict=True)))
    fit = max((view.label_fit for view in views if view.labels), default=0)
    is_uneven = False
    for view, keys in zip(views, placed, strict=True):
        if keys and (lost & keys or view.label_fit < fit):
            view.limit_labels(frozenset(keys - lost), fit)
            is_uneven = True
    return is_uneven


def _title() -> str:
    return _("Operation")


SPEC = TabSpec("operation", _title, OperationPage)
