"""What the camera sees, as flat arrays: one Cycles survey of triangles and one of light (mm).

The survey says which triangle of which part lies behind each fine point; all else (normals,
values per vertex, place on the part) is interpolated here.  That makes textures sharp and free
of noise, and leaves only soft light to sampling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector

from spine3d import materials, scene
from spine3d.anatomy import Built
from spine3d.sdf import Array

FINE = 2
"""Survey points a pixel, each way."""
COARSE = 2
"""Pixels a point of light, each way."""
CLAY = 0.72
Window = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the whole picture."""


@dataclass
class Frame:
    """The points of a window that show a part.

    `at` indexes the fine picture, row by row; `depth` belongs to these points.  Pixels that show
    one part only share one point: `pick` says which for each of `at`, and `own` indexes the fine
    picture for each of these.  All further arrays belong to `own`.
    """

    parts: list[Built]
    shape: tuple[int, int]
    at: Array
    depth: Array
    pick: Array
    own: Array
    part: Array
    region: Array
    local: Array
    normal: Array
    values: dict[str, Array]
    light: Array
    px_per_mm: float


def _material(name: str) -> bpy.types.Material:
    """Return the material that emits part, triangle and depth, or the white clay."""
    known = bpy.data.materials.get(name)
    if known:
        return known
    g = materials.Graph(name)
    if name == "clay":
        return g.finish((CLAY, CLAY, CLAY, 1.0), Roughness=1.0, Specular_IOR_Level=0.0)
    part = g.add("ShaderNodeObjectInfo").outputs["Object Index"]
    depth = g.add("ShaderNodeCameraData").outputs["View Z Depth"]
    packed = g.add("ShaderNodeCombineXYZ", {0: part, 1: g.value("tri"), 2: depth}).outputs[0]
    glow = g.add("ShaderNodeEmission", {"Color": packed}).outputs[0]
    g.add("ShaderNodeOutputMaterial", {"Surface": glow})
    return g.mat


def _shoot(path: Path, material: str, samples: int, percent: int, window: Window) -> Array:
    """Render a window with one material for all; (H, W, 4) floats, linear."""
    s, layer = bpy.context.scene, bpy.context.view_layer
    w, h = s.render.resolution_x, s.render.resolution_y
    s.render.use_border = s.render.use_crop_to_border = True
    # Blender cuts to whole pixels: a tenth more keeps 55.9999 from becoming 55.
    s.render.border_min_x, s.render.border_max_x = (window[0] + 0.1) / w, (window[2] + 0.1) / w
    low, high = h - window[3], h - window[1]
    s.render.border_min_y, s.render.border_max_y = (low + 0.1) / h, (high + 0.1) / h
    s.render.resolution_percentage = percent
    s.cycles.samples, s.cycles.use_denoising = samples, samples > 1
    s.cycles.use_adaptive_sampling, s.cycles.filter_width = False, 0.01
    # Every ray of a pixel meets the same point: the guides have no noise to be filtered out.
    s.cycles.denoising_prefilter, s.cycles.denoising_quality = "NONE", "BALANCED"
    layer.material_override = _material(material)
    image = s.render.image_settings
    image.file_format, image.color_mode, image.color_depth = "OPEN_EXR", "RGBA", "32"
    image.exr_codec = "NONE"  # read at once and thrown away: packing it costs seconds
    s.render.filepath = str(path.resolve())
    bpy.ops.render.render(write_still=True)
    layer.material_override = None
    s.render.resolution_percentage = 100
    s.render.use_border = False
    return scene.pixels(path)


def populate(parts: Sequence[Built], view: scene.View, width: int) -> None:
    """Build the scene: parts, camera, light."""
    scene.reset()
    for i, part in enumerate(parts):
        obj = scene.add_part(part)
        obj.pass_index = i + 1
    scene.light(scene.camera(view, scene.Quality(1.0, width, 1)))


def whole(view: scene.View, width: int) -> Window:
    """Return the window that is the whole picture."""
    return 0, 0, width, round(width * view.size_mm[1] / view.size_mm[0])


