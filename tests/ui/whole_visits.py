"""What tests of whole visits share: a home of their own, and neither pictures nor pages to make."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from missdesk.handout.build import Handout
from missdesk.ui.handout_parts import maker
from missdesk.ui.handout_parts.render import Made, Spread
from missdesk.ui.stage import decode

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from missdesk.ui.stage.decode import LayerRequest

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


def _no_layer(request: LayerRequest) -> QImage:
    size = request.clip_px[2:] if request.clip_px else (request.width_px, request.height_px)
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def _no_build(*_order: object) -> Made:
    return Made(Handout(PDF, 2), _no_paint())


def _no_paint(*_order: object) -> Spread:
    return Spread(0, 2, ())
