"""Draw blocks onto the pages of one PDF: layout, footers, and the finishing step.

Source: architecture.md 3 (PDF); standards.md LP8, PU17.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from missdesk.handout import fonts
from missdesk.handout.finish import About, finish
from missdesk.handout.flow import Block, Page, height_of, paginate
from missdesk.handout.flowables import Paragraph
from missdesk.handout.styles import MM, Sheet, Style
from missdesk.handout.tagging import Node, Pen
from missdesk.i18n import _

# Base 85 makes pictures a quarter larger for the sake of old mail programs.
rl_config.useA85 = 0

BETWEEN: Final = "\u00a0\u00a0|\u00a0\u00a0"
"""Between two things on one line of the foot."""


Begun = dict[tuple[int, ...], list[Page]]
"""Pages of the first sections, by the first block of each."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of each page beside its number.

    Attributes:
        review: What to know of the review.
        own: The clinic's line, may be empty.
    """

    review: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished PDF and its number of pages."""

    pdf: bytes
    pages: int


def draw(sections: Sequence[Sequence[Block]], sheet: Sheet, foot: Foot, about: About) -> Drawn:
    """Lay out the sections and return the PDF.

    Args:
        sections: Blocks of each section in reading order; each becomes a Sect.
        sheet: Page and styles, with room for the foot (`with_footer`).
        foot: Words of the foot.
        about: Language and date for the metadata.

    Raises:
        FontError: A character is in no bundled font.
    """
    fonts.register()
    root = Node("Document")
    blocks: list[Block] = []
    for section in sections:
        part = root.add("Sect")
        for block in section:
            block.enter(part)
            blocks.append(block)
    pages = paginate(blocks, sheet.text_width, sheet.text_height)
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(sheet.width, sheet.height),
        pageCompression=0,
        invariant=1,
        initialFontName=fonts.FILES["regular"][0],
        initialFontSize=sheet.body.size,
    )
    _draw_pages(Pen(canvas), pages, sheet, foot)
    canvas.save()
    return Drawn(finish(out.getvalue(), root, about), len(pages))


def count_pages(sections: Sequence[Sequence[Block]], sheet: Sheet) -> tuple[int, float]:
    """Return how many pages the sections take, and how full the last one is (0 to 1)."""
    filled = fills(sections, sheet)
    return len(filled), filled[-1]


def fills(
    sections: Sequence[Sequence[Block]], sheet: Sheet, begun: Begun | None = None
) -> list[float]:
    """Return how full each page of the sections is, 0 to 1.

    Args:
        sections: Blocks of each section.
        sheet: The page.
        begun: Keeps the pages of each beginning, for sections that are measured in other orders.
    """
    begun = {} if begun is None else begun
    wide, high = sheet.text_width, sheet.text_height
    pages: list[Page] = [[]]
    beginning: tuple[int, ...] = ()
    for blocks in _parted(sections):
        beginning = (*beginning, id(blocks[0]))
        if beginning not in begun:
            begun[beginning] = paginate(blocks, wide, high, before=pages, is_drawn=False)
        pages = begun[beginning]
    lowest = (page[-1] for page in pages)
    return [(last.down + height_of(last.block, wide)) / high for last in lowest]


def _parted(sections: Sequence[Sequence[Block]]) -> list[Sequence[Block]]:
    """Return the sections that can be laid out one after the other; none needs the next one."""
    found = [section for section in sections if section]
    if any(section[-1].keeps_next for section in found[:-1]):
        return [[block for section in found for block in section]]
    return found


def _draw_pages(pen: Pen, pages: Sequence[Page], sheet: Sheet, foot: Foot) -> None:
    """Draw page after page, each with its footer."""
    top = sheet.height - sheet.margin
    for number, page in enumerate(pages, start=1):
        for placed in page:
            placed.block.draw(pen, sheet.margin, top - placed.down, sheet.text_width)
        with pen.running("Footer"):
            _draw_footer(pen, sheet, foot, _page_words(number, len(pages)))
        if number < len(pages):
            pen.next_page()
    pen.finish()


def with_footer(sheet: Sheet, foot: Foot) -> Sheet:
    """Return the page with room for the clinic's line, where it needs one of its own."""
    if not foot.own or _fits_beside(foot, sheet):
        return sheet
    return replace(sheet, bottom=sheet.bottom + _own_line(foot, sheet).height(sheet.text_width))


def _fits_beside(foot: Foot, sheet: Sheet) -> bool:
    """Return whether both lines and the page number stand on one line."""
    number = _page_words(88, 88)
    line = Paragraph(f"{foot.review}{BETWEEN}{foot.own}{BETWEEN}{number}", sheet.footer)
    return line.natural_width() <= sheet.text_width


def _page_words(page: int, pages: int) -> str:
    """Return "Page 2 of 6"."""
    return _("Page {page} of {pages}").format(page=page, pages=pages)


def _own_line(foot: Foot, sheet: Sheet) -> Paragraph:
    """Return the clinic's line at the foot."""
    return Paragraph(foot.own, sheet.footer, where="The clinic’s footer")


def _draw_footer(pen: Pen, sheet: Sheet, foot: Foot, number: str) -> None:
    """Draw the foot: review and page number, the clinic's line beside or below the review."""
    style, wide = sheet.footer, sheet.text_width
    top, left = sheet.margin + style.leading, foot.review
    if foot.own and _fits_beside(foot, sheet):
        left = f"{foot.review}{BETWEEN}{foot.own}"
    elif foot.own:
        below = _own_line(foot, sheet)
        below.draw(pen, sheet.margin, sheet.margin + below.height(wide), wide)
        top += below.height(wide)
    pen.rule(sheet.margin, top + 1.2 * MM, sheet.width - sheet.margin, "line", 0.7)
    Paragraph(left, style, where="The footer").draw(pen, sheet.margin, top, wide)
    right = Style(style.size, style.leading, "semibold", "ink", align="right")
    Paragraph(number, right, where="The footer").draw(pen, sheet.margin, top, wide)
