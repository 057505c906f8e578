"""Blender scene: objects, light, cameras, Cycles on the CPU.  1 unit = 1 mm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

from spine3d import materials
from spine3d.anatomy import Built
from spine3d.sdf import Array


@dataclass(frozen=True, slots=True)
class View:
    """Camera: `azimuth` 0 = from the back, 90 = from the patient's left; degrees.

    `centre` is the world point in the middle of the picture and `size_mm` what the
    picture shows there (width, height).  `lens_mm` 0 = orthographic.
    """

    azimuth: float
    elevation: float
    centre: tuple[float, float, float] = (0.0, 10.0, 60.0)
    size_mm: tuple[float, float] = (230.0, 330.0)
    lens_mm: float = 0.0

    @property
    def eye(self) -> Vector:
        """Unit vector from the centre to the camera."""
        a, e = radians(self.azimuth), radians(self.elevation)
        return Vector((sin(a) * cos(e), cos(a) * cos(e), sin(e)))


@dataclass(frozen=True, slots=True)
class Quality:
    """Mesh cell in mm, picture width in px, Cycles samples."""

    cell: float
    width: int
    samples: int


def reset(threads: int = 2) -> bpy.types.Scene:
    """Empty scene with render settings that all pictures share."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    s = bpy.context.scene
    s.render.engine, s.cycles.device = "CYCLES", "CPU"
    s.render.threads_mode, s.render.threads = "FIXED", threads
    s.render.film_transparent = True
    s.view_settings.view_transform, s.view_settings.look = "Standard", "None"
    s.cycles.use_denoising, s.cycles.denoiser = True, "OPENIMAGEDENOISE"
    s.cycles.use_adaptive_sampling, s.cycles.adaptive_threshold = True, 0.02
    s.cycles.max_bounces, s.cycles.diffuse_bounces, s.cycles.glossy_bounces = 4, 2, 3
    s.cycles.transparent_max_bounces = 8
    s.render.use_persistent_data = True
    return s


DISTANCE = 900.0
"""From the centre of a straight view to its camera, mm."""


def add_part(part: Built) -> bpy.types.Object:
    """Add one mesh object with the number of each triangle."""
    mesh = bpy.data.meshes.new(part.id)
    v, f = part.mesh.verts.astype(np.float32), part.mesh.faces.astype(np.int32)
    mesh.vertices.add(len(v))
    mesh.vertices.foreach_set("co", v.ravel())
    mesh.loops.add(f.size)
    mesh.loops.foreach_set("vertex_index", f.ravel())
    mesh.polygons.add(len(f))
    mesh.polygons.foreach_set("loop_start", np.arange(0, f.size, 3, dtype=np.int32))
    mesh.update(calc_edges=True)
    mesh.polygons.foreach_set("use_smooth", np.full(len(f), part.smooth))
    tri = mesh.attributes.new("tri", "FLOAT", "FACE")
    tri.data.foreach_set("value", np.arange(len(f), dtype=np.float32))
    obj = bpy.data.objects.new(part.id, mesh)
    obj.matrix_world = Matrix(part.pose.tolist())
    bpy.context.scene.collection.objects.link(obj)
    return obj


def camera(view: View, quality: Quality) -> bpy.types.Object:
    """Camera and picture size for a view."""
    s = bpy.context.scene
    data = bpy.data.cameras.new("camera")
    cam = bpy.data.objects.new("camera", data)
    w, h = view.size_mm
    data.sensor_fit, data.clip_start, data.clip_end = "HORIZONTAL", 10.0, 4000.0
    distance = DISTANCE
    if view.lens_mm:
        data.lens, data.sensor_width = view.lens_mm, 36.0
        distance = w * view.lens_mm / 36.0
    else:
        data.type, data.ortho_scale = "ORTHO", w
    cam.location = Vector(view.centre) + view.eye * distance
    cam.rotation_euler = view.eye.to_track_quat("Z", "Y").to_euler()
    s.collection.objects.link(cam)
    s.camera = cam
    s.render.resolution_x, s.render.resolution_y = quality.width, round(quality.width * h / w)
    return cam


def _sun(
    name: str,
    cam: bpy.types.Object,
    toward: Sequence[float],
    power: float,
    angle: float,
    colour: str,
) -> None:
    """Sun that shines from the camera direction `toward` (right, up, to the viewer)."""
    data = bpy.data.lights.new(name, "SUN")
    data.energy, data.angle, data.color = power, radians(angle), materials.rgb(colour)[:3]
    lamp = bpy.data.objects.new(name, data)
    direction = cam.rotation_euler.to_matrix() @ Vector(toward)
    lamp.rotation_euler = direction.to_track_quat("Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(lamp)


def light(cam: bpy.types.Object) -> None:
    """Soft key from the upper left, cool fill from the right, bright surroundings."""
    _sun("key", cam, (-0.62, 0.78, 0.62), 2.5, 20, "#fff3e0")
    _sun("fill", cam, (0.9, 0.1, 0.55), 0.42, 60, "#dfe9ff")
    _sun("rim", cam, (0.5, 0.6, -0.75), 0.7, 30, "#ffffff")
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    t = world.node_tree
    geo = t.nodes.new("ShaderNodeNewGeometry")
    split = t.nodes.new("ShaderNodeSeparateXYZ")
    ramp = t.nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[0].color = (
        0.15,
        materials.rgb("#6d6a66"),
    )
    ramp.color_ramp.elements[1].position, ramp.color_ramp.elements[1].color = (
        0.85,
        materials.rgb("#fdfaf4"),
    )
    half = t.nodes.new("ShaderNodeMath")
    half.operation = "MULTIPLY_ADD"
    half.inputs[1].default_value, half.inputs[2].default_value = -0.5, 0.5
    t.links.new(geo.outputs["Incoming"], split.inputs[0])
    t.links.new(split.outputs["Z"], half.inputs[0])
    t.links.new(half.outputs[0], ramp.inputs[0])
    t.links.new(ramp.outputs[0], t.nodes["Background"].inputs[0])
    t.nodes["Background"].inputs[1].default_value = 0.54
    # The smooth surroundings need no map of where to sample; making one costs seconds.
    world.cycles.sampling_method = "NONE"


def pixels(path: Path) -> Array:
    """Image file as (height, width, 4) floats, first row on top, no conversion."""
    img = bpy.data.images.load(str(path.resolve()))
    img.colorspace_settings.name = "Non-Color"
    w, h = img.size
    buf = np.empty(w * h * 4, np.float32)
    img.pixels.foreach_get(buf)
    bpy.data.images.remove(img)
    return buf.reshape(h, w, 4)[::-1].copy()
