"""Make the handout and pictures of its pages, away from the GUI thread.

The pictures come from the very bytes that are printed and saved (architecture.md, promise 1).
With a press they are made in its process; without one (a test, the tour) in the worker itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from missdesk.handout.press import LostError, Order, Press, Printed, answer
from missdesk.handout.raster import Look, Painted, Raster, paint_pages, spread_of

if TYPE_CHECKING:
    from datetime import date

    from missdesk.handout.build import Handout
    from missdesk.model.consultation import Visit
    from missdesk.model.library import Library
    from missdesk.settings import Clinic

__all__ = ["Look", "Made", "Spread", "build", "make", "paint", "spread_of"]


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


def make(
    library: Library,
    visit: Visit,
    clinic: Clinic,
    today: date,
    look: Look,
    press: Press | None = None,
) -> Made:
    """Build the handout of a visit and paint its pages in view.

    Raises:
        MissdeskError: Something typed can't be printed, a picture is missing or damaged, or the
            visit has no topic.
    """
    printed = _printed(Order(visit, clinic, today, look), library, press)
    assert printed.painted is not None
    return Made(printed.handout, _spread(printed.painted))


def build(
    library: Library,
    visit: Visit,
    clinic: Clinic,
    today: date,
    with_record: bool,
    password: str | None,
    press: Press | None = None,
) -> bytes:
    """Return the same handout as a file that carries the visit, or is locked, or both.

    Raises:
        MissdeskError: As `make`; or the password is too short or too long.
    """
    order = Order(visit, clinic, today, None, with_record, password)
    return _printed(order, library, press).handout.pdf


def paint(pdf: bytes, look: Look, press: Press | None = None) -> Spread:
    """Paint the pages in view; beyond the end, the last ones there are."""
    if press is not None:
        try:
            return _spread(press.paint(pdf, look))
        except LostError as error:
            if error.is_ended:
                raise  # nobody waits for it any more
    return _spread(paint_pages(pdf, look))


def _printed(order: Order, library: Library, press: Press | None) -> Printed:
    """Return what the press makes of an order; where it can't, this process makes it."""
    if press is not None:
        try:
            return press.make(order)
        except LostError as error:
            if error.is_ended:
                raise  # PRIVACY: nothing is made of a visit that is over
    made = answer(order, library)
    assert isinstance(made, Printed)
    return made


def _spread(painted: Painted) -> Spread:
    return Spread(painted.first, painted.total, tuple(map(_image, painted.pages)))


def _image(page: Raster) -> QImage:
    """Return pixels as a picture that owns them."""
    kind = QImage.Format.Format_RGB32
    return QImage(page.pixels, page.width, page.height, page.stride, kind).copy()
