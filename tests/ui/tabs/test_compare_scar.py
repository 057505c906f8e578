"""The scar row shows the cuts on one back, to scale, not numbers in a box."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from missdesk.figures.scene import Group, Picture
from missdesk.ui.compare_parts.figure_view import FigureView
from missdesk.ui.compare_parts.scar_view import ScarFigure
from missdesk.ui.context import UiContext
from missdesk.ui.tabs.compare import SPEC, ComparePage
from missdesk.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MakeContext = Callable[..., UiContext]


@pytest.fixture
def page(make_context: MakeContext, qtbot: QtBot) -> ComparePage:
    context = make_context(level="L4-L5", side="left", options=("open", "tube", "camera"))
    made = SPEC.build(context)
    assert isinstance(made, ComparePage)
    qtbot.addWidget(made)
    made.resize(1186, 640)
    made.show()
    made.open_row("scar")
    return made


def test_each_option_has_its_cut_on_the_same_back(page: ComparePage, qtbot: QtBot) -> None:
    scar = page.findChild(ScarFigure)
    figure = page.findChildren(FigureView, "compare.people")[0]
    scene = figure.scene()
    pictures = [item for group in scene.items if isinstance(group, Group) for item in group.items]
    backs = [item for item in pictures if isinstance(item, Picture)]
    assert len(backs) == 3
    assert len({(b.w, b.h, b.crop, b.state) for b in backs}) == 1, "one size and one place (IC1)"
    for words in ("3 to 5 cm", "1 to 2 cm", "Ask your surgeon"):
        assert words in scene.alt_text
    assert scar is not None
    qtbot.waitUntil(lambda: scar.picture(backs[0], 4.0) is not None)


def test_other_rows_keep_their_people(page: ComparePage) -> None:
    page.open_row("again-tube")
    figure = page.findChildren(FigureView, "compare.people")[0]
    assert "15 out of 100" in figure.scene().alt_text


def test_without_its_picture_the_row_shows_numbers_and_says_what_is_missing(
    make_context: MakeContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("missdesk.ui.compare_parts.scar_view.assets_dir", lambda: tmp_path)
    made = SPEC.build(make_context(options=("open", "tube", "camera")))
    assert isinstance(made, ComparePage)
    qtbot.addWidget(made)
    made.resize(1186, 640)
    made.show()
    made.open_row("scar")
    figure = made.findChildren(FigureView, "compare.people")[0]
    assert "3 to 5 cm" in figure.scene().alt_text
    bar = made.findChild(NoticeBar)
    assert bar is not None
    assert bar.words[0].startswith("back/plate.toml: it can't be read")
