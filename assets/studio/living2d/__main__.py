"""Command line: `python -m living2d plates OUT [id…]` or `python -m living2d cards OUT [id…]`."""

from __future__ import annotations

import sys
from pathlib import Path

from living2d import cards, export
from living2d.plates import PLATES


def main(words: list[str]) -> int:
    """Run one command; return 2 for an unknown one."""
    if len(words) < 2 or words[0] not in ("plates", "cards"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    known = PLATES if words[0] == "plates" else cards.CARDS
    names = words[2:] or list(known)
    if any(name not in known for name in names):
        sys.stderr.write(f"{__doc__}\nKnown ids: {', '.join(known)}\n")
        return 2
    for name in names:
        sizes = (
            export.write(name, Path(words[1]) / name)
            if words[0] == "plates"
            else cards.write(Path(words[1]), [name])
        )
        sys.stderr.write("".join(f"{size:>9} {name}/{file}\n" for file, size in sizes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
