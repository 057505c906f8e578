"""What is wrong, with the marked picture; what often happens without an operation; what to do.

Source: standards.md IQ1, IK1, PM15, PM17, PM20, CC4, CC5; product.md (nothing chosen yet).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from missdesk.content.words import plain
from missdesk.figures.alt_text import join
from missdesk.figures.topic_pictures import Shown, how_words, level_note, picture_section
from missdesk.handout.figure import Figure
from missdesk.handout.flow import Block, stack_height
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns, Stack
from missdesk.handout.material import Material
from missdesk.handout.pictures import picture_bytes
from missdesk.handout.problem_picture import (
    has_ink,
    is_placed,
    is_tall,
    own_scene,
    place_of,
    problem_scene,
    shown,
)
from missdesk.handout.setting import made_once
from missdesk.handout.styles import MM, Style
from missdesk.i18n import _
from missdesk.model.blocks import Text, spans_of
from missdesk.model.place import letters_words

SIDED = re.compile(r"\b(left|right)\b", re.IGNORECASE)
RATIO = 1.34
LEAST_GAP = 10.0
"""Points between the picture, whose labels may stand at its edge, and the words."""
NARROW = 0.72
"""Part of a picture's width that a tall one takes."""
OWN_HIGH_MM = 85.0
"""Most height of a picture that the surgeon brought along."""
LARGE_RATIO = {"clear": RATIO, "large": 1.9, "larger": 2.35}
"""Width to height of the picture, beside the words and in large print above them."""


def blocks(m: Material) -> list[Block]:
    """Return picture and words beside each other in clear print, below each other in large."""
    sheet = m.sheet
    first: list[Block]
    wrong: list[Block] = [_heading(m, "problem.what"), *m.body("problem.what")]
    wrong.insert(1, m.paragraph(m.text.section("problem").fields[_said(m)]))
    if sheet.is_wide:
        share = m.picture_share * (NARROW if is_tall(m, RATIO) else 1.0)
        first = _beside(m, share, wrong)
    else:
        said = Paragraph(join(_caption(m)), sheet.small)
        seen = [_picture(m, sheet.text_width * (m.large_share or 1.0)), said]
        first = [*wrong, *seen] if m.large_share is None else [*seen, *wrong]
    first += _own_picture(m, sheet.text_width)
    wait = [_heading(m, "problem.wait"), *(_smaller(m, b) for b in m.body("problem.wait"))]
    # A list of steps that is parted over two pages is not followed to its end.
    return [*first, *wait, Stack([_heading(m, "next"), *m.body("next")])]


def _heading(m: Material, section: str) -> Heading:
    """Return a heading of level 2 in the size of page 1."""
    return Heading(m.title(section), m.sheet.sub, 2)


def _smaller(m: Material, block: Block) -> Block:
    """Return a heading inside a section in the size of words, so that it stands below its own."""
    if not isinstance(block, Heading):
        return block
    body = m.sheet.body
    style = Style(body.size, body.leading, "semibold", before=body.size * 0.3)
    return Heading(block.runs, style, 3)


def _said(m: Material) -> str:
    """Return the key of the words for what was chosen."""
    if not is_placed(m):
        return "none"
    return m.visit.side or "none" if m.topic.place.has_side else "chosen"


def _beside(m: Material, share: float, wrong: Sequence[Block]) -> list[Block]:
    """Return picture and caption beside the words.

    Where the caption is longer than the words, what it says of the place and the view, or all of
    it, stands below both in the whole width.
    """
    sheet, gap = m.sheet, max(m.sheet.gap * 1.4, LEAST_GAP)
    picture = _picture(m, (sheet.text_width - gap) * share)
    own, rest = _caption(m)

    def made(words: str) -> Columns:
        left = [picture, *([Paragraph(words, sheet.small)] if words else [])]
        beside = Columns([left, wrong], gap, (share, 1 - share))
        beside.before = sheet.gap
        return beside

    below = [(join((own, rest)), ""), (own, rest), ("", join((own, rest)))]
    ways = [
        [made(left), *([Paragraph(words, sheet.small)] if words else [])]
        for left, words in below[: None if own else 1]
    ]
    return min(ways, key=lambda way: stack_height(way, sheet.text_width))


def _picture(m: Material, width: float) -> Figure:
    """Return the picture."""
    wide = width / MM
    # The layout is tried many times; the visit stands in what is kept, so its id stays its own.
    key = ("problem", id(m.visit), wide, m.sheet.name, m.sheet.small)
    high = wide / LARGE_RATIO[m.sheet.name]
    _visit, (scene, ink) = made_once(key, lambda: (m.visit, problem_scene(m, wide, high)))
    figure = Figure(scene, after=m.sheet.small.size * 0.35, pictures=picture_bytes, over=ink.draw)
    figure.keeps_next = True
    return figure


def _own_picture(m: Material, width: float) -> list[Block]:
    """Return the surgeon's own picture with its caption, where it was ticked."""
    made = own_scene(m, width / MM, OWN_HIGH_MM)
    if made is None:
        return []
    scene, ink, jpeg = made
    figure = Figure(
        scene, after=m.sheet.small.size * 0.35, pictures=lambda _picture: jpeg, over=ink.draw
    )
    figure.keeps_next = True
    words = _("Your own picture. Drawn by your surgeon.") if ink.sheet.marks else ""
    return [figure, Paragraph(words or _("Your own picture."), m.sheet.small)]


def _own_words(m: Material, picture: Shown) -> str:
    """Return what the topic says of a picture, under which it stands (PM17, CC4).

    CLINICAL: nothing of a picture turned round that names a side, which would be the wrong one.
    """
    section = picture_section(m.text, m.topic, picture)
    spans = [s for b in (section.blocks if section else ()) for s in (*spans_of(b), Text(" "))]
    words = " ".join(plain(tuple(spans), m.library).split())
    is_sided = picture.is_mirrored and (m.text.language != "en" or SIDED.search(words))
    return "" if is_sided else words


def _to_mark(m: Material) -> str:
    """Return what of the place is still to be marked."""
    if m.visit.level is not None and m.topic.place.has_side:
        return _("Your surgeon will mark the side.")
    return _("Your surgeon will mark the place.")


def _caption(m: Material) -> tuple[str, str]:
    """Return what the picture shows, then what it is of, and what it is not."""
    picture, place = shown(m), m.place()
    how = how_words(picture.plate)
    if not is_placed(m):
        healthy = join((_("A back without a problem."), _own_words(m, picture)))
        return healthy, join((_to_mark(m), letters_words(m.topic.place) if place else "", how))
    said = []
    if place:
        said += [_("Your back: {place}.").format(place=place), letters_words(m.topic.place)]
    said.append(how)
    said.append(level_note(place_of(m), m.topic, [picture]))
    if picture.is_one_side:
        said.append(_("The picture shows the left side."))
    if m.visit.has_extra_vertebra:
        said.append(_("You have one bone more or one less than most. Ask how yours are counted."))
    if has_ink(m):
        said.append(_("Drawn by your surgeon."))
    return _own_words(m, picture), join(said)
