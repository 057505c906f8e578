"""The head of a plate's file: its keys, sources, chips and crops."""

from __future__ import annotations

import numpy as np

from spine3d import frame, stimulator
from spine3d.sdf import to_parent
from spine3d.soft import disc_frames
from spine3d.spec import Plate, short
from spine3d.spine import DISCS, LEVELS, SpineParams, poses

STUDIO = "assets/studio/spine3d"
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


def focus(plate: Plate) -> dict[str, tuple[float, float, float, float]]:
    """Return crops in page mm: one a disc and a body in view, and `problem`."""
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


def head(plate: Plate, width: int) -> list[str]:
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
