"""Taken states to a plate folder: cropped WebP layers, region maps, plate.toml."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np
from PIL import Image

from spine3d.anatomy import REGIONS
from spine3d.picture import ORDER
from spine3d.plate_head import HEADER, head
from spine3d.sdf import Array
from spine3d.shoot import ABOVE, LEAST_PX, MAP_STEP, Taken, inside
from spine3d.spec import Plate, Spec, short
from spine3d.spine import CHEST, DISCS, LEVELS

QUALITY = 90
GROUPS = {
    "rib": "bones",
    "bone": "bones",
    "ligament": "ligaments",
    "disc": "disc",
    "nerve": "nerves",
    "herniation": "disc",
    "implant": "implants",
    "ghost": "ghost",
    "through": "implants",
    "pressure": "pressure",
    "tool": "instruments",
    "muscle": "muscle",
    "moved": "moved",
    "skin": "skin",
    "lip": "skin",
}
"""Layer -> its group."""


# ---------------------------------------------------------------- names
def region_id(region: str, spec: Spec) -> str:
    """Return the name that the plate gives a region of the kit in a state."""
    p = spec.params
    if region in (*LEVELS, *CHEST):
        if region in p.wedge or region in p.burst:
            return "vertebra_broken"
        if any(d.split("-")[0] == region for d in p.slip if p.slip[d] > 3):
            return "vertebra_slipped"
        return f"vertebra-{short(region)}" if region in LEVELS else "vertebra_chest"
    if region.startswith("disc-"):
        name = region[5:]
        if p.disc_loss.get(name, 0) > 0.3:
            return "disc_worn"
        return f"disc-{short(name)}" if name in DISCS else "disc_chest"
    if region.startswith("root-"):
        h = p.herniation
        pinched = h and region == f"root-{h.disc.split('-')[1]}-{h.side}"
        if spec.is_cracked:  # it is pressed where it leaves, under the bone that slid
            pinched = region.startswith(f"root-{next(iter(p.slip)).split('-')[0]}-")
        return "nerve_pinched" if pinched else "nerve_exiting"
    plain = {
        "sac": "nerve_sac",
        "herniation": "hernia",
        "ligament-back": "ligament_back",
        "ligament-front": "ligament_front",
        "fragment": "bone_piece",
        "test-battery": "test_battery",
    }
    return plain.get(
        region,
        region.split("-")[0] if region.split("-")[0] in ("screw", "rod", "rib", "hip") else region,
    )


NAMES = (
    *(f"vertebra-{short(n)}" for n in LEVELS),
    "vertebra_chest",
    "vertebra_broken",
    "vertebra_slipped",
    "sacrum",
    *(f"disc-{short(d)}" for d in DISCS),
    "disc_chest",
    "disc_worn",
    "hernia",
    "nerve_sac",
    "nerve_exiting",
    "nerve_pinched",
    "ligament_back",
    "ligament_front",
    "bone_piece",
    "screw",
    "rod",
    "cage",
    "cement",
    "rib",
    "hip",
    *("skin", "wire", "needle", "battery", "test_battery", "dressing"),
    *("muscle", "muscle_moved", "cut", "retractor", "screw_tube", "guide"),
)
"""Regions of every plate; their place + 1 is the number in the maps. Append only."""


def numbers(regions: Array, spec: Spec) -> Array:
    """Return a map of the kit's regions as a map of the plate's."""
    table = np.zeros(256, np.uint8)
    for i, region in enumerate(REGIONS):
        table[i + 1] = NAMES.index(region_id(region, spec)) + 1
    return table[regions]


def anchor_rows(
    spec: Spec, taken: Taken, *, sac: bool = True
) -> list[tuple[str, str, float, float]]:
    """Return label targets with the plate's regions, and plain keys for what the state is about.

    Without `sac` (where it can hardly be seen) the plain key is `nerve` instead.
    """
    rows = [(key, region_id(region, spec), x, y) for key, region, x, y in taken.anchors]
    extra = []
    for name, prefix in (
        ("vertebra_broken", "vertebra-"),
        ("vertebra_slipped", "vertebra-"),
        ("disc_worn", "disc-"),
    ):
        extra += [
            (name.replace("_", "-"), r, x, y)
            for k, r, x, y in rows
            if r == name and k.startswith(prefix)
        ][:1]
    focus = spec.focus
    wanted = f"disc-{focus}" if focus in {short(d) for d in DISCS} else "disc-l4l5"
    extra += [("disc", r, x, y) for k, r, x, y in rows if k == wanted]
    level = (focus or "l4")[:2]
    plain, wanted = ("sac", f"sac-{level}") if sac else ("nerve", f"nerve-{level}-left")
    extra += [(plain, r, x, y) for k, r, x, y in rows if k == wanted]
    seen = {row[0] for row in rows}
    return rows + [e for e in extra if e[0] not in seen]


# ---------------------------------------------------------------- pictures
def _save(
    picture: Array, folder: Path, name: str, known: dict[bytes, tuple[str, list[int]]]
) -> tuple[str, list[int]]:
    """Save the visible box of a layer; equal pictures share a file."""
    rgba = (np.clip(picture, 0, 1) * 255).round().astype(np.uint8)
    seen = rgba[..., 3] > 2
    if not seen.any():
        return "", []
    ys, xs = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    box = [int(xs[0]), int(ys[0]), int(xs[-1]) + 1, int(ys[-1]) + 1]
    part = np.ascontiguousarray(rgba[box[1] : box[3], box[0] : box[2]])
    part[part[..., 3] == 0] = 0
    mark = sha256(part.tobytes() + repr(box).encode()).digest()
    if mark not in known:
        known[mark] = (f"{name}.webp", box)
        Image.fromarray(part).save(
            folder / f"{name}.webp", "WEBP", quality=QUALITY, alpha_quality=90, method=4
        )
    return known[mark]


def _save_map(index: Array, path: Path) -> None:
    """Save a region map, smaller than the picture."""
    colors = np.random.default_rng(4).integers(60, 230, (256, 3), dtype=np.uint8)
    colors[0] = 0
    small = np.ascontiguousarray(index[::MAP_STEP, ::MAP_STEP])
    image = Image.frombytes("P", (small.shape[1], small.shape[0]), small.tobytes())
    image.putpalette(colors.tobytes())
    image.save(path, "PNG", optimize=True)


# ---------------------------------------------------------------- plate.toml
def write(plate: Plate, taken: Iterable[tuple[Spec, Taken]], folder: Path) -> int:
    """Write the folder; return its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    known: dict[bytes, tuple[str, list[int]]] = {}
    maps: dict[bytes, str] = {}
    layer_rows: list[str] = []
    state_rows: list[str] = []
    anchors: dict[str, tuple[str, float, float]] = {}
    done: dict[str, list[str]] = {}
    layer_ids: dict[str, str] = {}
    width = 0
    for spec, shot in taken:
        ids, width = [], shot.regions.shape[1]
        for name in (*ORDER, *ABOVE):
            if name not in shot.layers:
                continue
            file, box = _save(shot.layers[name], folder, f"{name}--{spec.id}", known)
            if not file:
                continue
            if file not in layer_ids:
                layer_ids[file] = f"{name}~{spec.id}"
                layer_rows += [
                    "[[layer]]",
                    f'id = "{name}~{spec.id}"',
                    f'file = "{file}"',
                    f'group = "{GROUPS[name]}"',
                    f"box_px = {box}",
                    "fades = false",
                    "",
                ]
            ids.append(layer_ids[file])
        index = numbers(shot.regions, spec)
        key = index.tobytes()
        if key not in maps:
            maps[key] = f"regions--{spec.id}.png"
            _save_map(index, folder / maps[key])
        small, scale = index[::MAP_STEP, ::MAP_STEP], width / plate.view.size_mm[0] / MAP_STEP
        # From the side joints hide the sac, but where a slip pinches it.
        has_sac = plate.id != "spine-side" or bool(spec.params.slip)
        rows = anchor_rows(spec, shot, sac=has_sac)
        rows += _missed(small, rows, scale)
        here = [_anchor(row, spec.id, anchors, small, scale) for row in rows]
        done[spec.id] = [
            f"layers = [{_quoted(ids)}]",
            f"anchors = [{_quoted(here)}]",
            f'regions = "{maps[key]}"',
            "",
        ]
    for spec in plate.states:
        rows = done.get(spec.same_as or spec.id)
        if rows:
            state_rows += ["[[state]]", f'id = "{spec.id}"', *rows]
    text = [
        HEADER,
        *head(plate, width),
        *layer_rows,
        *_regions(),
        *_anchor_rows(anchors),
        *state_rows,
    ]
    (folder / "plate.toml").write_text("\n".join(text), encoding="utf-8")
    wanted = {"plate.toml", *maps.values(), *(f for f, _ in known.values())}
    for old in folder.iterdir():
        if old.is_file() and old.name not in wanted and old.suffix in (".webp", ".png"):
            old.unlink()
    return sum((folder / n).stat().st_size for n in wanted)


