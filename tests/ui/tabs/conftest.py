"""Steps alone in a window, without the clinic's file and without a real printer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from missdesk.settings import Clinic
from missdesk.ui.handout_parts import delivery
from missdesk.ui.tabs.handout import SPEC, HandoutPage
from tests.ui.tabs.handout_desk import Open, Paper, Window, settle
from tests.ui.tabs.operation_desk import Desk as OperationDesk
from tests.ui.tabs.operation_desk import OpenDesk
from tests.ui.tabs.picture_desk import MakeContext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from missdesk.ui.context import UiContext


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Paper:
    """No printer of the machine is used."""
    made = Paper()
    for name in ("printers", "send", "job_state", "cancel"):
        monkeypatch.setattr(delivery, name, getattr(made, name))
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home with Documents and no stick."""
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    return tmp_path


@pytest.fixture
def windows() -> list[QWidget]:
    """What a test keeps open; qtbot itself holds windows only weakly."""
    return []


@pytest.fixture
def open_page(qtbot: QtBot, windows: list[QWidget], paper: Paper) -> Open:
    """Return what shows the page of a context."""

    def show(context: UiContext) -> HandoutPage:
        if context.clinic is Clinic:
            context = replace(context, clinic=lambda: Clinic(phone="555 0100"))
        page = SPEC.build(context)
        assert isinstance(page, HandoutPage)
        window = Window(page)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        settle(qtbot, page)
        return page

    return show


@pytest.fixture
def desk(make_context: MakeContext, qtbot: QtBot) -> Iterator[OpenDesk]:
    """Return what opens the Operation step; it is taken down after the test."""
    made: list[OperationDesk] = []

    def make(**fields: object) -> OperationDesk:
        chosen = {"level": "L4-L5", "side": "left", "options": ("open", "tube"), **fields}
        made.append(OperationDesk(make_context(**chosen), qtbot))
        return made[-1]

    yield make
    for one in made:
        one.context.workers.close()
