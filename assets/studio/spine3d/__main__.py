"""Command line: `python -m spine3d plates OUT [plate[:state] ...]` and more; see README.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spine3d.shoot import Quality, Taken
    from spine3d.spec import Plate, Spec

    Pictures = Iterator[tuple[Spec, Taken]]


def _chosen(names: list[str]) -> list[tuple[Plate, Spec]]:
    """Return plates with their states, in the order asked for."""
    from spine3d import plates

    rows = []
    for name in names or list(plates.PLATES):
        plate_id, _, state = name.partition(":")
        plate = plates.PLATES[plate_id]
        rows += [(plate, s) for s in plate.states if not s.same_as and state in ("", s.id)]
    return rows


def _render(rows: list[tuple[Plate, Spec]], quality: Quality, work: Path, *, keep: bool) -> None:
    """Render states that are not kept yet; the first of a plate is the ground for the others."""
    from spine3d import shoot, ways_shoot

    def path(plate: Plate, spec: Spec) -> Path:
        return work / quality.name / f"{plate.id}--{spec.id}.npz"

    ground: dict[str, Taken] = {}
    for plate, spec in rows:
        if keep and path(plate, spec).exists():
            continue
        base = plate.states[0]
        if spec is not base and plate.id not in ground:
            if not path(plate, base).exists():
                _render([(plate, base)], quality, work, keep=keep)
            ground = {plate.id: shoot.load(path(plate, base))}
        if spec.way:
            under = next(s for s in plate.states if s.id == spec.way.on)
            if not path(plate, under).exists():
                _render([(plate, under)], quality, work, keep=keep)
            made = ways_shoot.take(plate, spec, quality, work / "raw", path(plate, under))
        else:
            made = shoot.take(
                plate,
                spec,
                quality,
                work / "raw",
                ground.get(plate.id) if spec is not base else None,
            )
        path(plate, spec).parent.mkdir(parents=True, exist_ok=True)
        shoot.store(made, path(plate, spec))
        print(
            f"{plate.id}:{spec.id} {made.seconds:.0f} s {made.window}", file=sys.stderr, flush=True
        )


def _write(names: list[str], quality: Quality, work: Path, out: Path) -> None:
    """Write plate folders from the states that are kept."""
    from spine3d import folder, plates, shoot

    for plate_id in dict.fromkeys(n.partition(":")[0] for n in names or list(plates.PLATES)):
        plate = plates.PLATES[plate_id]
        kept = [(s, work / quality.name / f"{plate_id}--{s.id}.npz") for s in plate.states]
        ready = [(s, p) for s, p in kept if p.exists()]

        def taken(plate: Plate = plate, ready: list[tuple[Spec, Path]] = ready) -> Pictures:
            for spec, path in ready:  # one at a time: a state fills 200 MB
                made = shoot.load(path)
                made.anchors = shoot.anchors(plate, spec, made)
                yield spec, made

        if ready:
            size = folder.write(plate, taken(), out / plate_id)
            print(
                f"{plate_id}: {len(ready)} states, {size / 1e6:.1f} MB", file=sys.stderr, flush=True
            )


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="spine3d", description=__doc__)
    parser.add_argument("command", choices=("plates", "render", "write", "proof", "sheet"))
    parser.add_argument("out", type=Path)
    parser.add_argument("plate", nargs="*", help="plate or plate:state; all if none")
    parser.add_argument("--work", type=Path, default=Path(".cache/spine3d-work"))
    parser.add_argument("--again", action="store_true", help="render also what is kept")
    args = parser.parse_args()
    if args.command == "sheet":
        from spine3d import sheet

        sheet.sheet(args.out, Path(args.plate[0]) if args.plate else Path("sheet.png"))
        return 0
    from spine3d import shoot

    quality = shoot.PROOF if args.command == "proof" else shoot.FINAL
    if args.command != "write":
        _render(_chosen(args.plate), quality, args.work, keep=not args.again)
    if args.command != "render":
        _write(args.plate, quality, args.work, args.out)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    raise SystemExit(main())
