"""Paint every kind of figure for looking at: screen light, screen contrast, PDF, and grey.

Run `.venv/bin/python tools/figure_gallery.py OUT`; it writes OUT/<figure>-<theme>.png and
OUT/<figure>-pdf.png, OUT/<figure>-grey.png (the PDF, rendered).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage, QPainter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from missdesk.figures.badge import badge
from missdesk.figures.certainty import certainty_bars
from missdesk.figures.icon_array import Frames, bust, icon_array
from missdesk.figures.label_items import label_items
from missdesk.figures.labels import Wish, height_below, place_labels
from missdesk.figures.lanes import Lane
from missdesk.figures.palette import PALETTES
from missdesk.figures.plate import Plate, read_plate
from missdesk.figures.range_bar import cell_figure
from missdesk.figures.scar_map import CutSize, ScarPanel, scar_map
from missdesk.figures.scene import Item, Picture, Scene
from missdesk.figures.timeline import TimelineRow, timeline
from missdesk.handout.pictures import picture_bytes
from missdesk.handout.scene_pdf import draw_scene
from missdesk.model.evidence import Arm, Certainty, Unknown
from missdesk.model.recovery import DayRange
from missdesk.model.topic import Look
from missdesk.paths import assets_dir
from missdesk.ui.scene_painter import paint_scene

LOOKS: tuple[Look, ...] = ("open", "mis", "camera", "other", "none")
PX_PER_MM = 6.0
FRAMES = Frames("have another operation", "have no other operation")


def sheet(scenes: Iterable[Scene], columns: int, gap: float = 8.0) -> Scene:
    """Return scenes set in rows of so many."""
    items: list[Item] = []
    x = y = gap
    tall = wide = 0.0
    for number, scene in enumerate(scenes):
        if number and number % columns == 0:
            x, y, tall = gap, y + tall + gap, 0.0
        items.append(scene.at(x, y))
        x += scene.width_mm + gap
        tall, wide = max(tall, scene.height_mm), max(wide, x)
    return Scene(wide, y + tall + gap, tuple(items))


def sheets() -> dict[str, Scene]:
    """Return all figures by file stem."""
    fifteen, span = Arm(value=15, unit="in 100"), Arm(low=2.3, high=6.6, unit="in 100")
    tiny, all_ = Arm(value=0.4, unit="in 100"), Arm(value=95, unit="in 100")
    arrays = [
        icon_array(cell, look, 66, frames=FRAMES, with_frames=True)
        for cell, look in (
            (Arm(value=10, unit="in 100"), LOOKS[0]),
            (fifteen, LOOKS[1]),
            (Arm(value=27, unit="in 100"), LOOKS[2]),
            (all_, LOOKS[4]),
            (span, LOOKS[0]),
            (Arm(low=1.1, high=4.4, unit="in 100"), LOOKS[1]),
            (tiny, LOOKS[3]),
        )
    ]
    reason = "This study did not follow people who had no operation."
    arrays.append(icon_array(Unknown.NOT_STUDIED, "none", 66, reason=reason))
    points = Arm(value=16, unit="points", scale="pain 0-100", better="lower")
    bars = [
        cell_figure(cell, look, 38, top=top)
        for cell, top in (
            (all_, None),
            (fifteen, None),
            (span, None),
            (tiny, None),
            (points, None),
            (Arm(low=7, high=22, unit="points", scale="ODI 0-100"), None),
            (Arm(value=3.3, unit="days"), None),
            (Arm(low=1, high=2, unit="cm"), 6.0),
            (Unknown.NOT_KNOWN, None),
        )
        for look in LOOKS
    ]
    signs = [
        *(badge(look, 10) for look in LOOKS),
        *(bust(look, 10, kind=kind) for look in LOOKS for kind in ("sure", "maybe", "rest")),
        *(certainty_bars(step, 5) for step in Certainty),
    ]
    return {
        "arrays": sheet(arrays, 4),
        "bars": sheet(bars, 5),
        "signs": sheet(signs, 12),
        "timeline": sheet((_timeline(date(2026, 12, 7), 250), _timeline(None, 176)), 1),
        "scars": sheet((_scars(200, 2), _scars(176, 3)), 1),
        "labels": sheet((_labels("open-4", 4.4), _labels("tube-4", 4.4)), 1),
        "labels-large": sheet((_labels("hernia-left", 8.4), _labels("open-3", 8.4)), 1),
    }


NAMES: dict[Look, str] = {"open": "Through one longer cut", "mis": "Through a tube"}


def _timeline(operation: date | None, width: float) -> Scene:
    """Return rows of every kind."""

    def both(first: int, last: int) -> tuple[Lane, ...]:
        return tuple(Lane(look, DayRange(first, last)) for look in LOOKS[:2])

    rows = (
        TimelineRow("Walk", both(0, 1)),
        TimelineRow(
            "Go home",
            (Lane("open", DayRange(0, 3)), Lane("mis", DayRange(0, 1))),
            "Averages in studies",
        ),
        TimelineRow("Shower", both(3, 14)),
        TimelineRow("Drive", tuple(Lane(look, DayRange(7, 28)) for look in LOOKS[:3])),
        TimelineRow("Lift more than 5 kg", both(14, 42)),
        TimelineRow("Heavy work", both(42, 84)),
        TimelineRow("Contact sport", both(42, 265)),
        TimelineRow("Most of daily life", both(28, 180)),
        TimelineRow("Sitting", ()),
        TimelineRow(
            "Desk work",
            (Lane("open", DayRange(10, 42, is_surgeons=True)), Lane("mis", None)),
        ),
    )
    return timeline(rows, width, names=NAMES, operation=operation)


def _scars(width: float, count: int) -> Scene:
    """Return two or three panels."""
    panels = (
        ScarPanel("open", "Through one longer cut", CutSize(30, 51)),
        ScarPanel("mis", "Through a tube", CutSize(10, 20, 18)),
        ScarPanel("camera", "With a camera", CutSize(None, None, 18)),
    )[:count]
    return scar_map(_plate("back"), "back-2", panels, width, level="L4-L5", side="left")


def _labels(state: str, text_mm: float) -> Scene:
    """Return a picture of the operation with its labels."""
    plate = _plate("axial-l4l5")
    x, y, w, h = crop = plate.crop("operation")
    names = {
        "muscle-moved": ("Muscle moved", ""),
        "nerve-pinched": ("Pinched nerve", "Leg pain starts here"),
        "hernia": ("Slipped disc", "Soft core, pushed out"),
        "window": ("Small window in the bone", ""),
        "disc": ("Disc", "Cushion between bones"),
        "longissimus-right": ("Back muscle", ""),
        "sac": ("Nerve sac", "Nerves to both legs"),
    }
    targets = plate.targets(state)
    wishes = [
        Wish(key, words, (targets[key].at[0] - x, targets[key].at[1] - y), more)
        for key, (words, more) in names.items()
        if key in targets
    ]
    room = (0.0, 0.0, w, h)
    labels = place_labels(wishes, room, text_mm)
    picture = Picture(plate.id, state, 0, 0, w, h, crop)
    tall = h + max(0.0, height_below(labels, room))
    return Scene(w, tall, (picture, *label_items(labels)))


@cache
def _plate(name: str) -> Plate:
    """Return a bundled plate."""
    return read_plate(assets_dir() / "plates" / name)


def _image(item: Picture, px_per_mm: float) -> QImage:
    """Return a picture's pixels for the screen."""
    size = QSize(round(item.w * px_per_mm), round(item.h * px_per_mm))
    return QImage.fromData(picture_bytes(item)).scaled(
        size, mode=Qt.TransformationMode.SmoothTransformation
    )


