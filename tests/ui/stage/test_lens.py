from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
