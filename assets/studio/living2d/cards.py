"""The two cards with people, and the command that draws all seven cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from back2d.light import Array, rgb
from PIL import Image

from living2d import curve, props, side_cards
from living2d.paint import Frame, Page
from living2d.people import AMIR, ROSA
from living2d.shapes import oval
from living2d.sidefigure import Limb, Pose, draw_near_arm, draw_side
from living2d.stage import HEIGHT_PX, PAPER, WIDTH_PX

FINER = 2


def _frame(px_per_cm: float, x0: float, y0: float) -> Frame:
    """Return a card's frame: px of the final card for one cm."""
    return Frame(WIDTH_PX, HEIGHT_PX, FINER, px_per_cm, x0, y0)


def staying_well() -> Image.Image:
    """Return a woman who walks, calm, her spine softly visible."""
    back = Page(_frame(2.72, 400, 487))
    props.tree(back, -104, -3, 104)
    props.tree(back, 108, -2, 84)
    props.ground(back, -138, 138)
    props.shade(back, -24, -1, 15)
    props.shade(back, 33, 0, 16)
    person, spine, front = (Page(back.frame) for _ in range(3))
    pose = Pose(
        (0, -88), 1, Limb((-31, -13.5), 30), Limb((33, -8.5), -13),
        Limb((26, -86), None), Limb((-17, -77), None), bow=2,
    )  # fmt: skip
    figure = draw_side(person, ROSA, pose, spine, 1.55)
    draw_near_arm(front, figure)
    return _flat(back, person, spine, front)


def do_i_need_surgery() -> Image.Image:
    """Return a man on a bench beside a signpost with two ways, his spine softly visible."""
    back = Page(_frame(2.95, 330, 478))
    props.tree(back, -76, -4, 96)
    props.ground(back, -118, 160)
    for x in (-30, 15):
        props.shade(back, x, 0, 9)
    props.shade(back, 98, 0, 12)
    props.shade(back, 44, 0, 17)
    back.glow(oval((130, 4), 34, 3.4), "#f7efdc", 0.9, 1.4)
    props.signpost(back, 98, 132)
    props.bench(back, -32, 22, 46)
    person, spine, front = (Page(back.frame) for _ in range(3))
    pose = Pose(
        (-13, -55), -5, Limb((30, -8), 0), Limb((38, -8), 0),
        Limb((15, -64.5), 16, 1, "flat"), Limb((19, -66), 14, 1, "flat"), bow=7, head=-7,
    )  # fmt: skip
    figure = draw_side(person, AMIR, pose, spine, 1.4)
    draw_near_arm(front, figure)
    return _flat(back, person, spine, front)


def _flat(*pages: Page) -> Image.Image:
    """Return pages on the card's paper at its final size."""
    flat: Array = np.broadcast_to(rgb(PAPER), (*pages[0].frame.shape, 3)).astype(np.float32)
    for page in pages:
        flat = flat * (1 - page.rgba[..., 3:]) + page.rgba[..., :3]
    noise = np.random.default_rng(5).uniform(-0.5, 0.5, flat.shape[:2])[..., None]
    eight = np.clip(flat * 255 + 0.5 + noise, 0, 255).astype(np.uint8)
    return Image.fromarray(eight, "RGB").resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)


CARDS: dict[str, Callable[[], Image.Image]] = {
    "narrow-canal": lambda: side_cards.narrow_canal(2.0).flat(),
    "joining-bones": lambda: side_cards.joining_bones(2.0).flat(),
    "broken-bone": lambda: side_cards.broken_bone(2.0).flat(),
    "curved-spine": lambda: curve.curved_spine(2.0).flat(),
    "pain-after-surgery": lambda: side_cards.pain_after_surgery(2.0).flat(),
    "staying-well": staying_well,
    "do-i-need-surgery": do_i_need_surgery,
}


def write(folder: Path, names: list[str]) -> dict[str, int]:
    """Draw and save cards (all of them when none is named); return their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    for name in names or list(CARDS):
        file = folder / f"{name}.webp"
        CARDS[name]().save(file, "WEBP", quality=92, method=6)
        sizes[file.name] = file.stat().st_size
    return sizes
