"""Journey 1: from the start page to a printed page, by keyboard and mouse, offline."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from tests.e2e.desk import Desk, PrintShop, until

NAME = "Zzyzx Qwertz"
NAME_FIELD = (320, 190)
NEEDED = ("Xvfb", "openbox", "xdotool", "strace", "pdftotext", "lp", "lpadmin")


def text_of(pdf: Path) -> str:
    """Return the words of a PDF."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


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

    words = text_of(page)
    assert NAME in words
    assert "Your slipped disc" in words
    assert "Not yet reviewed by a clinician." in words
    assert NAME not in page.name
    assert "Zzyzx" not in print_shop.job_titles()
    with pikepdf.open(page) as pdf:
        assert "Zzyzx" not in str(dict(pdf.docinfo.items()))
    assert all("Zzyzx" not in title for title in desk.titles())
    until(trace.exists, "the list of sockets")
    assert "AF_INET" not in trace.read_text(encoding="utf-8", errors="replace")
