"""Step 1, Problem: where it is, what is wrong, on a picture to name and draw on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.content.page_words import page_words
from missdesk.content.words import plain
from missdesk.errors import PlateError
from missdesk.figures.topic_pictures import (
    Shown,
    corner_words,
    has_problem,
    how_words,
    is_placed,
    level_note,
    problem_picture,
    view_title,
)
from missdesk.i18n import _
from missdesk.model.blocks import Paragraph
from missdesk.model.marks import own_sheet
from missdesk.ui.meanings import meanings
from missdesk.ui.messages import report
from missdesk.ui.place_panel import PlacePanel
from missdesk.ui.reading_card import open_reading
from missdesk.ui.recovery_parts.before_after import open_before_after
from missdesk.ui.stage.bench import Bench
from missdesk.ui.stage.choice import problem_shot
from missdesk.ui.stage.own_bar import OwnBar
from missdesk.ui.stage.own_picture import own_corners, own_shown
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.stage.tool_bar import ToolBar
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.card import Card
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

    from missdesk.model.marks import OwnPicture
    from missdesk.model.topic import PlateUse
    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.tokens import Role

FOLDED_VIEW_H = 500
"""All of a picture, its left and right named, is seen at once in a window of 768."""
MORE = ("problem.what", "problem.wait", "problem.causes")
CACHE_BYTES = 40_000_000
"""The healthy and the slipped disc at one size, and the back."""


class ProblemPage(QWidget):
    """Level and side at the left, the picture at the right."""

    def __init__(self, context: UiContext) -> None:
        """Show this visit's problem; follows every later change of level and side."""
        super().__init__()
        self._context, self._theme = context, context.theme
        self._wants_healthy = False
        self._at_view = 0
        self._bench = Bench(self, context, CACHE_BYTES)
        self._shelf, self._ink = self._bench.shelf, self._bench.ink
        self._controls = self._bench.controls
        self._place = PlacePanel(context, self._bench, self)
        self._place.setVisible(context.topic.place.kind != "none")
        self._place.side_wanted.connect(self._on_side_wanted)
        self._make_picture()
        self._lay_out()
        self._refresh()
        follow(self, context.consultation, self._on_changed)

    # What the window asks

    def act(self, action: str) -> bool:
        """Do what a key or a menu asks for; return whether it was for this page."""
        if action == "labels":
            self._labels.toggle()
        elif action == "draw":
            self._draw.toggle()
        elif action == "undo":
            self._ink.undo()
        elif action == "clear":
            self._tools.clear()
        else:
            return False
        return True

    def remember(self) -> object:
        """Return what a rebuild of the page must not lose."""
        return self._wants_healthy, self._at_view, self._controls.tool, self._controls.has_labels

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, tuple)
        self._wants_healthy, self._at_view, tool, has_labels = state
        self._draw.setChecked(tool != "hand")
        self._controls.set_tool(tool)
        self._labels.setChecked(has_labels)
        self._refresh()

    # Parts

    def _make_picture(self) -> None:
        context, theme = self._context, self._theme
        self._heading = Words(theme, context.text.section("problem").title, "heading", parent=self)
        self._more = Button(
            theme,
            _("More about this"),
            "problem.more",
            kind="quiet",
            icon="book-open",
            height=TARGET,
            parent=self,
        )
        self._more.clicked.connect(self._on_more)
        self._message = self._message_box()
        self._signs = self._signs_button()
        language = context.consultation.visit.language
        self._told = BlockView(
            theme, (), context.library, language=language, name="problem.told", parent=self
        )
        self._told.setMinimumHeight(theme.line("body"))
        self._meaning = Words(theme, "", "note", token="ink2", name="problem.meaning", parent=self)  # noqa: S106
        self._meaning.setMinimumHeight(theme.line("note"))
        self._caption = Words(theme, "", "note", token="ink2", align="center", parent=self)  # noqa: S106
        self._view = PlateView(
            theme, self._bench.loader, self._controls, context.workers, self._ink
        )
        self._view.setParent(self)
        self._view.setObjectName("problem.picture")
        self._view.faults_found.connect(self._bench.report)
        self._note = Words(theme, "", "note", token="ink2", name="problem.note", parent=self)  # noqa: S106
        # What a text needs depends on its width, which no layout asks for the least size.
        self._note.setMinimumHeight(theme.line("note"))
        self._heading.setMinimumHeight(theme.line("heading"))
        healthy, yours = self._back_words()
        backs = [("healthy", healthy), ("yours", yours)]
        self._back = Segmented(
            theme, "problem.back", _("Which back"), backs, height=TARGET, parent=self
        )
        self._back.chosen.connect(self._on_back)
        self._back.setVisible(has_problem(context.topic))
        self._views = self._view_track()
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
        self._tools.hide()

    def _message_box(self) -> Card:
        """Return what the topic has to say first (IQ2): a person remembers what was read first."""
        theme, context = self._theme, self._context
        message = context.text.section("topic").fields.get("message", ())
        box = Card(theme, fill="tint", corner="field", pad=(14, 4, 14, 4), parent=self)
        box.setObjectName("problem.message")
        role: Role = "body" if theme.is_folded else "small"
        words = Words(theme, plain(message, context.library), role, parent=box)
        words.setMinimumHeight(theme.line(role))
        box.column.addWidget(words)
        box.setVisible(bool(message))
        return box

    def _signs_button(self) -> Button | None:
        """Return the way to the warning signs where the topic is no one operation at one place.

        Such a topic has no operation to recover from, so nobody would look on Recovery for them.
        """
        if self._context.topic.place.kind != "none":
            return None
        words, name = _("Warning signs"), "problem.warning-signs"
        made = Button(self._theme, words, name, icon="triangle-alert", height=TARGET, parent=self)
        made.clicked.connect(self._on_signs)
        return made

    def _back_words(self) -> tuple[str, str]:
        """Return the words for a healthy back and for that of the patient."""
        text, library = self._context.text, self._context.library
        healthy, yours = (page_words(text, library, "problem", k) for k in ("healthy", "yours"))
        return healthy or _("Healthy back"), yours or _("Your back")

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
            self._theme, "problem.view", _("How you look at it"), names, value=at, parent=self
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
        head.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignVCenter)
        if self._signs is not None:
            head.addWidget(self._signs)
        head.addWidget(self._more)
        right.addLayout(head)
        right.addWidget(self._message)
        told = Column(theme, gap=0)
        told.addWidget(self._told)
        told.addWidget(self._meaning)
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
        picture = Column(theme, gap=6)
        self._view.setFixedHeight(theme.px(FOLDED_VIEW_H))
        if self._views is not None:
            picture.addWidget(self._views, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._own, self._view, self._caption, self._note):
            picture.addWidget(part)
        picture.addStretch(1)
        for text in (self._heading, self._message, self._told, self._meaning):
            words.addWidget(text)
        words.addStretch(1)
        tools = (self._signs, self._more, self._back, self._labels, self._draw, self._tools)
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

    def _on_more(self) -> None:
        sections = self._context.text.sections
        found = [sections[i] for i in MORE if i in sections]
        open_reading(self._more, self._context, found, _("More about this"), "problem.more-card")

    def _on_signs(self) -> None:
        assert self._signs is not None
        open_before_after(self._signs, self._context)

    def _on_draw(self, is_on: bool) -> None:
        self._tools.setVisible(is_on)
        self._controls.set_tool("pen" if is_on else "hand")

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
        view = context.topic.plates.all_views[self._at_view]
        if self._views is not None:
            self._views.set_value(view.id)
        self._show_words(has_place=has_place)
        self._place.show_visit()
        self._own.refresh()
        self._controls.can_stamp = True
        if self._own.picture is not None:
            self._show_own(self._own.picture)
            return
        try:
            shown = self._shown(view, is_healthy=is_healthy)
            self._caption.set_text(self._caption_of(shown, is_healthy=is_healthy))
            self._show_note(shown)
            self._show_picture(view, shown)
        except PlateError as fault:
            self._view.show_missing()
            report(self, fault)
        self._tools.refresh()

    def _show_own(self, own: OwnPicture) -> None:
        """Show the patient's own picture; stamps have to wait until its left is known."""
        visit = self._context.consultation.visit
        self._controls.can_stamp = own.left_at is not None
        if self._controls.tool == "stamp" and not self._controls.can_stamp:
            self._controls.set_tool("pen")
        asks = _("Your own picture. Where is your left on it?")
        told = _("Your own picture. It is forgotten when the visit ends.")
        self._caption.set_text(asks if own.left_at is None else told)
        self._note.hide()
        self._view.set_side_words(*own_corners(own))
        self._view.show_picture(own_shown(own, own_sheet(visit.level, visit.side)))
        self._tools.refresh()

    def _caption_of(self, shown: Shown, *, is_healthy: bool) -> str:
        """Return whose back it is, and how one looks at it."""
        is_someones = self._context.topic.place.kind != "none"
        whose = _("A healthy back.") if is_healthy else _("Your back.") if is_someones else ""
        whose = whose if has_problem(self._context.topic) else ""
        return f"{whose} {how_words(shown.plate)}".strip()

    def _show_words(self, *, has_place: bool) -> None:
        context = self._context
        side = context.consultation.visit.side
        chosen = side if context.topic.place.has_side else "chosen"
        spans = context.text.section("problem").fields[(has_place and chosen) or "none"]
        told = (Paragraph(spans),)
        self._told.set_blocks(told)
        language = context.consultation.visit.language
        first = meanings(told, context.library, language, set())[:1]
        self._meaning.set_text("".join(first))
        self._meaning.setVisible(bool(first))

    def _show_note(self, shown: Shown) -> None:
        """Say what the picture does not show of this patient."""
        visit, notes = self._context.consultation.visit, []
        if visit.side is not None and visit.level is None:
            notes.append(self._bench.common_words("no-place-chosen"))
        notes.append(level_note(visit, self._context.topic, [shown]))
        if shown.is_one_side:
            notes.append(_("The picture shows the left side."))
        if visit.has_extra_vertebra:
            notes.append(
                _("You have one bone more or one less than most. Ask how yours are counted.")
            )
        said = " ".join(note for note in notes if note)
        self._note.set_text(said)
        self._note.setVisible(bool(said))

    def _show_picture(self, view: PlateUse, shown: Shown) -> None:
        context, visit = self._context, self._context.consultation.visit
        shot = problem_shot(context.topic, visit, view, shown)
        self._view.set_side_words(*corner_words(shown.plate))
        self._view.show_picture(self._bench.picture(shot, shown))


def _title() -> str:
    return _("Problem")


SPEC = TabSpec("problem", _title, ProblemPage)
