"""The picture a pane waits for: its layers are read at the pane's size, once the pane is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from missdesk.ui.stage.framing import is_covered, read_scale, window_px
from missdesk.ui.stage.layers import LayerShot, Picture, Window, shots
from missdesk.ui.stage.lens import WHOLE, Lens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QGraphicsView

    from missdesk.errors import PlateError
    from missdesk.ui.stage.decode import LayerLoader, LayerRequest

RESIZE_MS: Final = 80
"""Layers are read again this long after the last change of size."""
MOST_MEASURED: Final = 12
"""Pictures measured for a view, each of the steps twice: a sixth of a step's time (measured)."""
Measured = tuple[tuple[LayerShot, ...], float, Window]
"""Layers, device pixels a millimeter, and what is read of the plate."""


class Arrival(NamedTuple):
    """A picture that can be shown now.

    Attributes:
        picture: The one wanted last.
        layers: Its layers, back to front, measured for this scale.
        px_per_mm: Device pixels a millimeter.
        pixmaps: The layers that could be read.
        faults: What keeps the others from being read.
        window: The part of the plate that was read, in device pixels.
    """

    picture: Picture
    layers: tuple[LayerShot, ...]
    px_per_mm: float
    pixmaps: Mapping[LayerRequest, QPixmap]
    faults: tuple[PlateError, ...]
    window: Window

    def covers(self, view: QSize, lens: Lens) -> bool:
        """Return whether it holds all that a view of this size shows through this lens."""
        return is_covered(self.window, self.px_per_mm, self.picture, view, lens)


class PictureFeed(QObject):
    """Asks for layers on behalf of one view.

    Signals:
        arrived: An `Arrival` of the picture wanted last.
    """

    arrived = Signal(object)

    def __init__(self, view: QGraphicsView, loader: LayerLoader, lens: Callable[[], Lens]) -> None:
        """Want nothing yet; belongs to the view, which looks through a lens."""
        super().__init__(view)
        self._view, self._loader, self._lens = view, loader, lens
        self._wanted: Picture | None = None
        self._least_ratio = 1.0
        self._asked: Measured = ((), 1.0, (0, 0, 0, 0))
        self._measured: dict[tuple[int, float, Window], tuple[Picture, Measured]] = {}
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.ask)

    @property
    def wanted(self) -> Picture | None:
        """Return the picture wanted last."""
        return self._wanted

    def want(self, picture: Picture) -> None:
        """Ask for a picture; one still under way is not waited for any more."""
        self._wanted = picture
        self.ask()

    def ask(self) -> None:
        """Ask anew, for the size the view has now; a view that nobody sees waits."""
        self._loader.forget_waiting(self._on_layers)
        if self._wanted is None or not self._view.isVisible():
            return
        self._asked = self._shots(self._wanted, self._lens())
        self._loader.load((layer.request for layer in self._asked[0]), self._on_layers)

    def ask_soon(self) -> None:
        """Ask anew once the page is through with its layout.

        While it was laid out for the first time half of all layers were read for nothing.
        """
        self._later.start(0)

    def ask_later(self) -> None:
        """Ask anew once the size stands still."""
        self._later.start(RESIZE_MS)

    def prefetch(self, pictures: Iterable[Picture]) -> None:
        """Read what will probably be wanted next at this size; not while nobody looks."""
        for picture in pictures if self._view.isVisible() else ():
            layers = self._shots(picture, self._lens())[0]
            self._loader.prefetch(layer.request for layer in layers)

    def fetch_whole(self, picture: Picture, on_whole: Callable[[Arrival], None]) -> None:
        """Read all of a picture that is looked at from near, so that it can be moved at once."""
        layers, scale, window = self._shots(picture, WHOLE)

        def on_ready(found: dict[LayerRequest, QPixmap], faults: tuple[PlateError, ...]) -> None:
            if self._wanted is picture:
                on_whole(Arrival(picture, layers, scale, found, faults, window))

        self._loader.load((layer.request for layer in layers), on_ready)

    def set_least_ratio(self, ratio: float) -> None:
        """Read pictures for at least so many pixels a point: a larger screen shows them too."""
        if ratio != self._least_ratio:
            self._least_ratio = ratio
            self.ask_later()

    def stop(self) -> None:
        """Want nothing any more."""
        self._loader.forget_waiting(self._on_layers)
        self._later.stop()
        self._wanted = None
        self._measured.clear()  # PRIVACY: a picture of the patient may be among them

    def _on_layers(
        self, found: dict[LayerRequest, QPixmap], faults: tuple[PlateError, ...]
    ) -> None:
        if self._wanted is not None:
            layers, scale, window = self._asked
            self.arrived.emit(Arrival(self._wanted, layers, scale, found, faults, window))

    def _shots(self, picture: Picture, lens: Lens) -> Measured:
        port = self._view.viewport()
        size, ratio = port.size(), max(port.devicePixelRatioF(), self._least_ratio)
        scale = read_scale(picture, size, ratio, lens)
        window = window_px(picture, size, ratio, lens)
        # A picture stays the same object as long as it stays the same.
        key = (id(picture), scale, window)
        if key not in self._measured:
            if len(self._measured) >= MOST_MEASURED:
                self._measured.clear()
            self._measured[key] = picture, (shots(picture, scale, window), scale, window)
        return self._measured[key][1]
