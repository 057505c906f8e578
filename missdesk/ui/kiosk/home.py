"""The first page: all topics as large pictures to touch (mock-ups 10 and 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.content.listing import listed
from missdesk.i18n import _
from missdesk.ui.card_picture import card_file
from missdesk.ui.kiosk.hero import Hero
from missdesk.ui.kiosk.screen import REACH, is_portrait
from missdesk.ui.kiosk.scroll import GUTTER, KioskScroll
from missdesk.ui.kiosk.tile import TopicTile
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from missdesk.model.library import Library
    from missdesk.model.topic import TopicId
    from missdesk.ui.kiosk.parts import KioskParts
    from missdesk.ui.stage.choice import PlateShelf
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

GAP: Final = 12
COLUMNS, NARROW_COLUMNS = 4, 2
HERO_SHARE: Final = 0.46
LEAST_TILE: Final = 104
SPARE_ART: Final = 40
"""Designed height that pictures have beyond the least where medical names stand below them."""
LARGE, NARROW_LARGE = 125, 100
"""Text size in percent beyond which tiles stand in two columns, picture beside the words; in
portrait in one.
"""


class HomePage(QWidget):
    """Title, one sentence, and a tile a topic.

    Signals:
        chosen: Id of the topic that was touched.
        moved: The tiles were scrolled.
    """

    chosen = Signal(str)
    moved = Signal()

    def __init__(
        self, theme: Theme, library: Library, parts: KioskParts, shelf: PlateShelf, parent: QWidget
    ) -> None:
        """Make the page; `show_topics` fills it."""
        super().__init__(parent)
        self._theme, self._library, self._parts = theme, library, parts
        self.setObjectName("kiosk.home")
        self._title = Words(theme, _("Learn about your spine"), "title", parent=self)
        note = _("Free to read while you wait. Nothing you touch is saved.")
        self._note = Words(theme, note, "body", token="ink2", parent=self)  # noqa: S106
        self._review = Words(theme, "", "note", token="ink2", name="kiosk.review", parent=self)  # noqa: S106
        self._hero = Hero(theme, parts.workers, shelf, self)
        self._grid = _Grid(self)
        self._area = KioskScroll(theme, self._grid, self, ground="canvas")
        self._area.moved.connect(self.moved)
        self._tiles: list[TopicTile] = []
        self._key: tuple[tuple[TopicId, ...], str] = ((), "")

    @property
    def tiles(self) -> tuple[TopicTile, ...]:
        """Return the tiles in order."""
        return tuple(self._tiles)

    @property
    def area(self) -> KioskScroll:
        """Return what moves the tiles."""
        return self._area

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all there is to read, for reading aloud (KA2)."""
        names = [tile.words for tile in self._tiles]
        return (self._title.text, *self._note.text.split("\n"), *names, self._review.text)

    def show_topics(self, topics: Sequence[TopicId], language: str, review: str) -> None:
        """Show these topics, and who has reviewed what is told."""
        self._review.set_text(review)
        if (tuple(topics), language) == self._key:
            return  # made once, reused for every reader (KR4)
        self._key = tuple(topics), language
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles = [self._tile(topic, language) for topic in topics]
        self._arrange()

    def step_focus(self, key: int) -> bool:
        """Go to the tile beside by an arrow key; return whether there is one."""
        held = [at for at, tile in enumerate(self._tiles) if tile.hasFocus()]
        if not held:
            return False
        columns = self._columns()
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        steps |= {Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        goal = held[0] + steps.get(key, 0)
        if goal == held[0] or not 0 <= goal < len(self._tiles):
            return False
        tile = self._tiles[goal]
        tile.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.show_span(tile.y(), tile.geometry().bottom())
        return True

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange all for the size."""
        self._arrange()

    def follow_theme(self) -> None:
        """Arrange all for other sizes of text."""
        self._arrange()

    def _tile(self, topic_id: TopicId, language: str) -> TopicTile:
        library = self._library
        card = listed(library, topic_id, language)
        picture = card_file(library, self._parts.cards, topic_id)
        names = (card.title, card.medical)
        made = TopicTile(self._theme, self._parts.workers, topic_id, names, picture, self._grid)
        made.clicked.connect(self._on_tile)
        made.show()
        return made

    def _wide(self) -> int:
        """Return the width of what is shown; the bar of the tiles has the gutter at the right."""
        return self.width() - self._theme.px(GUTTER)

    def _columns(self) -> int:
        percent = self._theme.text_percent
        if is_portrait(self):
            return 1 if percent > NARROW_LARGE else NARROW_COLUMNS
        return NARROW_COLUMNS if percent > LARGE else min(COLUMNS, max(1, len(self._tiles)))

    def _arrange(self) -> None:
        if self._wide() < 2 or self.height() < 2:
            return
        top = self._place_head()
        self._area.setGeometry(0, top, self.width(), self.height() - top)
        self._area.fit()
        self._grid.arrange()

    def _place_head(self) -> int:
        """Place title and sentence; return where the tiles begin."""
        self._note.show()
        return self._place_high_head() if is_portrait(self) else self._place_wide_head()

    def _place_high_head(self) -> int:
        """Place the words beside the large picture; the tiles begin below what is out of reach."""
        wide, gap = self._wide(), self._theme.px(GAP)
        above = self.mapTo(self.window(), QPoint(0, 0)).y()
        least = round(self.window().height() * REACH) + gap - above
        has_hero = self._theme.text_percent <= LARGE
        hero = round(wide * HERO_SHARE)
        self._hero.setVisible(has_hero)
        self._hero.setGeometry(wide - hero, 0, hero, least - gap)
        words = wide - hero - gap if has_hero else wide
        return max(least, self._stack_head(words, least) + gap)

    def _place_wide_head(self) -> int:
        """Place who has reviewed it at the right of the sentence, where there is room for both."""
        wide, gap = self._wide(), self._theme.px(GAP)
        self._hero.hide()
        review, note = self._review.sizeHint(), self._note.sizeHint()
        if self._theme.text_percent > LARGE:
            self._note.hide()  # the topics need the room more
            return self._stack_head(wide, 0) + gap
        if review.width() + note.width() + gap > wide:
            return self._stack_head(wide, 0) + gap
        title = self._title.heightForWidth(wide)
        self._title.setGeometry(0, 0, wide, title)
        self._note.setGeometry(0, title, note.width(), note.height())
        top = title + (note.height() - review.height()) // 2
        self._review.setGeometry(wide - review.width(), top, review.width(), review.height())
        return title + note.height() + gap

    def _stack_head(self, wide: int, high: int) -> int:
        """Put the words under each other, in the middle of `high`; return where they end."""
        lines = [line for line in (self._title, self._note, self._review) if line.isVisibleTo(self)]
        heights = [line.heightForWidth(wide) for line in lines]
        y = max(0, (high - sum(heights)) // 2)
        for line, height in zip(lines, heights, strict=True):
            line.setGeometry(QRect(0, y, wide, height))
            y += height
        return y

    def _on_tile(self) -> None:
        tile = self.sender()
        assert isinstance(tile, TopicTile)
        self.chosen.emit(tile.topic)

    def lay_tiles(self, width: int, room: int) -> int:
        """Place the tiles in equal columns and rows; return the height they need."""
        if not self._tiles:
            return 0
        theme, columns = self._theme, self._columns()
        gap = theme.px(GAP)
        is_beside = columns <= NARROW_COLUMNS and len(self._tiles) > NARROW_COLUMNS
        wide = (width - gap * (columns - 1)) // columns
        rows = -(-len(self._tiles) // columns)
        role: Role = "strong" if is_beside else "name"
        sets = [self._tiles[at * columns : (at + 1) * columns] for at in range(rows)]
        # The medical names stay on where all have room for them: of all topics, or of none.
        for has_medical in (theme.text_percent <= LARGE, False):
            for tile in self._tiles:
                tile.arrange(is_beside=is_beside, has_medical=has_medical, role=role)
            words = [max(tile.words_height(wide) for tile in row) for row in sets]
            # Pictures of all rows are equally high; a row with more words is higher by those.
            own = [0 if is_beside else high for high in words]
            fair = (room - gap * (rows - 1) - sum(own)) // rows
            least = [max(tile.least_height(wide) for tile in row) for row in sets]
            spare = theme.px(SPARE_ART) if has_medical and not is_beside else 0
            if all(low + spare <= fair + high for low, high in zip(least, own, strict=True)):
                break
        base = max(fair, *(low - high for low, high in zip(least, own, strict=True)))
        y = 0
        for row, words_high, extra in zip(sets, words, own, strict=True):
            high = max(theme.px(LEAST_TILE), base + extra)
            for column, tile in enumerate(row):
                tile.share_words(words_high)
                tile.setGeometry(column * (wide + gap), y, wide, high)
            y += high + gap
        return y - gap


class _Grid(QWidget):
    """Holds the tiles; as high as they need."""

    def __init__(self, page: HomePage) -> None:
        super().__init__(page)
        self._page = page
        self._needed, self._is_arranging = 0, False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles anew: sizes come late, when the window is first shown."""
        super().resizeEvent(event)
        self.arrange()

    def hasHeightForWidth(self) -> bool:
        """Return that narrower tiles are higher."""
        return True

    def heightForWidth(self, _width: int) -> int:
        """Return the height of all rows, as placed last."""
        return self._needed

    def arrange(self) -> None:
        """Place the tiles for the room there is."""
        port = self.parentWidget()
        if port is None or self.width() < 2 or self._is_arranging:
            return
        self._is_arranging = True
        self._needed = self._page.lay_tiles(self.width(), port.height())
        self.resize(self.width(), max(port.height(), self._needed))
        self._is_arranging = False
