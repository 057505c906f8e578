"""What Next, Back and the arrow keys do: on in the words first, then on in the book (KA11, WC8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from missdesk.ui.kiosk.bar import KioskBar
    from missdesk.ui.kiosk.bookmark import Bookmark
    from missdesk.ui.kiosk.home import HomePage
    from missdesk.ui.kiosk.reading import ReadingPage

_KEY = Qt.Key
ON: Final = frozenset({_KEY.Key_PageDown, _KEY.Key_Down, _KEY.Key_Right})
BACK: Final = frozenset({_KEY.Key_PageUp, _KEY.Key_Up, _KEY.Key_Left})
SIDES: Final = frozenset({_KEY.Key_Left, _KEY.Key_Right})
LINES: Final = frozenset({_KEY.Key_Up, _KEY.Key_Down})


class Ways(QObject):
    """Moves the page on show, and has the bar say what its buttons do now.

    Signals:
        turned: Another page is wanted: so many on, or back where below zero.
    """

    turned = Signal(int)

    def __init__(self, mark: Bookmark, home: HomePage, reading: ReadingPage, bar: KioskBar) -> None:
        """Follow both pages.

        Args:
            mark: Knows which of them is on show.
            home: The topics.
            reading: A page of a book.
            bar: Has the buttons.
        """
        super().__init__(bar)
        self._mark, self._home, self._reading, self._bar = mark, home, reading, bar
        home.moved.connect(self.show)
        reading.moved.connect(self.show)

    @property
    def page(self) -> HomePage | ReadingPage:
        """Return the page on show."""
        return self._home if self._mark.book is None else self._reading

    def show(self) -> None:
        """Give Next and Back the words of what they do now."""
        area = self.page.area
        self._bar.show_ways(
            is_book=self._mark.book is not None,
            has_before=area.has_before,
            has_more=area.has_more,
            is_last=self._mark.is_last,
        )

    def go_on(self) -> None:
        """Read on; behind the end comes the next page."""
        if self.page.area.has_more:
            self.page.area.read_on()
        else:
            self.turned.emit(1)

    def go_back(self) -> None:
        """Read further up; before the beginning comes the page before."""
        if self.page.area.has_before:
            self.page.area.read_back()
        else:
            self.turned.emit(-1)

    def press(self, key: int) -> None:
        """Do what a key does: arrows go from tile to tile, through lines, and to pages beside."""
        if key not in ON | BACK:
            return
        is_on, at_home = key in ON, self._mark.book is None
        if at_home and self._home.step_focus(key):
            return
        if key in SIDES and not at_home:
            if is_on or self._mark.number > 1:  # out of the book by "All topics" alone
                self.turned.emit(1 if is_on else -1)
        elif key in LINES:
            self.page.area.read_on() if is_on else self.page.area.read_back()
        else:
            self.go_on() if is_on else self.go_back()
