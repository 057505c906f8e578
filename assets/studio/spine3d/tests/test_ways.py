"""Both ways in to screws are drawn alike where they are alike; geometry only, no Blender."""

from __future__ import annotations

import numpy as np
import pytest

from spine3d.operations import fixation_states, long_states
from spine3d.spec import Spec
from spine3d.ways import Back, Cut

STATES = {s.id: s for s in (*fixation_states(), *long_states()) if s.way}
PAIRS = [(i, i.replace("open", "mis")) for i in STATES if i.startswith("open")]


def _back(spec: Spec) -> Back:
    assert spec.way is not None
    return Back(spec.way, spec.params)


@pytest.mark.parametrize(("longer", "small"), PAIRS)
def test_both_ways_lie_over_the_same_bones_and_screws(longer: str, small: str) -> None:
    """Neither way gets other bones, metal or fewer screws (IC1)."""
    a, b = STATES[longer], STATES[small]
    assert a.way
    assert b.way
    assert (a.way.on, a.way.bones, a.params) == (b.way.on, b.way.bones, b.params)
    assert _back(a).frames.keys() == _back(b).frames.keys()


@pytest.mark.parametrize(("longer", "small"), PAIRS)
def test_the_long_cut_ends_with_the_outermost_small_cuts_or_past_the_screw_heads(
    longer: str, small: str
) -> None:
    """No way is drawn longer than it must be: both reach over the same bones."""
    one = _back(STATES[longer]).cuts[0]
    many = [c for c in _back(STATES[small]).cuts if abs(c.top[0]) < 60]
    high, low = max(c.top[1] for c in many), min(c.low[1] for c in many)
    heads = [f[2, 3] for f in _back(STATES[longer]).frames.values()]
    assert high - 6 <= one.top[1] <= max(high, max(heads) + 7) + 1
    assert low + 6 >= one.low[1] >= min(low, min(heads) - 7) - 1


@pytest.mark.parametrize("state", [i for i in STATES if i.startswith("mis")])
def test_every_tube_comes_out_of_an_opening(state: str) -> None:
    """A tool never goes through skin that is not cut."""
    back = _back(STATES[state])
    for point, _length in back.entries.values():
        assert back.opened(point[:1], point[2:])[0] < 1.0


def test_a_cut_is_widest_in_its_middle_and_closed_at_its_ends() -> None:
    """Points of the rim lie on the edge of the opening."""
    cut = Cut((0.0, 20.0), (0.0, -20.0), 5.0)
    assert cut.width(np.array([-1.0, 0.0, 1.0])).tolist() == [0.0, 5.0, 0.0]
    rim = cut.rim()
    assert np.abs(cut.away(rim[:, 0], rim[:, 1])).max() < 0.6
