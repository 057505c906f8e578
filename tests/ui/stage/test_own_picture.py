"""A picture of one's own: taken in as pixels only, refused when hostile, gone with the visit."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtWidgets import QApplication, QFileDialog

from missdesk.errors import InputError
from missdesk.model.marks import Mark, Sheet, own_sheet
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.context import UiContext
from missdesk.ui.stage import own_bar
from missdesk.ui.stage.mark_card import MarkCard
from missdesk.ui.stage.own_picture import own_shown, read_own, take_in
from missdesk.ui.tabs import problem
from missdesk.ui.widgets.layer import Layer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.model.marks import OwnPicture

SECRET = b"Zzyzx Qwertz"


def jpeg(size: tuple[int, int] = (640, 480), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (40, 90, 140)).save(out, "JPEG", **more)
    return out.getvalue()


def png_of(size: tuple[int, int], *, text: str = "") -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Patient", text)
    Image.new("RGBA", size, (40, 90, 140, 0)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_nothing_but_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6  # lies on its side
    own = take_in(jpeg((640, 480), exif=exif, comment=SECRET))
    assert own.size_px == (480, 640)
    assert SECRET not in own.data
    assert b"Exif" not in own.data
    assert SECRET not in take_in(png_of((64, 64), text=SECRET.decode())).data
    assert own.left_at is None
    assert not own.is_on_paper


def test_a_clear_picture_lies_on_white() -> None:
    with Image.open(io.BytesIO(take_in(png_of((64, 64))).data)) as image:
        assert image.getpixel((30, 30)) == (255, 255, 255)


def test_a_large_one_is_made_small() -> None:
    own = take_in(jpeg((6400, 4800)))
    assert own.size_px == (3200, 2400)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "no PNG or JPEG"),
        (b"hello", "no PNG or JPEG"),
        (b"GIF89a" + b"\0" * 60, "no PNG or JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>', "no PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "PNG or JPEG|damaged"),
        (png_that_claims(100_000, 100_000), "40 million"),
        (png_that_claims(640, 480), "damaged"),
        (jpeg((8000, 6000)), "40 million"),
        (jpeg((8, 8)), "too small"),
    ],
    ids=["empty", "text", "gif", "svg", "cut", "bomb", "hollow", "huge", "tiny"],
)
def test_hostile_files_are_refused_without_their_name(
    tmp_path: Path, raw: bytes, words: str
) -> None:
    path = tmp_path / "Zzyzx Qwertz.png"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=words) as caught:
        read_own(path)
    assert "Zzyzx" not in str(caught.value)
    assert caught.value.fix


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.png"):
        with pytest.raises(InputError, match="can't be read"):
            read_own(path)


def test_a_picture_says_its_left_and_has_no_scale() -> None:
    own = replace(take_in(jpeg()), left_at="right")
    shown = own_shown(own, "own/problem/-/-")
    assert "Your left is at the right" in shown.alt
    assert not shown.is_flat
    assert b"data" not in repr(own).encode()


# On the Problem step


@pytest.fixture
def page(make_context: Callable[..., UiContext], qtbot: QtBot) -> problem.ProblemPage:
    context = make_context(level="L4-L5", side="left")
    made = problem.SPEC.build(context)
    assert isinstance(made, problem.ProblemPage)
    qtbot.addWidget(made)
    made.resize(1186, 640)
    made.show()
    return made


def bring(page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "scan.jpg"
    path.write_bytes(jpeg())
    with qtbot.waitSignal(page._own.shown_changed):
        page._own.open_file(path)
    view = page._view
    qtbot.waitUntil(lambda: view.picture is not None and view.picture.plate == "own")


def test_kp4_a_picture_is_chosen_in_our_own_card(
    page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("getOpenFileName", "exec", "open"):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: pytest.fail("a dialog of Qt"))
    path = tmp_path / "scan.jpg"
    path.write_bytes(jpeg())
    before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    page._own.bring()
    card = page.findChild(FileCard)
    assert card is not None
    assert {w for w in QApplication.topLevelWidgets() if w.isVisible()} == before
    with qtbot.waitSignal(page._own.shown_changed):
        card.chosen.emit(path)
    assert page._context.consultation.visit.own_picture is not None
    assert Layer.open_on(page) is None


def test_stamps_wait_until_left_is_said(
    page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page._controls.set_tool("stamp", "hernia")
    bring(page, tmp_path, qtbot)
    visit = page._context.consultation
    assert page._controls.tool == "pen"
    card = MarkCard(page._theme, page._controls, has_highlighter=True, on_own=None)
    qtbot.addWidget(card)
    stamps = [b for b in card.findChildren(type(card._buttons(page._theme)[0])) if b._sign]
    assert stamps
    assert not any(button.isEnabled() for button in stamps)
    page._controls.set_tool("stamp", "hernia")
    page._view.pointer.tap((20.0, 20.0))
    assert visit.visit.sheets == {}
    page._own._side.segment("right").click()
    assert page._view.labeling.side_words == ("Right", "Left")
    page._controls.set_tool("stamp", "hernia")
    page._view.pointer.tap((20.0, 20.0))
    (mark,) = visit.visit.sheets[own_sheet("L4-L5", "left")].marks
    assert mark.stamp == "hernia"


def test_it_goes_to_paper_only_when_ticked_and_away_with_its_ink(
    page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot
) -> None:
    bring(page, tmp_path, qtbot)
    visit = page._context.consultation
    before = visit.visit.own_picture
    assert before is not None
    assert not before.is_on_paper
    page._own._paper.click()
    assert visit.visit.own_picture == replace(before, is_on_paper=True)
    kept = Sheet((Mark("pen", ((1.0, 1.0),)),))
    visit.change(sheets={own_sheet("L4-L5", "left"): kept, "axial-l4l5/problem/-/-": kept})
    page._own._on_remove()
    assert page._own.picture is None
    assert visit.visit.sheets == {"axial-l4l5/problem/-/-": kept}


def test_a_picture_read_late_does_not_take_the_place_of_the_next(
    page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, wide, high = threading.Event(), tmp_path / "wide.jpg", tmp_path / "high.jpg"
    wide.write_bytes(jpeg((640, 320)))
    high.write_bytes(jpeg((320, 640)))

    def read(path: Path) -> OwnPicture:
        if path == wide:
            late.wait(10)
        return read_own(path)

    monkeypatch.setattr(own_bar, "read_own", read)
    page._own.open_file(wide)
    page._own.open_file(high)
    qtbot.waitUntil(lambda: page._context.consultation.visit.own_picture is not None)
    late.set()
    qtbot.waitUntil(lambda: not page._context.workers.is_busy)
    own = page._context.consultation.visit.own_picture
    assert own == read_own(high)


def test_a_bad_file_is_told_and_the_drawing_stays(
    page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "scan.jpg"
    path.write_bytes(b"no picture")
    page._own.open_file(path)
    qtbot.waitUntil(lambda: not page._context.workers.is_busy)
    assert page._context.consultation.visit.own_picture is None
    assert page._own.picture is None


def test_the_end_of_the_visit_lets_its_pixels_go(
    page: problem.ProblemPage, tmp_path: Path, qtbot: QtBot
) -> None:
    bring(page, tmp_path, qtbot)
    page._context.consultation.wipe()
    assert page._context.consultation.visit.own_picture is None
    assert page._bench.loader._cache.bytes_used == 0
    assert page._view.picture is None
