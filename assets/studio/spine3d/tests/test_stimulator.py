"""Where a stimulator's wires, needles and battery lie; geometry only, no Blender."""

from __future__ import annotations

import numpy as np
import pytest

from spine3d import stimulator as st
from spine3d.sdf import to_local
from spine3d.spine import poses


@pytest.mark.parametrize("k", [0, 1])
def test_the_rings_lie_at_t9_and_t10_behind_the_nerves(k: int) -> None:
    """CLINICAL: the tips reach T8 to T10, inside the canal, not in the nerves."""
    pose = poses(st.PARAMS)
    path = st.in_canal(k)
    long = st.PITCH * st.CONTACTS
    rings = path[path[:, 2] > path[0, 2] - long]
    assert pose["T11"][2, 3] < rings[:, 2].min() < rings[:, 2].max() < pose["T8"][2, 3]
    lv, own = st.PARAMS.level("T9"), to_local(path, pose["T9"])
    own = own[np.abs(own[:, 2]) < 5.0]
    behind = own[:, 1] - lv.depth / 2
    assert (np.abs(own[:, 0]) < lv.canal_w / 2 - st.WIRE).all()
    assert (behind > lv.canal_d / 2).all()
    assert (behind < lv.canal_d).all()


@pytest.mark.parametrize("k", [0, 1])
def test_wires_enter_between_l1_and_l2_and_stay_under_the_skin(k: int) -> None:
    """CLINICAL: the way in lies above the place of a usual first operation (L3 to S1)."""
    pose, (_x, z) = poses(st.PARAMS), st.ENTRY[k]
    assert pose["L2"][2, 3] < z < pose["L1"][2, 3]
    path = st.under_skin(k)
    deep = [st.skin_y(float(x), float(z)) - y for x, y, z in path]
    assert min(deep) > 3.0


def test_battery_lies_under_the_skin_and_the_box_of_the_test_outside() -> None:
    """The two must not be taken for each other."""
    inside, outside = st.battery(), st.box_outside()
    assert _middle(inside[0]) > st.BATTERY[1] / 2
    assert _middle(outside[0]) < -st.BOX[1]


def _middle(part: st.Part) -> float:
    """Return how deep the middle of a part lies under the skin, mm."""
    x, y, z = (float(v) for v in part.pose[:3, 3])
    return st.skin_y(x, z) - y
