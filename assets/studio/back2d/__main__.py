"""Command line: `python -m back2d plate OUT` or `python -m back2d cards OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

from back2d import cards, export


def main(words: list[str]) -> int:
    """Run one command; return 2 for an unknown one."""
    if len(words) != 2 or words[0] not in ("plate", "cards"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    if words[0] == "plate":
        sizes = export.write(Path(words[1]))
        sys.stderr.write("".join(f"{size:>9} {name}\n" for name, size in sizes.items()))
    else:
        file = Path(words[1]) / "slipped-disc.webp"
        sys.stderr.write(f"{cards.slipped_disc(file):>9} {file.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
