"""Over all plates, states, sides, sizes and text sizes no label overlaps and no line crosses.

A plate that joins `assets/plates` is tried without a word here. The rooms are those of the pages
at 1366 x 768: the Problem step, two panes, three panes, and the folded page of large text.
"""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest

from missdesk.content.library import load_library
from missdesk.figures.geometry import crosses, meets_box, overlap
from missdesk.figures.label_choice import (
    OPERATION_LABELS,
    PROBLEM_LABELS,
    Glossary,
    label_keys,
    short_meaning,
    word_for,
)
from missdesk.figures.label_fit import TEXT_PX, fit_labels
from missdesk.figures.labels import Label, Wish, place_labels, segments
from missdesk.figures.plate import Plate, read_plate
from missdesk.figures.plate_model import Box
from missdesk.paths import assets_dir

PLATES = sorted(path.parent for path in (assets_dir() / "plates").glob("*/plate.toml"))
ROOMS = {"problem": (850, 450), "two": (540, 370), "three": (350, 370), "folded": (640, 440)}
TEXT = (1.0, 1.25, 1.5, 2.0)
MARGIN, FOOT, ZOOM = 8.0, 40.0, 52.0
SHOWN = (
    ("problem", "left", False),
    ("problem", "left", True),
    ("problem", "right", False),
    ("operation", "left", False),
    ("operation", "left", True),
)
"""Step, side of the problem as drawn, turned round: what `problem_shot` and its twin can ask."""
MUST = 2
"""In the largest room at the usual text, so many labels are always there (or all there are)."""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_library().glossary["en"]


def _wishes(plate: Plate, glossary: Glossary) -> set[tuple[tuple[Wish, ...], str]]:
    """Return every set of labels that a step can ask of the plate, in mm, with its crop's name."""
    made = set()
    for state, (step, near, is_mirrored) in product(plate.states, SHOWN):
        targets = plate.targets(state, is_mirrored=is_mirrored)
        wanted = PROBLEM_LABELS if step == "problem" else OPERATION_LABELS
        wishes = []
        for key in label_keys(plate, state, near, wanted):
            entry = word_for(key, targets[key].region, glossary)
            if entry is not None:
                more = short_meaning(entry)
                wishes.append(Wish(key, entry.term, targets[key].at, more))
        made.add((tuple(wishes), f"{step}/{is_mirrored}"))
    return made


def _in_view(wishes: tuple[Wish, ...], crop: Box, size: tuple[int, int]) -> list[Wish]:
    """Return the labels in pixels of a pane that shows the whole crop."""
    x, y, w, h = crop
    scale = min(size[0] / w, size[1] / h)
    left, top = (size[0] - w * scale) / 2, (size[1] - h * scale) / 2
    made = []
    for wish in wishes:
        at = (left + (wish.at[0] - x) * scale, top + (wish.at[1] - y) * scale)
        made.append(Wish(wish.key, wish.words, at, wish.more))
    return made


def _faults(labels: tuple[Label, ...]) -> list[str]:
    found = []
    for a, b in combinations(labels, 2):
        if overlap(a.box, b.box):
            found.append(f"{a.key} lies on {b.key}")
        if any(crosses(p, q) for p in segments(a) for q in segments(b)):
            found.append(f"{a.key} crosses {b.key}")
        if any(meets_box(p, b.box) for p in segments(a)):
            found.append(f"the line of {a.key} runs behind {b.key}")
    return found


@pytest.mark.parametrize("folder", PLATES, ids=lambda folder: folder.name)
def test_labels_of_every_state_keep_apart_at_every_size(folder: Path, glossary: Glossary) -> None:
    plate = read_plate(folder)
    for wishes, how in sorted(_wishes(plate, glossary), key=repr):
        step, mirrored = how.split("/")
        crop = plate.crop(step, is_mirrored=mirrored == "True")
        for name, size in ROOMS.items():
            if (name == "problem") != (step == "problem") and name != "folded":
                continue
            room = (MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN - FOOT)
            corner = (size[0] - ZOOM, 0.0, ZOOM, ZOOM)
            placed_px = _in_view(wishes, crop, size)
            for text in TEXT:
                labels, _fit = fit_labels(tuple(placed_px), room, TEXT_PX * text, keep=(corner,))
                assert not _faults(labels), (folder.name, how, name, text)
                assert not any(overlap(label.box, corner) for label in labels)
                if name == "problem" and text == 1.0:
                    seen = [w for w in placed_px if _is_inside(w, room)]
                    assert len(labels) >= min(MUST, len(seen)), (folder.name, how)


@pytest.mark.parametrize("folder", PLATES, ids=lambda folder: folder.name)
def test_labels_of_every_state_keep_apart_on_paper(folder: Path, glossary: Glossary) -> None:
    """The handout grows by a row below where labels find no room; that is tried as well."""
    plate = read_plate(folder)
    for wishes, how in sorted(_wishes(plate, glossary), key=repr):
        if not how.startswith("problem"):
            continue
        crop = plate.crop("problem", is_mirrored=how.endswith("True"))
        for size in ((82, 61), (172, 90)):
            room = (0.0, 0.0, float(size[0]), float(size[1]))
            names = [Wish(w.key, w.words, w.at) for w in _in_view(wishes, crop, size)]
            for text_mm in (4.2, 5.6, 7.4):
                assert not _faults(place_labels(names, room, text_mm, max_labels=4)), how


def _is_inside(wish: Wish, room: Box) -> bool:
    x, y, w, h = room
    return x <= wish.at[0] <= x + w and y <= wish.at[1] <= y + h
