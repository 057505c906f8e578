"""Fonts and icons are what the screens and pages rely on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from missdesk import paths

ROOT = Path(__file__).resolve().parents[1]
FONTS = paths.assets_dir() / "fonts"
ICONS = sorted((paths.assets_dir() / "icons").glob("*.svg"))
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_zero_is_open_and_keeps_its_stems(name: str) -> None:
    font = TTFont(FONTS / f"MISSDeskSans-{name}.ttf")
    glyphs = font["glyf"]
    zero = glyphs["zero"]
    assert zero.numberOfContours == 2  # the slash would make three
    points, ends, _flags = zero.getCoordinates(glyphs)
    outer, inner = points[: ends[0] + 1], points[ends[0] + 1 :]

    def box(contour: list[tuple[int, int]]) -> tuple[int, int, int, int]:
        xs, ys = [x for x, _y in contour], [y for _x, y in contour]
        return min(xs), min(ys), max(xs), max(ys)

    (left, low, right, top), (in_left, in_low, in_right, in_top) = box(outer), box(inner)
    # The font's own outlines are rounded to whole units, so the sides differ by 2 at most.
    assert in_left - left == pytest.approx(right - in_right, abs=2)
    assert in_low - low == pytest.approx(top - in_top, abs=2)
    assert in_left - left > in_low - low > 40
    assert glyphs["zero.tf"].components[0].glyphName == "zero"
    assert font["hmtx"]["zero"][0] < font["hmtx"]["O"][0]  # narrower than the letter


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_family_is_ours_and_the_licence_stays(name: str) -> None:
    font = TTFont(FONTS / f"MISSDeskSans-{name}.ttf")
    names = font["name"]
    family = names.getDebugName(16) or names.getDebugName(1)
    assert (family, font["OS/2"].usWeightClass) == ("MISSDesk Sans", WEIGHTS[name])
    for number in (1, 3, 4, 6, 16):
        assert "Atkinson" not in (names.getDebugName(number) or "")
    assert "Open Font License" in names.getDebugName(13)
    assert font["OS/2"].fsType == 0
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL-MISSDeskSans.txt").read_text(encoding="utf-8")


def test_names_from_greek_and_cyrillic_have_letters_and_shaped_scripts_do_not() -> None:
    for name in ("Regular", "Bold"):
        covered = TTFont(FONTS / f"NotoSans-{name}.ttf").getBestCmap()
        assert all(ord(letter) in covered for letter in "Łódź Ελένη Ирина Nguyễn Đặng ½ −")
        # Devanagari needs shaping that the page does not do: it must be refused, not misprinted.
        assert not any(0x0900 <= code <= 0x097F for code in covered)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_takes_its_colour_from_the_theme(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    if path.stem == "missdesk":
        assert "#0E4A50" in svg
        return
    assert 'stroke="currentColor"' in svg
    assert 'stroke-width="1.9"' in svg
    assert 'viewBox="0 0 24 24"' in svg


def test_the_gate_for_pages_refuses_what_is_no_tagged_pdf(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    plain, broken = tmp_path / "plain.pdf", tmp_path / "broken.pdf"
    canvas = Canvas(str(plain))
    canvas.drawString(72, 72, "no tags")
    canvas.save()
    broken.write_bytes(b"not a PDF")

    def gate(*paths: Path) -> tuple[int, str]:
        program = [sys.executable, str(ROOT / "tools" / "pdfua_gate.py"), *map(str, paths)]
        done = subprocess.run(program, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    code, words = gate(plain)
    assert code == 1
    assert "rules fail" in words
    assert gate(broken)[0] == gate(tmp_path / "none.pdf")[0] == gate()[0] == 2
