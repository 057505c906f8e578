"""Paint pages of a finished handout for the preview: pixels, without any window.

The pictures come from the very bytes that are printed and saved (architecture.md, promise 1).
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

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


class Raster(NamedTuple):
    """One page: rows of blue, green, red and a byte to spare."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Painted(NamedTuple):
    """Pages in view; `first` counts from 0, `total` is the number of all pages."""

    first: int
    total: int
    pages: tuple[Raster, ...]


def paint_pages(pdf: bytes, look: Look) -> Painted:
    """Paint the pages in view; beyond the end, the last ones there are."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            total = len(document)
            first = spread_of(min(look.first, total - 1), look.pages)
            numbers = range(first, min(first + look.pages, total))
            pages = tuple(_paint_page(document, number, look) for number in numbers)
        finally:
            document.close()
    return Painted(first, total, pages)


def page_of(pdf: bytes, words: str) -> int:
    """Return the first page that has some words, from 0; the first of all when none has."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = (document[n].get_textpage().get_text_range() for n in range(len(document)))
            return next((n for n, text in enumerate(texts) if words in text), 0)
        finally:
            document.close()


def spread_of(page: int, count: int) -> int:
    """Return the first page of the spread that a page is in; all count from 0."""
    return max(0, page) // count * count


def _paint_page(document: pypdfium2.PdfDocument, number: int, look: Look) -> Raster:
    """Return one page as large as its room allows."""
    page = document[number]
    width_pt, height_pt = page.get_size()
    wide, high = max(LEAST_PX, look.width_px), max(LEAST_PX, look.height_px)
    bitmap = page.render(scale=min(wide / width_pt, high / height_pt), prefer_bgrx=True)
    made = Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    page.close()
    return made
