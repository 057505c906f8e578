"""What every page receives: content, this visit, and how things look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from missdesk.settings import Clinic

if TYPE_CHECKING:
    from collections.abc import Callable

    from missdesk.handout.press import Press
    from missdesk.model.consultation import Consultation
    from missdesk.model.library import Library
    from missdesk.model.topic import Topic, TopicText
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers


@dataclass(frozen=True, slots=True)
class UiContext:
    """Handed to each tab; owns nothing.

    Attributes:
        library: All content.
        consultation: This visit; the only thing a page may change.
        theme: Colors, sizes and fonts; tells when they change.
        workers: Runs slow work off the GUI thread.
        clinic: Returns the clinic's settings as they are now.
        press: Makes the preview in a process of its own; None = in a worker.
    """

    library: Library
    consultation: Consultation
    theme: Theme
    workers: Workers
    clinic: Callable[[], Clinic] = Clinic
    press: Press | None = None

    @property
    def topic(self) -> Topic:
        """Return the chosen topic.

        Raises:
            KeyError: No topic is chosen.
        """
        chosen = self.consultation.visit.topic
        if chosen is None:
            raise KeyError("no topic")
        return self.library.topics[chosen]

    @property
    def text(self) -> TopicText:
        """Return the chosen topic's words in the visit's language."""
        return self.library.text(self.topic.id, self.consultation.visit.language)
