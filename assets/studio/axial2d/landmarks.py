"""Landmark tables (mm) at L4-L5, male-sized; other levels scale them (levels.py).

Origin: back edge of the disc in the midline, x right, y down. Own landmarks, nothing traced.
CLINICAL: proportions from notes/plates-2d.md, not reviewed.
"""

from __future__ import annotations

from axial2d.shapes import XY

BONE: tuple[XY, ...] = (
    (0, -51.2),
    (3.0, -50.8),
    (4.7, -48.8),
    (4.8, -45.6),
    (4.0, -40.5),
    (3.5, -35.5),
    (3.9, -31.0),
    (5.4, -27.0),
    (8.4, -24.4),
    (12.2, -23.6),
    (16.0, -24.6),
    (19.6, -26.8),
    (22.8, -28.6),
    (26.0, -28.4),
    (28.5, -25.4),
    (29.9, -20.0),
    (29.3, -14.2),
    (26.6, -9.6),
    (22.4, -6.9),
    (17.8, -5.7),
    (14.2, -5.7),
    (12.3, -7.0),
)
"""Outer half outline of arch and facets, from the spinous tip to the foot of the facet."""

ROOF: tuple[XY, ...] = (
    (0, -20.8),
    (2.4, -19.9),
    (5.6, -17.7),
    (8.6, -15.2),
    (10.6, -12.6),
    (11.4, -9.8),
    (12.3, -7.0),
)
"""Half of the bony roof of the canal, from the midline to the foot of the facet."""

JOINT: tuple[XY, ...] = (
    (24.9, -30.5),
    (24.4, -25.4),
    (23.4, -19.4),
    (21.0, -14.4),
    (17.2, -10.9),
    (13.0, -8.7),
    (9.4, -7.4),
)
"""Centre line of the facet joint; both bones and cartilages are offsets of it."""

SAC: tuple[XY, ...] = (
    (0, -14.4),
    (3.4, -13.5),
    (6.6, -10.6),
    (8.4, -6.7),
    (8.0, -3.2),
    (5.6, -1.6),
    (2.6, -1.35),
    (0, -1.5),
)
"""Half outline of the nerve sac, from back to front."""

PSOAS: tuple[XY, ...] = (
    (39.4, -6.2),
    (33.4, -4.4),
    (30.0, 1.5),
    (28.3, 8.5),
    (27.4, 19.5),
    (28.4, 28.5),
    (32.2, 36.8),
    (39.0, 42.2),
    (47.2, 43.2),
    (56.0, 38.0),
    (62.5, 29.0),
    (65.0, 18.8),
    (62.8, 7.0),
    (57.0, -1.4),
    (48.8, -5.6),
)
"""Psoas, right side."""

QUADRATUS: tuple[XY, ...] = (
    (80.4, -18.6),
    (73.0, -17.6),
    (63.0, -14.6),
    (53.0, -11.2),
    (45.6, -9.6),
    (42.4, -7.8),
    (44.6, -5.0),
    (52.0, -2.6),
    (61.0, -1.4),
    (70.0, -4.4),
    (77.0, -11.4),
)
"""Quadratus lumborum, right side."""

ABDOMINAL_WALL: tuple[XY, ...] = (
    (82.6, -17.5),
    (88, -14),
    (98, 0),
    (104, 26),
    (98, 60),
    (88, 62),
    (84.5, 36),
    (83, 12),
    (81.4, -4),
)
"""Inner edge of the side wall of the belly; the rest lies off the page."""

DISC: tuple[tuple[float, float, float], ...] = (
    (0, 0, 0),
    (0.18, -0.1, 0),
    (0.4, 0.2, 0),
    (0.66, 2.4, 0),
    (0.88, 7.4, 0),
    (1, 0, 0.46),
    (0.95, 0, 0.66),
    (0.76, 0, 0.87),
    (0.45, 0, 0.975),
    (0, 0, 1),
)
"""Half rim: x as a share of the half width, y as mm plus a share of the depth."""

NUCLEUS: tuple[XY, ...] = (
    (0, 8.3),
    (0.13, 7.5),
    (0.3, 6.9),
    (0.46, 8.6),
    (0.55, 13.2),
    (0.5, 18.4),
    (0.36, 22.2),
    (0.16, 23.6),
    (0, 23.8),
)
"""Half core: x as a share of the disc's half width, y in mm for a depth of 35.9 mm."""

CAPSULE: tuple[XY, ...] = ((0, -1.7), (2.4, -1.3), (4.0, 0.5), (4.1, 1.5), (2.6, 0.9), (0, 0.6))
"""Half cap over the back end of the joint, from the joint's end point."""

TIP: tuple[XY, ...] = (
    (0, -3.6),
    (3.2, -3.4),
    (5.0, -0.6),
    (5.3, 1.8),
    (4.4, 0.9),
    (2.6, -0.5),
    (0, -0.9),
)
"""Half of the ligament over the spinous tip, y from the tip."""

EXITING: tuple[XY, ...] = (
    (22.7, -0.7),
    (24.9, -1.8),
    (27.7, -0.2),
    (29.7, 2.9),
    (30.1, 5.3),
    (28.5, 6.3),
    (25.5, 4.2),
    (22.9, 1.9),
)
"""Exiting root with its ganglion, right side, in the fat beside the disc."""

HERNIA_LEFT: tuple[XY, ...] = (
    (-14.6, -1.6),
    (-13.6, -4.6),
    (-10.0, -6.2),
    (-5.6, -5.4),
    (-2.2, -2.8),
    (-1.5, 0.1),
    (-3.6, 2.8),
    (-5.0, 5.2),
    (-5.1, 8.0),
    (-6.3, 9.9),
    (-7.7, 8.2),
    (-8.4, 5.4),
    (-11.6, 2.4),
    (-14.2, 0.8),
)
"""Escaped core beside the midline: head in the canal, stem through the torn ring."""

HERNIA_SHRUNK: tuple[XY, ...] = (
    (-11.4, 0.5),
    (-10.3, -0.7),
    (-8.0, -1.3),
    (-5.5, -1.1),
    (-3.6, -0.2),
    (-3.2, 1.0),
    (-4.5, 2.8),
    (-5.4, 5.2),
    (-5.5, 8.0),
    (-6.4, 9.6),
    (-7.4, 8.2),
    (-8.1, 5.4),
    (-9.2, 2.9),
    (-11.0, 1.6),
)
"""The same piece after it has shrunk: a low bulge, clear of root and sac."""

HERNIA_CENTRAL: tuple[XY, ...] = (
    (0, -5.6),
    (3.4, -5.3),
    (6.6, -3.2),
    (7.4, -0.8),
    (5.0, 1.6),
    (2.0, 4.4),
    (1.5, 8.2),
    (0, 8.8),
)
"""The same in the midline, half outline."""
