"""The six steps in their order; explicit, since a frozen app can't walk its packages."""

from __future__ import annotations

from missdesk.ui.tabs import compare, decide, handout, operation, problem, recovery
from missdesk.ui.tabs.spec import TabSpec

TABS: tuple[TabSpec, ...] = (
    problem.SPEC,
    operation.SPEC,
    compare.SPEC,
    recovery.SPEC,
    decide.SPEC,
    handout.SPEC,
)
