"""Journey 1: from the start page to a printed page, by keyboard and mouse, offline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.e2e.desk import Desk, PrintShop, until

NAME = "Zzyzx Qwertz"
NAME_FIELD = (320, 190)
NEEDED = ("Xvfb", "openbox", "xdotool", "strace", "lp", "lpadmin")


def pages_of(pdf: Path) -> list[Image.Image]:
    """Return the pages of a PDF in grey, at 40 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [page.render(scale=40 / 72).to_pil().convert("L") for page in file]


def difference(one: Image.Image, two: Image.Image) -> float:
    """Return the mean difference of two pages, 0 to 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, two)).mean[0])


def made_by_hand(folder: Path, name: str) -> Path:
    """Return the same handout, made by the command line."""
    made = folder / "same.pdf"
    command = [sys.executable, "-m", "missdesk", "handout", "--topic", "slipped-disc"]
    subprocess.run([*command, "--name", name, "-o", str(made)], check=True, capture_output=True)
    return made


@pytest.mark.needs(*NEEDED)
def test_a_consultation_ends_in_a_printed_handout(
    desk: Desk, print_shop: PrintShop, tmp_path: Path
) -> None:
    desk.extra = print_shop.environment
    trace = tmp_path / "sockets.txt"
    desk.run_app("consult", "--topic", "slipped-disc", trace=trace)
    problem = desk.picture()
    desk.press("alt+2")
    until(lambda: desk.picture() != problem, "the second step")
    for step in ("alt+3", "alt+4", "alt+5", "alt+6"):
        desk.press(step)
    desk.click(*NAME_FIELD)
    desk.type(NAME)
    desk.press("ctrl+p")
    until(desk.settled, "the list of printers")
    desk.press("Return")
    until(lambda: bool(print_shop.printed()), "the printed file")
    page = print_shop.printed()[0]
    until(lambda: page.read_bytes().rstrip().endswith(b"%%EOF"), "the whole file")

    # The print system turns letters into shapes, so the pages are compared as pictures.
    printed, same = pages_of(page), pages_of(made_by_hand(tmp_path, NAME))
    other = pages_of(made_by_hand(tmp_path, "Somebody Else Entirely"))
    assert len(printed) == len(same)
    # The printer's own margins move the page a little.
    assert max(difference(a, b) for a, b in zip(printed, same, strict=True)) < 10
    assert difference(printed[0], same[0]) < difference(printed[0], other[0])
    assert NAME not in page.name
    assert "Zzyzx" not in print_shop.job_titles()
    with pikepdf.open(page) as pdf:
        assert "Zzyzx" not in str(dict(pdf.docinfo.items()))
    assert all("Zzyzx" not in title for title in desk.titles())
    until(trace.exists, "the list of sockets")
    assert "AF_INET" not in trace.read_text(encoding="utf-8", errors="replace")
