"""Flatten plates small and see them as other eyes do; shared by the tools that look at plates.

Sources: Machado, Oliveira, Fernandes 2009 (full protan, deutan and tritan loss, linear light);
WCAG 2.2 for luminance and contrast ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PIL import Image

from missdesk.figures.plate import Plate, read_plate
from missdesk.paths import assets_dir

Color = tuple[float, float, float]
Matrix = tuple[Color, Color, Color]

_LUMA: Final = (0.2126, 0.7152, 0.0722)
EYES: Final[dict[str, Matrix]] = {
    "all colors": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "grey": (_LUMA, _LUMA, _LUMA),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How a color in linear light reaches an eye."""


def all_plates(names: Sequence[str] = ()) -> list[Plate]:
    """Return the plates of the app, or those named.

    Raises:
        PlateError: One is missing or damaged.
    """
    folder = assets_dir() / "plates"
    found = names or sorted(path.parent.name for path in folder.glob("*/plate.toml"))
    return [read_plate(folder / name) for name in found]


class Flattener:
    """Flattens states of one plate at a small size; a layer is read once."""

    def __init__(self, plate: Plate, width_px: int) -> None:
        """Choose the width of a flattened page."""
        self._plate = plate
        self._scale = width_px / (plate.size_mm[0] * plate.px_per_mm)
        self.size = (width_px, round(width_px * plate.size_mm[1] / plate.size_mm[0]))
        self._layers: dict[str, Image.Image] = {}

    def page(self, state: str) -> Image.Image:
        """Return a state on white paper, RGB."""
        page = Image.new("RGBA", self.size, (255, 255, 255, 255))
        for layer in self._plate.layers_of(state):
            if layer.id not in self._layers:
                self._layers[layer.id] = self._read(layer.file, layer.box_px)
            page.alpha_composite(self._layers[layer.id])
        return page.convert("RGB")

    def regions(self, state: str) -> Image.Image | None:
        """Return a state's tap map at the same size: one index a pixel."""
        file = self._plate.states[state].regions
        if file is None:
            return None
        with Image.open(self._plate.path(file)) as image:
            return image.resize(self.size, Image.Resampling.NEAREST)

    def _read(self, file: str, box_px: tuple[int, int, int, int]) -> Image.Image:
        """Return a layer as a whole small page."""
        page = Image.new("RGBA", self.size)
        with Image.open(self._plate.path(file)) as image:
            layer = image.convert("RGBA")
        left, top, right, bottom = box_px
        if layer.size != (right - left, bottom - top):
            left, top, (right, bottom) = 0, 0, layer.size
        at = (round(left * self._scale), round(top * self._scale))
        wide, high = round(right * self._scale) - at[0], round(bottom * self._scale) - at[1]
        if wide > 0 and high > 0:
            small = layer.resize((wide, high), Image.Resampling.BOX)
            page.alpha_composite(small, at)
        return page


def linear(color: Color) -> Color:
    """Return sRGB (0 to 255) in linear light (0 to 1)."""
    red, green, blue = (
        c / 255 / 12.92 if c <= 10.31475 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color
    )
    return red, green, blue


def seen(light: Color, eyes: str) -> Color:
    """Return linear light as some eyes see it, kept within 0 to 1."""
    red, green, blue = (
        min(1.0, max(0.0, sum(part * c for part, c in zip(row, light, strict=True))))
        for row in EYES[eyes]
    )
    return red, green, blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colors in linear light, 1 to 21."""
    bright, dark = sorted(
        (sum(w * c for w, c in zip(_LUMA, color, strict=True)) for color in (one, other)),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


def see_as(image: Image.Image, eyes: str) -> Image.Image:
    """Return a picture as some eyes see it."""
    to_light = [round(255 * linear((v, v, v))[0] ** (1 / 2)) for v in range(256)]
    from_light = [_encoded((v / 255) ** 2) for v in range(256)]
    light = image.point(to_light * 3)  # square roots of light: eight bits keep the dark parts
    pixels = light.tobytes()
    done: dict[bytes, bytes] = {}
    out = bytearray(len(pixels))
    for at in range(0, len(pixels), 3):
        key = pixels[at : at + 3]
        if key not in done:
            parts = seen(tuple((v / 255) ** 2 for v in key), eyes)  # type: ignore[arg-type]
            done[key] = bytes(round(255 * part**0.5) for part in parts)
        out[at : at + 3] = done[key]
    return Image.frombytes("RGB", image.size, bytes(out)).point(from_light * 3)


def _encoded(light: float) -> int:
    """Return linear light as an sRGB value, 0 to 255."""
    return round(
        255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)
    )
