"""Meshes, light and pictures of the block, by Blender (build time only).

Two pictures a state: the light on plain clay (Cycles, small), and a survey (what is seen where,
how far off, which way it faces; full size). Tissue looks are added later, picture point by
picture point (`cutaway_paint`), so that textures stay sharp and rendering stays short.

Blender axes: X = the patient's right, Y = towards the head, Z = back: the patient lies face
down and is seen from the feet, as in the plates cut across.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from skimage.measure import marching_cubes

from spine3d import scene
from spine3d.materials import Graph
from spine3d.sdf import Array

TURN, LIFT = -17.0, 37.0
"""Camera: degrees towards the patient's left from the feet, and above the table."""
PAGE_MM = (151.0, 150.0)
CENTRE = (-3.6, 19.9, 16.8)
"""Section point (x left, y back, z head) in the middle of the page."""
CLAY = (0.66, 0.62, 0.585)
"""Linear colour of the clay; the light on a point is its colour over this."""
FAR_MM, STEP_ID = 900.0, 4096.0
OBJECTS = ("nerves", "disc", "disc-up", "hernia", "bone", "flavum", "block", "tool")


def axes() -> tuple[Array, Array, Array]:
    """Return right, up and towards the viewer on the page, in section axes (unit)."""
    a, e = radians(180.0 + TURN), radians(LIFT)
    eye = np.array([sin(a) * cos(e), cos(a) * cos(e), sin(e)])
    right = np.cross([0.0, 0.0, 1.0], eye)
    right /= np.linalg.norm(right)
    up = np.cross(eye, right)
    return to_section(right), to_section(up), to_section(eye)


def to_blender(p: Array) -> Array:
    """Turn section points to Blender's."""
    p = np.asarray(p, float)
    return np.stack([-p[..., 0], p[..., 2], p[..., 1]], -1)


def to_section(p: Array) -> Array:
    """Turn Blender points to section points."""
    p = np.asarray(p, float)
    return np.stack([-p[..., 0], p[..., 2], p[..., 1]], -1)


@dataclass(frozen=True)
class Survey:
    """What each picture point shows: object (1.. in OBJECTS, 0 none), place, facing (section)."""

    what: Array
    place: Array
    facing: Array


def start(width: int, threads: int = 2) -> None:
    """Empty scene with camera, lamps and materials."""
    scene.reset(threads)
    view = scene.View(180.0 + TURN, LIFT, tuple(to_blender(np.array(CENTRE))), PAGE_MM)
    cam = scene.camera(view, scene.Quality(1.0, width, 16))
    _lamps(cam)
    g = Graph("clay")
    g.finish((*CLAY, 1.0), Roughness=0.5, Specular_IOR_Level=0.3)
    g = Graph("steel")
    g.finish((0.80, 0.825, 0.85, 1.0), Metallic=0.82, Roughness=0.34)
    _survey_material()


def _lamps(cam: bpy.types.Object) -> None:
    """Soft key from the upper left, cool fill from the right, bright surroundings."""
    scene.light(cam)
    for name, toward, power, wide in (
        ("key", (-0.66, 0.60, 0.80), 2.5, 16.0),
        ("fill", (0.75, 0.05, 0.75), 0.75, 60.0),
    ):
        lamp = bpy.data.objects[name]
        lamp.data.energy, lamp.data.angle = power, radians(wide)
        direction = cam.rotation_euler.to_matrix() @ Vector(toward)
        lamp.rotation_euler = direction.to_track_quat("Z", "Y").to_euler()


def mesh_of(table: Array, low: Array, step: float, flat: str = "") -> tuple[Array, Array, int]:
    """Return vertices, faces and the number of faces before the flat ones.

    The surface ends at the sides of the table; sides named in `flat` (x-, x+, y-, z-, z+ …) are
    closed by a flat face there, so that a section stays perfectly plane.
    """
    verts, faces, _, _ = marching_cubes(table.astype(np.float32), 0.0)
    parts_v, parts_f = [verts * step + low], [faces]
    count = len(verts)
    for side in flat.split():
        v, f = _lid(table, "xyz".index(side[0]), side[1] == "+")
        parts_v.append(v * step + low)
        parts_f.append(f + count)
        count += len(v)
    return np.concatenate(parts_v), np.concatenate(parts_f), len(faces)


