from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtGui import QColor, QImage, QPixmap

from missdesk.errors import MissdeskError, PlateError
from missdesk.ui.stage.decode import LayerLoader, LayerRequest, PixmapCache, read_layer
from missdesk.ui.workers import Job

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.workers import Workers


class LaterWorkers:
    """Runs what it was given when the test says so: the clock of these tests."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def run(
        self,
        work: Callable[..., object],
        *arguments: object,
        on_done: Callable[[Any], None],
        on_error: Callable[[MissdeskError], None] | None = None,
    ) -> Job:
        job = Job(work, arguments, on_done, on_error)
        self.jobs.append(job)
        return job

    def finish(self) -> None:
        while self.jobs:
            job = self.jobs.pop(0)
            try:
                result = job.work()
            except MissdeskError as error:
                job.fail(error)
            else:
                job.deliver(result)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Return a picture of 8 x 4 pixels, red at the left and blue at the right."""
    image = QImage(8, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor("red"))
    for x in range(4, 8):
        for y in range(4):
            image.setPixelColor(x, y, QColor("blue"))
    path = tmp_path / "halves.png"
    assert image.save(str(path))
    return path


@pytest.fixture
def workers() -> LaterWorkers:
    return LaterWorkers()


@pytest.fixture
def loader(qtbot: QtBot, workers: LaterWorkers) -> LayerLoader:
    return LayerLoader(cast("Workers", workers))


def test_a_layer_has_the_size_asked_for_and_turns_round(picture: Path) -> None:
    plain = read_layer(LayerRequest(str(picture), 16, 8))
    turned = read_layer(LayerRequest(str(picture), 16, 8, is_mirrored=True))
    assert (plain.width(), plain.height()) == (16, 8)
    assert plain.pixelColor(1, 4).name() == "#ff0000"
    assert turned.pixelColor(1, 4).name() == "#0000ff"


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n"])
def test_a_damaged_layer_says_which_file_and_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bone.webp"
    path.write_bytes(content)
    with pytest.raises(PlateError, match=r"bone\.webp: The picture can't be read\. Install"):
        read_layer(LayerRequest(str(path), 4, 4))


def test_a_layer_of_another_size_than_the_plate_says_is_not_stretched(picture: Path) -> None:
    assert not read_layer(LayerRequest(str(picture), 16, 8, file_px=(8, 4))).isNull()
    with pytest.raises(PlateError, match=r"halves\.png: The picture can't be read\. Install"):
        read_layer(LayerRequest(str(picture), 16, 8, file_px=(4, 8)))


def test_a_file_of_the_whole_page_is_cut_to_its_box(picture: Path) -> None:
    """As on paper (handout/pictures): the red half of the page is the layer's box."""
    box = LayerRequest(str(picture), 8, 8, file_px=(4, 4), page_px=(0, 0, 8, 4))
    assert read_layer(box).pixelColor(7, 4).name() == "#ff0000"
    other = LayerRequest(str(picture), 8, 8, file_px=(4, 4), page_px=(4, 0, 8, 4))
    assert read_layer(other).pixelColor(0, 4).name() == "#0000ff"
    with pytest.raises(PlateError):
        read_layer(LayerRequest(str(picture), 8, 8, file_px=(4, 4), page_px=(0, 0, 9, 4)))


def test_a_layer_may_lie_in_memory_only(picture: Path) -> None:
    held = LayerRequest("own", 16, 8, data=picture.read_bytes())
    assert read_layer(held).pixelColor(1, 4).name() == "#ff0000"
    assert "data" not in repr(held)


def test_the_cache_drops_what_was_used_longest_ago(qtbot: QtBot, tmp_path: Path) -> None:
    one, two, three = (LayerRequest(str(tmp_path / n), 10, 10) for n in "abc")
    cache = PixmapCache(max_bytes=800)
    cache.put(one, QPixmap(10, 10))
    cache.put(two, QPixmap(10, 10))
    assert cache.get(one) is not None
    cache.put(three, QPixmap(10, 10))
    assert cache.get(two) is None
    assert cache.get(one) is not None
    assert cache.bytes_used == 800


def test_a_layer_larger_than_the_cache_is_still_kept_alone(qtbot: QtBot, tmp_path: Path) -> None:
    cache = PixmapCache(max_bytes=10)
    large = LayerRequest(str(tmp_path / "a"), 100, 100)
    cache.put(large, QPixmap(100, 100))
    assert cache.get(large) is not None


def test_putting_a_layer_twice_counts_it_once(qtbot: QtBot, tmp_path: Path) -> None:
    cache = PixmapCache()
    request = LayerRequest(str(tmp_path / "a"), 10, 10)
    cache.put(request, QPixmap(10, 10))
    cache.put(request, QPixmap(10, 10))
    assert cache.bytes_used == 400
    cache.clear()
    assert cache.bytes_used == 0


