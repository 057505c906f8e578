"""Pages of our own for tests of the window, and what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.errors import PlateError
from missdesk.model.consultation import Step
from missdesk.model.topic import TopicId
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk
from missdesk.ui.tabs.spec import TabSpec
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.fields import TextField

LEFT = Qt.MouseButton.LeftButton


DISC = TopicId("slipped-disc")


NAME = "Ada Example"


class Page(QWidget):
    """A page that notes what is asked of it."""

    def __init__(self, context: UiContext, step: Step) -> None:
        super().__init__()
        self.acted: list[str] = []
        self.takes: set[str] = set()
        self.view = "first"
        column = Column(context.theme, self)
        self.field = TextField(context.theme, f"{step}.field", "Field")
        column.addWidget(self.field)
        column.addStretch(1)

    def act(self, action: str) -> bool:
        self.acted.append(action)
        return action in self.takes

    def remember(self) -> object:
        return self.view

    def recall(self, state: object) -> None:
        self.view = str(state)


def spec(step: Step, *, is_broken: bool = False) -> TabSpec:
    def build(context: UiContext) -> QWidget:
        if is_broken:
            raise PlateError("assets/plates/x", "the picture is missing", "Install it again")
        return Page(context, step)

    return TabSpec(step, step.capitalize, build)


def step_of(desk: Desk) -> str:
    """Return the step in front, "" on the start page; a call, so that mypy asks anew."""
    return desk.step or ""


def page(desk: Desk) -> Page:
    found = desk.page()
    assert isinstance(found, Page)
    return found


def button(desk: Desk, name: str) -> QAbstractButton:
    found = desk.window.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found
