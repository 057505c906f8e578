"""Put the states of the plate together: layers, region maps, label targets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from axial2d import approach, plate, targets, wide_steps, wide_targets, wide_ways
from axial2d.axial import Anatomy, Condition, build
from axial2d.levels import LEVELS
from axial2d.paint import PAGE, Layer, Mark, Page, paint_mark, pixels, surface
from axial2d.shapes import XY
from axial2d.ways import NAMES, Name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONDITIONS = {
    "healthy": Condition(),
    "hernia-left": Condition("left"),
    "hernia-right": Condition("right"),
    "hernia-central": Condition("central"),
    "hernia-shrunk-left": Condition("left", is_shrunk=True),
}
LATER = {
    "scar-again-left": Condition("left", is_operated=True, has_scar=True),
    "stenosis": Condition(has_stenosis=True),
    "stenosis-recess": Condition(has_recess=True),
    "after-open": Condition(is_operated=True),
    "stenosis-recess-left": Condition(has_recess=True, is_one_sided=True),
}
"""Conditions that came after the first plate: kept behind the steps, so that old ids stay."""
PLATES = {f"axial-{level.replace('-', '').lower()}": level for level in LEVELS}
"""Level by plate id."""
NARROW = ("epidural_fat", "disc", "bone", "flavum", "sac", "nerves", "pressure")
OWN = {
    "hernia-left": ("hernia", "sac", "nerves", "pressure"),
    "hernia-right": ("hernia", "sac", "nerves", "pressure"),
    "hernia-central": ("hernia", "sac", "pressure"),
    "hernia-shrunk-left": ("hernia", "sac"),
    "scar-again-left": ("hernia", "scar", "bone", "flavum", "sac", "nerves", "pressure"),
    "stenosis": NARROW,
    "stenosis-recess": NARROW,
    "after-open": ("scar", "bone", "flavum"),
    "stenosis-recess-left": NARROW,
}
"""Layers that differ from the healthy section; all others are shared files."""


@dataclass(frozen=True, slots=True)
class State:
    """One picture the app can show.

    Attributes:
        id: For example "hernia-left" or "open-3".
        layers: Layer ids, bottom to top.
        wanted: Label targets to try in this state.
    """

    id: str
    layers: tuple[str, ...]
    wanted: tuple[targets.Target, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """Everything of one plate, not yet painted."""

    id: str
    level: str
    layers: dict[str, Layer]
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A label target of the finished plate: id, key, place (mm, axes of shapes.py), region."""

    id: str
    key: str
    at: XY
    region: str


def compose(
    options: tuple[Name, ...] = NAMES,
    *,
    level: str = "L4-L5",
    conditions: tuple[str, ...] = tuple(CONDITIONS),
    later: tuple[str, ...] = (),
    wide: tuple[wide_ways.Name, ...] = (),
) -> Plate:
    """Return layers and states: conditions, five steps an option, later ones of both.

    Options need "healthy" and "hernia-left" among the conditions; wide ones need "stenosis"
    among the later conditions.
    """
    known = {**CONDITIONS, **LATER}
    sections = {name: build(level, known[name]) for name in (*conditions, *later)}
    layers: dict[str, Layer] = {}
    states = [_condition_state(name, sections[name], layers) for name in conditions]
    if options or "after-open" in sections:
        layers["tear@free"] = approach.tear()
    for option in options:
        made = approach.steps(option, sections["healthy"], sections["hernia-left"], layers)
        layers.update(approach.all_layers(made))
        states += [_step_state(option, step, sections) for step in made]
    states += [_condition_state(name, sections[name], layers) for name in later]
    if wide:
        case = wide_steps.case(sections["healthy"], sections["stenosis"])
        for option in wide:
            made = wide_steps.steps(option, case, layers)
            layers.update(approach.all_layers(made))
            states += [_wide_state(option, step, case) for step in made]
    used = {i for state in states for i in state.layers}
    kept = {k: v for k, v in layers.items() if k in used}
    return Plate(f"axial-{level.replace('-', '').lower()}", level, kept, tuple(states))


def full(plate_id: str) -> Plate:
    """Return a whole plate by its id (PLATES)."""
    level = PLATES[plate_id]
    if level != "L4-L5":
        return compose((), level=level, later=tuple(LATER))
    return compose(later=tuple(LATER), wide=wide_ways.NAMES)


def _condition_state(name: str, section: Anatomy, layers: dict[str, Layer]) -> State:
    """Return the state of one condition; its own layers are added to `layers`."""
    own = OWN.get(name)
    for key, layer in plate.layers(section, own).items():
        key = key if own is None else f"{key}~{name}"
        layers[key] = replace(layer, id=key)
    names = {k: f"{k}~{name}" if k in (own or ()) else k for k in approach.STACK}
    if name == "after-open":
        names["tear"] = "tear@free"
    ids = [
        names[k] for k in approach.STACK if names[k] in layers and (k != "tear" or "@" in names[k])
    ]
    return State(name, tuple(ids), tuple(targets.targets(section)))


def _step_state(option: Name, step: approach.Step, sections: dict[str, Anatomy]) -> State:
    """Return the state of one operation step."""
    section = sections["healthy" if step.is_free else "hernia-left"]
    more = targets.step_targets(sections["healthy"], option, int(step.id[-1]))
    plain = targets.targets(section)
    if step.is_free:  # the freed root has its own word
        plain = [one for one in plain if one.key not in ("nerve-traversing-left", "hernia")]
    return State(step.id, step.order, (*plain, *more))


def _wide_state(option: wide_ways.Name, step: approach.Step, case: wide_steps.Case) -> State:
    """Return the state of one step of the operations for the narrow canal and of the fusion."""
    plain = targets.targets(case.freed if step.is_free else case.narrow)
    if step.is_free:  # the freed sac has its own word
        plain = [one for one in plain if one.key != "sac"]
    more = wide_targets.step_targets(case.healthy, option, int(step.id[-1]))
    return State(step.id, step.order, (*plain, *more))


def region_map(
    made: Plate, state: State, page: Page = PAGE, px_per_mm: float = 4.0
) -> NDArray[np.uint8]:
    """Return the region index of every pixel of a state, from its layers in painting order."""
    canvas_of = surface(page, px_per_mm)
    canvas = canvas_of.getCanvas()
    for layer_id in state.layers:
        for name, geom in made.layers[layer_id].taps:
            index = targets.REGIONS.index(name) + 1
            paint_mark(canvas, Mark(geom, f"#{index:02x}0000"), smooth=False)
    return pixels(canvas_of.makeImageSnapshot())[..., 0].copy()


def anchors(
    made: Plate, maps: dict[str, NDArray[np.uint8]], page: Page = PAGE, px_per_mm: float = 4.0
) -> tuple[list[Anchor], dict[str, list[str]]]:
    """Return all anchors, and per state the ids it uses; equal places share one anchor."""
    found: dict[tuple[str, XY, str], Anchor] = {}
    per_state: dict[str, list[str]] = {}
    for state in made.states:
        per_state[state.id] = []
        keys: set[str] = set()
        for one in state.wanted:
            at = targets.snapped(one, maps[state.id], page, px_per_mm)
            if at is None or one.key in keys:
                continue
            keys.add(one.key)
            where = (one.key, (round(at[0], 1), round(at[1], 1)), one.region)
            if where not in found:
                is_first = all(known.key != one.key for known in found.values())
                name = one.key if is_first else f"{one.key}@{state.id}"
                found[where] = Anchor(name, one.key, at, one.region)
            per_state[state.id].append(found[where].id)
    return list(found.values()), per_state
