"""Fit the sections to the pages: page 1 alone, six pages at most, and no page left half empty.

Words give way before air: of all sheets that keep to six pages, the one that leaves out least is
taken, and then as much air as those pages have room for.

Source: issue 3 (six pages), issue 6 (page 1 stands alone, no empty page thirds); LP6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from itertools import product
from math import ceil
from typing import Final

from missdesk.handout import builders
from missdesk.handout.document import Begun, count_pages, fills
from missdesk.handout.flow import Block, height_of, stack_height
from missdesk.handout.material import Citations, Material
from missdesk.handout.plan import FIRST_PAGE, IN_SHORT
from missdesk.handout.styles import Saving, Sheet, tight

MOST_PAGES: Final = 6
"""Most A4 pages of the default sections in clear print (issue 3)."""
HALF_FULL: Final = 0.5
"""Page 1 stands alone only when it is fuller than this."""
ALMOST_EMPTY: Final = 0.3
"""A last page less full than this part is worth saving."""
LEAST_ROOM: Final = max(Saving)
MOVABLE: Final = frozenset(
    {"values", "questions", "ready", "first-days", "claims", "in-short", "teach-back", "words"}
)
"""Sections before which warning signs and words may stand, where that takes fewer pages."""
EMPTY_THIRD: Final = 2 / 3
"""A page less full than this has an empty third."""
PICTURE_SHARES: Final = (0.5, 0.46, 0.42)
"""Parts of the width that the picture of page 1 may take, the largest that fits is used."""
LEAST_SHARE: Final = 0.36
"""The part it takes where nothing else keeps page 1 to one page."""
LARGE_SHARES: Final = (1.0, 0.85, 0.7, 0.6, 0.5)
"""The same in large print; where none leaves it on page 1, it stands after the words."""

Sections = list[list[Block]]
_Way = tuple[Saving, int, int]
"""What is left out, which amount of air, and on how many pages."""
_Ways = dict[tuple[str, ...], _Way]
_WAYS: Final[ContextVar[_Ways | None]] = ContextVar("ways", default=None)


def sections(material: Material) -> Sections:
    """Return the blocks of each section, laid out so that the pages are well filled.

    The default set in clear print keeps to six pages as `Saving` says. In all other cases less air
    is used when that saves a last page with a few lines.
    """
    sheet = material.sheet
    if material.visit.sections is None and (again := _as_before(material)) is not None:
        return again
    made = _made(material)
    pages, share = count_pages(made, sheet)
    if material.visit.sections is None and sheet.is_wide:
        return made if pages <= MOST_PAGES else _shortened(material)
    if share < ALMOST_EMPTY and pages > 1:
        less = _made(_again(material, saving=Saving.NOTHING, sheet=tight(sheet)))
        made = less if count_pages(less, sheet)[0] < pages else made
    return made


def _shortened(material: Material) -> Sections:
    """Return the sections that leave out least on six pages, or on more where six can't be."""
    made = _within(material, MOST_PAGES)
    if made is None:
        least = _tried(material, LEAST_ROOM, _airs(material.sheet)[-1])
        made = _within(material, count_pages(least, material.sheet)[0])
    assert made is not None
    return made


