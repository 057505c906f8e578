"""Layers of the real plates, read once for all tests: unpacking WebP was most of their time.

Tests of reading itself use pictures of their own, which are never kept here.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from missdesk.paths import assets_dir
from missdesk.ui.stage.decode import LayerRequest, read_layer

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MOST_BYTES = 400_000_000


class KeptLayers:
    """Stands in for `decode.read_layer`; called by several workers at once."""

    def __init__(self) -> None:
        self._images: OrderedDict[LayerRequest, QImage] = OrderedDict()
        self._bytes, self._lock = 0, Lock()
        self._folder = str(assets_dir() / "plates")

    def __call__(self, request: LayerRequest) -> QImage:
        """Return a layer of a real plate as read before, any other as it is now."""
        if request.data or not request.file.startswith(self._folder):
            return read_layer(request)
        with self._lock:
            found = self._images.get(request)
        return found if found is not None else self._keep(request, read_layer(request))

    def _keep(self, request: LayerRequest, image: QImage) -> QImage:
        with self._lock:
            if request not in self._images:
                self._images[request] = image
                self._bytes += image.sizeInBytes()
            while self._bytes > MOST_BYTES:
                self._bytes -= self._images.popitem(last=False)[1].sizeInBytes()
        return image