def _lid(table: Array, axis: int, far: bool) -> tuple[Array, Array]:
    """Return the flat face on one side of a table: where the distance is negative (cells)."""
    index = table.shape[axis] - 1 if far else 0
    flat = np.take(table, index, axis=axis)
    i, j = np.meshgrid(*[np.arange(n - 1) for n in flat.shape], indexing="ij")
    corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
    values = np.stack([flat[i + a, j + b] for a, b in corners], -1)
    keep = (values < 0).any(-1)
    cells = np.stack([i[keep], j[keep]], 1)
    points: list[tuple[float, float]] = []
    faces: list[tuple[int, int, int]] = []
    for (ci, cj), v in zip(cells, values[keep], strict=True):
        ring = _clip([(ci + a, cj + b) for a, b in corners], v)
        first = len(points)
        points += ring
        faces += [(first, first + k, first + k + 1) for k in range(1, len(ring) - 1)]
    made = np.zeros((len(points), 3))
    other = [k for k in range(3) if k != axis]
    made[:, other] = np.array(points).reshape(-1, 2)
    made[:, axis] = index
    return made, np.array(faces, int).reshape(-1, 3)


def _clip(square: list[tuple[int, int]], v: Array) -> list[tuple[float, float]]:
    """Return the part of a grid square where the distance is negative."""
    ring: list[tuple[float, float]] = []
    for k in range(4):
        a, b, va, vb = square[k], square[(k + 1) % 4], v[k], v[(k + 1) % 4]
        if va < 0:
            ring.append((float(a[0]), float(a[1])))
        if (va < 0) != (vb < 0):
            t = va / (va - vb)
            ring.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return ring


def add(name: str, verts: Array, faces: Array, round_faces: int) -> None:
    """Add an object; names are those of OBJECTS. Faces from `round_faces` on are flat lids."""
    mesh = bpy.data.meshes.new(name)
    v, f = to_blender(verts).astype(np.float32), np.asarray(faces).astype(np.int32)
    mesh.vertices.add(len(v))
    mesh.vertices.foreach_set("co", v.ravel())
    mesh.loops.add(f.size)
    mesh.loops.foreach_set("vertex_index", f.ravel())
    mesh.polygons.add(len(f))
    mesh.polygons.foreach_set("loop_start", np.arange(0, f.size, 3, dtype=np.int32))
    mesh.update(calc_edges=True)
    mesh.polygons.foreach_set("use_smooth", np.arange(len(f)) < round_faces)
    mesh.materials.append(bpy.data.materials["steel" if name == "tool" else "clay"])
    obj = bpy.data.objects.new(name, mesh)
    obj.pass_index = OBJECTS.index(name) + 1
    bpy.context.scene.collection.objects.link(obj)


def remove(name: str) -> None:
    """Take an object out of the scene."""
    obj = bpy.data.objects.get(name)
    if obj:
        mesh = obj.data
        bpy.data.objects.remove(obj)
        bpy.data.meshes.remove(mesh)


def show(names: Sequence[str]) -> None:
    """Draw only these objects."""
    for obj in bpy.data.objects:
        if obj.type == "MESH":
            obj.hide_render = obj.name not in names


# ---------------------------------------------------------------- pictures
Box = tuple[float, float, float, float]


def _border(box: Box | None) -> None:
    """Limit rendering to a part of the page (shares: left, top, right, bottom)."""
    r = bpy.context.scene.render
    r.use_border = box is not None
    r.use_crop_to_border = False
    if box:
        r.border_min_x, r.border_max_x = box[0], box[2]
        r.border_min_y, r.border_max_y = 1 - box[3], 1 - box[1]


def _size(width: int) -> None:
    r = bpy.context.scene.render
    r.resolution_x, r.resolution_y = width, round(width * PAGE_MM[1] / PAGE_MM[0])
    r.resolution_percentage = 100


