"""A picture that the surgeon brings along, such as the patient's own X-ray, to draw on.

PRIVACY: it is read once, made smaller and written anew without anything but pixels, and lives
only in the visit: in no record, file, log line or error text. Its name is never kept either.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from missdesk.errors import InputError
from missdesk.figures.ink_items import own_alt
from missdesk.i18n import _
from missdesk.model.marks import LONG_MM, OWN, OwnPicture
from missdesk.paths import read_bounded
from missdesk.ui.stage.layers import LayerPlace, Picture

FORMATS: Final = frozenset({b"png", b"jpeg", b"jpg"})
MOST_BYTES: Final = 60_000_000
MOST_PIXELS: Final = 40_000_000
MOST_SIDE: Final = 3_200
LEAST_SIDE: Final = 16
QUALITY: Final = 92


def read_own(path: Path) -> OwnPicture:
    """Return a PNG or JPEG file as a picture of this visit; runs in a worker.

    Raises:
        InputError: It can't be read, is no such picture, or is too large.
    """
    try:
        raw = read_bounded(path, MOST_BYTES)
    except OSError as error:
        raise _refused(_("it can't be read")) from error
    if len(raw) > MOST_BYTES:
        raise _refused(_("it is larger than 60 MB"))
    return take_in(raw)


def take_in(raw: bytes) -> OwnPicture:
    """Return a picture from the bytes of a file, which are not trusted.

    Raises:
        InputError: It is no PNG or JPEG picture, damaged, or too large.
    """
    data = QByteArray(raw)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if not reader.canRead() or bytes(reader.format().data()) not in FORMATS:
        raise _refused(_("it is no PNG or JPEG picture"))
    size = reader.size()
    if not size.isValid() or min(size.toTuple()) < LEAST_SIDE:
        raise _refused(_("it is damaged or too small"))
    if size.width() * size.height() > MOST_PIXELS:
        raise _refused(_("it has more than 40 million pixels"))
    if max(size.toTuple()) > MOST_SIDE:
        most = QSize(MOST_SIDE, MOST_SIDE)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise _refused(_("it is damaged"))
    return _written_anew(image)


def _written_anew(image: QImage) -> OwnPicture:
    """Return pixels only: no place, no names, no notes of the camera."""
    clean = QImage(image.size(), QImage.Format.Format_RGB32)
    clean.fill(Qt.GlobalColor.white)
    painter = QPainter(clean)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    clean.save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]  # takes any device
    return OwnPicture(bytes(buffer.data().data()), (clean.width(), clean.height()))


def _refused(what: str) -> InputError:
    return InputError(_("Your picture"), what, _("Choose another picture"))


def own_shown(own: OwnPicture, sheet: str) -> Picture:
    """Return it as a pane shows it, with the key of its ink."""
    width, height = own.size_px
    scale = max(width, height) / LONG_MM
    size = (width / scale, height / scale)
    whole = (0.0, 0.0, *size)
    layer = LayerPlace(OWN, Path(), whole, "always", data=own.data)
    state = sha256(own.data).hexdigest()[:12]
    return Picture(
        OWN, state, size, whole, (layer,), sheet=sheet, alt=own_alt(own), px_per_mm=scale
    )


def own_corners(own: OwnPicture) -> tuple[str, str]:
    """Return the patient's side at the picture's left and right, empty while it is not said."""
    if own.left_at == "left":
        return _("Left"), _("Right")
    return (_("Right"), _("Left")) if own.left_at == "right" else ("", "")
