"""The body of a vertebra, whole or broken, as a field in its frame (mm; x left, y back, z head)."""

from __future__ import annotations

import numpy as np

from spine3d.sdf import Array, noise, round_box, smax, smoothstep
from spine3d.spine import Level


def outline(x: Array, y: Array, width: float, depth: float, notch: float = 2.0) -> Array:
    """Kidney outline of a body or disc: 1 on the edge, 0 in the middle."""
    back = smoothstep(0.0, depth / 2, y)
    yy = y + notch * np.exp(-((x / (0.2 * width)) ** 2)) * back
    return (np.abs(x / (width / 2)) ** 2.35 + np.abs(yy / (depth / 2)) ** 2.35) ** (1 / 2.35)


def body(p: Array, lv: Level) -> Array:
    """Vertebral body: waisted sides, raised rims, slightly hollow end plates."""
    x, y, z = p.T
    half = (lv.ant + lv.post) / 4
    rel = np.clip(np.abs(z) / half, 0, 1.2)
    front = smoothstep(0.55 * lv.depth, -0.2 * lv.depth, y)
    waist = 1.0 - (0.045 + 0.075 * front) * (1.0 - rel**2.6)
    if lv.lip_top or lv.lip_low:
        lip = np.where(z > 0, lv.lip_top, lv.lip_low) * (1.0 + 0.45 * noise(p, 9.0, 6.0))
        waist = waist + lip / (0.5 * lv.depth) * smoothstep(0.5, 0.98, rel) * (0.55 + 0.45 * front)
    if lv.crack:
        waist = waist + 0.045 * front * smoothstep(-1.5, 1.5, z - _wedge_line(p, lv)) * (1 - rel)
    k = outline(x / waist, y / waist, lv.width, lv.depth)
    side = (k - 1.0) * np.minimum(lv.width, lv.depth) / 2 * 1.08
    slope = (lv.ant - lv.post) / (2 * lv.depth)
    hollow = 1.5 * smoothstep(0.86, 0.25, k)
    if lv.crack:
        hollow = hollow + 2.2 * lv.crack * smoothstep(0.8, 0.2, k) * (z > 0)
    if lv.burst:
        block = np.round(noise(np.stack([x, y, 0 * z], 1), 9.0, 4.0) * 1.6) / 1.6
        hollow = hollow + (z > 0) * smoothstep(0.92, 0.6, k) * (0.6 + 0.8 * block)
    ends = np.abs(z) - (half - slope * y - hollow)
    return smax(side, ends, 3.2)


# ---------------------------------------------------------------- fractures
def _wedge_line(p: Array, lv: Level) -> Array:
    """Height of the crack of a wedge fracture, falling from the front edge backwards."""
    half = (lv.ant + lv.post) / 4
    flat = np.stack([p[:, 0], p[:, 1], 0 * p[:, 0]], 1)
    return (
        0.30 * half
        - 0.10 * (p[:, 1] + lv.depth / 2)
        + 1.5 * noise(flat, 5.5, 7.0)
        + 0.5 * noise(flat, 2.2, 8.0)
    )


def cracks(p: Array, lv: Level) -> Array:
    """Distance to the nearest broken surface of the body, mm (large where there is none)."""
    x, y, z = p.T
    out = np.full(len(p), 99.0)
    zig = 1.7 * noise(p, 5.0, 7.0) + 0.6 * noise(p, 2.0, 8.0)
    back = lv.depth / 2
    if lv.crack:
        keep = 6.0 * smoothstep(0.25 * back, 0.65 * back, y)
        out = np.minimum(out, np.abs(z - _wedge_line(p, lv)) * 0.9 + keep)
        branch = np.abs(0.85 * (y + 0.15 * back) - 0.35 * z + zig)
        out = np.minimum(out, branch + 9.0 * (z < _wedge_line(p, lv)))
    if lv.burst:
        out = np.minimum(out, np.abs(y + 0.28 * back + 0.25 * z + zig))
        out = np.minimum(out, np.abs(z - 1.0 + 0.12 * y + zig) + 6.0 * smoothstep(2, 6, y))
        out = np.minimum(out, np.abs(0.9 * (y - 0.30 * back) - 0.35 * z + zig) + 9.0 * (z < -3.0))
        out = np.minimum(out, np.abs(x - 0.2 * lv.width + 0.3 * z + zig) + 9.0 * (y > 0))
    return out


def fragment(p: Array, lv: Level, out: float) -> Array:
    """Piece of the upper back corner of a burst body, moved `out` mm backwards and tilted."""
    a = np.radians(2.2 * out)
    q = p - np.array([0.0, lv.depth / 2 - 4.0 + out, 0.22 * (lv.ant + lv.post) / 2])
    q = np.stack(
        [
            q[:, 0],
            q[:, 1] * np.cos(a) + q[:, 2] * np.sin(a),
            q[:, 2] * np.cos(a) - q[:, 1] * np.sin(a),
        ],
        1,
    )
    d = round_box(q, (0.0, 0.0, 0.0), (8.0, 5.0, 6.5), 1.6)
    return d + 0.9 * noise(q, 4.5, 3.0) + 0.3 * noise(q, 2.0, 4.0)
