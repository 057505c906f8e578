"""Scenes on the screen: the same picture as on paper, at any size and theme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter

from missdesk.figures.badge import badge
from missdesk.figures.certainty import certainty_bars
from missdesk.figures.icon_array import Frames, icon_array
from missdesk.figures.label_items import label_items
from missdesk.figures.labels import Wish, place_labels
from missdesk.figures.lanes import Lane
from missdesk.figures.palette import LOOKS, PALETTES
from missdesk.figures.range_bar import cell_figure
from missdesk.figures.scene import Picture, Scene, TextItem
from missdesk.figures.text_fit import width_mm
from missdesk.figures.timeline import TimelineRow, timeline
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.recovery import DayRange
from missdesk.paths import assets_dir
from missdesk.ui.scene_painter import font, paint_scene
from tests.figures.pixels import difference, on_paper, people_seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from missdesk.model.topic import Look

ALL: tuple[Look, ...] = tuple(LOOKS)
FRAMES = Frames("have another operation", "have no other operation")


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Load the bundled fonts into the one application of the tests."""
    assert qapp is not None
    for file in sorted((assets_dir() / "fonts").glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(file)) >= 0


def on_screen(scene: Scene, theme: str = "paper", px_per_mm: float = 8.0) -> Image.Image:
    """Return a painted scene."""
    size = QSize(round(scene.width_mm * px_per_mm), round(scene.height_mm * px_per_mm))
    image = QImage(size, QImage.Format.Format_RGB888)
    image.fill(QColor(PALETTES[theme]["surface"]))
    painter = QPainter(image)
    paint_scene(painter, scene, PALETTES[theme], px_per_mm)
    painter.end()
    raw = bytes(image.constBits())
    stride = image.bytesPerLine()
    return Image.frombytes("RGB", (size.width(), size.height()), raw, "raw", "RGB", stride)


def _timeline() -> Scene:
    lanes = (Lane("open", DayRange(0, 3)), Lane("mis", DayRange(0, 1)))
    far = (Lane("open", DayRange(42, 265)), Lane("mis", DayRange(42, 265)))
    rows = (TimelineRow("Go home", lanes), TimelineRow("Sport", far), TimelineRow("Sit", ()))
    return timeline(rows, 180, names={}, operation=date(2026, 12, 7))


def _labels() -> Scene:
    wishes = [Wish("a", "Pinched nerve", (50, 20), "Leg pain"), Wish("b", "Disc", (70, 40))]
    return Scene(120, 60, label_items(place_labels(wishes, (0, 0, 120, 60), 4)))


FIGURES = {
    **{f"people-{look}": icon_array(Arm(value=15, unit="in 100"), look, 60) for look in ALL},
    "range": icon_array(
        Arm(low=2.3, high=6.6, unit="in 100"), "mis", 60, frames=FRAMES, with_frames=True
    ),
    "unknown": icon_array(Unknown.NOT_STUDIED, "none", 60, reason="No study followed them."),
    **{f"bar-{look}": cell_figure(Arm(value=95, unit="in 100"), look, 40) for look in ALL},
    "points": cell_figure(Arm(value=16, unit="points", scale="pain 0-100"), "camera", 40),
    **{f"badge-{look}": badge(look, 12) for look in ALL},
    "certainty": certainty_bars(Certainty.LOW, 12.5),
    "timeline": _timeline(),
    "labels": _labels(),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_screen_shows_what_the_paper_shows(name: str) -> None:
    scene = FIGURES[name]
    assert difference(on_screen(scene), on_paper(scene)) < 3.0


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("look", ALL)
def test_people_counted_on_the_screen_are_the_data_s(look: Look, theme: str) -> None:
    scene = icon_array(Arm(low=12.3, high=26.6, unit="in 100"), look, 60)
    seen = people_seen(on_screen(scene, theme), look, PALETTES[theme])
    assert seen == "s" * 12 + "m" * 15 + "r" * 73


@pytest.mark.parametrize("px_per_mm", [3.8, 5.1, 9.3])
def test_words_are_as_wide_as_measured_at_any_size(px_per_mm: float) -> None:
    text = "Tear in the lining around the nerves, 15 of 100"
    wide = width_mm(text, 5, 600)
    scene = Scene(wide + 20, 10, (TextItem(10, 7, text, 5, 600),))
    ink = on_screen(scene, px_per_mm=px_per_mm).convert("L").point(lambda v: 255 if v < 128 else 0)
    box = ink.getbbox()
    assert box is not None
    assert box[0] == pytest.approx(10 * px_per_mm, abs=0.6 * px_per_mm)
    assert box[2] == pytest.approx((10 + wide) * px_per_mm, abs=0.6 * px_per_mm)


def test_the_font_is_ours_and_unhinted() -> None:
    made = font(20, 600)
    assert made.families()[0] == "MISSDesk Sans"
    assert made.pixelSize() == 20
    assert not made.kerning()


def test_a_picture_is_asked_for_with_its_scale_and_may_be_missing() -> None:
    asked: list[tuple[str, float]] = []

    def source(item: Picture, px_per_mm: float) -> QImage | None:
        asked.append((item.state, px_per_mm))
        if item.state == "late":
            return None
        image = QImage(4, 4, QImage.Format.Format_RGB32)
        image.fill(QColor("#CC0000"))
        return image

    scene = Scene(20, 10, (Picture("p", "now", 0, 0, 10, 10), Picture("p", "late", 10, 0, 10, 10)))
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_scene(painter, scene, PALETTES["light"], 4, pictures=source)
    painter.end()
    assert asked == [("now", 4), ("late", 4)]
    assert image.pixelColor(20, 20).name() == "#cc0000"
    assert image.pixelColor(60, 20).name() == "#ffffff"


def test_the_painter_s_state_comes_back() -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = (painter.transform(), painter.pen(), painter.brush(), painter.hasClipping())
    paint_scene(painter, FIGURES["range"], PALETTES["light"], 2, 5, 6)
    assert (painter.transform(), painter.pen(), painter.brush(), painter.hasClipping()) == before
    painter.end()
