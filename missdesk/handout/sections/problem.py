"""What is wrong, with the marked picture; what often happens without an operation; what to do.

Source: standards.md IQ1, IK1, PM15, PM17, PM20, CC4, CC5; product.md (nothing chosen yet).
"""

from __future__ import annotations

from missdesk.handout.figure import Figure
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.groups import Columns
from missdesk.handout.material import Material
from missdesk.handout.pictures import picture_bytes, plate
from missdesk.handout.problem_picture import has_ink, is_other_level, plate_id, problem_scene
from missdesk.handout.styles import MM
from missdesk.i18n import _

RATIO = 1.34
LARGE_RATIO = {"clear": RATIO, "large": 1.9, "larger": 2.35}
"""Width to height of the picture, beside the words and in large print above them."""


def blocks(m: Material) -> list[Block]:
    """Return picture and words beside each other in clear print, below each other in large."""
    sheet = m.sheet
    first: list[Block]
    wrong: list[Block] = [_heading(m, "problem.what"), *m.body("problem.what")]
    side = m.paragraph(m.text.section("problem").fields[_side(m)])
    wrong.insert(1, side)
    gap = sheet.gap * 1.4
    if sheet.is_wide:
        wide = (sheet.text_width - gap) * m.picture_share
        shares = (m.picture_share, 1 - m.picture_share)
        beside: Block = Columns([_picture(m, wide), wrong], gap, shares)
        beside.before = sheet.gap
        first = [beside]
    else:
        first = [*_picture(m, sheet.text_width), *wrong]
    wait = [_heading(m, "problem.wait"), *m.body("problem.wait")]
    return [*first, *wait, _heading(m, "next"), *m.body("next")]


def _heading(m: Material, section: str) -> Heading:
    """Return a heading of level 2 in the size of page 1."""
    return Heading(m.title(section), m.sheet.sub, 2)


def _side(m: Material) -> str:
    """Return the key of the words for the chosen side."""
    is_placed = bool(m.visit.level) and bool(m.visit.side)
    return m.visit.side or "none" if is_placed else "none"


def _picture(m: Material, width: float) -> list[Block]:
    """Return the picture with its caption."""
    wide = width / MM
    scene, ink = problem_scene(m, wide, wide / LARGE_RATIO[m.sheet.name])
    figure = Figure(scene, after=m.sheet.small.size * 0.35, pictures=picture_bytes, over=ink.draw)
    figure.keeps_next = True
    return [figure, Paragraph(_caption(m), m.sheet.small)]


def _caption(m: Material) -> str:
    """Return what the picture is of, and what it is not."""
    place = m.place()
    if not (m.visit.level and (m.visit.side or not m.topic.place.has_side)):
        return _("A back without a problem, cut across. Your surgeon will mark the place.")
    said = [_("Your back, cut across, seen from your feet: {place}.").format(place=place)]
    if is_other_level(m):
        level = plate(plate_id(m)).level.replace("-", "–")
        words = _("The picture shows {level}. Your bones look a little different.")
        said.append(words.format(level=level))
    if has_ink(m):
        said.append(_("Drawn by your surgeon."))
    return " ".join(said)
