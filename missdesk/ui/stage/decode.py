"""Read picture layers at the size they are shown, away from the GUI thread, and keep the last ones.

A smaller picture first would gain nothing: WebP is always unpacked whole, so a layer at an eighth
of its size takes as long as at half of it (measured, 52 and 68 ms for the largest layer).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap

from missdesk.errors import MissdeskError, PlateError
from missdesk.memory import give_back_early

if TYPE_CHECKING:
    from missdesk.ui.workers import Job, Workers

DEFAULT_CACHE_BYTES = 28_000_000
"""Enough for the five steps of three options at 1920 x 1080: 21 MB (our choice, measured)."""
READINGS = 2
"""How often one picture file is kept: at the size it is shown at, and whole while one zooms.

Sizes of before, of a window that was resized or a lens that was moved, held 30 MB (measured).
"""


@dataclass(frozen=True, slots=True)
class LayerRequest:
    """One layer at one size; also its key in the cache.

    Attributes:
        file: Picture file with alpha.
        width_px, height_px: Size on the device, at least 1.
        is_mirrored: Turned round left to right.
        clip_px: Part wanted of the whole at this size, turned round already: left, top, width,
            height. None = all of it.
        file_px: Width and height that the file must have; None = any. Another picture, or one
            drawn anew without its list, would be stretched over a back that is not the plate's.
        page_px: Left and top edge in the whole page, and the page's width and height: the file
            may hold the whole page instead, as on paper.
        data: The picture file itself, when it lies in memory only.
    """

    file: str
    width_px: int
    height_px: int
    is_mirrored: bool = False
    clip_px: tuple[int, int, int, int] | None = None
    file_px: tuple[int, int] | None = None
    page_px: tuple[int, int, int, int] | None = None
    data: bytes = field(default=b"", repr=False)

    def is_twin_of(self, other: LayerRequest) -> bool:
        """Return whether both are the same layer, at another size or another part of it."""
        same = (self.file, self.is_mirrored) == (other.file, other.is_mirrored)
        return same and self.data is other.data

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height of what comes back."""
        if self.clip_px is None:
            return self.width_px, self.height_px
        return self.clip_px[2], self.clip_px[3]


def read_layer(request: LayerRequest) -> QImage:
    """Return a layer ready to be drawn; safe to call in any thread.

    Raises:
        PlateError: The file is missing, damaged, or of another size than the plate says.

    Source: notes/qt.md 3 (QImageReader lets the other threads run, a painter does not).
    """
    data = QByteArray(request.data)
    buffer = QBuffer(data)
    reader = QImageReader(buffer) if request.data else QImageReader(request.file)
    is_other = request.file_px is not None and reader.size().toTuple() != request.file_px
    if is_other and request.file_px is not None and request.page_px is not None:
        left, top, *page = request.page_px
        is_other = reader.size().toTuple() != tuple(page)
        reader.setClipRect(QRect(left, top, *request.file_px))
    reader.setScaledSize(QSize(request.width_px, request.height_px))
    if request.clip_px is not None:
        x, y, width, height = request.clip_px
        # The file lies as drawn, so the part is taken from the other end of it.
        left = request.width_px - x - width if request.is_mirrored else x
        reader.setScaledClipRect(QRect(left, y, width, height))
    image = reader.read()
    if image.isNull() or is_other:
        raise PlateError(request.file, "The picture can't be read", "Install the pictures again")
    if request.is_mirrored:
        image = image.flipped(Qt.Orientation.Horizontal)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def read_layers(
    requests: tuple[LayerRequest, ...],
) -> tuple[dict[LayerRequest, QImage], tuple[PlateError, ...]]:
    """Return the layers that could be read, and the faults of those that could not."""
    images: dict[LayerRequest, QImage] = {}
    faults: list[PlateError] = []
    for request in requests:
        try:
            images[request] = read_layer(request)
        except PlateError as fault:
            faults.append(fault)
    return images, tuple(faults)


class PixmapCache:
    """The last used layers, up to a number of bytes."""

    def __init__(self, max_bytes: int = DEFAULT_CACHE_BYTES, readings: int = READINGS) -> None:
        """Start empty.

        Args:
            max_bytes: Pixels to keep, in bytes; layers on show live on while they are shown.
            readings: How often one picture file is kept.
        """
        self._max_bytes, self._readings = max_bytes, readings
        self._pixmaps: OrderedDict[LayerRequest, QPixmap] = OrderedDict()
        self._bytes = 0

    @property
    def bytes_used(self) -> int:
        """Return how many bytes of pixels are kept."""
        return self._bytes

    def get(self, request: LayerRequest) -> QPixmap | None:
        """Return a layer and make it the last one used; None when it is not here."""
        pixmap = self._pixmaps.get(request)
        if pixmap is not None:
            self._pixmaps.move_to_end(request)
        return pixmap

    def put(self, request: LayerRequest, pixmap: QPixmap) -> None:
        """Keep a layer; the ones used longest ago give way, first those of the same layer."""
        self._drop(request)
        twins = [known for known in self._pixmaps if known.is_twin_of(request)]
        for old in twins[: max(0, len(twins) + 1 - self._readings)]:
            self._drop(old)
        self._pixmaps[request] = pixmap
        self._bytes += _size_of(request)
        while self._bytes > self._max_bytes and len(self._pixmaps) > 1:
            self._drop(next(iter(self._pixmaps)))

    def _drop(self, request: LayerRequest) -> None:
        if self._pixmaps.pop(request, None) is not None:
            self._bytes -= _size_of(request)

    def clear(self) -> None:
        """Forget all layers."""
        self._pixmaps.clear()
        self._bytes = 0