def screen(scene: Scene, theme: str, px_per_mm: float = PX_PER_MM) -> QImage:
    """Return a scene painted on its theme's surface."""
    image = QImage(
        round(scene.width_mm * px_per_mm),
        round(scene.height_mm * px_per_mm),
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor(PALETTES[theme]["surface"]))
    painter = QPainter(image)
    paint_scene(painter, scene, PALETTES[theme], px_per_mm, pictures=_image)
    painter.end()
    return image


def paper(scene: Scene, theme: str, px_per_mm: float = PX_PER_MM) -> bytes:
    """Return the PNG of a scene on paper."""
    for file in (assets_dir() / "fonts").glob("*.ttf"):
        pdfmetrics.registerFont(TTFont(file.stem, file))
    point = 72 / 25.4
    made = BytesIO()
    height = scene.height_mm * point
    canvas = Canvas(made, (scene.width_mm * point, height), initialFontName="MISSDeskSans-Regular")
    draw_scene(canvas, scene, 0, height, PALETTES[theme], pictures=picture_bytes)
    canvas.save()
    document = pypdfium2.PdfDocument(made.getvalue())
    out = BytesIO()
    document[0].render(scale=px_per_mm / point).to_pil().save(out, "PNG")
    document.close()
    return out.getvalue()


def main(folder: Path) -> None:
    """Write the gallery."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    for file in (assets_dir() / "fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in sheets().items():
        for theme in ("light", "contrast"):
            screen(scene, theme).save(str(folder / f"{name}-{theme}.png"))
        (folder / f"{name}-pdf.png").write_bytes(paper(scene, "paper"))
        (folder / f"{name}-grey.png").write_bytes(paper(scene, "paper-grey"))
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))
