"""Look at rendered figures: which person is drawn how, and how alike two pictures are."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

from missdesk.figures.palette import LOOKS, PALETTES, Palette
from missdesk.figures.scene import Scene
from missdesk.handout.fonts import register
from missdesk.handout.scene_pdf import PictureSource, draw_scene
from missdesk.model.topic import Look

POINTS_PER_MM = 72 / 25.4


def on_paper(
    scene: Scene,
    palette: Palette = PALETTES["paper"],
    px_per_mm: float = 8.0,
    pictures: PictureSource | None = None,
) -> Image.Image:
    """Return a scene drawn to PDF and rendered."""
    return rendered(pdf_of(scene, palette, pictures), px_per_mm)


def pdf_of(
    scene: Scene, palette: Palette = PALETTES["paper"], pictures: PictureSource | None = None
) -> bytes:
    """Return a PDF of one page as large as the scene."""
    register()
    out = BytesIO()
    height = scene.height_mm * POINTS_PER_MM
    size = (scene.width_mm * POINTS_PER_MM, height)
    canvas = Canvas(out, size, invariant=1, initialFontName="MISSDeskSans-Regular")
    draw_scene(canvas, scene, 0, height, palette, pictures=pictures)
    canvas.save()
    return out.getvalue()


def rendered(pdf: bytes, px_per_mm: float) -> Image.Image:
    """Return the first page's pixels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page: Image.Image = document[0].render(scale=px_per_mm / POINTS_PER_MM).to_pil()
        return page.convert("RGB")
    finally:
        document.close()


def difference(a: Image.Image, b: Image.Image) -> float:
    """Return the mean difference of two pictures, 0 to 255, sizes made equal."""
    other = b.resize(a.size) if a.size != b.size else b
    means = ImageStat.Stat(ImageChops.difference(a.convert("RGB"), other.convert("RGB"))).mean
    return sum(means) / len(means)


def near(image: Image.Image, color: str, tolerance: int = 40) -> float:
    """Return the share of pixels near a color."""
    wanted = Image.new("RGB", image.size, color)
    red, green, blue = ImageChops.difference(image, wanted).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    hits = sum(worst.histogram()[: tolerance + 1])
    return hits / (image.width * image.height)


def people_seen(image: Image.Image, look: Look, palette: Palette) -> str:
    """Return 100 letters from the top left: s = filled, m = tinted, r = outline."""
    step = image.width / 10
    style = LOOKS[look]
    seen = ""
    for place in range(100):
        x, y = (place % 10) * step, (place // 10) * step
        chest = image.crop((x + 0.3 * step, y + 0.58 * step, x + 0.7 * step, y + 0.86 * step))
        if near(chest, palette[style.color], 70) > 0.3:
            seen += "s"
        else:
            seen += "m" if near(chest, palette[style.tint], 4) > 0.5 else "r"
    return seen
