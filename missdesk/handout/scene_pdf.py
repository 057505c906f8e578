"""Draw a Scene onto a ReportLab canvas as vectors; the screen painter draws the same data.

A scene is drawn inside whatever mark the caller has open (a Figure element with the scene's
alt text); this module opens none itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFImageXObject, PDFName, PDFStream

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
_LONG: Final = 2000
"""Characters of operators from which on they are an object of the file."""
_JPEG: Final = b"\xff\xd8"


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


class DrawnScene:
    """A scene that is drawn in handout after handout: what it writes is kept.

    Letters have other numbers in some files, and pictures are objects of their file, so a scene
    with one is drawn anew. A long one, such as a hundred people, is a packed object of the file.
    """

    def __init__(self, scene: Scene) -> None:
        """Keep the scene."""
        self.scene = scene
        self._is_same = _is_shapes(scene.items)
        self._written: list[str] = []
        self._packed = b""

    def draw(
        self,
        canvas: Canvas,
        x_pt: float,
        y_top_pt: float,
        palette: Palette,
        *,
        pictures: PictureSource | None = None,
    ) -> None:
        """Draw it as `draw_scene` does, always with the same palette."""
        if not self._is_same:
            draw_scene(canvas, self.scene, x_pt, y_top_pt, palette, pictures=pictures)
            return
        canvas.saveState()
        canvas.transform(mm, 0, 0, -mm, x_pt, y_top_pt)
        self._write(canvas, palette)
        if self._packed:
            _place(canvas, self._packed, self._form)
        else:
            canvas._code.extend(self._written)
        canvas.restoreState()

    def _write(self, canvas: Canvas, palette: Palette) -> None:
        """Keep what draws it, once: operators, which stand in a list of the canvas."""
        if self._written or self._packed:
            return
        begin = len(canvas._code)
        _Drawing(canvas, palette, font_name, None).items(self.scene.items)
        self._written = canvas._code[begin:]
        del canvas._code[begin:]
        operators = "\n".join(self._written).encode("ascii")
        if len(operators) > _LONG:
            self._packed, self._written = zlib.compress(operators), []

    def _form(self, _name: str) -> PDFStream:
        """Return an object of the file that draws it; lines may be wider than the scene."""
        wide, high = self.scene.width_mm, self.scene.height_mm
        box = PDFArray([-wide, -high, 2 * wide, 2 * high])
        head = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box}
        head |= {"Resources": PDFDictionary({}), "Filter": PDFName("FlateDecode")}
        return PDFStream(PDFDictionary(head), self._packed)


def _place(canvas: Canvas, data: bytes, make: Callable[[str], object]) -> None:
    """Draw an object of the file, made once from its data."""
    name = sha256(data).hexdigest()[:32]
    document = canvas._doc
    if document.getXObjectName(name) not in document.idToObject:
        document.addForm(name, make(name))
    canvas.doForm(name)


def _image(data: bytes, name: str) -> PDFImageXObject:
    """Return a JPEG as an object of the file.

    Raises:
        ValueError: It is damaged.
    """
    made = PDFImageXObject(name)
    if not made.loadImageFromJPEG(BytesIO(data)):
        raise ValueError("a picture can't be read")
    return made


def _is_shapes(items: tuple[Item, ...]) -> bool:
    """Return whether items are shapes and nothing else."""
    return all(
        _is_shapes(item.items)
        if isinstance(item, Group)
        else not isinstance(item, TextItem | Picture)
        for item in items
    )


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
        data = self._pictures(item)
        self._canvas.saveState()
        self._canvas.transform(1, 0, 0, -1, item.x, item.y + item.h)
        if data.startswith(_JPEG):
            # ReportLab would unpack the whole picture to give it a name.
            self._canvas.scale(item.w, item.h)
            _place(self._canvas, data, partial(_image, data))
        else:
            self._canvas.drawImage(ImageReader(BytesIO(data)), 0, 0, item.w, item.h)
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
