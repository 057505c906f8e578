from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from missdesk.errors import PlateError
from missdesk.figures.label_choice import Glossary
from missdesk.figures.plate import Plate
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.regions import RegionMap, RegionSource, read_regions, source_of

BACKGROUND_FAT, BONE, HERNIA, ARTERY = 1, 2, 3, 4


def map_of(plate: Plate, words: Glossary, *, is_mirrored: bool) -> RegionMap:
    shot = Shot("hernia-left", "operation", is_mirrored=is_mirrored)
    source = source_of(make_picture(plate, shot, words))
    assert source is not None
    return read_regions(source)


def test_a_place_names_its_part(tiny: Plate, words: Glossary) -> None:
    regions = map_of(tiny, words, is_mirrored=False)
    assert regions.index_at(7 / 40, 12 / 30) == HERNIA
    assert regions.index_at(20 / 40, 10 / 30) == BONE


def test_turned_round_the_lump_moves_and_the_vessel_stays(tiny: Plate, words: Glossary) -> None:
    regions = map_of(tiny, words, is_mirrored=True)
    assert regions.index_at(33 / 40, 12 / 30) == HERNIA
    assert regions.index_at(5 / 40, 23 / 30) == ARTERY
    assert regions.index_at(35 / 40, 23 / 30) != ARTERY


@pytest.mark.parametrize("at", [(-0.5, 0.5), (0.5, 2.0), (9.0, 9.0)])
def test_beside_the_plate_lies_nothing(
    tiny: Plate, words: Glossary, at: tuple[float, float]
) -> None:
    assert map_of(tiny, words, is_mirrored=False).index_at(*at) == 0


def test_the_veil_leaves_the_part_clear_pales_the_rest_and_draws_a_line(
    tiny: Plate, words: Glossary
) -> None:
    veil = map_of(tiny, words, is_mirrored=False).highlight(BONE, QColor("black"))
    assert veil.pixelColor(40, 20).alpha() == 0
    assert veil.pixelColor(4, 4).alpha() > 100
    edge = veil.pixelColor(2 * 15 - 1, 20)
    assert (edge.name(), edge.alpha()) == ("#000000", 255)


def test_a_map_that_is_no_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "regions.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))
    with pytest.raises(PlateError, match="The map of parts can't be read"):
        read_regions(RegionSource(path))


def test_a_missing_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlateError, match=r"gone\.png"):
        read_regions(RegionSource(tmp_path / "gone.png"))
