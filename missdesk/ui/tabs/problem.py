"""Step 1, Problem: where it is, what is wrong, on a picture to name and draw on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from missdesk.errors import PlateError
from missdesk.figures.topic_pictures import (
    Shown,
    corner_words,
    has_problem,
    is_offered,
    is_placed,
    problem_picture,
    view_title,
)
from missdesk.i18n import _
from missdesk.model.marks import own_sheet
from missdesk.ui.messages import report
from missdesk.ui.place_panel import PlacePanel
from missdesk.ui.problem_parts import picture_words
from missdesk.ui.problem_parts.telling import Telling
from missdesk.ui.stage.choice import problem_shot
from missdesk.ui.stage.own_bar import OwnBar
from missdesk.ui.stage.own_picture import own_corners, own_shown
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.stage.stage_page import StagePage
from missdesk.ui.stage.tool_bar import ToolBar
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QBoxLayout, QWidget

    from missdesk.model.marks import OwnPicture
    from missdesk.model.topic import PlateUse
    from missdesk.ui.context import UiContext

FOLDED_VIEW_H = 500
"""All of a picture, its left and right named, is seen at once in a window of 768."""
CACHE_BYTES = 28_000_000
"""The healthy and the slipped disc at one size, and the back."""


class ProblemPage(StagePage):
    """Level and side at the left, the picture at the right."""

    def __init__(self, context: UiContext) -> None:
        """Show this visit's problem; follows every later change of level and side."""
        super().__init__(context, CACHE_BYTES)
        self._wants_healthy = False
        self._at_view = 0
        self._place = PlacePanel(context, self._bench, self)
        self._place.setVisible(context.topic.place.kind != "none")
        self._place.side_wanted.connect(self._on_side_wanted)
        self._make_picture()
        self._lay_out()
        self._refresh()
        follow(self, context.consultation, self._on_changed)

    # What the window asks

    def remember(self) -> tuple[object, ...]:
        """Return what a rebuild of the page must not lose."""
        return *super().remember(), self._wants_healthy, self._at_view

    def recall(self, state: object) -> None:
        """Take it back."""
        super().recall(state)
        assert isinstance(state, tuple)
        _setting, self._wants_healthy, self._at_view = state
        self._refresh()

    def for_patient(self, *, only_picture: bool) -> Sequence[QWidget]:
        """Return the picture, and what is wrong in words (KP7)."""
        told = (self._telling.heading, self._telling.told, self._caption)
        return (self._view,) if only_picture else (*told, self._view)

    # Parts

    def _make_picture(self) -> None:
        context, theme = self._context, self._theme
        self._telling = Telling(context, self)
        self._caption = Words(theme, "", "note", token="ink2", align="center", parent=self)  # noqa: S106
        self._views = self._view_track()  # over the picture, so Tab comes there first
        self._view = PlateView(
            theme, self._bench.loader, self._controls, context.workers, self._ink
        )
        self._view.setParent(self)
        self._view.setObjectName("problem.picture")
        self._view.faults_found.connect(self._bench.report)
        self._note = Words(theme, "", "note", token="ink2", name="problem.note", parent=self)  # noqa: S106
        # What a text needs depends on its width, which no layout asks for the least size.
        self._note.setMinimumHeight(theme.line("note"))
        self._controls.lead = self._view
        healthy, yours = picture_words.back_words(context)
        backs = [("healthy", healthy), ("yours", yours)]
        self._back = Segmented(
            theme, "problem.back", _("Which back"), backs, height=TARGET, parent=self
        )
        self._back.chosen.connect(self._on_back)
        self._back.setVisible(has_problem(context.topic))
        self._make_tools()

    def _make_tools(self) -> None:
        """Make what one draws with, and the buttons that show it."""
        context, theme = self._context, self._theme
        self._own = OwnBar(context, self)
        self._own.shown_changed.connect(self._refresh)
        self._tools = ToolBar(theme, self._controls, self._ink, self._sheets, is_upright=False)
        self._tools.on_own = self._own.bring
        self._draw = Button(
            theme,
            _("Draw"),
            "problem.draw",
            icon="pencil",
            height=TARGET,
            is_checkable=True,
            parent=self,
        )
        self._draw.toggled.connect(self._on_draw)
        self._labels = Button(
            theme,
            _("Labels"),
            "problem.labels",
            icon="type",
            height=TARGET,
            is_checkable=True,
            parent=self,
        )
        self._labels.setChecked(True)
        self._labels.toggled.connect(self._controls.set_labels)
        self._controls.labels_changed.connect(self._labels.setChecked)
        self._controls.tool_changed.connect(self._on_tool)
        self._tools.hide()

    def _view_track(self) -> Segmented | None:
        """Return the switch between the ways to look at the back, None where there is one."""
        context = self._context
        views = context.topic.plates.all_views
        if len(views) == 1:
            return None
        names = [
            (view.id, view_title(context.text, view, self._shown(view, is_healthy=True).plate))
            for view in views
        ]
        at = views[self._at_view].id
        track = Segmented(
            self._theme,
            "problem.view",
            _("How you look at it"),
            names,
            value=at,
            height=TARGET,
            parent=self,
        )
        track.chosen.connect(self._on_view)
        return track

    def _lay_out(self) -> None:
        if self._theme.is_folded:
            self._lay_out_folded()
            return
        theme = self._theme
        row = Row(theme, self, gap=36)
        row.addWidget(self._place)
        right = Column(theme, gap=3)
        head = Row(theme)
        head.addWidget(self._telling.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        if self._telling.signs is not None:
            head.addWidget(self._telling.signs)
        head.addWidget(self._telling.more)
        right.addLayout(head)
        right.addWidget(self._telling.message)
        told = Column(theme, gap=0)
        told.addWidget(self._telling.told)
        told.addWidget(self._telling.meaning)
        right.addLayout(told)
        right.addLayout(self._over_picture())
        right.addWidget(self._own)
        right.addWidget(self._view, 1)
        right.addWidget(self._note)
        foot = Row(theme)
        foot.addWidget(self._back)
        foot.addStretch(1)
        for tool in (self._tools, self._draw, self._labels):
            foot.addWidget(tool)
        right.addLayout(foot)
        row.addLayout(right, 1)

    def _over_picture(self) -> QBoxLayout:
        """Return the caption, beside the switch between views if there is one."""
        line = Row(self._theme, gap=16)
        if self._views is not None:
            line.addWidget(self._views, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _lay_out_folded(self) -> None:
        """Large text: picture beside its words, the place below; the sheet scrolls."""
        theme = self._theme
        page = Column(theme, self, gap=32)
        first, words = Row(theme, gap=24), Column(theme)
        told = self._telling
        picture = Column(theme, gap=6)
        self._view.setFixedHeight(theme.px(FOLDED_VIEW_H))
        if self._views is not None:
            picture.addWidget(self._views, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._own, self._view, self._caption, self._note):
            picture.addWidget(part)
        picture.addStretch(1)
        for text in (told.heading, told.message, told.told, told.meaning):
            words.addWidget(text)
        words.addStretch(1)
        tools = (told.signs, told.more, self._back, self._labels, self._draw, self._tools)
        for tool in (tool for tool in tools if tool is not None):
            words.addWidget(tool, 0, Qt.AlignmentFlag.AlignLeft)
        first.addLayout(picture, 11)
        first.addLayout(words, 9)
        page.addLayout(first)
        page.addWidget(self._place)

    # What people do

    def _on_view(self, view: str) -> None:
        ids = [known.id for known in self._context.topic.plates.all_views]
        self._at_view = ids.index(view)
        self._refresh()

    def _on_side_wanted(self) -> None:
        self._wants_healthy = False

    def _on_back(self, back: str) -> None:
        self._wants_healthy = back == "healthy"
        self._refresh()

    def _on_draw(self, is_on: bool) -> None:
        self._tools.setVisible(is_on)
        if is_on != (self._controls.tool != "hand"):
            self._controls.set_tool("pen" if is_on else "hand")

    def _on_tool(self, tool: str) -> None:
        self._draw.setChecked(tool != "hand")

    # What is shown

    def _sheets(self) -> tuple[str, ...]:
        context, visit = self._context, self._context.consultation.visit
        shot = partial(problem_shot, context.topic, visit)
        views = context.topic.plates.all_views
        if self._own.picture is not None:
            return (own_sheet(visit.level, visit.side),)
        try:
            return tuple(shot(view, self._shown(view, is_healthy=False)).sheet for view in views)
        except PlateError:
            return ()  # on a picture that is lost nothing can be drawn; `_refresh` tells of it

    def _shown(self, view: PlateUse, *, is_healthy: bool) -> Shown:
        """Return the picture of a view.

        Raises:
            PlateError: It is missing or damaged.
        """
        context = self._context
        visit, read = context.consultation.visit, self._shelf.plate
        return problem_picture(context.topic, visit, view, read, is_healthy=is_healthy)

    def _on_changed(self, field_name: str) -> None:
        if field_name in {"level", "side", "has_extra_vertebra", "own_picture"}:
            self._refresh()
        elif field_name == "sheets":
            self._view.refresh_ink()
            self._tools.refresh()

    def _refresh(self) -> None:
        """Bring everything on the page in step with the visit."""
        context, visit = self._context, self._context.consultation.visit
        has_place = is_placed(context.topic, visit)
        is_healthy = self._wants_healthy or not has_place
        self._back.set_value("healthy" if is_healthy else "yours")
        self._back.segment("yours").setEnabled(has_place)
        view = self._view_now()
        self._telling.tell(has_place=has_place)
        self._place.show_visit()
        self._own.refresh()
        self._controls.can_stamp = True
        if self._own.picture is not None:
            self._show_own(self._own.picture)
            return
        try:
            shown = self._shown(view, is_healthy=is_healthy)
            said = picture_words.caption(context, shown, is_healthy=is_healthy)
            self._caption.set_text(said)
            self._say(picture_words.note(context, self._bench, shown))
            self._show_picture(view, shown)
        except PlateError as fault:
            self._view.show_missing()
            report(self, fault)
        self._tools.refresh()

    def _view_now(self) -> PlateUse:
        """Return the chosen view, else the first; a view with nothing true to show is disabled."""
        context = self._context
        views = context.topic.plates.all_views
        offered = [is_offered(context.topic, context.consultation.visit, view) for view in views]
        at = self._at_view if offered[self._at_view] else 0
        if self._views is not None:
            for view, is_on in zip(views, offered, strict=True):
                self._views.segment(view.id).setEnabled(is_on)
            self._views.set_value(views[at].id)
        return views[at]

    def _show_own(self, own: OwnPicture) -> None:
        """Show the patient's own picture; stamps have to wait until its left is known."""
        visit = self._context.consultation.visit
        self._controls.can_stamp = own.left_at is not None
        if self._controls.tool == "stamp" and not self._controls.can_stamp:
            self._controls.set_tool("pen")
        is_known = own.left_at is not None
        self._caption.set_text(picture_words.own_caption(is_side_known=is_known))
        self._say("")
        self._view.set_side_words(*own_corners(own))
        self._view.show_picture(own_shown(own, own_sheet(visit.level, visit.side)))
        self._tools.refresh()

    def _say(self, note: str) -> None:
        """Say under the picture what it can't show."""
        self._note.set_text(note)
        self._note.setVisible(bool(note))

    def _show_picture(self, view: PlateUse, shown: Shown) -> None:
        context, visit = self._context, self._context.consultation.visit
        shot = problem_shot(context.topic, visit, view, shown)
        self._view.set_side_words(*corner_words(shown.plate))
        self._view.show_picture(self._bench.picture(shot, shown))


def _title() -> str:
    return _("Problem")


SPEC = TabSpec("problem", _title, ProblemPage)
