"""Journey 3: End visit leaves no name: not on the screen, not in a file, not in a title."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.e2e.desk import Desk, until

NAME = "Zzyzx Qwertz"
NAME_FIELD = (320, 190)
START = ("alt+6",)


def files_with(folder: Path, words: str) -> list[Path]:
    """Return the files under a folder that hold some words, as UTF-8 or UTF-16."""
    needles = (words.encode(), words.encode("utf-16-le"))
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "Xvfb_screen0":
            raw = path.read_bytes()
            if any(needle in raw for needle in needles):
                found.append(path)
    return found


def differs(one: Image.Image, two: Image.Image) -> bool:
    """Return whether two pictures of the screen differ."""
    return ImageChops.difference(one, two).getbbox() is not None


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_end_visit_leaves_no_name(desk: Desk) -> None:
    desk.run_app("consult", "--topic", "slipped-disc")
    desk.press("alt+6")
    until(desk.settled, "the preview")
    desk.click(*NAME_FIELD)
    desk.press("Escape")
    until(desk.settled, "the empty form")
    desk.click(*NAME_FIELD)
    desk.type(NAME)
    until(desk.settled, "the preview with the name")
    typed = desk.picture()

    desk.press("ctrl+n", "Tab", "Return")
    until(desk.settled, "the start page")
    started = desk.picture()
    assert differs(started, typed)

    desk.press("Tab")
    desk.press("alt+6")
    desk.press("Return")
    assert all("Zzyzx" not in title for title in desk.titles())
    assert files_with(desk.folder, "Zzyzx") == []
    clipboard = desk.xdotool("search", "--name", "Zzyzx")
    assert clipboard == ""


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_the_next_visit_looks_like_the_first(desk: Desk) -> None:
    desk.skip_tour()
    desk.run_app("consult")
    until(desk.settled, "the start page")
    desk.click(700, 400)
    desk.press("alt+6")
    until(desk.settled, "the preview")
    desk.click(700, 20)
    until(desk.settled, "the untouched form")
    first = desk.picture()

    desk.click(*NAME_FIELD)
    desk.type(NAME)
    until(desk.settled, "the preview with the name")
    assert differs(first, desk.picture())
    desk.press("ctrl+n", "Tab", "Return")
    until(desk.settled, "the start page again")

    desk.click(700, 400)
    desk.press("alt+6")
    until(desk.settled, "the preview of the next visit")
    desk.click(700, 20)
    until(desk.settled, "the next untouched form")
    assert not differs(first, desk.picture()), "something of the last visit can be seen"
