"""Sizes, colors and pages of the handout: clear, large and larger print, A4 and Letter.

Each size is laid out anew, never zoomed. Nothing is below 12 pt in clear print, nor below 18 pt
in large print.

Source: standards.md LP1, LP2, LP5, LP6, LP7, LP13, LP14; visual-design.md 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final, Literal

from missdesk.handout.fonts import Weight
from missdesk.model.consultation import Paper, TextSize

MM: Final = 72 / 25.4
"""Points in one millimeter."""

Rgb = tuple[float, float, float]
Align = Literal["left", "right", "center"]

PAPERS: Final[dict[Paper, tuple[float, float]]] = {
    "a4": (210 * MM, 297 * MM),
    "letter": (612.0, 792.0),
}
"""Width and height in points."""

COLORS: Final = {
    "ink": "#10282E",
    "ink2": "#35494F",
    "line": "#B9C7C6",
    "edge": "#74858A",
    "primary": "#0E4A50",
    "tint": "#EDF3F2",
    "surface": "#FFFFFF",
}
"""Tokens of the page itself (visual-design.md 1a); those of the options come from the palette."""


def rgb(color: str) -> Rgb:
    """Return red, green and blue in 0..1 from a token of the page or from `#RRGGBB`."""
    text = COLORS.get(color, color)
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; sizes in points.

    Attributes:
        leading: From one baseline to the next.
        before, after: Least space above and below; the larger of two neighbors counts.
    """

    size: float
    leading: float
    weight: Weight = "regular"
    color: str = "ink"
    before: float = 0.0
    after: float = 0.0
    align: Align = "left"


class Saving(IntEnum):
    """What a handout leaves out so as not to grow; each step leaves out the former ones' too.

    LINES: lines for answers, and air. TITLES: the titles of leaflets, which stand in the app.
    STUDIES: the titles of studies that authors, journal, year and a DOI or PMID name, the ends of
    long addresses, the line for what matters most, and a line each for what nobody knows. LEAFLETS:
    the names of leaflets. LEAN: boxes for where the patient leans. SHORT: of "In short" what pages
    1 and 5 say too; its three lines stay. BRIEF: the titles of all studies that authors and year
    name, long addresses but for the site, the ends of two lines in short; all danger signs have a
    section. ASKED: of questions that nobody ticked all but two. LIVING: what it is like to live
    with an option stands in a paragraph, not in a table, and so does what can go wrong. HARM_1 to
    HARM_3: so many of the further harms, which "Good and bad points" has in words. FIRST: what
    follows the first sentence of each point on living with an option, but the last one, which is on
    daily life and work. ONE: one of the outcomes drawn as people, for a visit with many answers and
    questions; the table has its numbers too. UNASKED: those two questions. ROWS: the rows on
    burdens (hospital, X-rays, scar), all or none; never one on how people fare, or a way could keep
    its gain and lose its harm (IC1). PEOPLE: the other outcome; the table has its numbers as bars.
    WAYS: the pictures of all options. Where that is not enough, a page is added.
    """

    NOTHING = 0
    LINES = 1
    TITLES = 2
    STUDIES = 3
    LEAFLETS = 4
    LEAN = 5
    SHORT = 6
    BRIEF = 7
    ASKED = 8
    LIVING = 9
    HARM_1 = 10
    HARM_2 = 11
    HARM_3 = 12
    FIRST = 13
    ONE = 14
    UNASKED = 15
    ROWS = 16
    PEOPLE = 17
    WAYS = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: paper, margins and the styles of one text size. All lengths in points.

    Attributes:
        is_wide: Whether two or more columns of text fit side by side (LP14: none in large print).
    """

    width: float
    height: float
    margin: float
    bottom: float
    name: TextSize
    body: Style
    small: Style
    footer: Style
    title: Style
    section: Style
    sub: Style
    lead: Style
    number: Style
    gap: float
    is_wide: bool

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> float:
        """Return the height for content, above the footer."""
        return self.height - self.margin - self.bottom


_SIZES: Final[dict[TextSize, tuple[float, float, float, float, float, float]]] = {
    # body, notes, title, section heading, heading inside a section, number in a table
    "clear": (14, 12, 27, 19, 15, 17),
    "large": (18, 18, 32, 26, 22, 20),
    "larger": (22, 20, 32, 29, 26, 24),
}


def sheet(text_size: TextSize, paper: Paper) -> Sheet:
    """Return the page and the styles for a text size on a paper."""
    body, notes, title, section, sub, number = _SIZES[text_size]
    width, height = PAPERS[paper]
    line = 1.3
    return Sheet(
        width=width,
        height=height,
        margin=20 * MM,
        bottom=20 * MM + notes * 1.2 + 3.5 * MM,
        name=text_size,
        body=Style(body, body * line, after=body * 0.5),
        small=Style(notes, notes * 1.25, color="ink2", after=notes * 0.4),
        footer=Style(notes, notes * 1.25, color="ink2"),
        title=Style(title, title * 1.18, "semibold", "primary", after=body * 0.5),
        section=Style(
            section, section * 1.22, "semibold", "primary", before=body * 1.15, after=body * 0.35
        ),
        sub=Style(sub, sub * 1.26, "semibold", before=body * 0.75, after=body * 0.15),
        lead=Style(body * 1.12, body * 1.12 * line, "medium", after=body * 0.6),
        number=Style(number, number * 1.2, "semibold"),
        gap=body * 0.8,
        is_wide=text_size == "clear",
    )


def tight(found: Sheet) -> Sheet:
    """Return the page with a little less air, still within LP6, for a page that must hold all."""

    def less(style: Style) -> Style:
        leading = min(style.leading, style.size * 1.25)
        return replace(style, leading=leading, before=style.before * 0.7, after=style.after * 0.7)

    return replace(
        found,
        body=less(found.body),
        small=less(found.small),
        title=less(found.title),
        section=less(found.section),
        sub=less(found.sub),
        lead=less(found.lead),
        gap=found.gap * 0.75,
    )
