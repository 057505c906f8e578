"""The words of a page from its title down: text, figures, more text; two columns where they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from missdesk.i18n import _
from missdesk.ui.kiosk.figure_block import FigureBlock
from missdesk.ui.kiosk.screen import TARGET
from missdesk.ui.kiosk.scroll import Places
from missdesk.ui.kiosk.text import KioskText
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.option_heading import OptionMark
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from missdesk.model.library import Library
    from missdesk.model.topic import Look
    from missdesk.ui.kiosk.book import Page
    from missdesk.ui.theme.theme import Theme

MOST_FIGURES: Final = 3
LOOKS: Final[tuple[Look, ...]] = ("open", "mis", "camera", "other", "none")
MARK, GAP, FIGURE_GAP, COLUMN_GAP = 34, 10, 24, 36
READABLE: Final = 640


class Body(QWidget):
    """Made once; every page is shown in the same widgets (KR4).

    Signals:
        word_asked: A hard word was pressed: its name and its meaning.
        print_asked: "Print these pages" was pressed.
    """

    word_asked = Signal(str, str)
    print_asked = Signal()

    def __init__(self, theme: Theme, library: Library, *, allows_print: bool = False) -> None:
        """Show nothing yet.

        Args:
            theme: Colors, sizes and fonts.
            library: All content.
            allows_print: The clinic lets pages be printed; else there is no button (KE6).
        """
        super().__init__()
        self._theme = theme
        self._page: Page | None = None
        self._spans: dict[str, range] = {}
        self._is_pair = False
        column = Column(theme, self, gap=GAP, pad=(0, 0, 0, 28))
        column.addLayout(self._make_head())
        self._medical = Words(theme, "", "note", token="ink2", name="kiosk.medical", parent=self)  # noqa: S106
        column.addWidget(self._medical)
        self._print = self._make_print() if allows_print else None
        if self._print is not None:
            column.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)
        self._text = KioskText(theme, library, "kiosk.text", self)
        self._beside = KioskText(theme, library, "kiosk.beside", self)
        self._figures = [
            FigureBlock(theme, f"kiosk.figure.{at}", self) for at in range(MOST_FIGURES)
        ]
        self._pair = Row(theme, gap=COLUMN_GAP)
        column.addLayout(self._pair)
        self._lower = Column(theme, gap=FIGURE_GAP)
        column.addLayout(self._lower)
        self._caption = Words(theme, "", "note", token="ink2", parent=self)  # noqa: S106
        column.addWidget(self._caption)
        column.addStretch(1)
        self._pair.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        for figure in self._figures:
            self._lower.addWidget(figure)
        self._after = Row(theme, gap=0)
        self._lower.addLayout(self._after)
        for text in (self._text, self._beside):
            text.word_asked.connect(self.word_asked)

    @property
    def title(self) -> str:
        """Return the title."""
        return self._title.text

    @property
    def texts(self) -> tuple[KioskText, KioskText]:
        """Return both texts."""
        return self._text, self._beside

    def places(self) -> Places:
        """Return where a step down may begin, and what should not be cut."""
        texts = [text for text in self.texts if text.isVisibleTo(self)]
        first = texts[: 1 if self._is_pair else 2]
        tops = [text.y() + top for text in first for top in text.line_tops()]
        shown = [figure for figure in self._figures if figure.isVisibleTo(self)]
        tops += [figure.y() + top for figure in shown for top in figure.tops()]
        whole = [(figure.y(), figure.y() + figure.view.geometry().bottom()) for figure in shown]
        return Places(tuple(sorted(tops)), tuple(whole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines readable at any width."""
        super().resizeEvent(event)
        self._limit_lines()

    def show_page(
        self,
        page: Page,
        language: str,
        *,
        has_columns: bool,
        caption: str,
        can_print: bool = False,
    ) -> None:
        """Show a page.

        Args:
            page: What to show.
            language: Of its words.
            has_columns: There is room for two columns of text.
            caption: Words of the picture, where they do not fit below it.
            can_print: The pages are printed from here, where the clinic allows it.
        """
        self._page = page
        column = self.layout()
        assert column is not None
        # Each part that comes or goes would lay all of them out again: 60 times for a page.
        column.setEnabled(False)
        self._fill(page, language, caption, can_print=can_print)
        self._arrange(is_pair=has_columns and bool(page.beside) and not page.figures)
        column.setEnabled(True)
        self._note_spans(page)

    def _fill(self, page: Page, language: str, caption: str, *, can_print: bool) -> None:
        """Give every part what it shows on a page, or hide it."""
        self._title.set_text(page.title)
        for look, mark in self._marks.items():
            mark.setVisible(look == page.look)
        for words, text in ((self._medical, page.medical), (self._caption, caption)):
            words.set_text(text)
            words.setVisible(bool(text))
        if self._print is not None:
            self._print.setVisible(can_print)
        self._text.show_text(page.blocks, language)
        self._beside.show_text(page.beside, language)
        self._text.setVisible(bool(page.blocks))
        self._beside.setVisible(bool(page.beside))
        figures = [*page.figures, *[None] * MOST_FIGURES][:MOST_FIGURES]
        for block, figure in zip(self._figures, figures, strict=True):
            block.show_figure(figure)

    def mark(self, index: int | None) -> QRect:
        """Mark a sentence of the page; return where it stands, empty where nothing can be."""
        said = self._page.sentences if self._page is not None else ()
        at = index if index is not None else -1
        now = said[at] if 0 <= at < len(said) else ""
        box = QRect()
        for part, text in (("text", self._text), ("beside", self._beside)):
            if text.mark(now if at in self._spans.get(part, ()) else ""):
                box = text.marked_box().toAlignedRect().translated(text.pos())
        return box if box.isValid() else self._other_box(at)

    def _other_box(self, index: int) -> QRect:
        """Return the box of the title or the figure that a sentence belongs to."""
        if index in self._spans.get("title", ()):
            return self._title.geometry()
        for at, figure in enumerate(self._figures):
            if index in self._spans.get(f"figure.{at}", ()):
                return QRect(figure.pos(), QSize(1, 1))
        return QRect()

    def _note_spans(self, page: Page) -> None:
        """Note which sentences of the page belong to which part."""
        self._spans, at = {}, 0
        for part, sentences in page.said:
            self._spans[part] = range(at, at + len(sentences))
            at += len(sentences)

    def _arrange(self, *, is_pair: bool) -> None:
        """Put the second text beside the first, or below all figures."""
        self._pair.removeWidget(self._beside)
        self._after.removeWidget(self._beside)
        if is_pair:
            self._pair.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._after.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignTop)
        self._is_pair = is_pair
        self._limit_lines()

    def _limit_lines(self) -> None:
        """Keep lines of text readable; drawings may be wider (our choice: about 70 letters)."""
        spare = max(0, self.width() - self._theme.text_px(READABLE))
        self._pair.setContentsMargins(0, 0, 0 if self._is_pair else spare, 0)
        self._after.setContentsMargins(0, 0, spare, 0)

    def _make_print(self) -> Button:
        made = Button(
            self._theme,
            _("Print these pages"),
            "kiosk.print",
            icon="printer",
            height=TARGET,
            parent=self,
        )
        made.clicked.connect(self.print_asked)
        return made

    def _make_head(self) -> Row:
        row = Row(self._theme, gap=10)
        self._marks = {look: OptionMark(self._theme, look, MARK, self) for look in LOOKS}
        for mark in self._marks.values():
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            mark.hide()
        self._title = Words(self._theme, "", "heading", name="kiosk.title", parent=self)
        row.addWidget(self._title, 1)
        return row
