"""Draw the cutaway plates: `python -m spine3d.cutaway proof|final|relabel [--out DIR]`.

A block of the lower back, cut at the L4-L5 disc, seen from the feet in three-quarter: once with
the open way in, once with the tube. Same block, section, view, light, illness and bones.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from spine3d import cutaway_export as export
from spine3d import cutaway_scene as scene
from spine3d import cutaway_volume as volume
from spine3d import tools_cutaway as tools
from spine3d.cutaway_compose import Look, Picture, look, picture, with_tool
from spine3d.cutaway_paint import Nerves
from spine3d.muscle_way import WAYS, Way

KINDS = ("nerves", "bone", "muscle", "fat", "skin")
MARGIN_MM = np.array([6.0, 6.0]), np.array([34.0, 16.0])
"""Room round the tool for its shadow, which falls to the lower right."""


@dataclass(frozen=True)
class Quality:
    """Grid step (mm), picture width, width of the light, samples of light and of the tool."""

    step: float
    width: int
    light_width: int
    samples: int
    tool_samples: int


PROOF = Quality(1.5, 800, 400, 8, 4)
FINAL = Quality(0.75, 2420, 800, 12, 6)


class Studio:
    """One scene, all pictures of both plates."""

    def __init__(self, quality: Quality, work: Path) -> None:
        self.q, self.work = quality, work
        work.mkdir(parents=True, exist_ok=True)
        self.spine = volume.spine(quality.step)
        self.nerves = Nerves()
        scene.start(quality.light_width)
        self._add_spine()
        self.box: scene.Box | None = None
        self.looks: dict[tuple[bool, Way], Look] = {}

    def _add_spine(self) -> None:
        low, step = volume.SPINE_LOW, self.q.step
        parts = self.spine.parts
        tables = {k: parts[k].table for k in ("nerves", "disc", "disc-up", "hernia", "flavum")}
        tables["bone"] = np.min([parts[k].table for k in ("L3", "L4", "L5")], axis=0)
        for name, table in tables.items():
            scene.add(name, *scene.mesh_of(table, low, step, "z- z+"))

    def open(self, way: Way) -> None:
        """Put a way's tool into the scene."""
        scene.remove("tool")
        step = self.q.step / 2
        points, shape = volume.grid(tools.LOW, tools.HIGH, step)
        table = tools.tool(way, points).reshape(shape)
        made = scene.mesh_of(table, tools.LOW, step, "z-")
        scene.add("tool", *made)
        at = scene.project(made[0])[:, :2]
        low, high = at.min(0) - MARGIN_MM[0], at.max(0) + MARGIN_MM[1]
        page = np.array(scene.PAGE_MM)
        (a, b), (c, d) = np.clip(low / page, 0, 1), np.clip(high / page, 0, 1)
        self.box = (float(a), float(b), float(c), float(d))

    def block(self, way: Way, kind: str) -> None:
        """Put the block up to a tissue into the scene."""
        scene.remove("block")
        points, shape = volume.grid(volume.BLOCK_LOW, volume.BLOCK_HIGH, self.q.step)
        table = volume.block(kind, way, self.spine, points).reshape(shape)
        lids = "x- x+ y- z- z+"
        scene.add("block", *scene.mesh_of(table, volume.BLOCK_LOW, self.q.step, lids))

    def shoot(self, kind: str, way: Way) -> Picture:
        """Return the picture of a state without the tool."""
        q = self.q
        scene.show(self._shown(kind))
        seen = scene.survey(self.work / "survey.exr", q.width)
        lit = scene.light(self.work / "light.exr", q.light_width, q.samples)
        key = (kind in ("nerves", "bone"), way)
        made = look(seen, way, self.spine, self.nerves, self.looks.get(key))
        self.looks = {key: made}
        return picture(seen, lit, made, way)

    def shoot_tool(self, kind: str, way: Way, bare: Picture) -> Picture:
        """Return a picture with the tool laid into it."""
        q = self.q
        scene.show([*self._shown(kind), "tool"])
        seen = scene.survey(self.work / "survey.exr", q.width, self.box)
        lit = scene.light(self.work / "light.exr", q.width, q.tool_samples, self.box)
        return with_tool(bare, seen, lit, way)

    @staticmethod
    def _shown(kind: str) -> list[str]:
        deep = ["nerves", "disc", "disc-up", "hernia"]
        return {"nerves": deep, "bone": [*deep, "bone", "flavum"]}.get(kind, ["block"])


def make(quality: Quality, out: Path, ways: tuple[Way, ...] = WAYS) -> None:
    """Write both plates below `out`."""
    start = time.perf_counter()

    def tell(what: str) -> None:
        print(f"{time.perf_counter() - start:6.0f} s  {what}", file=sys.stderr, flush=True)

    studio = Studio(quality, out / "work")
    tell("spine")
    deep = {k: studio.shoot(k, "open") for k in ("nerves", "bone")}
    tell("nerves, bone")
    for way in ways:
        studio.open(way)
        bare, full = dict(deep), {}
        for kind in KINDS:
            if kind not in bare:
                studio.block(way, kind)
                bare[kind] = studio.shoot(kind, way)
            full[kind] = studio.shoot_tool(kind, way, bare[kind])
            tell(f"{way} {kind}")
        export.write(out / f"cutaway-{way}", way, bare, full)
        tell(f"{way} written")


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="spine3d.cutaway", description=__doc__)
    parser.add_argument("mode", choices=("proof", "final", "relabel"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--way", choices=WAYS)
    args = parser.parse_args()
    if args.mode == "relabel":
        for way in WAYS:
            export.relabel(args.out / f"cutaway-{way}", way)
        return 0
    make(PROOF if args.mode == "proof" else FINAL, args.out, (args.way,) if args.way else WAYS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
