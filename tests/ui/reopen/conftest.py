"""A visit that was saved, its handout, and the window to open it in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from missdesk.handout.build import build_handout
from missdesk.model.consultation import NOT_SURE, Consultation, Visit
from missdesk.model.marks import Mark, Sheet
from missdesk.model.recovery import DayRange
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.main_window import MainWindow
from missdesk.ui.tabs import TABS
from tests.ui.reopen.opening import NAME, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers


@pytest.fixture
def saved(library: Library) -> Visit:
    """A visit with something in every field that a record holds."""
    topic = library.topics[TopicId("slipped-disc")]
    consultation = Consultation()
    consultation.start(topic)
    ink = Mark(kind="pen", points=((1.0, 2.0), (3.25, 4.5)), width_mm=0.9, text="", stamp=None)
    consultation.change(
        level="L4-L5",
        side="left",
        has_extra_vertebra=True,
        options=tuple(reversed(topic.shown_first)),
        operation_step=2,
        operation_date=date(2026, 12, 7),
        job="Baker",
        surgeons_days={topic.recovery[0].id: DayRange(3, 9, is_surgeons=True)},
        values={topic.values[0]: 1},
        leaning=NOT_SURE,
        questions=topic.questions[:2],
        own_questions=("<b>Can I swim?</b>",),
        sheets={"axial-l4l5|L4-L5|left": Sheet((ink,))},
        name=NAME,
        birth_date=date(1961, 2, 3),
        text_size="large",
        paper="letter",
        sections=("cover", "questions", "sources"),
        visited=("problem", "decide"),
    )
    return consultation.visit


@pytest.fixture
def pdf(library: Library, saved: Visit, tmp_path: Path) -> Path:
    """A handout that carries the visit."""
    made = tmp_path / "handout-20261121-0905.pdf"
    built = build_handout(library, saved, today=TODAY, fixed=True, with_record=True)
    made.write_bytes(built.pdf)
    return made


@pytest.fixture
def desk(theme: Theme, workers: Workers, library: Library, qtbot: QtBot) -> Iterator[Desk]:
    """The window on its start page."""
    window = MainWindow(theme)
    qtbot.addWidget(window)
    context = UiContext(library, Consultation(), theme, workers)
    made = Desk(window, WindowParts(context, lambda: TABS, assets_dir() / "cards", TODAY))
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not made.is_busy)
    yield made
    window.close()
