"""Command line of the axial plate studio.

python -m axial2d plates OUT [ID ...] write the plate folders, OUT/axial-l4l5 and so on (minutes)
python -m axial2d sheet PLATE OUT.png [WIDTH] [grey]   contact sheet of a written folder
python -m axial2d small OUT           a tiny plate of two states, for comparing (seconds)
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from axial2d.compose import PLATES, full
from axial2d.export import write
from axial2d.sheet import sheet
from axial2d.small import write_small


def main(words: list[str]) -> int:
    """Run one command; 2 when the words are not understood."""
    start = time.perf_counter()
    if len(words) >= 2 and words[0] == "plates":
        sizes: dict[str, int] = {}
        for plate_id in words[2:] or PLATES:
            done = write(full(plate_id), Path(words[1]) / plate_id)
            sizes |= {f"{plate_id}/{name}": size for name, size in done.items()}
    elif len(words) >= 3 and words[0] == "sheet":
        width = next((int(w) for w in words[3:] if w.isdigit()), 550)
        sheet(Path(words[1]), Path(words[2]), width_px=width, grey="grey" in words)
        return 0
    elif len(words) >= 2 and words[0] == "small":
        sizes = write_small(Path(words[1]))
    else:
        sys.stderr.write(__doc__ or "")
        return 2
    took = time.perf_counter() - start
    sys.stdout.write(f"{len(sizes)} files, {sum(sizes.values()) / 1e6:.2f} MB, {took:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
