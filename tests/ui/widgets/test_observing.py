from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from missdesk.model.consultation import Consultation
from missdesk.model.topic import TopicId
from missdesk.ui.widgets.observing import follow

if TYPE_CHECKING:
    from missdesk.model.library import Library


@pytest.mark.parametrize("ends_by_wipe", [True, False])
def test_a_page_that_was_taken_down_hears_nothing_of_the_next_topic(
    library: Library, ends_by_wipe: bool
) -> None:
    """Until Qt deletes it, it would show a topic that it was not made for."""
    visit, page, heard = Consultation(), QObject(), list[str]()
    visit.start(library.topics[TopicId("slipped-disc")])
    follow(page, visit, heard.append)
    visit.change(level="L4-L5")
    assert heard == ["level"]
    if ends_by_wipe:
        visit.wipe()
    else:
        visit.start(library.topics[TopicId("broken-bone")])
    visit.change(level="L1")
    assert heard == ["level"]
