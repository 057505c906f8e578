"""Looks at a pack's pictures before anybody decodes them: kind, size, and that they are whole.

Source: kiosk-and-security.md KV12 (only PNG, JPEG and WebP by their first bytes, bounded size).
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from missdesk.errors import Fault

KINDS: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
MOST_PIXELS: Final = 16_000_000
"""64 MB once decoded (four bytes a pixel)."""


def picture_fault(raw: bytes, name: str) -> Fault | None:
    """Return what is wrong with a picture's bytes, None when nothing is.

    The picture is decoded once, since a damaged one may only fail then.
    """
    from PIL import Image  # start-up time: few packs have pictures

    kind = KINDS[name.rpartition(".")[2]]
    fix = "Save it again as PNG, JPEG or WebP"
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Pillow warns of bombs instead of refusing them
        try:
            with Image.open(io.BytesIO(raw), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    most = MOST_PIXELS // 1_000_000
                    return Fault(name, f"has more than {most} million pixels", "Save it smaller")
                if getattr(picture, "n_frames", 1) != 1:
                    return Fault(name, "moves", "Save one still picture")
                picture.load()
        except Exception as error:  # noqa: BLE001  Pillow's readers raise whatever they meet
            return Fault(name, f"is no {kind} picture, or damaged ({type(error).__name__})", fix)
    return None
