"""Field to triangle mesh: sparse evaluation, marching cubes, disk cache (mm)."""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from skimage.measure import marching_cubes

from spine3d.sdf import Array, Field

BLOCK = 4  # cells along the edge of one block of the sparse grid


@dataclass(frozen=True, slots=True)
class Mesh:
    """Vertices (N, 3) in mm, triangles (M, 3), named values per vertex."""

    verts: Array
    faces: Array
    values: dict[str, Array] = field(default_factory=dict)


def polygonise(f: Field, lo: Array, hi: Array, h: float) -> Mesh:
    """Zero surface of `f` in the box lo..hi with cells of `h` mm.

    The field is asked only in blocks that may hold the surface: coarse points first,
    then all points of the blocks whose centre is nearer than its half diagonal.
    """
    lo, hi = np.asarray(lo, float), np.asarray(hi, float)
    nb = np.ceil((hi - lo) / (h * BLOCK)).astype(int)
    centre = (
        np.stack(np.meshgrid(*[np.arange(n) for n in nb], indexing="ij"), -1) + 0.5
    ) * BLOCK * h + lo
    coarse = f(centre.reshape(-1, 3)).reshape(nb)
    live = np.argwhere(np.abs(coarse) < BLOCK * h * 1.35)
    n = nb * BLOCK + 1
    vol = np.ones(n, np.float32)
    vol[:-1, :-1, :-1] = np.sign(np.kron(coarse, np.ones((BLOCK,) * 3)))
    step = np.stack(np.meshgrid(*[np.arange(BLOCK + 1)] * 3, indexing="ij"), -1).reshape(-1, 3)
    for chunk in np.array_split(live, max(1, len(live) // 2400)):
        idx = (chunk[:, None] * BLOCK + step[None]).reshape(-1, 3)
        vol[tuple(idx.T)] = f(idx * h + lo)
    if vol.min() >= 0 or vol.max() <= 0:
        raise ValueError("the field has no surface in the box")
    verts, faces, _, _ = marching_cubes(vol, 0.0)
    return Mesh(verts.astype(np.float64) * h + lo, faces.copy())


def normals(f: Field, p: Array, eps: float = 0.25) -> Array:
    """Outward unit normals of the field at points near its surface."""
    k = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], float)
    g = sum(k[i] * f(p + k[i] * eps)[:, None] for i in range(4))
    return g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-9)


def crevice(f: Field, p: Array, n: Array) -> Array:
    """0 on open surface, towards 1 in grooves and hollows (occlusion from the field)."""
    out = np.zeros(len(p))
    for reach, weight in ((1.5, 0.25), (4.0, 0.35), (8.0, 0.4)):
        out += weight * np.clip(1.0 - f(p + n * reach) / reach, 0.0, 1.2)
    return np.clip(out, 0.0, 1.0)


@lru_cache
def source_hash(modules: tuple[str, ...]) -> str:
    """Changes when one of these geometry modules changes, so that old meshes are not used."""
    here = Path(__file__).parent
    trees = [ast.parse((here / f"{m}.py").read_bytes()) for m in ("sdf", "meshing", *modules)]
    text = "".join(_plain(tree) for tree in trees)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(tree: ast.Module) -> str:
    """Return code without its layout and docstrings: these shape nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:]
    return ast.dump(tree)


def cache_dir() -> Path:
    """`$SPINE3D_CACHE`, or `.cache/spine3d` below the working directory."""
    path = Path(os.environ.get("SPINE3D_CACHE", ".cache/spine3d"))
    path.mkdir(parents=True, exist_ok=True)
    return path


def cached(key: str, modules: tuple[str, ...], make: Callable[[], Mesh]) -> Mesh:
    """The mesh for `key` from disk, or made and kept."""
    path = cache_dir() / (
        hashlib.sha256((source_hash(modules) + key).encode()).hexdigest()[:24] + ".npz"
    )
    if path.exists():
        data = dict(np.load(path))
        return Mesh(data.pop("verts"), data.pop("faces"), data)
    mesh = make()
    part = path.with_suffix(f".{os.getpid()}.npz")  # a broken run leaves no half mesh
    np.savez(
        part,
        verts=mesh.verts.astype(np.float32),
        faces=mesh.faces.astype(np.int32),
        **{k: v.astype(np.float32) for k, v in mesh.values.items()},
    )
    part.replace(path)
    return mesh
