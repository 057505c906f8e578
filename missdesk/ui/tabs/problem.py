"""Step 1, Problem: where it is, what is wrong, on a picture to name and draw on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.errors import PlateError
from missdesk.i18n import _
from missdesk.paths import assets_dir
from missdesk.ui.messages import report
from missdesk.ui.reading_card import open_reading
from missdesk.ui.stage.choice import (
    PICKER_PLATE,
    PlateShelf,
    picker_picture,
    plate_for,
    problem_shot,
)
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.pen import Ink
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.stage.tool_bar import ToolBar
from missdesk.ui.stage.words import alt_text, body
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.block_view import spans_view
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.check_row import CheckRow
from missdesk.ui.widgets.level_picker import LevelPicker
from missdesk.ui.widgets.observing import follow
from missdesk.ui.widgets.segmented import Segmented
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from missdesk.model.topic import Side
    from missdesk.ui.context import UiContext

PICKER_W = 300
FOLDED_VIEW_H, FOLDED_PICKER_W, FOLDED_PICKER_H = 440, 420, 560
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
        self._told: QWidget | None = None
        self._shelf = PlateShelf(assets_dir() / "plates")
        self._loader = LayerLoader(context.workers, CACHE_BYTES)
        self._ink = Ink(context.consultation)
        self._controls = StageControls(self)
        self._make_picker()
        self._make_picture()
        self._lay_out()
        self._refresh()
        follow(self, context.consultation, self._on_changed)
        self.destroyed.connect(self._loader.close)
        self.destroyed.connect(self._ink.close)

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
        return self._wants_healthy, self._controls.tool, self._controls.has_labels

    def recall(self, state: object) -> None:
        """Take it back."""
        assert isinstance(state, tuple)
        self._wants_healthy, tool, has_labels = state
        self._draw.setChecked(tool != "hand")
        self._controls.set_tool(tool)
        self._labels.setChecked(has_labels)
        self._refresh()

    # Parts

    def _make_picker(self) -> None:
        context, theme = self._context, self._theme
        place = context.topic.place
        self._where = Words(theme, _("Where is it?"), "section", parent=self)
        view = PlateView(theme, self._loader, StageControls(self), context.workers)
        self._picker = LevelPicker(place.levels, self._shelf.plate(PICKER_PLATE), view, theme)
        # At once: Tab goes in the order in which widgets come onto the page.
        self._picker.setParent(self)
        self._picker.level_chosen.connect(self._on_level)
        sides = [("left", _("Left")), ("both", _("Both")), ("right", _("Right"))]
        self._side = Segmented(theme, "problem.side", _("Side"), sides, is_wide=True, parent=self)
        self._side.setVisible(place.has_side)
        self._side.chosen.connect(self._on_side)
        self._extra = CheckRow(
            theme, _("Extra or missing vertebra"), "problem.extra", role="small", parent=self
        )
        self._extra.toggled.connect(self._on_extra)

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
        self._sentence = Column(theme)
        self._caption = Words(theme, "", "small", token="ink2", align="center", parent=self)  # noqa: S106
        self._view = PlateView(theme, self._loader, self._controls, context.workers, self._ink)
        self._view.setParent(self)
        self._view.setObjectName("problem.picture")
        self._view.set_side_words(_("Left"), _("Right"))
        self._view.faults_found.connect(self._on_faults)
        self._note = Words(theme, "", "note", token="ink2", name="problem.note", parent=self)  # noqa: S106
        # What a text needs depends on its width, which no layout asks for the least size.
        self._note.setMinimumHeight(theme.line("note"))
        self._heading.setMinimumHeight(theme.line("heading"))
        backs = [("healthy", _("Healthy back")), ("yours", _("Your back"))]
        self._back = Segmented(theme, "problem.back", _("Which back"), backs, parent=self)
        self._back.chosen.connect(self._on_back)
        self._tools = ToolBar(theme, self._controls, self._ink, self._sheets, is_upright=False)
        self._draw = Button(
            theme, _("Draw"), "problem.draw", icon="pencil", is_checkable=True, parent=self
        )
        self._draw.toggled.connect(self._on_draw)
        self._labels = Button(
            theme, _("Labels"), "problem.labels", icon="type", is_checkable=True, parent=self
        )
        self._labels.setChecked(True)
        self._labels.toggled.connect(self._controls.set_labels)
        self._tools.hide()

    def _lay_out(self) -> None:
        if self._theme.is_folded:
            self._lay_out_folded()
            return
        theme = self._theme
        row = Row(theme, self, gap=36)
        left = Column(theme)
        for part in (self._where, self._picker, self._side, self._extra):
            part.setFixedWidth(theme.px(PICKER_W))
            left.addWidget(part, 1 if part is self._picker else 0)
        row.addLayout(left)
        right = Column(theme, gap=6)
        head = Row(theme)
        head.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._more)
        right.addLayout(head)
        right.addLayout(self._sentence)
        right.addSpacing(theme.px(6))
        right.addWidget(self._caption)
        right.addWidget(self._view, 1)
        right.addWidget(self._note)
        right.addSpacing(theme.px(4))
        foot = Row(theme)
        foot.addWidget(self._back)
        foot.addStretch(1)
        for tool in (self._tools, self._draw, self._labels):
            foot.addWidget(tool)
        right.addLayout(foot)
        row.addLayout(right, 1)

    def _lay_out_folded(self) -> None:
        """Large text: picture beside its words, the place below; the sheet scrolls."""
        theme = self._theme
        page = Column(theme, self, gap=32)
        first, words = Row(theme, gap=24), Column(theme)
        picture = Column(theme, gap=6)
        self._view.setMinimumHeight(theme.px(FOLDED_VIEW_H))
        picture.addWidget(self._caption)
        picture.addWidget(self._view, 1)
        picture.addWidget(self._note)
        words.addWidget(self._heading)
        words.addLayout(self._sentence)
        words.addStretch(1)
        for tool in (self._more, self._back, self._labels, self._draw, self._tools):
            words.addWidget(tool, 0, Qt.AlignmentFlag.AlignLeft)
        first.addLayout(picture, 11)
        first.addLayout(words, 9)
        page.addLayout(first)
        second, place = Row(theme, gap=24), Column(theme)
        self._picker.setMinimumHeight(theme.px(FOLDED_PICKER_H))
        self._picker.setFixedWidth(theme.px(FOLDED_PICKER_W))
        for part in (self._where, self._side, self._extra):
            place.addWidget(part)
        place.addStretch(1)
        second.addWidget(self._picker)
        second.addLayout(place, 1)
        page.addLayout(second)

    # What people do

    def _on_level(self, level: str) -> None:
        self._context.consultation.change(level=level)

    def _on_side(self, side: str) -> None:
        self._wants_healthy = False
        self._context.consultation.change(side=cast("Side", side))

    def _on_extra(self, has_extra: bool) -> None:
        self._context.consultation.change(has_extra_vertebra=has_extra)

    def _on_back(self, back: str) -> None:
        self._wants_healthy = back == "healthy"
        self._refresh()

    def _on_more(self) -> None:
        sections = self._context.text.sections
        found = [sections[i] for i in MORE if i in sections]
        open_reading(self._more, self._context, found, _("More about this"), "problem.more-card")

    def _on_draw(self, is_on: bool) -> None:
        self._tools.setVisible(is_on)
        self._controls.set_tool("pen" if is_on else "hand")

    def _on_faults(self, faults: tuple[PlateError, ...]) -> None:
        for fault in faults:
            report(self, fault)

    # What is shown

    def _sheets(self) -> tuple[str, ...]:
        visit = self._context.consultation.visit
        return (problem_shot(self._context.topic, visit, is_healthy=False).sheet,)

    def _on_changed(self, field_name: str) -> None:
        if field_name in {"level", "side", "has_extra_vertebra"}:
            self._refresh()
        elif field_name == "sheets":
            self._view.refresh_ink()
            self._tools.refresh()

    def _refresh(self) -> None:
        """Bring everything on the page in step with the visit."""
        visit = self._context.consultation.visit
        is_healthy = self._wants_healthy or visit.side is None
        self._side.set_value(visit.side)
        self._extra.setChecked(visit.has_extra_vertebra)
        self._back.set_value("healthy" if is_healthy else "yours")
        self._back.segment("yours").setEnabled(visit.side is not None)
        lying = _("You lie face down.")
        whose = _("A healthy back.") if is_healthy else _("Your back.")
        self._caption.set_text(f"{whose} {lying}")
        self._show_words()
        try:
            self._show_pictures(is_healthy)
        except PlateError as fault:
            report(self, fault)
        self._tools.refresh()

    def _show_words(self) -> None:
        visit, library = self._context.consultation.visit, self._context.library
        spans = self._context.text.section("problem").fields[visit.side or "none"]
        if self._told is not None:
            self._told.hide()
            self._told.deleteLater()
        self._told = spans_view(self._theme, spans, library, language=visit.language, parent=self)
        self._told.setMinimumHeight(self._theme.line("body"))
        self._sentence.addWidget(self._told)
        notes = []
        if visit.side is not None and visit.level is None:
            notes.append(self._common("no-place-chosen"))
        if not plate_for(self._context.topic, visit.level).is_own:
            notes.append(self._common("picture-other-level"))
        if visit.has_extra_vertebra:
            notes.append(
                _("You have one bone more or one less than most. Ask how yours are counted.")
            )
        self._note.set_text(" ".join(notes))
        self._note.setVisible(bool(notes))

    def _common(self, section_id: str) -> str:
        visit, library = self._context.consultation.visit, self._context.library
        return body(library.common_section(section_id, visit.language), library)

    def _show_pictures(self, is_healthy: bool) -> None:
        context, visit = self._context, self._context.consultation.visit
        plate = self._shelf.plate(plate_for(context.topic, visit.level).plate)
        glossary = context.library.glossary.get(visit.language) or context.library.glossary["en"]
        shot = problem_shot(context.topic, visit, is_healthy=is_healthy)
        self._view.show_picture(make_picture(plate, self._with_alt(shot), glossary))
        back = self._shelf.plate(PICKER_PLATE)
        levels = context.topic.place.levels
        self._picker.show_place(visit.level, visit.side, picker_picture(back, visit, levels))

    def _with_alt(self, shot: Shot) -> Shot:
        context = self._context
        alt = alt_text(context.text, context.library, shot.state, is_mirrored=shot.is_mirrored)
        return replace(shot, alt=alt)


def _title() -> str:
    return _("Problem")


SPEC = TabSpec("problem", _title, ProblemPage)
