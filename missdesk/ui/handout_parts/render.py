"""Make the handout and pictures of its pages, away from the GUI thread.

The pictures come from the very bytes that are printed and saved (architecture.md, promise 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QImage

from missdesk.handout.build import Handout, build_handout

if TYPE_CHECKING:
    from datetime import date

    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.settings import Clinic

_PDFIUM: Final = Lock()
"""pdfium is not thread-safe, in the whole process; https://pypdfium2.readthedocs.io (Threading)."""
LEAST_PX: Final = 16


class Look(NamedTuple):
    """Which pages are in view: the first one from 0, how many, and the room for each.

    Attributes:
        width_px, height_px: Room for one page in device pixels.
    """

    first: int
    pages: int
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Pages in view as pictures; `first` counts from 0, `total` is the number of all pages."""

    first: int
    total: int
    images: tuple[QImage, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished handout and its pages in view."""

    handout: Handout
    spread: Spread


def make(library: Library, visit: Visit, clinic: Clinic, today: date, look: Look) -> Made:
    """Build the handout of a visit and paint its pages in view.

    Raises:
        FontError: Something typed can't be printed.
        PlateError: A picture is missing or damaged.
        InputError: The visit has no topic.
    """
    handout = build_handout(library, visit, clinic=clinic, today=today)
    return Made(handout, paint(handout.pdf, look))


def paint(pdf: bytes, look: Look) -> Spread:
    """Paint the pages in view; beyond the end, the last ones there are."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            total = len(document)
            first = spread_of(min(look.first, total - 1), look.pages)
            numbers = range(first, min(first + look.pages, total))
            images = tuple(_paint_page(document, number, look) for number in numbers)
        finally:
            document.close()
    return Spread(first, total, images)


def spread_of(page: int, count: int) -> int:
    """Return the first page of the spread that a page is in; all count from 0."""
    return max(0, page) // count * count


def _paint_page(document: object, number: int, look: Look) -> QImage:
    """Return one page as large as its room allows."""
    import pypdfium2  # as above

    assert isinstance(document, pypdfium2.PdfDocument)
    page = document[number]
    width_pt, height_pt = page.get_size()
    wide, high = max(LEAST_PX, look.width_px), max(LEAST_PX, look.height_px)
    bitmap = page.render(scale=min(wide / width_pt, high / height_pt), prefer_bgrx=True)
    shared = QImage(
        memoryview(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB32,
    )
    image = shared.copy()  # pixels of its own: the bitmap's buffer ends below
    bitmap.close()
    page.close()
    return image