MATTERS = (
    *("disc_worn", "vertebra_broken", "vertebra_slipped", "hernia", "bone_piece"),
    *("cement", "cage", "screw", "rod"),
)
"""Parts by which a patient sees what is wrong: where one is seen, a label must be able to reach."""


def _missed(
    index: Array, rows: list[tuple[str, str, float, float]], px_per_mm: float
) -> list[tuple[str, str, float, float]]:
    """Return a target deep inside each part that matters and is seen, but has none yet."""
    named = {region for _key, region, _x, _y in rows}
    found = []
    for name in MATTERS:
        depth = inside(index == NAMES.index(name) + 1)
        if name in named or depth.max() < LEAST_PX - 1:
            continue
        y, x = np.unravel_index(int(depth.argmax()), depth.shape)
        at = (float(x) + 0.5) / px_per_mm, (float(y) + 0.5) / px_per_mm
        found.append((name.replace("_", "-"), name, *at))
    return found


def _anchor(
    row: tuple[str, str, float, float],
    state: str,
    anchors: dict[str, tuple[str, float, float]],
    index: Array,
    px_per_mm: float,
) -> str:
    """Return the id of an anchor: its key, or KEY@STATE where the first one does not fit.

    A place close by is used again only where it lies as well inside the part in this state's map.
    """
    key, region, x, y = row
    first = anchors.setdefault(key, (region, x, y))
    if first[0] == region and np.hypot(first[1] - x, first[2] - y) < 0.6:
        deep = inside(index == NAMES.index(region) + 1)
        if deep[int(first[2] * px_per_mm), int(first[1] * px_per_mm)] >= LEAST_PX:
            return key
    anchors[f"{key}@{state}"] = (region, x, y)
    return f"{key}@{state}"


def _anchor_rows(anchors: dict[str, tuple[str, float, float]]) -> list[str]:
    rows = []
    for key, (region, x, y) in anchors.items():
        rows += [
            "[[anchor]]",
            f'id = "{key}"',
            f"at = [{x:.2f}, {y:.2f}]",
            f'region = "{region}"',
            "",
        ]
    return rows


def _regions() -> list[str]:
    rows = []
    for index, name in enumerate(NAMES, start=1):
        rows += ["[[region]]", f"index = {index}", f'id = "{name}"', f'name = "{name}"', ""]
    return rows


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
