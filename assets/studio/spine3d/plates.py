"""All plates: a view each, with its states."""

from __future__ import annotations

from spine3d import scene
from spine3d.conditions import back_states, quarter_states, side_states
from spine3d.operations import (
    fixation_states,
    fracture_states,
    fusion_states,
    long_states,
    whole_states,
)
from spine3d.spec import Plate
from spine3d.stimulator import stimulator_states

PLATES: dict[str, Plate] = {
    p.id: p
    for p in (
        Plate(
            "spine-side",
            scene.View(90, 0, (0.0, 14.0, 52.0), (172.0, 366.0)),
            side_states(),
            1128,
            0.85,
        ),
        Plate(
            "spine-quarter",
            scene.View(30, 12, (0.0, 18.0, 54.0), (160.0, 356.0)),
            quarter_states(),
            1136,
            0.85,
        ),
        Plate(
            "fusion-side",
            scene.View(84, 6, (0.0, 8.0, 40.0), (150.0, 196.0)),
            fusion_states(see=True),
            1840,
            0.85,
            0.28,
        ),
        Plate(
            "fusion-quarter",
            scene.View(30, 14, (0.0, 18.0, 40.0), (150.0, 196.0)),
            fusion_states(see=False),
            1840,
            0.85,
            0.28,
        ),
        Plate(
            "fracture-quarter",
            scene.View(58, 8, (0.0, 8.0, 164.0), (136.0, 180.0)),
            fracture_states(),
            1816,
            0.85,
            0.28,
        ),
        Plate(
            "fixation-quarter",
            scene.View(30, 12, (0.0, 30.0, 160.0), (150.0, 180.0)),
            fixation_states(),
            1520,
            0.85,
            0.28,
        ),
        Plate(
            "whole-front",
            scene.View(180, 0, (0.0, 0.0, 152.0), (330.0, 660.0)),
            whole_states(through=True),
            1200,
            1.2,
            0.55,
        ),
        Plate(
            "whole-side",
            scene.View(90, 0, (0.0, -10.0, 150.0), (330.0, 660.0)),
            whole_states(side=True),
            1200,
            1.2,
            0.55,
        ),
        Plate(
            "whole-back",
            scene.View(0, 0, (0.0, 0.0, 152.0), (330.0, 660.0)),
            tuple(s for s in whole_states() if s.id.endswith("-moderate")) + long_states(),
            1200,
            1.2,
            0.55,
        ),
        Plate(
            "stimulator-back",
            scene.View(0, 0, (0.0, 0.0, 130.0), (400.0, 346.0)),
            stimulator_states(),
            1920,
            1.0,
            0.42,
        ),
        Plate(
            "spine-back",
            scene.View(0, 0, (0.0, 18.0, 52.0), (164.0, 366.0)),
            back_states(),
            1080,
            0.85,
        ),
    )
}
