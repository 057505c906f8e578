from __future__ import annotations

from pathlib import Path

from missdesk.model.consultation import STEPS
from missdesk.ui import tabs
from missdesk.ui.tabs import TABS


def test_the_steps_stand_in_their_order() -> None:
    assert tuple(spec.step for spec in TABS) == STEPS


def test_every_module_of_the_folder_is_a_step() -> None:
    folder = Path(tabs.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "spec"}
    assert modules == set(STEPS)


def test_every_step_has_a_short_name() -> None:
    for spec in TABS:
        assert 0 < len(spec.title()) <= 12
