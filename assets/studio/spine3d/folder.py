"""Taken states to a plate folder: cropped WebP layers, region maps, plate.toml."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np
from PIL import Image

from spine3d import stimulator
from spine3d.anatomy import REGIONS
from spine3d.picture import ORDER
from spine3d.sdf import Array, to_parent
from spine3d.shoot import ABOVE, LEAST_PX, MAP_STEP, Taken, inside
from spine3d.soft import disc_frames
from spine3d.spec import Plate, Spec, short
from spine3d.spine import CHEST, DISCS, LEVELS, SpineParams, poses

STUDIO = "assets/studio/spine3d"
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
CHIPS = {
    "bones": "bone",
    "ligaments": "bone",
    "disc": "nerves_disc",
    "nerves": "nerves_disc",
    "implants": "always",
    "ghost": "always",
    "pressure": "nerves_disc",
    "instruments": "tools",
    "muscle": "muscle",
    "moved": "moved",
    "skin": "skin_fat",
}
"""Group -> the chip that shows it."""
HEADER = """\
# Written by assets/studio/spine3d (python -m spine3d plates). Do not edit by hand.
# Millimeters count from the page's top left corner, y down. Pixels count on the full page.
# A layer file holds only its box: place it at box_px[0], box_px[1]. Layers bottom to top.
# Anchor ids are KEY or KEY@STATE; a state lists every KEY once; labels are asked for by KEY.
# Drawn for the patient's left (picture left, or nearer). No great vessels are drawn, so all
# layers mirror: flip about the page's vertical middle and swap -left and -right in keys.
"""
_SOURCES = (
    "L5 body 30.3 and 26.3 mm high: ijssurgery table 11003 (value seen in search text)",
    "wedge of the bodies L1 to L5: PMC2899959 (value seen in search text)",
    "disc heights rise from L1-L2 to L4-L5: RoeFo 1997;167:11, Nissan 1986 (order only)",
    "disc heights in mm: our choice",
    "sacral slope 39 and lordosis 51 degrees: Hegazy 2014 (range seen in search text)",
    "widths, depths, pedicles, canal of L1 to L5: Panjabi 1992 (recalled, to be verified)",
    "facet joints at about 45 degrees: recalled, to be verified",
)
_CHEST = (
    "chest vertebrae: Panjabi 1991 (recalled, to be verified)",
    "chest curve of about 40 degrees: our choice",
    "hip bones and ribs: own landmarks (recalled sizes, to be verified); ribs end on purpose",
    "curves of about 32 and 58 degrees, and what is left after surgery: our choice, examples only",
)
_IMPLANTS = "screws of 6.5 mm, rods of 5.5 mm, cage of 26 x 23 mm: recalled, to be verified"
_WAYS = (
    "lengths and places of cuts, width of openings, depth of skin and muscle: a sketch; they depend"
    " on the bones and the person, so no source was sought for them in mm",
    "both ways: the same bones, four screws for one broken bone, the same span from top to bottom;"
    " the open cut is the longest: Front Surg 2022;9:1036255 (order only, seen in search text)",
    "screw tubes of 15 mm; guide wires, drawn a little thicker than they are; retractor blades:"
    " recalled, to be verified",
)
_BROKEN = "loss of height, piece in the canal and cement: our choice, examples only"
_LAST = "everything else: own landmarks and design choices, not reviewed by a clinician"


def sources(plate: Plate) -> tuple[str, ...]:
    """Return where the measures of a plate come from."""
    rows = list(_SOURCES)
    has_skin = any(s.skin for s in plate.states)
    if plate.id.startswith("whole") or has_skin:
        rows += _CHEST[: 3 if has_skin else None]
    if has_skin:
        rows += stimulator.SOURCES
    elif any(s.extra for s in plate.states):
        rows.append(_IMPLANTS)
    if any(s.params.wedge or s.params.burst for s in plate.states):
        rows.append(_BROKEN)
    if any(s.way for s in plate.states):
        rows += _WAYS
    return (*rows, _LAST)


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


def focus(plate: Plate) -> dict[str, tuple[float, float, float, float]]:
    """Return crops in page mm: one a disc and a body in view, and `problem`."""
    from spine3d import frame

    w, h = plate.view.size_mm
    out = {"problem": (0.0, 0.0, w, h)}
    if any(s.skin for s in plate.states):
        # What it shows lies away from the ill level; cut at the top, so that it fades there.
        return {"problem": (0.0, 0.035 * h, w, 0.965 * h)}
    if any(s.way for s in plate.states) and not plate.id.startswith("whole"):
        return out | {"operation": (0.0, 0.175 * h, w, 0.7 * h)}  # one bone is drawn for all
    pose = poses(SpineParams(top="T1"))
    spots = {short(n): pose[n][:3, 3] + np.array([0, 12, 0]) for n in LEVELS}
    for d in DISCS:
        low, up = disc_frames(d, SpineParams(top="T1"), pose)
        spots[short(d)] = (
            to_parent(np.array([0.0, 16.0, 0.0]), low)[0] * 0.5
            + to_parent(np.array([0.0, 16.0, 0.0]), up)[0] * 0.5
        )
    fw = min(w, 110.0)
    fh = fw * 0.8
    for name, world in spots.items():
        x, y, _ = frame.place(plate.view, world)[0]
        if 0 < x < w and 0.03 * h < y < 0.97 * h:
            left, top = (
                float(np.clip(c - s / 2, 0, full - s)) for c, s, full in ((x, fw, w), (y, fh, h))
            )
            out[name] = (left, top, fw, fh)
    return out


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
        *_head(plate, width),
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


def _head(plate: Plate, width: int) -> list[str]:
    """Return the plate's own keys, the chip table and the crops."""
    w, h = plate.view.size_mm
    return [
        f'id = "{plate.id}"',
        f'view = "{plate.id.partition("-")[2]}"',
        f'level = "{_level(plate)}"',
        f"size_mm = [{w}, {h}]",
        f"px_per_mm = {width / w:.6f}",
        f'studio = "{STUDIO}"',
        "sources = [",
        *(f'  "{words}",' for words in sources(plate)),
        "]",
        "",
        "[groups]",
        *(f'{group} = "{chip}"' for group, chip in CHIPS.items()),
        "",
        "[focus]",
        *(f"{name} = [{', '.join(f'{v:.1f}' for v in box)}]" for name, box in focus(plate).items()),
        "",
        "[review]",
        "",
    ]


def _level(plate: Plate) -> str:
    """Return what part of the spine a plate shows."""
    if any(s.skin for s in plate.states):
        return "T8-pelvis"
    return "T1-pelvis" if plate.id.startswith("whole") else "L1-S1"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
