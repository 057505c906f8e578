"""What a step of the consultation tells the window about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from missdesk.model.consultation import Step

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.ui.context import UiContext


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One step.

    Attributes:
        step: Its id, also the stem of its module.
        title: Makes the rail label in the language of the window.
        build: Makes the page; called when the step is first shown in a visit.
    """

    step: Step
    title: Callable[[], str]
    build: Callable[[UiContext], QWidget]
