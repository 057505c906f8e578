from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from missdesk.ui.stage import pill
from missdesk.ui.stage.pill import MOST_KEPT, paint_kept, paint_side_words
from missdesk.ui.stage.scale_bar import paint_scale, scale_box

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

VIEW = QRectF(0, 0, 500, 300)


def painted(key: str, color: str, drawn: list[str], ratio: float = 1.0) -> QImage:
    """Return 20 x 20 points with what was kept for a key, and note each drawing of it."""
    image = QImage(round(20 * ratio), round(20 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)

    def draw(fresh: QPainter) -> None:
        drawn.append(key)
        fresh.fillRect(QRectF(0, 0, 10, 10), QColor(color))

    painter = QPainter(image)
    paint_kept(painter, QPointF(4, 4), QSizeF(10, 10), key, draw)
    painter.end()
    return image


def test_what_looks_the_same_is_drawn_once_and_as_sharp_as_the_device(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pill, "_kept", type(pill._kept)())
    drawn: list[str] = []
    first = painted("a", "#ff0000", drawn)
    assert painted("a", "#ff0000", drawn) == first
    assert drawn == ["a"]
    assert [first.pixelColor(x, 8).name() for x in (3, 4, 13, 14)] == [
        "#ffffff",
        "#ff0000",
        "#ff0000",
        "#ffffff",
    ]
    painted("a", "#ff0000", drawn, ratio=2.0)
    assert drawn == ["a", "a"]


def test_only_so_many_are_kept(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pill, "_kept", type(pill._kept)())
    drawn: list[str] = []
    for number in range(MOST_KEPT + 1):
        painted(str(number), "#ff0000", drawn)
        painted("often", "#ff0000", drawn)
    assert len(pill._kept) == MOST_KEPT
    assert drawn.count("often") == 1
    painted("0", "#ff0000", drawn)
    assert drawn.count("0") == 2


def test_words_and_scale_follow_the_text_size(theme: Theme) -> None:
    """What was kept at one size must not be shown at another (WC1.4.4)."""

    def looks() -> QImage:
        image = QImage(500, 300, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.gray)
        painter = QPainter(image)
        paint_side_words(painter, VIEW, theme, ("Left", "Right"))
        paint_scale(painter, theme, VIEW, 4.0)
        painter.end()
        return image

    light = looks()
    theme.set_text_percent(150)
    assert looks() != light
    theme.set_text_percent(100)
    assert looks() == light


@pytest.mark.parametrize("px_per_mm", [1.37, 4.0, 9.91])
def test_the_scale_stands_on_whole_pixels(theme: Theme, px_per_mm: float) -> None:
    box = scale_box(theme, QRectF(0, 0, 501, 300), px_per_mm)
    assert [side % 1 for side in (box.x(), box.y(), box.width(), box.height())] == [0, 0, 0, 0]
