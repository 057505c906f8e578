"""A tiny plate of flat colors, so that every pixel of a test can be reckoned by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtGui import QColor, QImage

from missdesk.figures.label_choice import Glossary
from missdesk.figures.plate import Plate, read_plate
from missdesk.model.library import GlossaryEntry
from missdesk.ui.stage.layers import Picture
from missdesk.ui.stage.pictures import Shot, make_picture
from tests.ui.stage.pane import SHEET, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

PX_PER_MM: Final = 4
SIZE_MM: Final = (40, 30)
FAT, BONE, LUMP, VESSEL = "#f4dda0", "#e9dcc0", "#4f9fc4", "#d08a86"
LAYERS: Final = (
    # id, group, box in mm as left, top, right, bottom, color, turns round
    ("fat", "fat", (0, 0, 40, 30), FAT, True),
    ("bone", "bone", (15, 5, 25, 15), BONE, True),
    ("lump", "disc", (5, 10, 10, 15), LUMP, True),
    ("vessel", "vessels", (2, 20, 8, 26), VESSEL, False),
)
REGIONS: Final = ("fat", "lamina", "hernia", "artery")
WORDS: Final = {
    "part.lamina": GlossaryEntry("Spine bone", ""),
    "part.hernia": GlossaryEntry("Slipped disc", "Soft core, pushed out"),
    "part.artery": GlossaryEntry("Blood vessel", "It carries blood to your legs."),
}


def _paint(folder: Path) -> None:
    for name, _, (left, top, right, bottom), color, _ in LAYERS:
        size = ((right - left) * PX_PER_MM, (bottom - top) * PX_PER_MM)
        image = QImage(*size, QImage.Format.Format_ARGB32)
        image.fill(QColor(color))
        assert image.save(str(folder / f"{name}.png"))
    regions = QImage(SIZE_MM[0] * 2, SIZE_MM[1] * 2, QImage.Format.Format_Indexed8)
    regions.setColorTable([0xFF000000 + i * 0x303030 for i in range(len(REGIONS) + 1)])
    regions.fill(0)
    for index, (_, _, (left, top, right, bottom), _, _) in enumerate(LAYERS, start=1):
        for x in range(left * 2, right * 2):
            for y in range(top * 2, bottom * 2):
                regions.setPixel(x, y, index)
    assert regions.save(str(folder / "regions.png"))


def _toml() -> str:
    lines = [
        'id = "tiny"',
        'view = "axial"',
        'level = "L4-L5"',
        f"size_mm = [{SIZE_MM[0]}.0, {SIZE_MM[1]}.0]",
        f"px_per_mm = {PX_PER_MM}",
        'studio = "tests"',
        "sources = []",
        '[groups]\nfat = "skin_fat"\nbone = "bone"\ndisc = "nerves_disc"\nvessels = "always"',
        "[focus]\nproblem = [4.0, 8.0, 30.0, 20.0]\noperation = [0.0, 0.0, 40.0, 30.0]",
        "[review]",
    ]
    for name, group, box, _, turns in LAYERS:
        px = [n * PX_PER_MM for n in box]
        lines.append(f'[[layer]]\nid = "{name}"\nfile = "{name}.png"\ngroup = "{group}"')
        lines.append(f"box_px = {px}\nmirrors = {str(turns).lower()}")
    for index, region in enumerate(REGIONS, start=1):
        lines.append(f'[[region]]\nindex = {index}\nid = "{region}"\nname = "{region}"')
    anchors = {"lamina-right": (22, 8, "lamina"), "hernia": (7, 12, "hernia")}
    anchors["artery"] = (5, 23, "artery")
    for key, (x, y, region) in anchors.items():
        lines.append(f'[[anchor]]\nid = "{key}"\nat = [{x}.0, {y}.0]\nregion = "{region}"')
    base = '"fat", "bone", "vessel"'
    for state in ("healthy", "hernia-left", "open-1", "open-2"):
        is_healthy = state == "healthy"
        layers = base if is_healthy else f'{base}, "lump"'
        keys = '"lamina-right", "artery"' + ("" if is_healthy else ', "hernia"')
        lines.append(f'[[state]]\nid = "{state}"\nlayers = [{layers}]\nanchors = [{keys}]')
        lines.append('regions = "regions.png"')
    return "\n".join(lines)


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """Return a folder that holds the plate "tiny"."""
    folder = tmp_path / "plates" / "tiny"
    folder.mkdir(parents=True)
    _paint(folder)
    (folder / "plate.toml").write_text(_toml(), encoding="utf-8")
    return folder


@pytest.fixture
def tiny(tiny_folder: Path) -> Plate:
    """Return the tiny plate."""
    return read_plate(tiny_folder)


@pytest.fixture
def words() -> Glossary:
    """Return words for three of its four parts."""
    return WORDS


@pytest.fixture
def stage(theme: Theme, workers: Workers, qtbot: QtBot) -> Iterator[Stage]:
    """Return a pane; it is taken down after the test."""
    made = Stage(theme, workers, qtbot)
    yield made
    made.view.release()
    made.loader.close()
    made.ink.close()


@pytest.fixture
def picture(tiny: Plate, words: Glossary) -> Picture:
    """Return the tiny plate with a disc that slipped to the left."""
    shot = Shot("hernia-left", "operation", sheet=SHEET, alt="A slipped disc on the left.")
    return make_picture(tiny, shot, words)
