from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QImage, QTextDocument
from PySide6.QtWidgets import QWidget

from missdesk.model.blocks import Block, Heading, Link, ListBlock, Paragraph, Term, Text
from missdesk.model.library import GlossaryEntry, Library
from missdesk.ui.widgets.block_view import BlockView, GuardedDocument
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

HOSTILE = "<b>Ada</b> <img src='file:///etc/passwd'> &amp; **x**"
BLOCKS: tuple[Block, ...] = (
    Heading((Text("What is wrong"),), 3),
    Paragraph((Text("A "), Term("disc", "disc"), Text(" can press on a "), Term("nerve", "nerve"))),
    ListBlock(((Paragraph((Text("First"),)),), (Paragraph((Text("Second", is_bold=True),)),))),
    Paragraph((Text("After the list."),)),
)
ENTRIES = {
    "disc": GlossaryEntry("Disc", "A soft cushion between two bones."),
    "nerve": GlossaryEntry("Nerve", "It carries feeling."),
}


@pytest.fixture
def small(library: Library) -> Library:
    return replace(library, glossary={"en": ENTRIES})


def shown(theme: Theme, qtbot: QtBot, library: Library) -> tuple[QWidget, BlockView]:
    window = QWidget()
    qtbot.addWidget(window)
    view = BlockView(theme, BLOCKS, library, parent=window)
    column = Column(theme, window, pad=20)
    column.addWidget(view)
    column.addStretch(1)
    window.resize(520, 480)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, view


def test_blocks_are_read_in_order(theme: Theme, qtbot: QtBot, small: Library) -> None:
    view = BlockView(theme, BLOCKS, small)
    qtbot.addWidget(view)
    assert view.plain_text.split("\n") == [
        "What is wrong",
        "A disc can press on a nerve",
        "First",
        "Second",
        "After the list.",
    ]
    assert view.accessibleName() == view.plain_text


def test_markup_in_the_words_prints_as_it_is(theme: Theme, qtbot: QtBot, small: Library) -> None:
    view = BlockView(theme, (Paragraph((Text(HOSTILE),)),), small)
    qtbot.addWidget(view)
    assert view.plain_text == HOSTILE


def test_links_are_written_out_and_never_followed(
    theme: Theme, qtbot: QtBot, small: Library
) -> None:
    link = Link("the leaflet", "https://example.org/a")
    view = BlockView(theme, (Paragraph((link,)),), small)
    qtbot.addWidget(view)
    assert view.plain_text == "the leaflet (https://example.org/a)"


def test_no_file_is_read_for_a_document(qapp: object) -> None:
    document = GuardedDocument()
    kinds = QTextDocument.ResourceType
    image = document.loadResource(kinds.ImageResource.value, "/etc/passwd")
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (1, 1)
    sheet = document.loadResource(kinds.StyleSheetResource.value, "/etc/passwd")
    assert isinstance(sheet, QByteArray)
    assert sheet.isEmpty()


def test_a_press_on_a_dotted_word_explains_it(theme: Theme, qtbot: QtBot, small: Library) -> None:
    window, view = shown(theme, qtbot, small)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.box_of(1).center())
    meaning = window.findChild(Words, "meaning")
    assert isinstance(meaning, Words)
    assert meaning.text == "It carries feeling."
    layer = Layer.open_on(window)
    assert layer is not None
    qtbot.keyClick(layer, Qt.Key.Key_Escape)
    assert Layer.open_on(window) is None
    window.close()


def test_a_press_beside_the_words_explains_nothing(
    theme: Theme, qtbot: QtBot, small: Library
) -> None:
    window, view = shown(theme, qtbot, small)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().bottomRight())
    assert Layer.open_on(window) is None
    window.close()


def test_tab_goes_from_word_to_word_and_enter_explains(
    theme: Theme, qtbot: QtBot, small: Library
) -> None:
    window, view = shown(theme, qtbot, small)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    first = view.focus_box()[0]
    assert not first.isEmpty()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.focus_box()[0] != first
    qtbot.keyClick(view, Qt.Key.Key_Return)
    meaning = window.findChild(Words, "meaning")
    assert isinstance(meaning, Words)
    assert meaning.text == "It carries feeling."
    window.close()


def test_coming_back_starts_at_the_last_word(theme: Theme, qtbot: QtBot, small: Library) -> None:
    window, view = shown(theme, qtbot, small)
    back = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.BacktabFocusReason)
    view.focusInEvent(back)
    assert view.focus_box()[0] == view.box_of(1).toRectF()
    window.close()


def test_without_hard_words_it_takes_no_focus(theme: Theme, qtbot: QtBot, small: Library) -> None:
    view = BlockView(theme, (Paragraph((Text("Plain."),)),), small)
    qtbot.addWidget(view)
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert view.terms == ()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_at_its_height(
    theme: Theme, qtbot: QtBot, small: Library, percent: int
) -> None:
    theme.set_text_percent(percent)
    view = BlockView(theme, BLOCKS, small)
    qtbot.addWidget(view)
    assert view.heightForWidth(300) >= 5 * theme.line("body")
    assert view.heightForWidth(150) > view.heightForWidth(600)


def test_a_word_the_glossary_lost_opens_nothing(
    theme: Theme, qtbot: QtBot, library: Library
) -> None:
    empty = replace(library, glossary={"en": {}})
    view = BlockView(theme, (Paragraph((Term("thing", "thing"),)),), empty)
    qtbot.addWidget(view)
    assert view.explain(0) is None


def test_other_blocks_take_the_place_of_the_first(
    theme: Theme, qtbot: QtBot, small: Library
) -> None:
    view = BlockView(theme, BLOCKS, small)
    qtbot.addWidget(view)
    view.set_blocks((Paragraph((Text("New."),)),))
    assert view.plain_text == "New."


def test_ka2_the_sentence_being_read_gets_a_ground(
    theme: Theme, qtbot: QtBot, small: Library
) -> None:
    blocks = (Paragraph((Text("First X-rays. Then a "), Term("disc", "disc"), Text(" moves."))),)
    view = BlockView(theme, blocks, small)
    qtbot.addWidget(view)
    view.resize(120, view.heightForWidth(120))
    before = view.grab().toImage()
    assert view.mark("First  X-rays.")
    first, top = view.grab().toImage(), view.marked_box().top()
    assert view.mark("Then a disc moves.")
    second = view.grab().toImage()
    assert before != first != second
    assert view.marked_box().bottom() > top
    ground = theme.color("reading").rgb()
    painted = {second.pixel(x, y) for x in range(second.width()) for y in range(second.height())}
    assert ground in painted
    assert not view.mark("This stands elsewhere.")
    assert not view.mark("")
    assert view.grab().toImage() == before


def test_short_parts_are_not_torn_at_their_dash(theme: Theme, qtbot: QtBot, small: Library) -> None:
    blocks = (Paragraph((Text("Here are fewer X-rays "), Term("than", "disc"))),)
    view = BlockView(theme, blocks, small)
    qtbot.addWidget(view)
    assert view.plain_text == view.accessibleName() == "Here are fewer X-rays than"
    metrics = QFontMetricsF(theme.type("body"))
    width = ceil(metrics.horizontalAdvance("Here are fewer X-r"))
    view.resize(width, view.heightForWidth(width))
    layout = view._document.firstBlock().layout()
    # The joiner takes no room, and the second line begins with the whole word.
    first = layout.lineAt(0)
    assert first.textLength() == len("Here are fewer ")
    assert first.naturalTextWidth() <= metrics.horizontalAdvance("Here are fewer ") + 1
