from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.lens import MOST, STEPS, WHOLE, Lens

part = st.floats(0, 1)


@given(st.floats(0.1, 9), part, part, st.floats(-3, 3), st.floats(-3, 3))
def test_a_lens_never_looks_past_the_edges(
    zoom: float, x: float, y: float, right: float, down: float
) -> None:
    lens = WHOLE.zoomed(zoom, (x, y)).moved(right, down)
    assert 1 <= lens.zoom <= MOST
    for middle in (lens.x, lens.y):
        assert middle - 0.5 / lens.zoom >= -1e-9
        assert middle + 0.5 / lens.zoom <= 1 + 1e-9


@given(st.floats(1.1, 3.9), part, part)
def test_the_place_under_the_finger_stays_there(zoom: float, x: float, y: float) -> None:
    lens = WHOLE.zoomed(zoom, (x, y))
    assert lens.x + (x - 0.5) / lens.zoom == pytest.approx(x)
    assert lens.y + (y - 0.5) / lens.zoom == pytest.approx(y)


def test_the_buttons_go_through_every_step_and_back() -> None:
    lens, seen = WHOLE, []
    for _ in STEPS:
        seen.append(lens.zoom)
        lens = lens.nearer()
    assert tuple(seen) == STEPS
    assert lens.nearer() == lens
    for _ in STEPS:
        lens = lens.farther()
    assert lens == WHOLE
    assert not lens.is_near
    assert Lens(2.0, 0.5, 0.5).is_near


@given(st.floats(1, MOST), st.floats(0.3, 0.7), st.floats(0.3, 0.7))
def test_another_shape_of_the_view_keeps_the_place(zoom: float, x: float, y: float) -> None:
    """What is in the middle stays there, in parts of the picture, as far as the edges let it."""
    lens = WHOLE.zoomed(zoom).centered((x, y))
    wide = lens.refitted((1.0, 1.5), (2.0, 1.5))
    assert wide.zoom == lens.zoom
    assert 2.0 * (wide.x - 0.5) == pytest.approx(lens.x - 0.5)
    assert wide.y == pytest.approx(lens.y)


def test_the_place_is_found_again_after_a_shape_that_could_not_show_it() -> None:
    """While a page is laid out its views have sizes that nobody sees."""
    controls, view = StageControls(), QObject()
    controls.lead = view
    controls.fit_lens(view, (2.0, 1.0))
    controls.set_lens(Lens(2.0, 0.7, 0.5))
    controls.fit_lens(view, (1.0, 1.0))
    assert controls.lens.x == 0.75  # as far as one can look
    controls.fit_lens(view, (2.0, 1.0))
    assert controls.lens == Lens(2.0, 0.7, 0.5)
    controls.fit_lens(QObject(), (9.0, 9.0))
    assert controls.lens == Lens(2.0, 0.7, 0.5)


def test_a_page_made_anew_takes_everything_over() -> None:
    before, after = StageControls(), StageControls()
    before.set_tool("stamp", "spur")
    before.set_labels(False)
    before.set_shown("muscle", is_shown=False)
    before.set_faint(True)
    before.set_lens(Lens(3.0, 0.4, 0.6))
    after.restore(before.setting())
    assert after.setting() == before.setting()
