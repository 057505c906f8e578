"""What is wrong, with the marked picture; what often happens without an operation; what to do.

Source: standards.md IQ1, IK1, PM15, PM17, PM20, CC4, CC5; product.md (nothing chosen yet).
"""

from __future__ import annotations

from missdesk.figures.alt_text import join
from missdesk.figures.topic_pictures import how_words, level_note
from missdesk.handout.figure import Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns
from missdesk.handout.material import Material
from missdesk.handout.pictures import picture_bytes
from missdesk.handout.problem_picture import (
    has_ink,
    is_placed,
    is_tall,
    own_scene,
    problem_scene,
    shown,
)
from missdesk.handout.setting import made_once
from missdesk.handout.styles import MM
from missdesk.i18n import _

RATIO = 1.34
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
    gap = sheet.gap * 1.4
    if sheet.is_wide:
        share = m.picture_share * (NARROW if is_tall(m, RATIO) else 1.0)
        wide = (sheet.text_width - gap) * share
        shares = (share, 1 - share)
        beside: Block = Columns([_picture(m, wide), wrong], gap, shares)
        beside.before = sheet.gap
        first = [beside]
    else:
        first = [*_picture(m, sheet.text_width * m.large_share), *wrong]
    first += _own_picture(m, sheet.text_width)
    wait = [_heading(m, "problem.wait"), *m.body("problem.wait")]
    return [*first, *wait, _heading(m, "next"), *m.body("next")]


def _heading(m: Material, section: str) -> Heading:
    """Return a heading of level 2 in the size of page 1."""
    return Heading(m.title(section), m.sheet.sub, 2)


def _said(m: Material) -> str:
    """Return the key of the words for what was chosen."""
    if not is_placed(m):
        return "none"
    return m.visit.side or "none" if m.topic.place.has_side else "chosen"


def _picture(m: Material, width: float) -> list[Block]:
    """Return the picture with its caption."""
    wide = width / MM
    # The layout is tried many times; the visit stands in what is kept, so its id stays its own.
    key = ("problem", id(m.visit), wide, m.sheet.name, m.sheet.small)
    high = wide / LARGE_RATIO[m.sheet.name]
    _visit, (scene, ink) = made_once(key, lambda: (m.visit, problem_scene(m, wide, high)))
    figure = Figure(scene, after=m.sheet.small.size * 0.35, pictures=picture_bytes, over=ink.draw)
    figure.keeps_next = True
    return [figure, Paragraph(_caption(m), m.sheet.small)]


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


def _caption(m: Material) -> str:
    """Return what the picture is of, and what it is not."""
    picture, place = shown(m), m.place()
    how = how_words(picture.plate)
    if not is_placed(m):
        neutral = _("A back without a problem. Your surgeon will mark the place.")
        return join((neutral, how))
    said = [_("Your back: {place}.").format(place=place) if place else "", how]
    said.append(level_note(m.visit, m.topic, [picture]))
    if picture.is_one_side:
        said.append(_("The picture shows the left side."))
    if m.visit.has_extra_vertebra:
        said.append(_("You have one bone more or one less than most. Ask how yours are counted."))
    if has_ink(m):
        said.append(_("Drawn by your surgeon."))
    return join(said)
