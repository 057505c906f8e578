"""Scenes on paper: vectors, counted people, and options told apart in grey."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import combinations

import pypdfium2
import pytest
from PIL import Image, ImageStat

from missdesk.figures.badge import badge
from missdesk.figures.icon_array import Frames, icon_array
from missdesk.figures.palette import LOOKS, PALETTES
from missdesk.figures.range_bar import bar
from missdesk.figures.scene import (
    Fill,
    Group,
    Line,
    Picture,
    Rect,
    Scene,
    Stroke,
    TextItem,
)
from missdesk.handout.scene_pdf import font_name
from missdesk.model.evidence import Arm
from missdesk.model.topic import Look
from tests.figures.pixels import difference, near, on_paper, pdf_of, people_seen

ALL: tuple[Look, ...] = tuple(LOOKS)
GREY = PALETTES["paper-grey"]


def texture(image: Image.Image) -> float:
    """Return how uneven an area is: 0 for a solid one."""
    return ImageStat.Stat(image.convert("L")).stddev[0]


@pytest.mark.parametrize("look", ALL)
@pytest.mark.parametrize("sure", [0, 1, 15, 95, 100])
def test_people_counted_on_paper_are_the_data_s(look: Look, sure: int) -> None:
    image = on_paper(icon_array(Arm(value=sure, unit="in 100"), look, 60))
    seen = people_seen(image, look, PALETTES["paper"])
    assert seen == "s" * sure + "r" * (100 - sure)


@pytest.mark.parametrize("look", ALL)
def test_a_range_s_people_are_counted_on_paper(look: Look) -> None:
    image = on_paper(icon_array(Arm(low=12.3, high=26.6, unit="in 100"), look, 60))
    assert people_seen(image, look, PALETTES["paper"]) == "s" * 12 + "m" * 15 + "r" * 73


def test_open_and_tube_differ_in_grey_by_their_fill() -> None:
    solid, striped = (
        on_paper(bar(Arm(value=100, unit="in 100"), look, 40, 6), GREY).crop((20, 8, 300, 40))
        for look in ("open", "mis")
    )
    assert texture(solid) < 2
    assert texture(striped) > 25


@pytest.mark.parametrize(("a", "b"), list(combinations(ALL, 2)))
def test_any_two_options_differ_in_grey_by_fill_and_mark(a: Look, b: Look) -> None:
    full = Arm(value=100, unit="in 100")
    bars = [on_paper(bar(full, look, 40, 6), GREY) for look in (a, b)]
    marks = [on_paper(badge(look, 10), GREY) for look in (a, b)]
    assert difference(*bars) > 10
    assert difference(*marks) > 10


def test_a_bar_of_fifteen_people_is_fifteen_hundredths_long() -> None:
    image = on_paper(bar(Arm(value=15, unit="in 100"), "open", 100, 4), px_per_mm=10)
    row = image.crop((0, 20, 1000, 21))
    filled = near(row, PALETTES["paper"]["open"]) * 1000
    assert filled == pytest.approx(150, abs=4)


def test_words_can_be_copied_and_nothing_is_a_picture() -> None:
    frames = Frames("have another operation", "have no other operation")
    scene = icon_array(Arm(value=15, unit="in 100"), "mis", 70, frames=frames, with_frames=True)
    document = pypdfium2.PdfDocument(pdf_of(scene))
    page = document[0]
    words = page.get_textpage().get_text_range().split()
    kinds = {item.type for item in page.get_objects()}
    document.close()
    assert " ".join(words) == "85 have no other operation 15 have another operation"
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds


def test_greek_in_a_label_is_set_in_the_spare_font() -> None:
    scene = Scene(40, 10, (TextItem(1, 7, "Disc δίσκος", 5),))
    document = pypdfium2.PdfDocument(pdf_of(scene))
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert words.strip() == "Disc δίσκος"


@pytest.mark.parametrize(
    ("family", "weight", "name"),
    [
        ("MISSDesk Sans", 400, "MISSDeskSans-Regular"),
        ("MISSDesk Sans", 600, "MISSDeskSans-SemiBold"),
        ("Noto Sans", 500, "NotoSans-Regular"),
        ("Noto Sans", 700, "NotoSans-Bold"),
    ],
)
def test_fonts_are_named_as_the_handout_registers_them(family: str, weight: int, name: str) -> None:
    assert font_name(family, weight) == name


def png(color: str) -> Callable[[Picture], bytes]:
    def source(item: Picture) -> bytes:
        assert item.state == "healthy"
        out = BytesIO()
        image = Image.new("RGB", (40, 20), color)
        image.paste("#000000", (0, 0, 20, 10))
        image.save(out, "PNG")
        return out.getvalue()

    return source


def test_a_picture_stands_upright_in_its_place() -> None:
    scene = Scene(60, 40, (Picture("p", "healthy", 10, 10, 40, 20),))
    image = on_paper(scene, px_per_mm=4, pictures=png("#CC0000"))
    assert image.getpixel((20, 20)) == (255, 255, 255)
    assert image.getpixel((60, 50)) == (0, 0, 0)
    assert image.getpixel((180, 110)) == (204, 0, 0)
    assert difference(on_paper(scene, px_per_mm=4), Image.new("RGB", (240, 160), "white")) == 0


def test_a_group_moves_and_clips_its_items() -> None:
    inside = Rect(0, 0, 30, 30, 0, Fill("open"))
    scene = Scene(40, 20, (Group((inside,), 10, 5, Rect(0, 0, 10, 10)),))
    image = on_paper(scene, px_per_mm=4)
    share = near(image, PALETTES["paper"]["open"])
    assert share == pytest.approx(100 / 800, abs=0.01)


def test_a_dash_does_not_stay_on_the_next_line() -> None:
    dashed = Line(0, 2, 40, 2, Stroke("ink", 1, (2, 2)))
    plain = Line(0, 6, 40, 6, Stroke("ink", 1))
    image = on_paper(Scene(40, 8, (dashed, plain)), px_per_mm=10)
    ink = PALETTES["paper"]["ink"]
    assert near(image.crop((0, 18, 400, 22)), ink) == pytest.approx(0.5, abs=0.05)
    assert near(image.crop((0, 58, 400, 62)), ink) > 0.98


def test_an_unknown_color_is_refused() -> None:
    with pytest.raises(KeyError, match="sky"):
        pdf_of(Scene(10, 10, (Rect(0, 0, 5, 5, 0, Fill("sky")),)))


def test_the_same_scene_gives_the_same_bytes() -> None:
    scene = icon_array(Arm(value=15, unit="in 100"), "none", 60)
    assert pdf_of(scene) == pdf_of(scene)
