"""L5-S1 only: sacral ala, ilium, the joint between them, iliolumbar ligament, hip muscles.

Right side, axes as in shapes.py. The section lies in the plane of the disc, so it meets the
top of the ala. CLINICAL: own landmarks, proportions recalled, not reviewed.
"""

from __future__ import annotations

import numpy as np
from shapely import affinity
from shapely.geometry import LineString, box
from shapely.ops import unary_union

from axial2d import shapes as s
from axial2d.anatomy import Anatomy, pair
from axial2d.shapes import XY

BACK: tuple[XY, ...] = (
    (0, -49.4),
    (4, -50.0),
    (12, -54.6),
    (23, -57.2),
    (35, -55.8),
    (45, -50.4),
    (52, -43.6),
    (56.8, -38.2),
)
"""Back fascia from the midline to the crest of the ilium."""

FLANK: tuple[XY, ...] = ((69, -32), (82, -14), (96, 8), (112, 24), (112, 70))
"""Outer rim of what lies below the fascia: along the outer face of the ilium."""

FLOOR: tuple[XY, ...] = (
    (57.5, -24.5),
    (51, -22.6),
    (44, -20.2),
    (37, -17.4),
    (30, -13.6),
    (16, -12),
)
"""Floor of the back muscles: along the iliolumbar ligament to the joint."""

ILIUM: tuple[XY, ...] = (
    (54.2, -35.5),
    (56.6, -39.2),
    (61.5, -38.6),
    (67.5, -33.0),
    (74.5, -22.5),
    (82.0, -10.5),
    (90.5, 1.0),
    (99.5, 10.8),
    (109, 18.5),
    (110, 27.5),
    (101, 23.2),
    (91.5, 17.8),
    (82.0, 12.2),
    (73.5, 8.4),
    (67.5, 6.2),
    (63.4, 1.6),
    (61.2, -5.6),
    (59.6, -13.2),
    (56.8, -22.0),
    (54.6, -29.0),
)
"""Ilium: thick behind, where it meets the sacrum, and thinner towards the side."""

ALA: tuple[XY, ...] = (
    (30.6, -7.6),
    (32.4, -11.6),
    (37.2, -13.6),
    (43.5, -14.8),
    (50.0, -17.2),
    (55.0, -20.4),
    (60.0, -17.0),
    (64.5, -4.0),
    (67.5, 6.0),
    (65.0, 8.4),
    (59.4, 7.2),
    (52.0, 4.2),
    (44.5, 2.4),
    (37.8, 1.6),
    (33.4, -1.4),
)
"""Ala of the sacrum; its side runs under the ilium and is cut along the joint."""

JOINT: tuple[XY, ...] = (
    (67.8, 8.2),
    (64.0, 3.4),
    (61.4, -3.6),
    (59.6, -10.6),
    (57.2, -17.6),
    (54.6, -24.0),
)
"""Sacroiliac joint, front to back: centre line of the gap."""

ILIACUS: tuple[XY, ...] = (
    (69.4, 8.8),
    (76.0, 11.0),
    (85.0, 15.4),
    (94.0, 20.8),
    (103, 26.0),
    (108, 31.0),
    (104, 38.5),
    (95, 36.4),
    (84, 30.4),
    (74.5, 22.4),
    (69.2, 14.4),
)
"""Iliacus on the inner face of the ilium."""

GLUTEUS: tuple[XY, ...] = (
    (62.8, -40.0),
    (69.0, -43.2),
    (77.5, -39.4),
    (88.0, -27.0),
    (99, -12.0),
    (109, 0.6),
    (111, 17.0),
    (100.6, 9.8),
    (91.6, 0.2),
    (83.0, -11.4),
    (75.4, -23.6),
    (68.4, -34.0),
)
"""Gluteus medius on the outer face of the ilium."""

LIGAMENT: tuple[XY, ...] = (
    (35.4, -14.6),
    (41.5, -17.6),
    (48.0, -19.9),
    (54.0, -22.2),
    (56.8, -25.4),
    (55.6, -27.6),
    (50.4, -25.4),
    (43.6, -22.4),
    (38.2, -19.8),
    (34.6, -16.8),
)
"""Iliolumbar ligament: from the side of L5 (left of it on this side) to the ilium."""


def add(made: Anatomy) -> None:
    """Store bones, ligament and hip muscles of both sides."""
    joint = s.curve(list(JOINT))
    gap = joint.buffer(1.0, cap_style="flat")
    ilium = s.largest(s.rounded(s.blob(ILIUM).difference(gap), 0.5))
    ala = s.largest(s.rounded(s.blob(ALA).difference(unary_union([gap, ilium.buffer(1.0)])), 0.6))
    pair(made, "ilium", ilium)
    pair(made, "ala", ala)
    pair(made, "sacroiliac", s.largest(gap.intersection(box(50, -26, 70, 8.4))))
    pair(made, "iliolumbar", s.blob(LIGAMENT))
    pair(made, "iliacus", s.blob(ILIACUS))
    pair(made, "gluteus", s.blob(GLUTEUS))


def ligament_fibres(made: Anatomy, tag: str) -> LineString:
    """Return the middle line of the ligament of one side, for its fibres."""
    line = s.curve([(34.8, -15.6), (42.4, -19.9), (49.0, -22.6), (56.4, -26.4)])
    return line if tag == "_r" else affinity.scale(line, -1, 1, origin=(0, 0))


def fibres(made: Anatomy, tag: str) -> list[LineString]:
    """Return fibre lines of the iliolumbar ligament of one side."""
    middle = ligament_fibres(made, tag)
    return [s.moved(middle, 0, float(dy)) for dy in np.arange(-2.2, 2.3, 0.55)]