def test_two_panes_that_want_the_same_layer_read_it_once(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    request = LayerRequest(str(picture), 8, 4)
    got: list[int] = []
    loader.load([request], lambda found, _: got.append(len(found)))
    loader.load([request], lambda found, _: got.append(len(found)))
    assert len(workers.jobs) == 1
    workers.finish()
    assert got == [1, 1]


def test_what_was_read_before_comes_at_once(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    request = LayerRequest(str(picture), 8, 4)
    loader.prefetch([request])
    workers.finish()
    got: list[int] = []
    loader.load([request], lambda found, _: got.append(len(found)))
    assert got == [1]
    assert not workers.jobs


def test_a_missing_layer_leaves_the_rest_and_is_named(
    loader: LayerLoader, workers: LaterWorkers, picture: Path, tmp_path: Path
) -> None:
    good, bad = LayerRequest(str(picture), 8, 4), LayerRequest(str(tmp_path / "gone.webp"), 8, 4)
    got: list[tuple[set[LayerRequest], list[str]]] = []

    def on_ready(found: dict[LayerRequest, QPixmap], faults: tuple[PlateError, ...]) -> None:
        got.append((set(found), [Path(f.where).name for f in faults]))

    loader.load([good, bad], on_ready)
    workers.finish()
    loader.load([good, bad], on_ready)
    assert got == [({good}, ["gone.webp"])] * 2
    assert not workers.jobs


def test_who_no_longer_waits_is_not_called(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    got: list[int] = []

    def on_ready(found: dict[LayerRequest, QPixmap], _faults: tuple[PlateError, ...]) -> None:
        got.append(len(found))

    loader.load([LayerRequest(str(picture), 8, 4)], on_ready)
    loader.forget_waiting(on_ready)
    workers.finish()
    assert got == []


def test_a_closed_loader_takes_nothing_more(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    got: list[int] = []
    loader.load([LayerRequest(str(picture), 8, 4)], lambda found, _: got.append(len(found)))
    loader.close()
    workers.finish()
    assert got == []


def test_a_job_that_breaks_down_as_a_whole_lets_nobody_wait_for_ever(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    got: list[tuple[int, int]] = []
    loader.load([LayerRequest(str(picture), 8, 4)], lambda f, e: got.append((len(f), len(e))))
    workers.jobs.pop().fail(MissdeskError("MISSDesk", "Out of memory", "Close other programs"))
    assert got == [(0, 1)]


def test_a_cancelled_job_is_asked_for_again(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    request = LayerRequest(str(picture), 8, 4)
    loader.prefetch([request])
    workers.jobs.pop().cancel()
    got: list[int] = []
    loader.load([request], lambda found, _: got.append(len(found)))
    workers.finish()
    assert got == [1]


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_part_is_what_the_whole_shows_there(picture: Path, is_mirrored: bool) -> None:
    whole = read_layer(LayerRequest(str(picture), 32, 16, is_mirrored))
    part = read_layer(LayerRequest(str(picture), 32, 16, is_mirrored, (10, 2, 9, 5)))
    assert part == whole.copy(10, 2, 9, 5)


def test_the_cache_counts_the_part_that_is_kept(qtbot: QtBot, picture: Path) -> None:
    cache = PixmapCache()
    cache.put(LayerRequest(str(picture), 320, 160, clip_px=(0, 0, 10, 10)), QPixmap(10, 10))
    assert cache.bytes_used == 400


def test_of_one_layer_only_the_last_two_readings_are_kept(qtbot: QtBot, tmp_path: Path) -> None:
    """A window that is resized or a lens that moves would fill the memory with old sizes."""
    cache = PixmapCache()
    sizes = [LayerRequest(str(tmp_path / "a"), side, side) for side in (10, 20, 30)]
    other = LayerRequest(str(tmp_path / "a"), 10, 10, is_mirrored=True)
    for request in (other, *sizes):
        cache.put(request, QPixmap(*request.size))
    assert cache.get(sizes[0]) is None
    assert cache.get(sizes[1]) is not None
    assert cache.get(sizes[2]) is not None
    assert cache.get(other) is not None
    assert cache.bytes_used == 4 * (100 + 400 + 900)


def test_of_one_layer_more_readings_are_kept_where_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    """A kiosk shows each layer at three sizes of text again and again."""
    cache = PixmapCache(readings=3)
    sizes = [LayerRequest(str(tmp_path / "a"), side, side) for side in (10, 20, 30, 40)]
    for request in sizes:
        cache.put(request, QPixmap(*request.size))
    assert [cache.get(request) is not None for request in sizes] == [False, True, True, True]


def test_a_loader_at_rest_keeps_no_layer_and_still_reads(
    loader: LayerLoader, workers: LaterWorkers, picture: Path
) -> None:
    request, got = LayerRequest(str(picture), 8, 4), []
    loader.prefetch([request])
    workers.finish()
    assert loader.bytes_kept == 8 * 4 * 4
    loader.rest()
    assert loader.bytes_kept == 0
    loader.load([request], lambda found, _: got.append(len(found)))
    workers.finish()
    assert (got, loader.bytes_kept) == ([1], 0)
    loader.wake()
    loader.prefetch([request])
    workers.finish()
    assert loader.bytes_kept == 8 * 4 * 4
