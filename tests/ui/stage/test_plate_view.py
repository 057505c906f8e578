from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from missdesk.figures.label_choice import Glossary
from missdesk.figures.plate import Plate
from missdesk.ui.stage.layers import Picture
from missdesk.ui.stage.pictures import Shot, make_picture
from tests.ui.stage.conftest import BONE, FAT, LUMP, VESSEL
from tests.ui.stage.pane import Stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def test_every_layer_stands_at_its_place(stage: Stage, picture: Picture) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    assert stage.color(7, 12) == LUMP
    assert stage.color(20, 10) == BONE
    assert stage.color(4, 24) == VESSEL
    assert stage.color(30, 25) == FAT


def test_for_the_right_side_the_lump_moves_and_the_vessel_stays(
    stage: Stage, tiny: Plate, words: Glossary
) -> None:
    stage.controls.set_labels(False)
    stage.show(make_picture(tiny, Shot("hernia-left", "operation", is_mirrored=True), words))
    assert stage.color(33, 12) == LUMP
    assert stage.color(7, 12) == FAT
    assert stage.color(4, 24) == VESSEL


def test_a_peeled_layer_is_gone_and_comes_back(stage: Stage, picture: Picture) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_shown("bone", is_shown=False)
    assert stage.color(20, 10) == FAT
    stage.controls.set_shown("bone", is_shown=True)
    assert stage.color(20, 10) == BONE


def test_what_is_peeled_stays_peeled_at_the_next_step(
    stage: Stage, picture: Picture, tiny: Plate, words: Glossary
) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_shown("nerves_disc", is_shown=False)
    stage.show(make_picture(tiny, Shot("open-2", "operation"), words))
    assert stage.color(7, 12) == FAT


def test_labels_are_live_text_with_the_patients_words(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    assert stage.view.label_texts() == ("Slipped disc", "Spine bone")
    stage.controls.set_labels(False)
    assert stage.view.label_texts() == ()


def test_a_picture_says_what_it_shows(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    assert stage.view.accessibleName() == "A slipped disc on the left."


def test_a_tap_names_the_part_and_pales_the_rest(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    with qtbot.waitSignal(stage.view.part_chosen):
        stage.drag((20, 10))
    assert stage.view.part is not None
    assert stage.view.part.name == "Spine bone"
    assert stage.color(20, 10) == BONE
    assert stage.color(33, 10) != FAT
    assert stage.view.accessibleDescription().startswith("Spine bone")


def test_sliding_off_means_nothing(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.drag((20, 10), (26, 10))
    assert stage.view.part is None


def test_every_part_is_reached_by_the_keyboard(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.show(picture)
    names = []
    for _ in picture.parts:
        with qtbot.waitSignal(stage.view.part_chosen):
            QTest.keyClick(stage.view, Qt.Key.Key_Down)
        assert stage.view.part is not None
        names.append(stage.view.part.name)
    assert sorted(names) == ["Blood vessel", "Slipped disc", "Spine bone"]
    with qtbot.waitSignal(stage.view.part_chosen):
        QTest.keyClick(stage.view, Qt.Key.Key_Escape)
    assert stage.view.part is None


def test_a_label_lights_its_part_up_and_puts_it_out(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.show(picture)
    pill = next(p for p in stage.view.labeling.labels._pills if p.label.text == "Spine bone")
    with qtbot.waitSignal(stage.view.part_chosen):
        pill.click()
    assert stage.view.part is not None
    with qtbot.waitSignal(stage.view.part_chosen):
        pill.click()
    assert stage.view.part is None


def test_a_missing_layer_leaves_the_rest_and_is_named(
    stage: Stage, picture: Picture, qtbot: QtBot
) -> None:
    stage.controls.set_labels(False)
    layers = tuple(
        replace(la, file=Path("gone.webp")) if la.id == "lump" else la for la in picture.layers
    )
    with qtbot.waitSignal(stage.view.faults_found) as found:
        stage.view.show_picture(replace(picture, layers=layers))
    (fault,) = found.args[0]
    assert fault.where == "gone.webp"
    assert stage.color(20, 10) == BONE
    assert "Missing in this picture: Nerves and disc." in stage.view.accessibleName()


def test_a_pane_without_its_picture_says_so(stage: Stage, picture: Picture) -> None:
    stage.show(picture)
    stage.view.show_missing()
    assert stage.view.accessibleName() == "This picture is missing."
    assert stage.view.picture is None
    assert stage.view.label_texts() == ()
    colors = {stage.image().pixelColor(x, 300).name() for x in range(300, 500)}
    assert "#10282e" in colors
    stage.show(picture)
    assert stage.view.accessibleName() == picture.alt


def test_layers_peeled_off_may_stay_faint(stage: Stage, picture: Picture) -> None:
    stage.controls.set_labels(False)
    stage.show(picture)
    stage.controls.set_shown("bone", is_shown=False)
    stage.controls.set_faint(True)
    assert stage.color(20, 10) not in {FAT, BONE}
    stage.controls.set_faint(False)
    assert stage.color(20, 10) == FAT


def test_in_high_contrast_the_paper_stays_light(
    stage: Stage, theme: Theme, picture: Picture
) -> None:
    theme.set_mode("contrast")
    stage.show(replace(picture, layers=picture.layers[1:]))
    middle = stage.image().pixelColor(stage.view.to_view((33, 25)).toPoint()).name()
    corner = stage.image().pixelColor(0, 0).name()
    assert middle == theme.color("art").name()
    assert corner == theme.color("surface").name()


@pytest.mark.parametrize("size", [(800, 600), (333, 777), (1201, 402)])
def test_the_whole_focus_is_always_in_view(
    stage: Stage, tiny: Plate, words: Glossary, size: tuple[int, int]
) -> None:
    stage.view.resize(*size)
    picture = make_picture(tiny, Shot("healthy", "problem"), words)
    stage.show(picture)
    x, y, width, height = picture.focus_mm
    port = stage.view.viewport().rect().adjusted(-1, -1, 1, 1)
    for corner in ((x, y), (x + width, y + height)):
        assert port.contains(stage.view.to_view(corner).toPoint())


def test_labels_keep_clear_of_the_words_for_left_and_right(stage: Stage, picture: Picture) -> None:
    stage.view.set_side_words("Left", "Right")
    stage.show(picture)
    floor = stage.view.viewport().height() - 40
    assert stage.view.labeling.now
    for label in stage.view.labeling.now:
        assert label.box[1] + label.box[3] <= floor
