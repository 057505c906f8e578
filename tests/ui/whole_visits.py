"""What tests of whole visits share: a home of their own, and neither pictures nor pages to make."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from missdesk.app import make_window
from missdesk.handout.build import Handout
from missdesk.model.consultation import Consultation
from missdesk.ui.handout_parts import maker
from missdesk.ui.handout_parts.render import Made, Spread
from missdesk.ui.stage import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from missdesk.model.library import Library
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.stage.decode import LayerRequest
    from missdesk.ui.theme.theme import Theme

TODAY: Final = date(2026, 11, 21)
NAME: Final = "Ada Example"
PDF: Final = b"%PDF-1.7 of a test"


def at_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be saved in a folder; pictures and pages, which nobody looks at, come at once."""
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    monkeypatch.setattr(decode, "read_layer", _no_layer)
    monkeypatch.setattr(maker, "make", _no_build)
    monkeypatch.setattr(maker, "paint", _no_paint)


@contextmanager
def opened(theme: Theme, library: Library) -> Iterator[MainWindow]:
    """Open the window of a visit, and close it in the end."""
    window = make_window(theme, library, Consultation(), TODAY)
    window.resize(1366, 768)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def _no_layer(request: LayerRequest) -> QImage:
    size = request.clip_px[2:] if request.clip_px else (request.width_px, request.height_px)
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def _no_build(*_order: object) -> Made:
    return Made(Handout(PDF, 2), _no_paint())


def _no_paint(*_order: object) -> Spread:
    return Spread(0, 2, ())
