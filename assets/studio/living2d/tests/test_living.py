"""Checks of the figures, the written plates and the cards (fast; nothing is drawn anew)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from living2d import cards
from living2d.frontfigure import Front, FrontPose, Joints
from living2d.paint import Frame, Page, Paint
from living2d.people import GRACE, HELEN, JON, PAUL, ROSA, Person
from living2d.picture import GROUPS, REGIONS
from living2d.plates import PLATES
from living2d.shapes import knee, oval
from living2d.sidefigure import FORE, SHIN, THIGH, UPPER, Limb, Pose, Side
from living2d.sources import SOURCES

ASSETS = Path(__file__).parents[3]
CARD_IDS = sorted(cards.CARDS)
STATES = [(p, s) for p in PLATES for s in ("log-roll-1", "log-roll-2", "log-roll-3", "log-roll-4")
          if p == "living-bed"] + [(p, "show") for p in PLATES if p != "living-bed"]  # fmt: skip
MAX_BYTES = 1_500_000


def plate(name: str) -> dict[str, Any]:
    """Return a written plate.toml."""
    text = (ASSETS / "plates" / name / "plate.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def gap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points."""
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))


@pytest.mark.parametrize("who", [GRACE, HELEN, JON, PAUL, ROSA])
def test_bones_keep_their_lengths(who: Person) -> None:
    """Thigh, shin, upper arm and forearm are as long as the body height asks, in any pose."""
    h = who.height
    pose = Pose((0, -50), 30, Limb((25, -8)), Limb((30, -8)), Limb((40, -60)), Limb((42, -60)))
    side = Side(who, pose)
    joint, ankle = side.leg(pose.near_leg, pose.hip)
    assert gap(pose.hip, joint) == pytest.approx(THIGH * h, rel=0.01)
    assert gap(joint, ankle) == pytest.approx(SHIN * h, rel=0.01)
    shoulder, elbow, wrist = side.arm(pose.near_arm)
    assert gap(shoulder, elbow) == pytest.approx(UPPER * h, rel=0.01)
    assert gap(elbow, wrist) == pytest.approx(FORE * h, rel=0.01)


def test_knee_bends_forward() -> None:
    """The knee of a person who faces right lies to the right of hip and ankle."""
    pose = Pose((0, -60), 0, Limb((0, -8)), Limb((4, -8)), Limb((10, -70)), Limb((12, -70)))
    joint, _ = Side(HELEN, pose).leg(pose.near_leg, pose.hip)
    assert joint[0] > 10


def test_elbow_bends_backward() -> None:
    """The elbow of a person who faces right lies behind the line from shoulder to wrist."""
    pose = Pose((0, -90), 0, Limb((0, -8)), Limb((4, -8)), Limb((12, -100)), Limb((14, -100)))
    shoulder, elbow, wrist = Side(HELEN, pose).arm(pose.near_arm)
    middle = (shoulder[0] + wrist[0]) / 2
    assert elbow[0] < middle


def test_joint_of_a_stretched_limb_lies_on_the_line() -> None:
    """A target out of reach gives a straight limb, not a broken number."""
    x, y = knee((0, 0), (0, 100), 30, 30, 1)
    assert abs(x) < 2
    assert 0 < y < 60


def test_front_figure_is_the_same_on_both_sides() -> None:
    """An upright trunk covers the same area left and right of its axis."""
    limb = Joints((0, -40), (0, -10))
    torso = Front(PAUL, FrontPose((0, -97), 0, limb, limb, limb, limb)).torso()
    x0, _, x1, _ = torso.bounds
    assert x0 == pytest.approx(-x1, abs=0.2)


def test_a_shape_is_painted_and_noted() -> None:
    """A drawn oval is opaque in its middle and known to the map."""
    page = Page(Frame(20, 20, 4, 1, 10, 10))
    page.draw(oval((0, 0), 6, 4), Paint("#5f9a9e"), "head")
    assert page.rgba[40, 40, 3] == pytest.approx(1.0, abs=0.01)
    assert page.marks[0][0] == "head"


@pytest.mark.parametrize("name", PLATES)
def test_plate_is_whole(name: str) -> None:
    """Size, sources, groups and an empty review are as agreed."""
    read = plate(name)
    assert read["view"] == "living"
    assert max(read["size_mm"]) * read["px_per_mm"] >= 2400
    assert read["review"] == {}
    assert read["sources"] == list(SOURCES[name])
    assert {row["group"] for row in read["layer"]} == set(read["groups"]) <= set(GROUPS)
    assert {row["id"] for row in read["region"]} <= set(REGIONS)


@pytest.mark.parametrize("name", PLATES)
def test_files_decode_and_fill_their_boxes(name: str) -> None:
    """Every layer has alpha, the size of its box, and is no larger than agreed."""
    read = plate(name)
    width, height = (round(v * read["px_per_mm"]) for v in read["size_mm"])
    for layer in read["layer"]:
        file = ASSETS / "plates" / name / layer["file"]
        x0, y0, x1, y1 = layer["box_px"]
        with Image.open(file) as picture:
            picture.load()
            assert picture.size == (x1 - x0, y1 - y0)
            assert picture.mode == "RGBA"
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        assert file.stat().st_size <= MAX_BYTES


@pytest.mark.parametrize("name", PLATES)
def test_no_file_is_left_over(name: str) -> None:
    """The folder holds what plate.toml names and nothing else."""
    read = plate(name)
    named = {"plate.toml", *(row["file"] for row in read["layer"])}
    named |= {row["regions"] for row in read["state"]}
    assert {file.name for file in (ASSETS / "plates" / name).iterdir()} == named


@pytest.mark.parametrize(("name", "state"), STATES)
def test_anchors_lie_in_their_regions(name: str, state: str) -> None:
    """The map of the state has the anchor's region at the anchor; at most six labels."""
    read = plate(name)
    index = {row["id"]: row["index"] for row in read["region"]}
    anchors = {row["id"]: row for row in read["anchor"]}
    (shown,) = [row for row in read["state"] if row["id"] == state]
    with Image.open(ASSETS / "plates" / name / shown["regions"]) as picture:
        regions = np.asarray(picture)
    assert set(shown["layers"]) <= {row["id"] for row in read["layer"]}
    assert 0 < len(shown["anchors"]) <= 6
    scale = read["px_per_mm"] / 2
    for key in shown["anchors"]:
        x, y = anchors[key]["at"]
        assert 0 < x < read["size_mm"][0]
        assert 0 < y < read["size_mm"][1]
        assert regions[int(y * scale), int(x * scale)] == index[anchors[key]["region"]], key


@pytest.mark.parametrize("name", CARD_IDS)
def test_cards_are_alike_in_size(name: str) -> None:
    """Each card is 800 x 520 px, in colour, and neither empty nor heavy."""
    file = ASSETS / "cards" / f"{name}.webp"
    with Image.open(file) as picture:
        assert picture.size == (800, 520)
        grey = np.asarray(picture.convert("L"), float)
    assert grey.std() > 15
    assert file.stat().st_size < 120_000