def _size_of(request: LayerRequest) -> int:
    width, height = request.size
    return width * height * 4


class LayerLoader:
    """Gives the panes of one page their layers; reads each one once."""

    def __init__(
        self, workers: Workers, max_bytes: int = DEFAULT_CACHE_BYTES, readings: int = READINGS
    ) -> None:
        """Use these workers; the cache is this loader's own."""
        give_back_early()
        self._workers = workers
        self._cache = PixmapCache(max_bytes, readings)
        self._waiting: list[_Wait] = []
        self._jobs: dict[LayerRequest, Job] = {}
        self._broken: dict[str, PlateError] = {}
        self._is_closed = self._is_resting = False

    def rest(self) -> None:
        """Keep no layer while nobody looks at the page; those on its pictures stay with them."""
        self._is_resting = True
        self._cache.clear()

    def wake(self) -> None:
        """Keep layers again."""
        self._is_resting = False

    @property
    def bytes_kept(self) -> int:
        """Return how many bytes of pixels are kept beside those on show."""
        return self._cache.bytes_used

    def close(self) -> None:
        """Drop everybody who waits; what a worker still brings is thrown away."""
        self._is_closed = True
        self._waiting.clear()
        self._cache.clear()

    def load(self, requests: Iterable[LayerRequest], on_ready: OnReady) -> None:
        """Call `on_ready(pixmaps, faults)` once all these layers are there or found broken.

        Called at once when nothing has to be read, else later, always in the GUI thread.
        """
        wait = _Wait(tuple(requests), on_ready)
        if self._finish(wait):
            return
        self._waiting.append(wait)
        missing = [r for r in wait.missing() if not self._is_coming(r)]
        # Two jobs at most: as many as a small PC has cores to spare.
        half = (len(missing) + 1) // 2
        for part in (tuple(missing[:half]), tuple(missing[half:])):
            if part:
                failed = partial(self._on_failed, part)
                job = self._workers.run(read_layers, part, on_done=self._on_read, on_error=failed)
                self._jobs.update(dict.fromkeys(part, job))

    def forget_waiting(self, on_ready: OnReady) -> None:
        """Stop waiting for what this callable asked for."""
        self._waiting = [w for w in self._waiting if w.on_ready != on_ready]

    def prefetch(self, requests: Iterable[LayerRequest]) -> None:
        """Read layers that will probably be wanted next, as far as they are not here yet."""
        self.load(requests, _nobody)

    def _on_read(self, result: object) -> None:
        assert isinstance(result, tuple)
        images: dict[LayerRequest, QImage] = result[0]
        faults: tuple[PlateError, ...] = result[1]
        if self._is_closed:
            return
        self._mark_broken(faults)
        for request, image in images.items():
            pixmap = QPixmap.fromImage(image)
            if not self._is_resting:
                self._cache.put(request, pixmap)
            for wait in self._waiting:
                wait.offer(request, pixmap)
            self._jobs.pop(request, None)
        self._finish_all()

    def _on_failed(self, part: tuple[LayerRequest, ...], error: MissdeskError) -> None:
        """Give up the layers of a job that broke down as a whole, such as for want of memory."""
        if not self._is_closed:
            self._mark_broken(tuple(PlateError(r.file, error.what, error.fix) for r in part))
            self._finish_all()

    def _mark_broken(self, faults: tuple[PlateError, ...]) -> None:
        self._broken.update({f.where: f for f in faults})
        self._jobs = {r: job for r, job in self._jobs.items() if r.file not in self._broken}

    def _is_coming(self, request: LayerRequest) -> bool:
        job = self._jobs.get(request)
        return job is not None and not job.is_cancelled

    def _finish_all(self) -> None:
        for wait in tuple(self._waiting):
            # Whoever was answered may have changed the list.
            if wait in self._waiting and self._finish(wait):
                self._waiting = [w for w in self._waiting if w is not wait]

    def _finish(self, wait: _Wait) -> bool:
        """Answer if everything is there; return whether it was."""
        for request in wait.missing():
            pixmap = self._cache.get(request)
            if pixmap is not None:
                wait.found[request] = pixmap
        missing = wait.missing()
        if any(r.file not in self._broken for r in missing):
            return False
        faults = tuple(self._broken[r.file] for r in missing)
        wait.on_ready(wait.found, faults)
        return True


class _Wait:
    """Somebody who waits for layers; holds those that came, so that the cache may drop them."""

    def __init__(self, requests: tuple[LayerRequest, ...], on_ready: OnReady) -> None:
        self.requests = dict.fromkeys(requests)
        self.on_ready = on_ready
        self.found: dict[LayerRequest, QPixmap] = {}

    def missing(self) -> tuple[LayerRequest, ...]:
        return tuple(r for r in self.requests if r not in self.found)

    def offer(self, request: LayerRequest, pixmap: QPixmap) -> None:
        if request in self.requests:
            self.found[request] = pixmap


OnReady = Callable[[dict[LayerRequest, QPixmap], tuple[PlateError, ...]], None]


def _nobody(_found: dict[LayerRequest, QPixmap], _faults: tuple[PlateError, ...]) -> None:
    """Take what came and do nothing: it is in the cache now."""
