"""Write a cutaway plate: cropped WebP layers, region maps, anchors, plate.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from spine3d.cutaway_compose import Picture, layer, moved_layer, pressure_layer
from spine3d.cutaway_name import ID, REGIONS, walls
from spine3d.cutaway_scene import PAGE_MM, project
from spine3d.muscle_way import Way
from spine3d.sdf import Array

STATES: dict[str, str] = {
    "full": "skin",
    "no-skin": "fat",
    "no-fat": "muscle",
    "no-muscle": "bone",
    "no-bone": "nerves",
}
"""State -> its topmost tissue."""
STACK = ("nerves", "bone", "muscle", "moved", "fat", "skin")
GROUPS = {
    "skin": "skin_fat",
    "fat": "skin_fat",
    "muscle": "muscle",
    "moved": "moved",
    "bone": "bone",
    "nerves": "nerves_disc",
    "pressure": "nerves_disc",
    "instruments": "tools",
}
"""Layer group -> the chip that shows it."""
SOURCES = (
    "outlines of skin, fascia, muscles: those of the plate axial-l4l5, drawn out along the spine",
    "sizes of bones and L4-L5 disc: Panjabi 1992, enlarged by 5 % (recalled, to be verified)",
    "body heights of L5: ijssurgery table 11003 (value seen in search text)",
    "thickness of the yellow ligament: Folia Morphologica 2023;82:72 (value seen in search text)",
    "cleft of multifidus and longissimus: Spine 2011;36:1263, PMC4601766 (seen in search text)",
    "muscle areas (multifidus, erector spinae, psoas, quadratus): recalled, to be verified",
    "open cut of about 30 mm, one side: practice pages (25 to 30 mm; value seen in search text)",
    "tube of 18 mm, entry beside the midline: value seen in search text (tubes of 14 to 26 mm)",
    "everything else: own landmarks and design choices, not reviewed by a clinician",
)
HEADER = """\
# Written by assets/studio/spine3d (python -m spine3d.cutaway final). Do not edit by hand.
# Millimetres count from the page's top left corner, y down. Pixels count on the full page.
# The page is a view in perspective-free three-quarter: mm are true only across the view.
# A layer file holds only its box: place it at box_px[0], box_px[1]. Layers bottom to top.
# A layer also holds the shadow it throws on what lies below, so peel from the top.
# Anchor ids are KEY or KEY@STATE; a state lists every KEY once; labels are asked for by KEY.
"""


@dataclass(frozen=True)
class Target:
    """A label target: key, wished place (section axes, mm), region, how far it may move (mm)."""

    key: str
    at: tuple[float, float, float]
    region: str
    far_mm: float = 7.0


_BOTH = (
    ("multifidus", (23.0, 45.0, 0.0), "muscle_multifidus", 18.0),
    ("longissimus", (44.0, 38.0, 0.0), "muscle_longissimus", 9.0),
    ("iliocostalis", (60.5, 30.0, 0.0), "muscle_iliocostalis", 8.0),
    ("quadratus", (58.0, 8.0, 0.0), "muscle_quadratus", 8.0),
    ("psoas", (46.0, -20.0, 0.0), "muscle_psoas", 9.0),
    ("lamina", (10.0, 20.0, 0.0), "lamina", 8.0),
    ("facet-joint", (20.5, 15.5, 0.0), "facet_joint", 5.0),
    ("flavum", (6.0, 15.0, 0.0), "ligament_flavum", 5.0),
    ("nerve-exiting", (28.5, -6.0, 0.0), "nerve_exiting", 6.0),
)
TARGETS: tuple[Target, ...] = (
    Target("skin", (-40.0, 70.0, 22.0), "skin", 12),
    Target("fat", (-48.0, 62.0, 0.0), "fat", 12),
    Target("fascia", (-38.0, 57.4, 0.0), "fascia"),
    Target("spinous", (0.0, 38.0, 0.0), "spinous_process", 8),
    Target("disc", (-20.0, -17.0, 0.0), "disc_ring"),
    Target("disc-core", (0.0, -17.0, 0.0), "disc_core", 9),
    Target("sac", (-2.0, 8.0, 0.0), "nerve_sac", 6),
    Target("hernia", (9.5, 1.0, 0.0), "hernia", 5),
    Target("nerve-pinched", (8.0, 7.0, 0.0), "nerve_pinched", 6),
    Target("nerve-traversing-right", (-8.0, 6.0, 0.0), "nerve_traversing", 6),
    *(
        Target(f"{key}-{side}", (sign * x, y, z), region, far)
        for key, (x, y, z), region, far in _BOTH
        for side, sign in (("left", 1.0), ("right", -1.0))
    ),
)
WAY_TARGETS: dict[Way, tuple[Target, ...]] = {
    "open": (
        Target("muscle-moved", (24.0, 46.0, 0.0), "muscle_moved", 10),
        Target("retractor", (13.0, 60.0, 0.0), "retractor", 8),
        Target("way-in", (4.0, 62.0, 10.0), "way_in", 14),
    ),
    "tube": (
        Target("muscle-moved", (34.0, 46.0, 0.0), "muscle_moved", 10),
        Target("tube", (19.0, 52.0, 6.0), "tube", 8),
        Target("way-in", (15.5, 24.0, 8.0), "way_in", 14),
    ),
}


def write(
    folder: Path, way: Way, bare: Mapping[str, Picture], full: Mapping[str, Picture]
) -> dict[str, int]:
    """Save a plate; return bytes by file name.

    Args:
        folder: Where the plate goes.
        way: Which way in.
        bare: Picture by topmost tissue, without the tool.
        full: The same with the tool.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, wanted = _save_layers(folder, way, bare, full)
    for state, kind in STATES.items():
        _save_map(_regions(full[kind], way), folder / f"regions--{state}.png")
        wanted.append(f"regions--{state}.png")
    label(folder, way, next(iter(bare.values())).colour.shape[1], rows)
    for old in folder.iterdir():
        if old.suffix in (".webp", ".png") and old.name not in wanted:
            old.unlink()
    return {name: (folder / name).stat().st_size for name in wanted}


