"""What the pictures of one page share: plates, layers, ink, the tool in hand, and their words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from missdesk.paths import assets_dir
from missdesk.ui.messages import report
from missdesk.ui.stage.choice import PlateShelf
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import DEFAULT_CACHE_BYTES, LayerLoader
from missdesk.ui.stage.pen import Ink
from missdesk.ui.stage.pictures import Shot, make_picture
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.stage.words import alt_text, body
from missdesk.ui.widgets.observing import forget_with

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from missdesk.errors import PlateError
    from missdesk.figures.topic_pictures import Shown
    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.layers import Picture


MOST_PICTURES = 60
"""Pictures described, without a pixel: all steps of three options for both sides, and more."""


class Bench:
    """Lives as long as its page, and lets go of the visit with it.

    Attributes:
        shelf: Reads plates.
        loader: Reads their layers.
        ink: The marks of this visit.
        controls: Tool in hand, labels, layers peeled off.
    """

    def __init__(
        self, page: QWidget, context: UiContext, cache_bytes: int = DEFAULT_CACHE_BYTES
    ) -> None:
        """Set up for a page."""
        self._page, self._context = page, context
        self.shelf = PlateShelf(assets_dir() / "plates")
        self.loader = LayerLoader(context.workers, cache_bytes)
        self.ink = Ink(context.consultation)
        self.controls = StageControls(page)
        self._pictures: dict[tuple[str, Shot, str], Picture] = {}
        page.destroyed.connect(self.loader.close)
        # PRIVACY: a picture of the patient may be among the layers read.
        forget_with(page, context.consultation, self._forget)
        page.destroyed.connect(self.ink.close)

    def _forget(self) -> None:
        """Let go of every pixel at once; Qt deletes the page only later."""
        self.loader.close()
        for view in self._page.findChildren(PlateView):
            view.show_missing()

    def picture(self, shot: Shot, shown: Shown) -> Picture:
        """Return a picture with its names and its alt text in the language of the visit."""
        context = self._context
        entries, language = context.library.glossary, context.consultation.visit.language
        key = (shown.plate.id, shot, language)
        found = self._pictures.get(key)
        if found is None:
            alt = alt_text(context.text, context.library, context.topic, shown)
            glossary = entries.get(language) or entries["en"]
            found = make_picture(shown.plate, replace(shot, alt=alt), glossary)
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures.clear()
            self._pictures[key] = found
        return found

    def common_words(self, section_id: str) -> str:
        """Return a sentence that all topics share."""
        library, language = self._context.library, self._context.consultation.visit.language
        return body(library.common_section(section_id, language), library)

    def report(self, faults: tuple[PlateError, ...]) -> None:
        """Tell staff what can't be shown."""
        report(self._page, *faults)