def light(path: Path, width: int, samples: int, box: Box | None = None) -> Array:
    """Return the lit clay as linear RGBA, (height, width, 4), first row on top."""
    s = bpy.context.scene
    _size(width)
    _border(box)
    s.cycles.samples, s.cycles.use_denoising = samples, True
    s.cycles.use_adaptive_sampling = False
    s.cycles.pixel_filter_type, s.cycles.filter_width = "BOX", 1.0
    return _exr(path)


def survey(path: Path, width: int, box: Box | None = None) -> Survey:
    """Return what is seen at each picture point, one ray a point."""
    s, layer = bpy.context.scene, bpy.context.view_layer
    _size(width)
    _border(box)
    s.cycles.samples, s.cycles.use_denoising = 1, False
    s.cycles.pixel_filter_type, s.cycles.filter_width = "BOX", 0.01
    layer.material_override = bpy.data.materials["survey"]
    data = _exr(path)
    layer.material_override = None
    return _decode(data)


def _exr(path: Path) -> Array:
    s = bpy.context.scene
    image = s.render.image_settings
    image.file_format, image.color_mode, image.color_depth = "OPEN_EXR", "RGBA", "32"
    image.exr_codec = "NONE"
    s.render.filepath = str(path.resolve())
    bpy.ops.render.render(write_still=True)
    img = bpy.data.images.load(str(path.resolve()))
    img.colorspace_settings.name = "Non-Color"
    w, h = img.size
    buf = np.empty(w * h * 4, np.float32)
    img.pixels.foreach_get(buf)
    bpy.data.images.remove(img)
    path.unlink()
    return buf.reshape(h, w, 4)[::-1].copy()


def _survey_material() -> None:
    """Emits object and depth, and the facing seen from the camera, as red, green, blue."""
    g = Graph("survey")
    depth = g.add("ShaderNodeCameraData").outputs["View Z Depth"]
    index = g.add("ShaderNodeObjectInfo").outputs["Object Index"]
    geo = g.add("ShaderNodeNewGeometry")
    turned = g.add(
        "ShaderNodeVectorTransform",
        {0: geo.outputs["Normal"]},
        vector_type="NORMAL",
        convert_from="WORLD",
        convert_to="CAMERA",
    ).outputs[0]
    split = g.add("ShaderNodeSeparateXYZ", {0: turned})
    packed = g.add(
        "ShaderNodeCombineXYZ",
        {
            0: g.math("MULTIPLY_ADD", index, STEP_ID, depth),
            1: g.math("MULTIPLY_ADD", split.outputs[0], 0.5, 0.5),
            2: g.math("MULTIPLY_ADD", split.outputs[1], 0.5, 0.5),
        },
    ).outputs[0]
    glow = g.add("ShaderNodeEmission", {"Color": packed}).outputs[0]
    g.add("ShaderNodeOutputMaterial", {"Surface": glow})


def _decode(data: Array) -> Survey:
    seen = data[..., 3] > 0.5
    packed = np.where(seen, data[..., 0], 0.0).astype(np.float64)
    what = np.floor(packed / STEP_ID).astype(np.uint8)
    depth = packed - what * STEP_ID
    h, w = what.shape
    right, up, eye = axes()
    x = (np.arange(w) + 0.5) / w * PAGE_MM[0] - PAGE_MM[0] / 2
    y = PAGE_MM[1] / 2 - (np.arange(h) + 0.5) / h * PAGE_MM[1]
    place = (
        np.array(CENTRE)
        + x[None, :, None] * right
        + y[:, None, None] * up
        + (FAR_MM - depth)[..., None] * eye
    )
    nx, ny = data[..., 1] * 2 - 1, data[..., 2] * 2 - 1
    nz = np.sqrt(np.clip(1 - nx * nx - ny * ny, 0, 1))
    facing = nx[..., None] * right + ny[..., None] * up + nz[..., None] * eye
    return Survey(what, place.astype(np.float32), facing.astype(np.float32))


def project(points: Array) -> Array:
    """Return page mm (x right, y down from the top left) and height to the viewer (mm)."""
    right, up, eye = axes()
    w = np.atleast_2d(points) - np.array(CENTRE)
    return np.stack([w @ right + PAGE_MM[0] / 2, PAGE_MM[1] / 2 - w @ up, w @ eye], 1)


__all__ = ["OBJECTS", "Survey", "add", "light", "project", "survey"]
