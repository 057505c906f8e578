from __future__ import annotations

from collections.abc import Iterator

import pytest

from missdesk.model.consultation import Consultation
from missdesk.model.marks import Mark, Sheet
from missdesk.ui.stage.pen import MAX_POINTS, Ink, Stroke, touches

KEY = "axial-l4l5/open"
OTHER = "axial-l4l5/tube"
LINE = Mark("pen", ((0.0, 0.0), (10.0, 0.0)))
CURVE = Mark("highlighter", ((50.0, 50.0), (60.0, 60.0), (70.0, 50.0)), 5.0)


@pytest.fixture
def visit() -> Consultation:
    return Consultation()


@pytest.fixture
def ink(visit: Consultation) -> Iterator[Ink]:
    ink = Ink(visit)
    yield ink
    ink.close()


def test_a_mark_is_in_the_visit_under_its_own_picture(visit: Consultation, ink: Ink) -> None:
    ink.add(KEY, LINE)
    assert visit.visit.sheets == {KEY: Sheet((LINE,))}


def test_undo_goes_back_over_both_pictures_in_the_order_drawn(
    visit: Consultation, ink: Ink
) -> None:
    ink.add(KEY, LINE)
    ink.add(OTHER, CURVE)
    ink.undo()
    assert visit.visit.sheets == {KEY: Sheet((LINE,))}
    ink.undo()
    assert visit.visit.sheets == {}
    ink.redo()
    ink.redo()
    assert visit.visit.sheets == {KEY: Sheet((LINE,)), OTHER: Sheet((CURVE,))}
    assert not ink.can_redo


def test_a_new_mark_ends_redo(ink: Ink) -> None:
    ink.add(KEY, LINE)
    ink.undo()
    ink.add(KEY, CURVE)
    assert not ink.can_redo
    ink.redo()
    assert ink.sheet(KEY).marks == (CURVE,)


def test_undo_and_redo_with_nothing_drawn_change_nothing(visit: Consultation, ink: Ink) -> None:
    ink.undo()
    ink.redo()
    assert visit.visit.sheets == {}


def test_the_eraser_takes_only_what_it_touches_and_can_be_undone(ink: Ink) -> None:
    ink.add(KEY, LINE)
    ink.add(KEY, CURVE)
    assert ink.erase(KEY, (5.0, 1.0))
    assert ink.sheet(KEY).marks == (CURVE,)
    assert not ink.erase(KEY, (5.0, 1.0))
    ink.undo()
    assert ink.sheet(KEY).marks == (LINE, CURVE)


def test_clear_empties_all_panes_as_one_step(visit: Consultation, ink: Ink) -> None:
    ink.add(KEY, LINE)
    ink.add(OTHER, CURVE)
    ink.clear((KEY, OTHER, "never/drawn"))
    assert visit.visit.sheets == {}
    ink.undo()
    assert set(visit.visit.sheets) == {KEY, OTHER}


def test_clear_with_nothing_drawn_leaves_no_step_to_undo(ink: Ink) -> None:
    ink.clear((KEY, OTHER))
    assert not ink.can_undo


def test_wipe_leaves_nothing_to_bring_back(visit: Consultation, ink: Ink) -> None:
    ink.add(KEY, LINE)
    ink.undo()
    ink.add(KEY, CURVE)
    visit.wipe()
    assert not ink.can_undo
    assert not ink.can_redo
    ink.undo()
    assert visit.visit.sheets == {}


def test_a_closed_pen_no_longer_listens(visit: Consultation) -> None:
    ink = Ink(visit)
    ink.close()
    assert not visit._observers


def test_a_stroke_leaves_out_points_too_near_to_see() -> None:
    stroke = Stroke("pen", (1.0, 1.0))
    assert not stroke.extend((1.1, 1.0))
    assert stroke.extend((2.0, 1.0))
    assert stroke.mark() == Mark("pen", ((1.0, 1.0), (2.0, 1.0)), 1.2)


def test_a_stroke_never_outgrows_its_limit() -> None:
    stroke = Stroke("highlighter", (0.0, 0.0))
    for n in range(MAX_POINTS + 50):
        stroke.extend((n * 1.0, 0.0))
    assert len(stroke.points) == MAX_POINTS
    assert stroke.is_full
    assert stroke.mark().kind == "highlighter"


@pytest.mark.parametrize(
    ("at", "is_hit"),
    [((5.0, 2.0), True), ((-2.0, 0.0), True), ((5.0, 4.0), False), ((20.0, 0.0), False)],
)
def test_touching_counts_the_width_of_the_line(at: tuple[float, float], is_hit: bool) -> None:
    assert touches(LINE, at, 2.5) is is_hit


def test_a_dot_can_be_touched() -> None:
    assert touches(Mark("pen", ((3.0, 3.0),)), (3.5, 3.5), 1.0)
