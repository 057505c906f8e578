"""Pages: nothing parted that belongs together."""

from __future__ import annotations

import pytest

from missdesk.handout.flow import Block, paginate, stack_height
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Gap
from missdesk.handout.lists import Item, ItemList, PairedList, Sign
from missdesk.handout.styles import Style
from missdesk.handout.tables import Cell, Grid, Table
from missdesk.handout.tagging import Node

STYLE = Style(10, 12)


def lines(count: int) -> Paragraph:
    return Paragraph("word " * count, STYLE)


def test_blocks_follow_with_the_larger_of_two_gaps() -> None:
    first, second = Gap(10), Gap(20)
    first.after, second.before = 5, 8
    assert stack_height([first, second], 100) == 38


def test_heading_never_stays_alone_at_the_foot() -> None:
    heading = Heading("A heading", STYLE, 2)
    pages = paginate([Gap(80), heading, Gap(30)], 100, 100)
    assert [[type(p.block).__name__ for p in page] for page in pages] == [
        ["Gap"],
        ["Heading", "Gap"],
    ]


def test_paragraph_leaves_two_lines_on_either_side() -> None:
    paragraph = lines(6)
    paragraph_pages = paginate([Gap(100 - 13), paragraph], 30, 100)
    assert [p.block.height(30) for page in paragraph_pages for p in page] == [87, 72]
    five = paginate([Gap(100 - 5 * 12), lines(6)], 30, 100)
    assert [p.block.height(30) for page in five for p in page] == [40, 48, 24]


def test_block_higher_than_a_page_stands_alone() -> None:
    pages = paginate([Gap(10), Gap(500), Gap(10)], 100, 100)
    assert [len(page) for page in pages] == [1, 1, 1]


def test_section_may_begin_a_page_and_laying_out_twice_gives_the_same() -> None:
    second = Gap(10)
    second.starts_page = True
    blocks: list[Block] = [Gap(10), second, Gap(10)]
    assert [len(p) for p in paginate(blocks, 100, 100)] == [1, 2]
    assert [len(p) for p in paginate(blocks, 100, 100)] == [1, 2]


def test_list_splits_between_items_and_inside_a_long_one() -> None:
    items = [Item(Sign(STYLE, "bullet"), [lines(2)], 10) for _ in range(4)]
    found = ItemList(items, "Disc")
    halves = found.split(40, 50)
    assert halves is not None
    assert [h.height(40) for h in halves] == [48, 48]
    long = ItemList([Item(Sign(STYLE, "1."), [lines(10)], 10)], "Decimal")
    parts = long.split(40, 65)
    assert parts is not None
    assert [p.height(40) for p in parts] == [60, 60]


def test_pairs_split_between_rows_and_leave_no_row_alone() -> None:
    items = [Item(Sign(STYLE, "box"), [lines(1)], 20) for _ in range(9)]
    found = PairedList(items, "None", 10)
    row = found.height(200) / 5
    halves = found.split(200, 4 * row + 1)
    assert halves is not None
    first, rest = halves
    assert isinstance(first, PairedList)
    assert isinstance(rest, PairedList)
    assert (len(first.items), len(rest.items)) == (6, 3)
    assert found.split(200, row + 1) is None
    assert PairedList(items[:5], "None", 10).split(200, 2 * row + 1) is None


def test_rows_are_never_split() -> None:
    def cell(text: str) -> Cell:
        return Cell((Paragraph(text, STYLE),))

    table = Table((cell("head"),), [(cell("a b c"),), (cell("d"),)], Grid((1.0,), rise=0))
    head, first = (table.row_height(row, 20) for row in (table.head, table.rows[0]))
    assert table.split(20, head + first - 1) is None
    halves = table.split(20, head + first + 1)
    assert halves is not None
    assert [len(h.rows) for h in halves if isinstance(h, Table)] == [1, 1]


def test_block_that_cannot_be_laid_out_cannot_be_made() -> None:
    class Bare(Block):
        """Says neither its height nor how it is drawn."""

    with pytest.raises(TypeError, match=r"draw.*height"):
        Bare()  # type: ignore[abstract]  # what the test is about


def test_decoration_has_no_element() -> None:
    rest = Gap(1)
    rest.enter(root := Node("Document"))
    assert (rest.node, root.kids) == (None, [])
