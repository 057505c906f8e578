"""Draw blocks onto the pages of one PDF: layout, footers, and the finishing step.

Source: architecture.md 3 (PDF); standards.md LP8, PU17.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from missdesk.handout import fonts
from missdesk.handout.finish import About, finish
from missdesk.handout.flow import Block, Page, paginate
from missdesk.handout.flowables import Paragraph
from missdesk.handout.styles import MM, Sheet, Style
from missdesk.handout.tagging import Node, Pen

# Base 85 makes pictures a quarter larger for the sake of old mail programs.
rl_config.useA85 = 0

Footer = Callable[[int, int], tuple[str, str]]
"""Gives the words at the left and at the right from page number and number of pages."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished PDF and its number of pages."""

    pdf: bytes
    pages: int


def draw(sections: Sequence[Sequence[Block]], sheet: Sheet, footer: Footer, about: About) -> Drawn:
    """Lay out the sections and return the PDF.

    Args:
        sections: Blocks of each section in reading order; each becomes a Sect.
        sheet: Page and styles.
        footer: Words of the footer.
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
    _draw_pages(Pen(canvas), pages, sheet, footer)
    canvas.save()
    return Drawn(finish(out.getvalue(), root, about), len(pages))


def count_pages(sections: Sequence[Sequence[Block]], sheet: Sheet) -> tuple[int, float]:
    """Return how many pages the sections take, and how full the last one is (0 to 1)."""
    blocks = [block for section in sections for block in section]
    pages = paginate(blocks, sheet.text_width, sheet.text_height)
    last = pages[-1][-1]
    used = last.down + last.block.height(sheet.text_width)
    return len(pages), used / sheet.text_height


def _draw_pages(pen: Pen, pages: Sequence[Page], sheet: Sheet, footer: Footer) -> None:
    """Draw page after page, each with its footer."""
    top = sheet.height - sheet.margin
    for number, page in enumerate(pages, start=1):
        for placed in page:
            placed.block.draw(pen, sheet.margin, top - placed.down, sheet.text_width)
        with pen.running("Footer"):
            _draw_footer(pen, sheet, footer(number, len(pages)))
        if number < len(pages):
            pen.next_page()
    pen.finish()


def _draw_footer(pen: Pen, sheet: Sheet, words: tuple[str, str]) -> None:
    """Draw the footer: words at the left, page number at the right."""
    left, right = words
    style = sheet.footer
    top = sheet.margin + style.leading
    pen.rule(sheet.margin, top + 1.2 * MM, sheet.width - sheet.margin, "line", 0.7)
    Paragraph(left, style, where="The footer").draw(pen, sheet.margin, top, sheet.text_width)
    number = Style(style.size, style.leading, "semibold", "ink", align="right")
    Paragraph(right, number, where="The footer").draw(pen, sheet.margin, top, sheet.text_width)
