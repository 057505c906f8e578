from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsScene

from missdesk.figures.palette import PALETTES
from missdesk.model.marks import Mark, Sheet, StampKind
from missdesk.ui.stage.ink import InkItem, stroke_path
from missdesk.ui.stage.pen import Stroke

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PINK = "#c2185b"
WHITE = "#ffffff"
GRAY = "#888888"


def make_item() -> InkItem:
    item = InkItem(PALETTES["light"], 17.0)
    item.set_size((20, 20))
    return item


def draw(item: InkItem, px_per_mm: float = 10.0) -> QImage:
    scene = QGraphicsScene(0, 0, 20, 20)
    scene.addItem(item)
    size = round(20 * px_per_mm)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#888888"))
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), QRectF(0, 0, 20, 20))
    to_px = QTransform.fromScale(px_per_mm, px_per_mm)
    item.paint_placed(painter, to_px, (float(size), float(size)))
    painter.end()
    scene.removeItem(item)
    return image


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_a_stroke_ends_where_the_hand_ended(count: int) -> None:
    points = [(n * 1.0, n * 0.5) for n in range(count)]
    end = stroke_path(points).currentPosition()
    assert (end.x(), end.y()) == pytest.approx(points[-1], abs=0.002)


def test_the_pen_has_a_white_rim_on_both_sides(qtbot: QtBot) -> None:
    item = make_item()
    item.set_sheet(Sheet((Mark("pen", ((2.0, 10.0), (18.0, 10.0)), 1.0),)))
    image = draw(item)
    assert image.pixelColor(100, 100).name() == PINK
    assert image.pixelColor(100, 93).name() == WHITE
    assert image.pixelColor(100, 106).name() == WHITE
    assert image.pixelColor(100, 80).name() == GRAY


def test_a_tap_leaves_a_dot(qtbot: QtBot) -> None:
    item = make_item()
    item.set_sheet(Sheet((Mark("pen", ((10.0, 10.0),), 1.0),)))
    assert draw(item).pixelColor(100, 100).name() == PINK


def test_the_highlighter_lets_the_picture_through_and_lies_under_the_pen(qtbot: QtBot) -> None:
    item = make_item()
    pen = Mark("pen", ((10.0, 2.0), (10.0, 18.0)), 1.0)
    marker = Mark("highlighter", ((2.0, 10.0), (18.0, 10.0)), 5.0)
    item.set_sheet(Sheet((pen, marker)))
    image = draw(item)
    assert image.pixelColor(100, 100).name() == PINK
    assert image.pixelColor(40, 100).name() not in {PINK, GRAY}


def test_the_stroke_under_way_is_shown_and_goes(qtbot: QtBot) -> None:
    item = make_item()
    stroke = Stroke("pen", (2.0, 10.0))
    for x in range(3, 18):
        stroke.extend((x * 1.0, 10.0))
    item.set_stroke(stroke)
    assert draw(item).pixelColor(100, 100).name() == PINK
    item.set_stroke(None)
    assert draw(item).pixelColor(100, 100).name() == GRAY


def test_ink_is_the_same_at_every_zoom(qtbot: QtBot) -> None:
    item = make_item()
    item.set_sheet(Sheet((Mark("pen", ((2.0, 10.0), (18.0, 10.0)), 1.0),)))
    assert draw(item, 20.0).pixelColor(200, 200).name() == PINK
    assert draw(item, 20.0).pixelColor(200, 187).name() == WHITE


def test_a_harder_hand_draws_a_wider_line(qtbot: QtBot) -> None:
    points = tuple((x * 1.0, 10.0) for x in range(2, 19))
    soft = tuple(0.1 if x < 10 else 1.0 for x in range(2, 19))
    item = make_item()
    item.set_sheet(Sheet((Mark("pen", points, 1.0, pressures=soft),)))
    image = draw(item)
    assert image.pixelColor(40, 100).name() == PINK
    assert image.pixelColor(40, 104).name() != PINK
    assert image.pixelColor(150, 106).name() == PINK


def test_an_arrow_points_with_a_head(qtbot: QtBot) -> None:
    item = make_item()
    item.set_sheet(Sheet((Mark("arrow", ((2.0, 10.0), (18.0, 10.0)), 1.0),)))
    image = draw(item)
    assert image.pixelColor(100, 100).name() == PINK
    assert [image.pixelColor(155, y).name() for y in (100, 85, 115)].count(PINK) >= 1
    near_tip = [image.pixelColor(160, y).name() for y in range(80, 121)]
    near_tail = [image.pixelColor(40, y).name() for y in range(80, 121)]
    assert near_tip.count(PINK) > near_tail.count(PINK)


@pytest.mark.parametrize("stamp", get_args(StampKind))
def test_every_stamp_is_drawn_on_a_light_rim(qtbot: QtBot, stamp: StampKind) -> None:
    item = make_item()
    item.set_sheet(Sheet((Mark("stamp", ((10.0, 10.0),), 9.0, stamp=stamp),)))
    image = draw(item)
    colors = [image.pixelColor(x, y).name() for x in range(50, 150, 2) for y in range(50, 150, 2)]
    assert colors.count(PINK) > 40
    assert WHITE in colors


def test_a_note_is_words_on_white_at_its_place(qtbot: QtBot) -> None:
    item = make_item()
    item.set_sheet(Sheet((Mark("note", ((4.0, 10.0),), 5.0, text="Here"),)))
    image = draw(item)
    assert WHITE in {image.pixelColor(x, 92).name() for x in range(42, 80)}