def _within(material: Material, most: int) -> Sections | None:
    """Return the sections that leave out least on so many pages, with the most air that fits there.

    With the least air each step takes less room than the one before, so halving finds it.
    None where nothing fits.
    """
    airs = _airs(material.sheet)
    found, low, high = LEAST_ROOM, 0, int(LEAST_ROOM)
    best: Sections | None = None
    while low < high:
        middle = Saving((low + high) // 2)
        if (made := _fitting(material, middle, airs[-1], most)) is None:
            low = middle + 1
        else:
            found, best, high = middle, made, int(middle)
    best = best or _fitting(material, found, airs[-1], most)
    if best is None:
        return None
    for number, air in enumerate(airs[:-1]):
        if (made := _fitting(material, found, air, most)) is not None:
            _note_way(material, (found, number, most))
            return made
    _note_way(material, (found, len(airs) - 1, most))
    return best


def _fitting(material: Material, saving: Saving, sheet: Sheet, most: int) -> Sections | None:
    """Return the sections made with a saving and an amount of air, None where they need more."""
    made = _tried(material, saving, sheet)
    return made if count_pages(made, material.sheet)[0] <= most else None


@contextmanager
def noting_ways() -> Iterator[None]:
    """Begin with the way found last, while one visit's handout is made again and again.

    What is typed seldom changes it, and to see that it still is the way takes fewer tries. A way
    is three numbers: nothing of a patient.
    """
    token = _WAYS.set({})
    try:
        yield
    finally:
        _WAYS.reset(token)


def _note_way(material: Material, way: _Way) -> None:
    ways = _WAYS.get()
    if ways is not None:
        ways[_kind(material)] = way


def _kind(material: Material) -> tuple[str, ...]:
    visit = material.visit
    return material.topic.id, visit.language, visit.text_size, visit.paper


def _as_before(material: Material) -> Sections | None:
    """Return the sections in the way noted last, None where halving could find another one."""
    way = (_WAYS.get() or {}).get(_kind(material))
    if way is None:
        return None
    saving, number, most = way
    airs = _airs(material.sheet)

    def fits(saving: Saving, air: Sheet, most: int = most) -> bool:
        return _fitting(material, saving, air, most) is not None

    made = _fitting(material, saving, airs[number], most)
    if made is None or any(fits(saving, air) for air in airs[:number]):
        return None
    if most > MOST_PAGES and fits(LEAST_ROOM, airs[-1], most - 1):
        return None
    path = sorted(_path(saving), key=lambda tried: abs(tried - saving + 0.6))
    return made if all(fits(s, airs[-1]) == (s >= saving) for s in path) else None


def _path(found: Saving) -> list[Saving]:
    """Return what halving tries on its way to a saving.

    All of it is tried again, since a step can take more room than the one before, where a block
    then no longer fits at a page's end.
    """
    path: list[Saving] = []
    low, high = 0, int(LEAST_ROOM)
    while low < high:
        middle = (low + high) // 2
        path.append(Saving(middle))
        low, high = (low, middle) if middle >= found else (middle + 1, high)
    return path


def _airs(sheet: Sheet) -> list[Sheet]:
    """Return the page with less and less air, all within LP6."""
    close = tight(sheet)
    return [sheet, close, tight(close)]


def _tried(material: Material, saving: Saving, sheet: Sheet) -> Sections:
    """Return the sections made with a saving and an amount of air."""
    return _made(_again(material, saving=saving, sheet=sheet))


def _again(material: Material, *, saving: Saving, sheet: Sheet) -> Material:
    """Return the same material with fresh numbers for the sources."""
    fresh = Citations(material.library.sources)
    return replace(material, saving=saving, sheet=sheet, citations=fresh, terms={})


def _made(material: Material) -> Sections:
    """Return the blocks of the planned sections; page 1 stands alone if all of it fits there."""
    names = material.planned
    first, fits = _first_page(names, material)
    placed = {*FIRST_PAGE, *((IN_SHORT,) if len(first) > len(FIRST_PAGE) else ())}
    rest = {name: builders.blocks(name, material) for name in names if name not in placed}
    rest = {name: blocks for name, blocks in rest.items() if blocks}
    others = list(rest.values())
    for index, blocks in enumerate(others):
        blocks[0].starts_page = fits and not index  # they may be those of an earlier layout
    if not material.sheet.is_wide:
        return [*first, *others]
    may_grow = material.visit.sections is not None
    return _packed(first, rest, material.sheet, most=None if may_grow else MOST_PAGES)


def _packed(
    first: Sections, rest: dict[str, list[Block]], sheet: Sheet, most: int | None
) -> Sections:
    """Return the sections in the order with the fewest pages, and fewest of them a third empty.

    Of those one with "In short" before the warning signs.

    The usual order where it can be, and where no order has `most` pages: another saving or air is
    taken then. The warning signs are never parted over two pages; what may
    be fills the room before them.
    """
    best: Sections = []
    usual = [*first, *rest.values()]
    fewest, least = _fewest(usual, sheet), (0, 0, False)
    if most is not None and fewest > most:
        return usual
    begun: Begun = {}
    for order in _orders(list(rest)):
        made = [*first, *(rest[name] for name in order)]
        filled = fills(made, sheet, begun)
        thirds = sum(share < EMPTY_THIRD for share in filled[:-1])
        score = len(filled), thirds, _is_summed_up_late(order)
        if not best or score < least:
            best, least = made, score
        if least <= (fewest, 0, False):
            break
    return best


def _is_summed_up_late(names: Sequence[str]) -> bool:
    """Return whether "In short" comes after the warning signs, where fewer people get to it."""
    return {IN_SHORT, "warning"} <= {*names} and names.index("warning") < names.index(IN_SHORT)


def _orders(names: list[str]) -> Iterator[list[str]]:
    """Yield the usual order, then those with the warning signs or the words elsewhere."""
    yield names
    for moved in (("words",), ("warning",), ("words", "warning")):
        kept = [name for name in names if name not in moved]
        places = [i for i, name in enumerate(kept) if name in MOVABLE or name == "sources"]
        for at in reversed(places):
            order = [*kept[:at], *(name for name in moved if name in names), *kept[at:]]
            if order != names:
                yield order


def _fewest(made: Sections, sheet: Sheet) -> int:
    """Return the pages that sections would take without any room lost."""
    high = sum(height_of(block, sheet.text_width) for section in made for block in section)
    return ceil(high / sheet.text_height)


def _first_page(names: Sequence[str], material: Material) -> tuple[Sections, bool]:
    """Return the sections of page 1 with the largest picture that fits, and whether they fit.

    What there is to say in short is the last of them where all of it fits.
    """
    sheet = material.sheet
    if not sheet.is_wide:
        return _first_in_large(names, material), False
    made: Sections = []
    airs = _airs(sheet)
    least = tight(airs[-1])
    for each, share in (*product((*airs, least), PICTURE_SHARES), (least, LEAST_SHARE)):
        m = replace(material, picture_share=share, sheet=each)
        made = [builders.blocks(name, m) for name in names if name in FIRST_PAGE]
        used = _filled(made, sheet)
        if used <= 1:
            short = [builders.blocks(IN_SHORT, m)] if IN_SHORT in names else []
            if any(short) and _filled([*made, *short], sheet) <= 1:
                return [*made, *short], True
            return made, used > HALF_FULL
    return made, False


def _first_in_large(names: Sequence[str], material: Material) -> Sections:
    """Return cover and problem with the largest picture that stands on page 1, or words first."""
    for share in LARGE_SHARES:
        m = replace(material, large_share=share)
        made = [builders.blocks(name, m) for name in names if name in FIRST_PAGE]
        upper = [*made[0], *(block for section in made[1:] for block in section[:2])]
        if stack_height(upper, m.sheet.text_width) <= m.sheet.text_height:
            return made
    m = replace(material, large_share=None)
    return [builders.blocks(name, m) for name in names if name in FIRST_PAGE]


def _filled(made: Sequence[Sequence[Block]], sheet: Sheet) -> float:
    """Return which part of a page sections take."""
    blocks = [block for section in made for block in section]
    return stack_height(blocks, sheet.text_width) / sheet.text_height