def look(
    parts: Sequence[Built], view: scene.View, width: int, window: Window, work: Path, samples: int
) -> Frame:
    """Survey a populated scene; `samples` 0 = no light pass (for ghosts)."""
    rows = _shoot(work.with_suffix(".gb.exr"), "survey-tri", 1, 100 * FINE, window)
    rows[rows[..., 3] < 0.5] = 0
    frame = _gather(list(parts), view, width, window, rows)
    if samples:
        lit = _shoot(work.with_suffix(".li.exr"), "clay", samples, 100 // COARSE, window)
        frame.light = _spread(lit[..., :3] / CLAY, rows, frame)
    return frame


def _shared(number: Array, depth: Array, at: Array) -> tuple[Array, Array]:
    """Return for each point the one that stands for it, and the points that stand for some."""
    h, w = number.shape
    blocks = number.reshape(h // FINE, FINE, w // FINE, FINE)
    deep = depth.reshape(h // FINE, FINE, w // FINE, FINE)
    first = blocks[:, :1, :, :1]
    plain = (blocks == first).all((1, 3)) & (np.ptp(deep, axis=(1, 3)) < 1.5)
    y, x = at // w, at % w
    lead = (y - y % FINE) * w + (x - x % FINE)
    stand = np.where(plain[y // FINE, x // FINE], lead, at)
    own, pick = np.unique(stand, return_inverse=True)
    return pick.astype(np.int32), own


def _gather(parts: list[Built], view: scene.View, width: int, window: Window, rows: Array) -> Frame:
    """Interpolate all that the triangles carry."""
    px = width / view.size_mm[0]
    h, w = rows.shape[:2]
    at = np.flatnonzero(rows[..., 0] > 0)
    pick, own = _shared(rows[..., 0].round(), rows[..., 2], at)
    number = rows[..., 0].ravel()[own].round().astype(np.int32) - 1
    tri = rows[..., 1].ravel()[own].round().astype(np.int64)
    depth = rows[..., 2].ravel()[own]
    turn = np.array(bpy.context.scene.camera.matrix_world)
    x = (own % w + 0.5) / (FINE * px) + window[0] / px - view.size_mm[0] / 2
    y = view.size_mm[1] / 2 - (own // w + 0.5) / (FINE * px) - window[1] / px
    world = turn[:3, 3] + np.stack([x, y, -depth], 1) @ turn[:3, :3].T
    names = {n for p in parts for n in p.mesh.values}
    sizes = {
        n: next(p.mesh.values[n].shape[1:] for p in parts if n in p.mesh.values) for n in names
    }
    out = {n: np.zeros((len(own), *sizes[n]), np.float32) for n in names}
    local = np.zeros((len(own), 3), np.float32)
    normal, region = np.zeros((len(own), 3), np.float32), np.zeros(len(own), np.uint8)
    for i, part in enumerate(parts):
        here = np.flatnonzero(number == i)
        if not len(here):
            continue
        q = (world[here] - part.pose[:3, 3]) @ part.pose[:3, :3]
        corners = part.mesh.faces[tri[here]]
        share = _barycentric(q, *(part.mesh.verts[corners[:, k]] for k in range(3)))
        local[here] = q
        region[here] = part.face_regions()[tri[here]]
        for name, value in part.mesh.values.items():
            mixed = sum(
                share[:, k].reshape(-1, *[1] * (value.ndim - 1)) * value[corners[:, k]]
                for k in range(3)
            )
            out[name][here] = mixed
        normal[here] = out["normal"][here] @ part.pose[:3, :3].T
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
    seen = normal @ turn[:3, :3]
    light = np.ones((len(own), 3), np.float32)
    return Frame(
        parts,
        (h, w),
        at,
        rows[..., 2].ravel()[at],
        pick,
        own,
        number,
        region,
        local,
        seen.astype(np.float32),
        out,
        light,
        px * FINE,
    )


def _barycentric(p: Array, a: Array, b: Array, c: Array) -> Array:
    """Return the shares of three corners at points in their plane."""
    u, v, w = b - a, c - a, p - a
    uu, uv, vv = (u * u).sum(1), (u * v).sum(1), (v * v).sum(1)
    wu, wv = (w * u).sum(1), (w * v).sum(1)
    den = np.maximum(uu * vv - uv * uv, 1e-12)
    s, t = (vv * wu - uv * wv) / den, (uu * wv - uv * wu) / den
    s, t = np.clip(s, 0, 1), np.clip(t, 0, 1)
    return np.stack([1 - s - t, s, t], 1)


def _spread(lit: Array, rows: Array, frame: Frame) -> Array:
    """Carry coarse light to the fine points, never across a step from one thing to another."""
    step = FINE * COARSE
    h, w = frame.shape
    ch, cw = lit.shape[:2]
    cy = np.minimum(np.arange(ch) * step + step // 2, h - 1)
    cx = np.minimum(np.arange(cw) * step + step // 2, w - 1)
    kind = rows[np.ix_(cy, cx)][..., 0].round().astype(np.int32)
    depth = rows[np.ix_(cy, cx)][..., 2]
    lead = np.full(h * w, -1, np.int64)
    lead[frame.at] = frame.pick
    lead = lead.reshape(h, w)[np.ix_(cy, cx)]
    facing = np.where(lead[..., None] >= 0, frame.normal[lead], 0).astype(np.float32)
    own_depth = rows[..., 2].ravel()[frame.own]
    fy, fx = (frame.own // w + 0.5) / step - 0.5, (frame.own % w + 0.5) / step - 0.5
    total = np.zeros(len(frame.own), np.float32)
    out = np.zeros((len(frame.own), 3), np.float32)
    base_y, base_x = np.round(fy).astype(int), np.round(fx).astype(int)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            iy, ix = np.clip(base_y + dy, 0, ch - 1), np.clip(base_x + dx, 0, cw - 1)
            near = np.exp(-((iy - fy) ** 2 + (ix - fx) ** 2) * 1.3)
            far = np.exp(-np.minimum(((depth[iy, ix] - own_depth) / 1.2) ** 2, 30))
            flat = np.clip((facing[iy, ix] * frame.normal).sum(1), 0, 1) ** 6
            same = kind[iy, ix] == frame.part + 1
            weight = (near * (flat * far * same + 1e-6 * (kind[iy, ix] > 0)) + 1e-12).astype(
                np.float32
            )
            total += weight
            out += lit[iy, ix] * weight[:, None]
    return out / total[:, None]


def place(view: scene.View, world: Array) -> Array:
    """World points to plate mm (x, y) and depth, for a straight (orthographic) view."""
    eye = view.eye
    turn = np.array(eye.to_track_quat("Z", "Y").to_matrix())
    q = (np.atleast_2d(world) - np.array(Vector(view.centre) + eye * scene.DISTANCE)) @ turn
    return np.stack([q[:, 0] + view.size_mm[0] / 2, view.size_mm[1] / 2 - q[:, 1], -q[:, 2]], 1)