def label(folder: Path, way: Way, width: int, rows: Sequence[str]) -> None:
    """Write plate.toml, with anchors placed on the saved region maps.

    Args:
        folder: Holds the maps.
        way: Which way in.
        width: Of the full page (px).
        rows: The text of the layers.
    """
    states: list[str] = []
    anchors: Anchors = {}
    for state, kind in STATES.items():
        with Image.open(folder / f"regions--{state}.png") as image:
            index_map = np.array(image)
        states += _state(state, kind, _spots(index_map, way, state, anchors))
    text = [*_head(way, width), *rows]
    for number, name in enumerate(REGIONS, start=1):
        text += ["[[region]]", f"index = {number}", f'id = "{name}"', f'name = "{name}"', ""]
    for key, (at, region) in anchors.items():
        spot = f"at = [{at[0]:.2f}, {at[1]:.2f}]"
        text += ["[[anchor]]", f'id = "{key}"', spot, f'region = "{region}"', ""]
    (folder / "plate.toml").write_text("\n".join([*text, *states]), encoding="utf-8")


def relabel(folder: Path, way: Way) -> None:
    """Place the anchors of a saved plate anew, without drawing it again."""
    raw = tomllib.loads((folder / "plate.toml").read_text(encoding="utf-8"))
    rows = [line for row in raw["layer"] for line in _layer_row(row)]
    label(folder, way, round(raw["px_per_mm"] * raw["size_mm"][0]), rows)


def _layer_row(row: Mapping[str, object]) -> list[str]:
    """Return the text of a layer."""
    return [
        "[[layer]]",
        *(f'{k} = "{row[k]}"' for k in ("id", "file", "group")),
        f"box_px = {row['box_px']}",
        f"fades = {str(row['fades']).lower()}",
        "",
    ]


def _save_layers(
    folder: Path, way: Way, bare: Mapping[str, Picture], full: Mapping[str, Picture]
) -> tuple[list[str], list[str]]:
    """Save all layers; return their rows and the names of their files."""
    rows: list[str] = []
    wanted: list[str] = []

    def put(name: str, rgba: Array, group: str, fades: bool = True) -> None:
        file = name.replace("@", "--") + ".webp"
        box = _save(rgba, folder / file)
        wanted.append(file)
        row = {"id": name, "file": file, "group": group, "box_px": list(box), "fades": fades}
        rows.extend(_layer_row(row))

    below: Picture | None = None
    for kind in ("nerves", "bone", "muscle", "fat", "skin"):
        put(kind, layer(bare[kind], below, kind), kind)
        below = bare[kind]
        if kind == "muscle":
            put("moved", moved_layer(bare[kind], way)[0], "moved")
    put("pressure", pressure_layer(bare["nerves"]), "pressure")
    for state, kind in STATES.items():
        put(f"tools@{state}", layer(full[kind], bare[kind], "tools"), "instruments", fades=False)
    return rows, wanted


