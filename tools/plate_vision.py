"""Measure whether what matters in each picture can be told from its neighbors by every eye.

    .venv/bin/python tools/plate_vision.py [PLATE ...]

For each part that is ill, pinched, moved or put in, and each part that touches it: the contrast
ratio of their mean colors for full color sight, in grey and with each kind of color loss. A part
passes with 3 : 1 or more towards each neighbor, or with a second sign: a label, a ring or a
hatch. Prints one line a plate and part, its worst ratio and its signs; ends with 1 when one
has neither (issue 4; WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image, ImageChops, ImageFilter, ImageStat

from missdesk.figures.plate import Plate
from tools.plate_pixels import EYES, Flattener, all_plates, contrast, linear, seen

WIDTH_PX: Final = 700
LEAST_PIXELS: Final = 12
BAR: Final = 3.0
MATTERS: Final = frozenset(
    {
        *("hernia", "nerve_pinched", "scar_tissue", "muscle_moved", "bone_window", "fracture"),
        *("disc_worn", "cement", "cage", "screw", "rod", "retractor", "tube", "working_tube"),
        "endoscope",
    }
)
"""Regions by which a patient tells what is wrong and what is done."""
HATCHED: Final = frozenset({"muscle_moved"})


class Part(NamedTuple):
    """One part in one state: the neighbor and the eyes that tell it worst."""

    state: str
    region: str
    ratio: float
    neighbor: str
    eyes: str
    signs: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Return whether every eye can tell it, by contrast or by a second sign."""
        return self.ratio >= BAR or bool(self.signs)


def main() -> int:
    """Print the table of worst cases."""
    failed = 0
    print("plate; part; states; worst contrast; against; eyes; second signs")
    for plate in all_plates(sys.argv[1:]):
        parts = list(measure(plate))
        failed += sum(not part.passes for part in parts)
        for region in sorted({part.region for part in parts}):
            same = [part for part in parts if part.region == region]
            worst = min(same, key=lambda part: (part.passes, part.ratio))
            print(
                f"{plate.id}; {region}; {len(same)}; {worst.ratio:.2f}; {worst.neighbor};"
                f" {worst.eyes}; {', '.join(worst.signs) or '-'}"
                + ("" if worst.passes else f"   FAILS in {worst.state}")
            )
    print(f"{failed} parts have neither contrast nor a second sign", file=sys.stderr)
    return 1 if failed else 0


def measure(plate: Plate) -> Iterator[Part]:
    """Yield every part that matters, of every state that has a tap map."""
    flat = Flattener(plate, WIDTH_PX)
    for state in plate.states:
        tap_map = flat.regions(state)
        if tap_map is None:
            continue
        page = flat.page(state)
        masks = {
            name: tap_map.point(lambda v, at=index: 255 if v == at else 0, "L")
            for index, name in plate.regions.items()
        }
        masks = {name: mask for name, mask in masks.items() if _pixels(mask)}
        for region in sorted(MATTERS & masks.keys()):
            yield from _part(plate, state, region, page, masks)


def _part(
    plate: Plate, state: str, region: str, page: Image.Image, masks: dict[str, Image.Image]
) -> Iterator[Part]:
    """Yield one part with its worst neighbor; none when it is a few pixels."""
    own = masks[region]
    if _pixels(own) < LEAST_PIXELS:
        return
    near = own.filter(ImageFilter.MaxFilter(7))
    light = _light(page, own)
    worst = (21.0, "-", "-")
    for name, mask in masks.items():
        touching = ImageChops.darker(near, mask)
        if name == region or _pixels(touching) < LEAST_PIXELS:
            continue
        other = _light(page, touching)
        for eyes in EYES:
            ratio = contrast(seen(light, eyes), seen(other, eyes))
            worst = min(worst, (ratio, name, eyes))
    yield Part(state, region, worst[0], worst[1], worst[2], _signs(plate, state, region))


def _signs(plate: Plate, state: str, region: str) -> tuple[str, ...]:
    """Return what else than brightness tells a part: a label, a ring, a hatch."""
    found = []
    if any(anchor.region == region for anchor in plate.targets(state).values()):
        found.append("label")
    if region == "nerve_pinched" and any(
        layer.group == "pressure" for layer in plate.layers_of(state)
    ):
        found.append("ring")
    if region in HATCHED:
        found.append("hatch")
    return tuple(found)


def _pixels(mask: Image.Image) -> int:
    """Return how many pixels a mask has."""
    return mask.histogram()[255]


def _light(page: Image.Image, mask: Image.Image) -> tuple[float, float, float]:
    """Return the mean color of a part in linear light."""
    red, green, blue = ImageStat.Stat(page, mask).mean
    return linear((float(red), float(green), float(blue)))


if __name__ == "__main__":
    sys.exit(main())
