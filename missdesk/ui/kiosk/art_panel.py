"""The picture of a page with its caption: a plate, a square for phones, or the topic's own card.

It can't be pressed: in portrait it stands above what everybody reaches (KA9).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from missdesk.figures.topic_pictures import corner_words
from missdesk.i18n import _
from missdesk.ui.card_picture import CardPicture, paint_card, shaped
from missdesk.ui.kiosk.qr import QrView, fitting, modules
from missdesk.ui.stage.controls import StageControls
from missdesk.ui.stage.decode import LayerLoader
from missdesk.ui.stage.pictures import make_picture
from missdesk.ui.stage.plate_view import PlateView
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from missdesk.model.library import GlossaryEntry
    from missdesk.ui.kiosk.book_pictures import Art
    from missdesk.ui.stage.layers import Picture
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

CACHE_BYTES: Final = 48_000_000
"""Layers kept beside those on show: the pages before and after share most of theirs."""
READINGS: Final = 6
"""How often one picture file is kept: for two parts of it, each at the three sizes of text."""
MOST_PICTURES: Final = 12
"""Pictures described, without a pixel: more than a book has."""
GAP, CORNER = 8, 12
LARGE: Final = 100
"""Text size in percent above which the caption goes with the text, where there is room for it."""


class ArtPanel(QWidget):
    """Shows one of the three; made once, reused for every page."""

    def __init__(self, theme: Theme, workers: Workers, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme, self._workers = theme, workers
        self._loader = LayerLoader(workers, CACHE_BYTES, READINGS)
        self.plate = PlateView(theme, self._loader, StageControls(self), workers)
        self.plate.setParent(self)
        self.plate.setObjectName("kiosk.picture")
        self.plate.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.code = QrView(theme, "kiosk.code", self)
        self.cover = Cover(theme, workers, self)
        self._caption = Words(theme, "", "note", token="ink2", name="kiosk.caption", parent=self)  # noqa: S106
        # Never seen: measures the captions of pages that are peers of the one on show.
        self._ruler = Words(theme, "", "note", parent=self)
        self._ruler.hide()
        self._peers: tuple[str, ...] = ()
        self._pictures: dict[tuple[object, ...], Picture] = {}
        self.destroyed.connect(self._loader.close)

    @property
    def is_settled(self) -> bool:
        """Return whether the picture asked for last is the one to be seen."""
        return self.plate.isHidden() or not self.isVisible() or self.plate.is_settled

    @property
    def words(self) -> str:
        """Return the words that belong to the picture; with larger text they go with the text."""
        return self._caption.text

    def show_art(
        self,
        art: Art,
        glossary: Mapping[str, GlossaryEntry],
        language: str,
        peers: Sequence[str] = (),
    ) -> None:
        """Show a plate.

        Args:
            art: The plate and its words.
            glossary: Words of its labels.
            language: Of the words.
            peers: Captions of the pages that get pictures of the same size (IC1).
        """
        key = (art.shown.plate.id, art.shot, language)
        if key not in self._pictures:
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures.clear()
            shot = replace(art.shot, alt=art.alt)
            self._pictures[key] = make_picture(art.shown.plate, shot, glossary)
        self.plate.set_side_words(*corner_words(art.shown.plate))
        self.plate.show_picture(self._pictures[key])
        self._bring(self.plate, art.caption, peers)

    def prepare(self, codes: Iterable[str]) -> None:
        """Make the squares of pages to come in a worker: one takes 50 ms (measured)."""
        for text in codes:
            self._workers.run(modules, fitting(text), on_done=_keep_nothing)

    def show_code(self, text: str, *, is_address: bool) -> None:
        """Show a square for phones, and say what it holds."""
        self.code.show_text(text)
        said = _("These questions, to take home. Point your phone's camera at the square.")
        if is_address:
            said = _("The page of this clinic: {address}").format(address=text)
        self._bring(
            self.code, f"{said}\n{_('It is read by your phone. Nothing is sent from here.')}"
        )

    def show_cover(self, file: Path | bytes) -> None:
        """Show the topic's own picture, for pages that have none in portrait."""
        self.cover.show_file(file)
        self._bring(self.cover, "")

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place picture and caption."""
        self.lay_out()

    def lay_out(self) -> None:
        """Give the caption what it needs, the picture the rest."""
        is_short = self._theme.text_percent > LARGE
        has_caption = bool(self._caption.text) and not is_short
        self._caption.setVisible(has_caption)
        low = self._caption_height() if has_caption else 0
        room = max(1, self.height() - low - (self._theme.px(GAP) if low else 0))
        for widget in (self.plate, self.code, self.cover):
            widget.setGeometry(0, 0, self.width(), room)
        self._caption.setGeometry(0, self.height() - low, self.width(), low)

    def _caption_height(self) -> int:
        """Return the height of the longest caption of the page and its peers."""
        heights = [self._caption.heightForWidth(self.width())]
        for words in self._peers:
            self._ruler.set_text(words)
            heights.append(self._ruler.heightForWidth(self.width()))
        return max(heights)

    def _bring(self, widget: QWidget, caption: str, peers: Sequence[str] = ()) -> None:
        self._caption.set_text(caption)
        self._peers = tuple(peers)
        for other in (self.plate, self.code, self.cover):
            other.setVisible(other is widget)
        self.lay_out()


def _keep_nothing(_rows: object) -> None:
    """Take a square and do nothing: `modules` keeps it."""


class Cover(QWidget):
    """Decoration: a picture that fills its box."""

    def __init__(self, theme: Theme, workers: Workers, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme, self._picture = theme, CardPicture(workers, self)

    def show_file(self, file: Path | bytes) -> None:
        """Show another picture."""
        self._picture.set_file(file)
        self._ask()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Read it anew at its size."""
        self._ask()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper and picture."""
        painter, theme = start(self), self._theme
        box, empty = QRectF(self.rect()), theme.color("art")
        paint_card(painter, self._picture.image, box, theme.px(CORNER), empty)
        painter.end()

    def _ask(self) -> None:
        self._picture.ask(shaped(self.size() * self.devicePixelRatioF()))