def _save(rgba: Array, path: Path) -> tuple[int, int, int, int]:
    """Save the visible box of straight-alpha floats; return the box."""
    img = Image.fromarray((np.clip(rgba, 0, 1) * 255).round().astype(np.uint8))
    box = img.getchannel("A").point(lambda a: 255 if a > 2 else 0).getbbox() or (0, 0, 1, 1)
    img.crop(box).save(path, "WEBP", quality=90, alpha_quality=92, method=5)
    return box


def _regions(pic: Picture, way: Way) -> Array:
    """Return the region map of a state: what is seen, moved muscle and the way in named."""
    region = pic.region.copy()
    region[moved_layer(pic, way)[1]] = ID["muscle_moved"]
    region[walls(pic.seen, pic.region, way)] = ID["way_in"]
    return region


def _save_map(region: Array, path: Path) -> None:
    """Save region numbers as a palette picture of half the size."""
    half = np.ascontiguousarray(region[::2, ::2])
    picture = Image.fromarray(half, "P")
    colours = np.random.default_rng(4).integers(60, 230, (256, 3), dtype=np.uint8)
    colours[0] = 0
    picture.putpalette(colours.tobytes())
    picture.save(path, "PNG", optimize=True)


Anchors = dict[str, tuple[tuple[float, float], str]]


def _spots(region: Array, way: Way, state: str, known: Anchors) -> list[str]:
    """Place the targets of a state on what is seen; return the ids of its anchors."""
    px = region.shape[1] / PAGE_MM[0]
    made: list[str] = []
    for target in (*TARGETS, *WAY_TARGETS[way]):
        at = _place(region == ID[target.region], target, px)
        if at is None:
            continue
        first = known.setdefault(target.key, (at, target.region))
        same = np.hypot(first[0][0] - at[0], first[0][1] - at[1]) < 0.6
        same = same and _is_inside(region == ID[target.region], first[0], px)
        key = target.key if same else f"{target.key}@{state}"
        known[key] = first if same else (at, target.region)
        made.append(key)
    return made


LEAST_PX = 2
"""How far inside its part a label target lies at least, pixels of the saved map."""


def _is_inside(mask: Array, at: tuple[float, float], px: float) -> bool:
    """Return whether a place (page mm) lies well inside a mask."""
    x, y, r = int(at[0] * px), int(at[1] * px), LEAST_PX
    return bool(mask[max(0, y - r) : y + r + 1, max(0, x - r) : x + r + 1].all())


def _place(mask: Array, target: Target, px: float) -> tuple[float, float] | None:
    """Return the roomiest visible spot of a region near the wished place (page mm)."""
    x, y, _ = project(np.array(target.at))[0]
    r = target.far_mm
    h, w = mask.shape
    x0, x1 = max(int((x - r) * px), 0), min(int((x + r) * px) + 1, w)
    y0, y1 = max(int((y - r) * px), 0), min(int((y + r) * px) + 1, h)
    if x0 >= x1 or y0 >= y1:
        return None
    part = np.pad(mask[y0:y1, x0:x1], 1)
    inset = np.minimum(ndimage.distance_transform_edt(part)[1:-1, 1:-1] / px, 2.0)
    yy, xx = np.nonzero(inset >= LEAST_PX / px)
    if not len(xx):
        return None
    away = np.hypot((xx + x0 + 0.5) / px - x, (yy + y0 + 0.5) / px - y)
    best = int(np.argmin(away - 2.0 * inset[yy, xx]))
    if away[best] > r:
        return None
    return round((xx[best] + x0 + 0.5) / px, 2), round((yy[best] + y0 + 0.5) / px, 2)


def _head(way: Way, width: int) -> list[str]:
    sources = [f'  "{s}",' for s in SOURCES]
    return [
        HEADER,
        f'id = "cutaway-{way}"',
        'view = "cutaway"',
        'level = "L4-L5"',
        f"size_mm = [{PAGE_MM[0]}, {PAGE_MM[1]}]",
        f"px_per_mm = {width / PAGE_MM[0]:.6f}",
        'studio = "assets/studio/spine3d"',
        "sources = [",
        *sources,
        "]",
        "",
        "[groups]",
        *(f'{k} = "{v}"' for k, v in GROUPS.items()),
        "",
        "[review]",
        "",
    ]


def _state(state: str, kind: str, anchors: Sequence[str]) -> list[str]:
    names = [*STACK[: STACK.index(kind) + 1 + (kind == "muscle")], "pressure", f"tools@{state}"]
    return [
        "[[state]]",
        f'id = "{state}"',
        f"layers = [{_quoted(names)}]",
        f"anchors = [{_quoted(anchors)}]",
        f'regions = "regions--{state}.png"',
        "",
    ]


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{n}"' for n in names)
