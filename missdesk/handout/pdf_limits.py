"""Give pikepdf with bounds on what a hostile PDF may cost; import it from here to read one.

A PDF of a few kilobytes can unpack to gigabytes, so what one stream may take is limited. The
limits hold for the whole process and are set once, when this module is imported.

Source: pikepdf 10.17, settings.set_qpdf_limits; kiosk-and-security.md KV.
"""

from __future__ import annotations

from typing import Final

import pikepdf
from pikepdf import settings

__all__ = ["MOST_BYTES", "pikepdf"]

MOST_BYTES: Final = 64 * 1024 * 1024
"""Most bytes of one unpacked stream; a handout's largest has about one million."""

settings.set_qpdf_limits(
    flate_max_memory=MOST_BYTES,
    run_length_max_memory=MOST_BYTES,
    png_max_memory=MOST_BYTES,
    tiff_max_memory=MOST_BYTES,
    dct_max_memory=MOST_BYTES,
    max_stream_filters=4,
)
