from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtWidgets import QGraphicsView

from missdesk.ui.stage import labels_item
from missdesk.ui.stage.labels_item import LabelSet
from missdesk.ui.stage.layers import LabelWords

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme


def words(*names: str) -> tuple[LabelWords, ...]:
    return tuple(
        LabelWords(name, name.title(), "", (60.0 + 200.0 * number, 80.0 + 60.0 * number))
        for number, name in enumerate(names)
    )


def test_labels_that_are_thrown_away_do_not_take_the_picture_along(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of many topics are more than are kept; the view they lay on must live on."""
    monkeypatch.setattr(labels_item, "MOST_SPARE", 0)
    view = QGraphicsView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    port = view.viewport()
    labels = LabelSet(port, theme)
    for names in (("rod", "cage"), ("cage", "rod"), ("disc",)):
        labels.place(words(*names), lambda at: QPointF(*at))
        assert len(labels.texts()) == len(names)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert shiboken6.isValid(port)
    assert port.size().width() > 0
