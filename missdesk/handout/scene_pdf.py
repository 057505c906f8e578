"""Draw a Scene onto a ReportLab canvas as vectors; the screen painter draws the same data.

A scene is drawn inside whatever mark the caller has open (a Figure element with the scene's
alt text); this module opens none itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from missdesk.figures.palette import Palette
from missdesk.figures.patterns import gaps
from missdesk.figures.scene import (
    Command,
    Ellipse,
    Fill,
    Group,
    Item,
    Line,
    Path,
    Picture,
    Rect,
    Scene,
    Stroke,
    TextItem,
    box_of,
    outline,
)
from missdesk.figures.text_block import left_end
from missdesk.figures.text_fit import FALLBACK, FAMILY, runs, width_mm
from missdesk.handout.styles import rgb

FontName = Callable[[str, int], str]
"""Gives the registered font for a family ("MISSDesk Sans", "Noto Sans") and weight."""
PictureSource = Callable[[Picture], bytes]
"""Gives a picture flattened and cropped, as a JPEG or PNG file."""
Canvas = Any
"""A reportlab.pdfgen.canvas.Canvas, which has no types."""

_SUFFIX: Final[Mapping[int, str]] = {
    400: "Regular",
    500: "Medium",
    600: "SemiBold",
    700: "Bold",
}
_BOLD_FROM: Final = 600
_POINT: Final = 0.001


def font_name(family: str, weight: int) -> str:
    """Return the name under which the handout registers a bundled font.

    The main family has four weights ("MISSDeskSans-SemiBold"); the spare one has two.
    """
    if family == FALLBACK:
        return "NotoSans-Bold" if weight >= _BOLD_FROM else "NotoSans-Regular"
    return f"{FAMILY.replace(' ', '')}-{_SUFFIX[weight]}"


def draw_scene(
    canvas: Canvas,
    scene: Scene,
    x_pt: float,
    y_top_pt: float,
    palette: Palette,
    *,
    fonts: FontName = font_name,
    pictures: PictureSource | None = None,
    scale: float = 1.0,
) -> None:
    """Draw a scene with its top left corner at x_pt, y_top_pt (points, y up).

    Args:
        canvas: ReportLab canvas; its state is restored.
        scene: What to draw.
        x_pt: Left edge.
        y_top_pt: Top edge, from the bottom of the page.
        palette: Token to "#RRGGBB", "paper" or "paper-grey".
        fonts: Which registered font to use.
        pictures: Gives files for `Picture` items; without it they are left empty.
        scale: 1 draws one scene mm as one mm of paper.

    Raises:
        KeyError: A color token is not in the palette, or a font is not registered.
    """
    canvas.saveState()
    canvas.transform(mm * scale, 0, 0, -mm * scale, x_pt, y_top_pt)
    _Drawing(canvas, palette, fonts, pictures).items(scene.items)
    canvas.restoreState()


class _Drawing:
    """One run over a scene, with the canvas in mm and y down."""

    def __init__(
        self,
        canvas: Canvas,
        palette: Palette,
        fonts: FontName,
        pictures: PictureSource | None,
    ) -> None:
        self._canvas = canvas
        self._palette = palette
        self._fonts = fonts
        self._pictures = pictures

    def items(self, items: tuple[Item, ...]) -> None:
        """Draw items from the bottom up."""
        for item in items:
            self._item(item)

    def _item(self, item: Item) -> None:
        match item:
            case Group():
                self._group(item)
            case TextItem():
                self._text(item)
            case Line():
                self._pen(item.stroke)
                self._canvas.line(item.x1, item.y1, item.x2, item.y2)
            case Picture():
                self._picture(item)
            case _:
                self._shape(item)

    def _group(self, group: Group) -> None:
        self._canvas.saveState()
        self._canvas.translate(group.dx, group.dy)
        if group.clip is not None:
            self._clip(outline(group.clip))
        self.items(group.items)
        self._canvas.restoreState()

    def _shape(self, item: Rect | Ellipse | Path) -> None:
        commands = outline(item)
        fill, stroke = item.fill, item.stroke
        is_plain = fill is None or fill.pattern == "solid"
        if fill is not None:
            self._canvas.setFillColor(self._color(fill.color_token))
        if is_plain and stroke is not None:
            self._pen(stroke)
        self._canvas.drawPath(
            self._path(commands),
            fill=int(fill is not None),
            stroke=int(is_plain and stroke is not None),
            fillMode=1,
        )
        if fill is not None and not is_plain:
            self._take_out(fill, commands)
            if stroke is not None:
                self._pen(stroke)
                self._canvas.drawPath(self._path(commands), fill=0, stroke=1)

    def _take_out(self, fill: Fill, commands: tuple[Command, ...]) -> None:
        """Draw the pattern's gaps inside the shape."""
        taken = gaps(fill, box_of(commands))
        self._canvas.saveState()
        self._clip(commands)
        self._canvas.setStrokeColor(self._color(fill.gap_token))
        self._canvas.setDash()
        # A dot is the shortest line with round ends: a tenth of the bytes of a circle.
        dots = ((cx, cy, cx + _POINT, cy) for cx, cy in taken.dots)
        self._canvas.setLineCap(1 if taken.dots else 2)
        self._canvas.setLineWidth(taken.width_mm or 2 * taken.radius_mm)
        path = self._canvas.beginPath()
        for x1, y1, x2, y2 in (*taken.lines, *dots):
            path.moveTo(x1, y1)
            path.lineTo(x2, y2)
        self._canvas.drawPath(path, fill=0, stroke=1)
        self._canvas.restoreState()

    def _text(self, item: TextItem) -> None:
        self._canvas.saveState()
        self._canvas.transform(1, 0, 0, -1, left_end(item), item.y)
        self._canvas.setFillColor(self._color(item.color_token))
        along = 0.0
        for family, part in runs(item.text, item.weight):
            self._canvas.setFont(self._fonts(family, item.weight), item.size_mm)
            self._canvas.drawString(along, 0, part)
            along += width_mm(part, item.size_mm, item.weight)
        self._canvas.restoreState()

    def _picture(self, item: Picture) -> None:
        if self._pictures is None:
            return
        reader = ImageReader(BytesIO(self._pictures(item)))
        self._canvas.saveState()
        self._canvas.transform(1, 0, 0, -1, item.x, item.y + item.h)
        self._canvas.drawImage(reader, 0, 0, item.w, item.h)
        self._canvas.restoreState()

    def _clip(self, commands: tuple[Command, ...]) -> None:
        self._canvas.clipPath(self._path(commands), stroke=0, fill=0, fillMode=1)

    def _path(self, commands: tuple[Command, ...]) -> Any:  # noqa: ANN401  ReportLab's path
        path = self._canvas.beginPath()
        self._add(path, commands)
        return path

    @staticmethod
    def _add(path: Any, commands: tuple[Command, ...]) -> None:  # noqa: ANN401  ReportLab's path
        for command in commands:
            match command:
                case ("M", x, y):
                    path.moveTo(x, y)
                case ("L", x, y):
                    path.lineTo(x, y)
                case ("C", x1, y1, x2, y2, x, y):
                    path.curveTo(x1, y1, x2, y2, x, y)
                case _:
                    path.close()

    def _color(self, token: str) -> Any:  # noqa: ANN401  ReportLab's color
        return rgb(self._palette[token])

    def _pen(self, stroke: Stroke) -> None:
        self._canvas.setStrokeColor(self._color(stroke.color_token))
        self._canvas.setLineWidth(stroke.width_mm)
        self._canvas.setLineCap(1 if stroke.is_round else 0)
        self._canvas.setLineJoin(1 if stroke.is_round else 0)
        self._canvas.setDash(list(stroke.dash))
