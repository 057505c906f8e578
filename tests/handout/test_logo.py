"""The clinic's logo: sound ones keep their shape, hostile ones are one message."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from missdesk.errors import InputError
from missdesk.handout.build import build_handout
from missdesk.handout.logo import MOST_HIGH_MM, MOST_WIDE_MM, read_logo
from missdesk.settings import Clinic
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library
from tests.handout.structure import structure_text

TEAL = (14, 74, 80)


def picture(
    size: tuple[int, int] = (600, 200), mode: str = "RGB", kind: str = "PNG", **more: object
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, TEAL).convert(mode).save(out, kind, **more)
    return out.getvalue()


def png_claiming(wide: int, high: int) -> bytes:
    """Return a small PNG that says it has so many pixels."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    chunks = b""
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + name + data
        chunks += struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("size", [(600, 200), (200, 600), (4000, 500), (60, 50), (480, 40)])
def test_a_logo_fits_its_place_and_keeps_its_shape(size: tuple[int, int]) -> None:
    logo = read_logo(picture(size))
    assert logo.width_mm <= MOST_WIDE_MM + 1e-9
    assert logo.height_mm <= MOST_HIGH_MM + 1e-9
    assert logo.width_mm / logo.height_mm == pytest.approx(size[0] / size[1])
    with Image.open(io.BytesIO(logo.png)) as drawn:
        assert drawn.width / drawn.height == pytest.approx(size[0] / size[1], rel=0.03)
        assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == TEAL


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_every_usual_kind_of_picture_is_read(mode: str) -> None:
    assert read_logo(picture(mode=mode)).png
    if mode in {"L", "RGB"}:
        assert read_logo(picture(mode=mode, kind="JPEG")).png
    assert read_logo(picture(mode="CMYK", kind="JPEG")).png


def test_what_is_clear_becomes_white_and_a_phones_photo_stands_upright() -> None:
    image = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    image.paste((*TEAL, 255), (0, 0, 200, 100))
    out = io.BytesIO()
    image.save(out, "PNG")
    with Image.open(io.BytesIO(read_logo(out.getvalue()).png)) as drawn:
        assert drawn.getpixel((drawn.width - 5, 5)) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = read_logo(picture((400, 100), kind="JPEG", exif=exif))
    assert turned.height_mm > turned.width_mm


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "damaged"),
        (b"GIF89a", "damaged"),
        (picture(kind="GIF"), "damaged"),
        (picture(kind="WEBP"), "damaged"),
        (picture()[:200], "damaged"),
        (picture(kind="JPEG")[:300], "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "damaged"),
        (png_claiming(60_000, 60_000), "damaged"),
        (png_claiming(9_000, 9_000), "too many pixels"),
        (png_claiming(500, 500), "damaged"),
        (picture((20, 20)), "only 20 by 20 pixels"),
        (picture((2000, 50)), "too long and thin"),
        (picture(mode="I;16"), "unusual form"),
    ],
)
def test_a_hostile_or_useless_file_is_one_message(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_logo(raw)


def test_a_white_logo_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), (250, 250, 250)).save(out, "PNG")
    with pytest.raises(InputError, match="can't be seen on white paper"):
        read_logo(out.getvalue())


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_a_logo_or_one_message(noise: bytes, at: int) -> None:
    sound = picture((80, 60))
    for raw in (noise, b"\x89PNG\r\n\x1a\n" + noise, sound[:at] + noise + sound[at:]):
        try:
            logo = read_logo(raw)
        except InputError:
            continue
        assert logo.png


def test_on_paper_it_is_a_figure_with_words_and_the_bytes_repeat(tmp_path: Path) -> None:
    clinic = Clinic(name="Hill Clinic", logo=picture())
    for size in ("clear", "large"):
        shown = visit(text_size=size)
        made = [
            build_handout(library(), shown, clinic=clinic, today=TODAY, fixed=True).pdf
            for _twice in range(2)
        ]
        assert made[0] == made[1]
        assert page_validation.validate_pdf_bytes(made[0], profile="ua1").is_compliant
        with pikepdf.open(io.BytesIO(made[0])) as file:
            found = [str(o.Alt) for o in file.objects if _is_figure(o)]
        assert "Logo of Hill Clinic" in found


def _is_figure(found: object) -> bool:
    return (
        isinstance(found, pikepdf.Object)
        and found._type_name == "dictionary"
        and str(found.get("/S", "")) == "/Figure"
        and "/Alt" in found
    )


def test_a_bad_logo_is_left_out_and_told() -> None:
    made = build_handout(
        library(), visit(), clinic=replace(Clinic(), logo=b"no"), today=TODAY, fixed=True
    )
    assert any("logo" in warning for warning in made.warnings)
    assert "Logo" not in structure_text(made.pdf)
