"""The scar map: true to scale, alike for all options, and honest where nothing is known."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Literal

import pytest

from missdesk.figures.plate_model import Anchor, Layer, Plate, PlateState
from missdesk.figures.scar_map import (
    NOMINAL_MM,
    CutSize,
    ScarPanel,
    cut_size,
    cut_words,
    scar_map,
)
from missdesk.figures.scene import Group, Item, Picture, Rect, Scene, TextItem
from missdesk.model.evidence import Arm, Certainty, Favours, Finding, FindingId, SourceId
from missdesk.model.topic import Cut

OPEN = ScarPanel("open", "Through one longer cut", CutSize(30, 51))
TUBE = ScarPanel("mis", "Through a tube", CutSize(10, 20, 18))
UNKNOWN = ScarPanel("camera", "With a camera", CutSize(None, None, 18))
NONE = ScarPanel("none", "No operation", None)


@pytest.fixture
def back() -> Plate:
    layer = Layer("skin", "skin.webp", "skin", (0, 0, 3400, 3300))
    anchor = Anchor("level-l4l5", (170, 185), "disc")
    state = PlateState("back-2", ("skin",), ("level-l4l5",))
    return Plate(
        "back", "back", "", FilePath(), (340, 330), 10, {}, {},
        {"skin": layer}, {"level-l4l5": anchor}, {}, {"back-2": state},
    )  # fmt: skip


def panels(scene: Scene) -> list[Group]:
    return [
        i
        for i in scene.items
        if isinstance(i, Group) and any(isinstance(p, Picture) for p in i.items)
    ]


def words(items: tuple[Item, ...]) -> list[str]:
    out = []
    for item in items:
        if isinstance(item, TextItem):
            out.append(item.text)
        elif isinstance(item, Group):
            out += words(item.items)
    return out


def cuts(panel: Group, dashed: bool) -> list[Rect]:
    return [
        i
        for i in panel.items
        if isinstance(i, Rect) and i.stroke is not None and bool(i.stroke.dash) == dashed
    ]


def test_all_panels_show_one_part_of_the_back_at_one_scale(back: Plate) -> None:
    scene = scar_map(back, "back-2", (OPEN, TUBE), 160, level="L4-L5", side="left")
    pictures = [next(p for p in g.items if isinstance(p, Picture)) for g in panels(scene)]
    assert len({(p.w, p.h, p.crop) for p in pictures}) == 1
    assert not pictures[0].fades


def test_lines_are_as_long_as_the_cuts_on_the_ruler_s_scale(back: Plate) -> None:
    scene = scar_map(back, "back-2", (OPEN, TUBE), 160, level="L4-L5", side="left")
    first, second = panels(scene)
    picture = next(p for p in first.items if isinstance(p, Picture))
    assert picture.crop is not None
    scale = picture.w / picture.crop[2]
    assert cuts(first, dashed=False)[0].h == pytest.approx(30 * scale)
    assert cuts(first, dashed=True)[0].h == pytest.approx(51 * scale)
    assert cuts(second, dashed=False)[0].h == pytest.approx(10 * scale)
    assert cuts(second, dashed=True)[0].h == pytest.approx(20 * scale)


@pytest.mark.parametrize(("side", "sign"), [("left", -1), ("right", 1)])
def test_a_cut_beside_the_midline_is_on_the_chosen_side(
    back: Plate, side: Literal["left", "right"], sign: int
) -> None:
    (panel,) = panels(scar_map(back, "back-2", (TUBE,), 100, level="L4-L5", side=side))
    picture = next(p for p in panel.items if isinstance(p, Picture))
    assert picture.crop is not None
    scale = picture.w / picture.crop[2]
    cut = cuts(panel, dashed=False)[0]
    middle = (170 - picture.crop[0]) * scale
    assert cut.x + cut.w / 2 - middle == pytest.approx(sign * 18 * scale)


@pytest.mark.parametrize("side", ["both", None])
def test_without_one_side_the_surgeon_marks_the_place(
    back: Plate, side: Literal["both"] | None
) -> None:
    scene = scar_map(back, "back-2", (OPEN, TUBE), 160, level="L4-L5", side=side)
    assert words(scene.items).count("Your surgeon will mark the place.") == 1
    assert scene.alt_text == (
        "Through one longer cut: About 3 to 5 cm. "
        "Through a tube: About 1 to 2 cm. Your surgeon will mark the place."
    )


def test_where_the_hip_bone_lies_the_surgeon_marks_the_place(back: Plate) -> None:
    for level, unplaced in (("L4-L5", "L5-S1"), ("L4-L5", "L4-L5"), ("L4-L5,L5-S1", "L5-S1")):
        far = ScarPanel("camera", "With a camera", CutSize(None, None, 80, (unplaced,)))
        scene = scar_map(back, "back-2", (TUBE, far), 160, level=level, side="left")
        is_said = "Your surgeon will mark the place." in words(scene.items)
        assert is_said == (unplaced in level)
        assert bool(cuts(panels(scene)[1], dashed=True)) == (unplaced not in level)


def test_without_a_level_there_is_no_line_and_the_words_say_so(back: Plate) -> None:
    scene = scar_map(back, "back-2", (OPEN, TUBE), 160, level=None, side=None)
    assert all(not cuts(p, dashed=True) for p in panels(scene))
    assert words(scene.items).count("Your surgeon will mark the place.") == 2


def test_an_unverified_length_is_dashed_only_and_says_ask(back: Plate) -> None:
    scene = scar_map(back, "back-2", (OPEN, UNKNOWN), 160, level="L4-L5", side="left")
    panel = panels(scene)[1]
    picture = next(p for p in panel.items if isinstance(p, Picture))
    assert picture.crop is not None
    assert not cuts(panel, dashed=False)
    scale = picture.w / picture.crop[2]
    assert cuts(panel, dashed=True)[0].h == pytest.approx(NOMINAL_MM * scale)
    assert "About this size. Ask your surgeon." in scene.alt_text


def test_no_operation_has_a_panel_of_the_same_size_and_no_cut(back: Plate) -> None:
    scene = scar_map(back, "back-2", (OPEN, NONE), 160, level="L4-L5", side="left")
    first, second = panels(scene)
    assert first.clip == second.clip
    assert not cuts(second, dashed=True)
    assert scene.alt_text.endswith("No operation: No cut.")


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (CutSize(30, 51), "About 3 to 5 cm"),
        (CutSize(20, 20), "About 2 cm"),
        (CutSize(7, 8), "Less than 1 cm"),
        (CutSize(8, 20), "Up to 2 cm"),
        (None, "No cut"),
    ],
)
def test_lengths_are_said_in_whole_centimeters(cut: CutSize | None, said: str) -> None:
    assert cut_words(cut) == said


def finding(*groups: Arm) -> Finding:
    return Finding(
        FindingId("discectomy.scar"), "discectomy", "length", "open vs tube", "open-vs-mis",
        "amount", "operation", Certainty.VERY_LOW, "leaflets", Favours.MIS,
        (SourceId("leaflet"),), {}, groups,
    )  # fmt: skip


def test_a_length_comes_from_the_option_s_own_technique() -> None:
    groups = (
        Arm(technique="open-microdiscectomy", low=3, high=5.1, unit="cm"),
        Arm(technique="tubular", value=18, unit="mm"),
        Arm(technique="biportal-endoscopic", what="small", unit="cm"),
        Arm(technique="full-endoscopic", value=3, unit="days"),
    )
    found = finding(*groups)
    cut = Cut(found.id, "open-microdiscectomy", 0)
    assert cut_size(cut, found) == CutSize(30, 51, 0)
    assert cut_size(Cut(found.id, "tubular", 18), found) == CutSize(18, 18, 18)
    for group in ("biportal-endoscopic", "full-endoscopic", "mixed"):
        assert cut_size(Cut(found.id, group, 5), found) == CutSize(None, None, 5)
    assert cut_size(cut, None) == CutSize(None, None, 0)
    assert cut_size(None, found) is None
