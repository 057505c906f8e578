"""The tour shows every plate in every state (issue 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from missdesk.model.topic import TopicId
from missdesk.ui import tour
from missdesk.ui.main_window import MainWindow
from missdesk.ui.tour import TourPlan, make_tour, read_size
from missdesk.ui.tour_plates import GAP, NAME_HIGH, SMALL, PlateTour
from tests.ui.stage.conftest import LUMP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from missdesk.figures.label_choice import Glossary
    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme


@pytest.fixture
def plates(qapp: QApplication, theme: Theme, words: Glossary) -> Iterator[PlateTour]:
    made = PlateTour(qapp, theme, words)
    yield made
    made.close()


def _has(image: QImage, color: str, x: int) -> bool:
    """Return whether a color is somewhere in the cell that begins at x."""
    wanted = QColor(color).rgb()
    high = range(GAP + NAME_HIGH, GAP + NAME_HIGH + SMALL.height(), 3)
    return any(image.pixel(x + at, y) == wanted for at in range(0, SMALL.width(), 3) for y in high)


def test_every_state_is_on_the_sheet_of_its_plate(plates: PlateTour, tiny_folder: Path) -> None:
    ((name, sheet),) = plates.sheets(tiny_folder.parent)
    assert name == "tiny"
    wide = SMALL.width() + GAP
    assert sheet.width() == 4 * wide + GAP  # healthy, hernia-left, open-1, open-2
    has_lump = [_has(sheet, LUMP, GAP + number * wide) for number in range(4)]
    assert has_lump == [False, True, True, True]


def test_a_plate_that_cannot_be_read_has_a_sheet_that_says_so(
    plates: PlateTour, tiny_folder: Path
) -> None:
    (tiny_folder / "plate.toml").write_text("id = 1", encoding="utf-8")
    ((name, sheet),) = plates.sheets(tiny_folder.parent)
    assert name == "tiny"
    assert sheet.width() == SMALL.width() + 2 * GAP


@pytest.mark.parametrize("count", [1, 2])
def test_plates_belong_to_the_tour_of_all_topics(
    qapp: QApplication,
    theme: Theme,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
) -> None:
    """One topic alone is looked at for that topic's sake."""
    monkeypatch.setattr(tour, "Camera", _Camera)
    for screens in ("walk_steps", "walk_clinic"):
        monkeypatch.setattr(tour, screens, lambda _camera: iter(()))
    monkeypatch.setattr(tour, "_handout", lambda _library, _visit, path: path)
    monkeypatch.setattr(tour, "_plates", lambda *parts: iter((parts[-1] / "x.png",)))
    ids = (TopicId("slipped-disc"), TopicId("narrow-canal"))[:count]
    plan = TourPlan(tmp_path, read_size("800x560"), "light", 100, ids)
    made = list(make_tour(qapp, theme, library, plan, lambda theme, *_: MainWindow(theme)))
    assert (tmp_path / "plates" / "x.png" in made) == (count == 2)


class _Camera:
    """Takes the same small picture of everything."""

    def __init__(self, _app: QApplication, _window: MainWindow, folder: Path) -> None:
        self._folder = folder

    def shoot(self, name: str) -> Path:
        image = QImage(8, 6, QImage.Format.Format_RGB32)
        path = self._folder / f"{name}.png"
        assert image.save(str(path))
        return path
