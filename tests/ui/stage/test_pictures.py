from __future__ import annotations

from dataclasses import replace

import pytest

from missdesk.errors import PlateError
from missdesk.figures.label_choice import PROBLEM_LABELS, Glossary, label_keys
from missdesk.figures.plate import Plate, read_plate
from missdesk.model.library import GlossaryEntry
from missdesk.paths import assets_dir
from missdesk.ui.stage.layers import LayerPlace, Picture, shots
from missdesk.ui.stage.pictures import Shot, make_picture, same_words

LEFT = Shot("hernia-left", "operation")
RIGHT = Shot("hernia-left", "operation", is_mirrored=True)


def layer(picture: Picture, layer_id: str) -> LayerPlace:
    return next(place for place in picture.layers if place.id == layer_id)


def test_layers_lie_where_the_plate_says(tiny: Plate, words: Glossary) -> None:
    picture = make_picture(tiny, LEFT, words)
    assert [place.id for place in picture.layers] == ["fat", "bone", "vessel", "lump"]
    assert layer(picture, "lump").box_mm == (5, 10, 5, 5)
    assert layer(picture, "lump").chip == "nerves_disc"


def test_for_the_right_side_all_turns_but_the_vessels(tiny: Plate, words: Glossary) -> None:
    picture = make_picture(tiny, RIGHT, words)
    assert layer(picture, "lump").box_mm == (30, 10, 5, 5)
    assert layer(picture, "lump").is_mirrored
    assert layer(picture, "vessel").box_mm == (2, 20, 6, 6)
    assert not layer(picture, "vessel").is_mirrored
    assert {label.id: label.at_mm for label in picture.labels}["hernia"] == (33, 12)


def test_a_part_without_a_plain_name_is_never_shown_by_its_id(tiny: Plate, words: Glossary) -> None:
    bare = {key: entry for key, entry in words.items() if key != "part.hernia"}
    picture = make_picture(tiny, LEFT, bare)
    assert [label.text for label in picture.labels] == ["Spine bone"]
    assert "hernia" not in {part.region for part in picture.parts}


def test_a_long_sentence_stays_out_of_the_pill_but_is_said(tiny: Plate, words: Glossary) -> None:
    long = GlossaryEntry("Slipped disc", "The soft core has pushed out through the ring.")
    picture = make_picture(tiny, LEFT, {**words, "part.hernia": long})
    hernia = next(label for label in picture.labels if label.id == "hernia")
    assert hernia.note == ""
    assert next(p for p in picture.parts if p.region == "hernia").meaning == long.meaning


def test_labels_keep_the_order_of_importance(tiny: Plate) -> None:
    assert label_keys(tiny, "hernia-left", "left", PROBLEM_LABELS) == ("hernia", "lamina-right")


def test_the_view_reaches_up_to_the_skin_when_asked(tiny: Plate, words: Glossary) -> None:
    picture = make_picture(tiny, Shot("healthy", "problem", has_skin=True), words)
    x, y, width, height = picture.focus_mm
    assert y == pytest.approx(0.12 * 30)
    assert (x, width) == (4, 30)
    assert y + height == pytest.approx(28)


def test_only_words_that_every_option_has_are_common(tiny: Plate, words: Glossary) -> None:
    healthy = make_picture(tiny, Shot("healthy", "operation"), words)
    slipped = make_picture(tiny, LEFT, words)
    assert same_words([slipped, healthy]) == ("lamina",)
    assert same_words([]) == ()


def test_an_unknown_state_is_refused(tiny: Plate, words: Glossary) -> None:
    with pytest.raises(PlateError, match=r'no state "hernia-lefd".*hernia-left'):
        make_picture(tiny, Shot("hernia-lefd", "operation"), words)


def test_neighbors_stay_neighbors_at_every_scale(tiny: Plate, words: Glossary) -> None:
    picture = make_picture(tiny, LEFT, words)
    for tenth in range(5, 120):
        by_id = {shot.place.id: shot for shot in shots(picture, tenth / 10)}
        fat, bone = by_id["fat"], by_id["bone"]
        assert fat.x_px == 0
        assert fat.request.width_px == round(40 * tenth / 10)
        assert bone.x_px + bone.request.width_px == pytest.approx(25 * tenth / 10, abs=0.51)


def test_only_what_is_in_view_is_read(tiny: Plate, words: Glossary) -> None:
    picture = make_picture(tiny, LEFT, words)
    by_id = {shot.place.id: shot for shot in shots(picture, 10.0, (0, 0, 90, 120))}
    assert set(by_id) == {"fat", "lump"}
    assert by_id["fat"].request.clip_px == (0, 0, 90, 120)
    assert by_id["lump"].request.clip_px == (0, 0, 40, 20)
    assert (by_id["lump"].x_px, by_id["lump"].y_px) == (50, 100)


def test_a_part_is_named_once_though_two_anchors_mean_it(tiny: Plate) -> None:
    rows = (("hernia",), ("lamina-right",), ("artery",))
    lump = replace(tiny.anchors["artery"], region="hernia")
    same = replace(tiny, anchors={**tiny.anchors, "artery": lump})
    assert label_keys(tiny, "hernia-left", "left", rows) == ("hernia", "lamina-right", "artery")
    assert label_keys(same, "hernia-left", "left", rows) == ("hernia", "lamina-right")


@pytest.mark.parametrize(
    ("plate", "state"),
    [("spine-side", "wedge-l1"), ("spine-side", "burst-l1"), ("fracture-quarter", "cement-l1")],
)
def test_ic1_labels_leave_the_front_of_a_broken_bone_free(plate: str, state: str) -> None:
    """It is the part that is squashed."""
    read = read_plate(assets_dir() / "plates" / plate)
    picture = make_picture(read, Shot(state, "problem"), {})
    ((x, y, width, height),) = picture.spare
    at = read.targets(state)["vertebra-broken"].at
    assert x < at[0] - 10 < x + width
    assert y < at[1] < y + height
