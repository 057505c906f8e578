"""A topic's own picture: read in a worker at the size it is shown, painted on its own paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainterPath

from missdesk.content.listing import listed
from missdesk.errors import PlateError
from missdesk.ui.widgets.painting import rounded

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QWidget

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.workers import Job, Workers

MOST_COVER: Final = 1.42
"""A picture fills its paper when at most so much of it is cut off."""

LEAST_WIDE, MOST_WIDE = 1.2, 1.72
"""Width by height of what is shown of a picture in a narrow box, and in a wide, low one."""


class CardPicture(QObject):
    """Holds the picture for its owner, which paints it.

    Attributes:
        image: The picture; null while there is none.
        is_missing: It can't be read.

    Signals:
        came: It was read, or it can't be.
    """

    came = Signal()

    def __init__(self, workers: Workers, owner: QWidget, file: Path | bytes = b"") -> None:
        """Hold none yet; `ask` has it read."""
        super().__init__(owner)
        self._workers, self._owner, self._file = workers, owner, file
        self._asked = QSize()
        self._job: Job | None = None
        self.image, self.is_missing = QImage(), False

    def set_file(self, file: Path | bytes) -> None:
        """Be another picture, and forget the one before."""
        if file != self._file:
            self.forget()
            self._file = file

    def ask(self, size: QSize) -> None:
        """Have it read to cover a size in device pixels; once for each size."""
        if size == self._asked or size.isEmpty() or not self._file:
            return
        self._asked = QSize(size)
        if self._job is not None:
            self._job.cancel()
        self._job = self._workers.run(
            read_card, self._file, size, on_done=self._on_read, on_error=self._on_missing
        )

    def forget(self) -> None:
        """Let the picture go."""
        if self._job is not None:
            self._job.cancel()
        self.image, self.is_missing, self._asked = QImage(), False, QSize()

    def _on_read(self, image: QImage) -> None:
        image.setDevicePixelRatio(self._owner.devicePixelRatioF())
        self.image, self.is_missing = image, False
        self._owner.update()
        self.came.emit()

    def _on_missing(self, _error: object) -> None:
        # Fail closed: the paper stays empty, and what it stands for still opens.
        self.image, self.is_missing = QImage(), True
        self._owner.update()
        self.came.emit()


def card_file(library: Library, cards: Path, topic_id: TopicId) -> Path | bytes:
    """Return a topic's picture: the bytes that the pack brings, or the file in `cards`."""
    card = listed(library, topic_id, library.pack.languages[0]).card
    return library.cards.get(card) or cards / f"{card}.webp"


def shaped(size: QSize) -> QSize:
    """Return the size to read a picture at that must show its whole height in a box of any shape.

    A wide box leaves paper beside it: no head or foot is cut off. A narrow one shows the middle of
    a wider picture, whose sides say little.
    """
    least, most = round(size.height() * LEAST_WIDE), round(size.height() * MOST_WIDE)
    return QSize(max(least, min(most, size.width())), size.height())


def paint_card(painter: QPainter, image: QImage, box: QRectF, radius: float, empty: QColor) -> None:
    """Draw the picture in the middle of its paper, cut to round corners.

    Args:
        painter: Of the owner.
        image: The picture; where it does not cover the box, the paper is of its color.
        box: Of the paper.
        radius: Of its corners.
        empty: Color of the paper where there is no picture.
    """
    paper = empty if image.isNull() else image.pixelColor(0, 0)
    rounded(painter, box, radius, paper)
    if image.isNull():
        return
    clip = QPainterPath()
    clip.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(clip)
    place = QRectF(0, 0, *image.deviceIndependentSize().toTuple())
    place.moveCenter(box.center())
    painter.drawImage(place, image)
    painter.restore()


def read_card(file: Path | bytes, size: QSize) -> QImage:
    """Return a picture that covers `size`, cut around its middle; safe in any thread.

    Args:
        file: The picture's file, or its bytes when a pack brings its own.
        size: What it has to cover, in pixels.

    Raises:
        PlateError: The file is missing or damaged.
    """
    held = QBuffer()
    if isinstance(file, bytes):
        held.setData(file)
    reader = QImageReader(held) if isinstance(file, bytes) else QImageReader(str(file))
    named = "cards" if isinstance(file, bytes) else str(file)
    natural = reader.size()
    if natural.isEmpty():
        raise PlateError(named, "the picture can't be read", "Install the pictures again")
    fit = natural.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    cover = natural.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    cut = max(cover.width() / size.width(), cover.height() / size.height())
    reader.setScaledSize(cover if cut <= MOST_COVER else fit)
    image = reader.read()
    if image.isNull():
        raise PlateError(named, "the picture can't be read", "Install the pictures again")
    return image
