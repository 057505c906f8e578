"""Flatten a state of a plate into one JPEG for paper, at 300 dots an inch, kept by state.

Layers are composed from the bottom up with Pillow; labels and ink are not in it, they are drawn
over it as vectors. A small picture is composed of layers made smaller first, many of which several
options share. Only plate pictures are kept, never anything of a patient.

Source: architecture.md 4 (paper); issue 6 (pictures at least 300 dpi).
"""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from missdesk.errors import PlateError
from missdesk.figures.plate import read_plate
from missdesk.figures.plate_model import Box, Layer, Plate
from missdesk.figures.scene import Picture
from missdesk.paths import assets_dir

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_MM: Final = 300 / 25.4
QUALITY: Final = 88
FADE_MM: Final = 5.0
"""How far the picture fades into the paper at its edges, in millimeters of paper."""
SHRINKS: Final = (3, 2)
"""By how much layers may be made smaller before they are laid over one another."""
FINER: Final = 1.1
"""How much finer than the picture on paper they are then still, at least."""


@lru_cache(maxsize=16)
def plate(plate_id: str) -> Plate:
    """Return a bundled plate.

    Raises:
        PlateError: It is missing or damaged.
    """
    return read_plate(assets_dir() / "plates" / plate_id)


def picture_bytes(picture: Picture) -> bytes:
    """Return the JPEG of a picture of a scene; its pixels fit its size on paper.

    Raises:
        PlateError: The plate, a state or a layer is missing or damaged.
    """
    found = plate(picture.plate)
    crop = picture.crop or (0.0, 0.0, *found.size_mm)
    return _jpeg(
        picture.plate,
        picture.state,
        crop,
        (round(picture.w * DOTS_PER_MM), round(picture.h * DOTS_PER_MM)),
        picture.is_mirrored,
        picture.hidden_groups,
        fades=picture.fades,
    )


@lru_cache(maxsize=32)
def _jpeg(
    plate_id: str,
    state: str,
    crop: Box,
    size_px: tuple[int, int],
    is_mirrored: bool,
    hidden: tuple[str, ...],
    *,
    fades: bool = True,
) -> bytes:
    """Compose, cut and write; the same arguments give the same bytes."""
    from PIL import Image  # start-up time

    x, y, w, h = crop
    finer = w * plate(plate_id).px_per_mm / size_px[0]
    shrink = next((s for s in SHRINKS if finer >= s * FINER), 1)
    scale = plate(plate_id).px_per_mm / shrink
    page = _composed(plate_id, state, is_mirrored, hidden, shrink)
    # The page has whole pixels: its edge can be a part of one short of the crop's.
    right, low = min((x + w) * scale, page.width), min((y + h) * scale, page.height)
    box = (max(0.0, x * scale), max(0.0, y * scale), right, low)
    small = page.resize(size_px, Image.Resampling.BICUBIC, box=box)
    paper = Image.new("RGB", size_px, (255, 255, 255))
    made = Image.composite(small, paper, _fade(size_px)) if fades else small
    out = io.BytesIO()
    made.save(out, "JPEG", quality=QUALITY, dpi=(300, 300), optimize=False)
    return out.getvalue()


@lru_cache(maxsize=2)
def _composed(
    plate_id: str, state: str, is_mirrored: bool, hidden: tuple[str, ...], shrink: int
) -> Image:
    """Return a state of a plate, whole and large; kept, for each text size cuts it anew."""
    from PIL import Image, ImageOps  # start-up time

    found = plate(plate_id)
    wide, high = (ceil(side / shrink) for side in _page_px(found))
    page = Image.new("RGBA", (wide, high), (255, 255, 255, 255))
    for layer in found.layers_of(state, hidden):
        image, (left, top) = (_layer if shrink == 1 else _small)(plate_id, layer, shrink)
        if is_mirrored and layer.mirrors:
            image, left = ImageOps.mirror(image), wide - left - image.width
        page.alpha_composite(image, (max(left, 0), max(top, 0)))
    return page.convert("RGB")


def _page_px(found: Plate) -> tuple[int, int]:
    """Return the size of a whole page in pixels of the files."""
    return (round(found.size_mm[0] * found.px_per_mm), round(found.size_mm[1] * found.px_per_mm))


def _layer(plate_id: str, layer: Layer, shrink: int) -> tuple[Image, tuple[int, int]]:
    """Return a layer, made smaller, and where it lies; a file holds its box, or the whole page.

    Raises:
        PlateError: The file is damaged.
    """
    from PIL import Image  # start-up time

    found = plate(plate_id)
    path = found.path(layer.file)
    try:
        with Image.open(path) as file:
            image = file.convert("RGBA")
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as error:
        raise _damaged(path) from error
    left, top, right, bottom = layer.box_px
    is_box = image.size == (right - left, bottom - top)
    if not is_box and image.size != _page_px(found):
        raise _damaged(path)  # laid down anyway, it would show a back that is not the plate's
    left, top = (left, top) if is_box else (0, 0)
    if shrink == 1:
        return image, (left, top)
    # Cut on whole pixels of the smaller page, so that layers lie over one another as before.
    x, y = left % shrink, top % shrink
    wide, high = (ceil(side / shrink) * shrink for side in (x + image.width, y + image.height))
    grown = image.crop((-x, -y, wide - x, high - y))
    return grown.reduce(shrink), (left // shrink, top // shrink)


_small = lru_cache(maxsize=64)(_layer)
"""The same, kept: the small pictures of one topic share many layers."""


def _fade(size_px: tuple[int, int]) -> Image:
    """Return a mask that is full inside and falls to nothing at the edges."""
    from PIL import Image, ImageChops  # start-up time

    width, height = size_px
    reach = max(1, round(FADE_MM * DOTS_PER_MM))

    def ramp(length: int) -> bytes:
        ends = (min(i, length - 1 - i) / reach for i in range(length))
        return bytes(round(255 * _smooth(min(1.0, e))) for e in ends)

    across = Image.frombytes("L", (width, 1), ramp(width)).resize(size_px)
    down = Image.frombytes("L", (1, height), ramp(height)).resize(size_px)
    return ImageChops.multiply(across, down)


def _smooth(share: float) -> float:
    """Return an S curve from 0 to 1."""
    return share * share * (3 - 2 * share)


def _damaged(path: Path) -> PlateError:
    """Say that a layer's file can't be read."""
    return PlateError(
        f"{path.parent.name}/{path.name}", "the picture can't be read", "Install MISSDesk again"
    )
