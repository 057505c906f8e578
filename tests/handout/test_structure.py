"""The structure of the handout: compliant, consistent, complete; and faults are found."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import page as page_validation
import pikepdf
import pytest

from missdesk.handout.build import build_handout
from missdesk.handout.figure import Baseline, Beside
from missdesk.handout.fit import sections
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Paragraph
from missdesk.handout.groups import Columns, Stack
from missdesk.handout.lists import Item, ItemList
from missdesk.handout.plan import ORDER
from missdesk.handout.tables import Table
from missdesk.model.consultation import Paper, TextSize, Visit
from tests.handout.making import TODAY, material, visit
from tests.handout.small_library import library
from tests.handout.structure import headings, roles, structure_text, verify_tree

ALL = tuple(ORDER)


def made(**changes: object) -> bytes:
    return build_handout(library(), visit(**changes), today=TODAY, fixed=True).pdf


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("text_size", ["clear", "large", "larger"])
def test_every_size_and_paper_is_compliant_and_consistent(
    text_size: TextSize, paper: Paper
) -> None:
    pdf = made(text_size=text_size, paper=paper, sections=ALL)
    report = page_validation.validate_pdf_bytes(pdf, profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert verify_tree(pdf) == []


def test_bare_visit_is_compliant() -> None:
    pdf = build_handout(library(), Visit(topic=visit().topic), today=TODAY).pdf
    assert page_validation.is_pdf_compliant_bytes(pdf, profile="ua1")
    assert verify_tree(pdf) == []


@pytest.mark.parametrize("text_size", ["clear", "large", "larger"])
def test_no_word_is_lost(text_size: TextSize) -> None:
    shown = visit(text_size=text_size, sections=ALL)
    pdf = build_handout(library(), shown, today=TODAY, fixed=True).pdf
    source = material(shown)
    blocks = [block for section in sections(source) for block in section]
    expected = " ".join(word for b in blocks for word in _words(b))
    assert structure_text(pdf).split() == expected.split()


def _words(block: Block) -> Iterator[str]:
    """Yield the words of a block in reading order."""
    if isinstance(block, Paragraph):
        yield block.text.replace("\u00a0", " ")
    elif isinstance(block, Beside):
        yield from _words(block.block)
    elif isinstance(block, Baseline):
        yield from (*_words(block.first), *_words(block.second))
    elif isinstance(block, Stack):
        for part in block.blocks:
            yield from _words(part)
    elif isinstance(block, Columns):
        for column in block.columns:
            for part in column:
                yield from _words(part)
    elif isinstance(block, ItemList):
        for item in block.items:
            yield from _words(item)
    elif isinstance(block, Item):
        yield from _words(block.sign.text) if block.sign and block.sign.text else ()
        for part in block.blocks:
            yield from _words(part)
    elif isinstance(block, Table):
        for row in (block.head, *block.rows):
            for cell in row:
                for part in (*cell.blocks, *cell.below):
                    yield from _words(part)
    elif inner := getattr(block, "inner", None):
        yield from _words(inner)


def test_headings_begin_with_one_title_skip_no_level_and_end_with_sources() -> None:
    found = headings(made())
    levels = [int(role[1]) for role, _words in found]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert found[-1] == ("H2", "Sources")


def test_lists_tables_and_figures_are_what_they_are() -> None:
    found = set(roles(made(sections=ALL)))
    assert {"Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody"} <= found
    assert {"Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Link"} <= found


def test_head_of_a_long_table_is_an_artifact_on_its_second_page() -> None:
    pdf = made(text_size="clear")
    text = structure_text(pdf)
    assert text.count("What happened") == 1


Spoil = Callable[[pikepdf.Pdf], None]


def _first(file: pikepdf.Pdf, role: str) -> pikepdf.Object:
    found: list[pikepdf.Object] = []

    def walk(element: pikepdf.Object) -> None:
        if str(element.S) == f"/{role}":
            found.append(element)
        for kid in element.K if isinstance(element.K, pikepdf.Array) else []:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    walk(file.Root.StructTreeRoot.K[0])
    return found[0]


def _lose_mark(file: pikepdf.Pdf) -> None:
    del _first(file, "P").K[0]


def _dangling_mark(file: pikepdf.Pdf) -> None:
    _first(file, "P").K.append(9999)


def _shift_parents(file: pikepdf.Pdf) -> None:
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    numbers[1] = pikepdf.Array([numbers[1][1], *list(numbers[1])[:-1]])


def _swap_parents(file: pikepdf.Pdf) -> None:
    row = file.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[1] = row[1], row[0]


def _no_struct_parents(file: pikepdf.Pdf) -> None:
    del file.pages[0].obj.StructParents


def _paragraph_as_artifact(file: pikepdf.Pdf) -> None:
    stream = file.pages[0].obj.Contents
    spoiled = stream.read_bytes().replace(b"/P <</MCID 0>> BDC", b"/Artifact BMC", 1)
    stream.write(spoiled)


def _twice_the_same_mark(file: pikepdf.Pdf) -> None:
    stream = file.pages[0].obj.Contents
    stream.write(stream.read_bytes().replace(b"<</MCID 1>>", b"<</MCID 0>>", 1))


def _paint_unmarked(file: pikepdf.Pdf) -> None:
    stream = file.pages[0].obj.Contents
    stream.write(stream.read_bytes() + b"\n0 0 10 10 re f\n")


def _no_label(file: pikepdf.Pdf) -> None:
    item = _first(file, "LI")
    item.K = pikepdf.Array([item.K[1]])


def _no_scope(file: pikepdf.Pdf) -> None:
    del _first(file, "TH").A


def _no_alternative(file: pikepdf.Pdf) -> None:
    del _first(file, "Figure").Alt


def _wrong_parent(file: pikepdf.Pdf) -> None:
    _first(file, "P").P = _first(file, "TR")


def _link_elsewhere(file: pikepdf.Pdf) -> None:
    for found in file.pages:
        for link in found.obj.get("/Annots", []):
            link.StructParent = 0
            return


@pytest.mark.parametrize(
    "spoil",
    [
        _lose_mark,
        _dangling_mark,
        _shift_parents,
        _swap_parents,
        _no_struct_parents,
        _paragraph_as_artifact,
        _twice_the_same_mark,
        _paint_unmarked,
        _no_label,
        _no_scope,
        _no_alternative,
        _wrong_parent,
        _link_elsewhere,
    ],
)
def test_planted_faults_are_found(spoil: Spoil) -> None:
    sound = made()
    assert verify_tree(sound) == []
    with pikepdf.open(io.BytesIO(sound)) as file:
        spoil(file)
        out = io.BytesIO()
        file.save(out)
    assert verify_tree(out.getvalue()) != []


def test_swapped_paragraphs_change_the_structure_text() -> None:
    sound = made()
    with pikepdf.open(io.BytesIO(sound)) as file:
        section = file.Root.StructTreeRoot.K[0].K[0]
        section.K[1], section.K[2] = section.K[2], section.K[1]
        out = io.BytesIO()
        file.save(out)
    assert structure_text(out.getvalue()) != structure_text(sound)


def test_metadata_names_language_and_title_and_no_patient() -> None:
    pdf = made(name="Ada Example", birth_date=date(1960, 5, 4))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "en"
        assert bool(file.Root.MarkInfo.Marked)
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert str(file.trailer.Info.Title) == "Spine surgery handout"
        said = file.Root.Metadata.read_bytes() + repr(dict(file.trailer.Info)).encode()
        assert b"Ada" not in said
        assert b"1960" not in said
        titles = [str(i.title) for i in file.open_outline().root]
        assert titles[-1] == "Sources"
        assert not any("Ada" in t for t in titles)


def test_every_font_is_embedded() -> None:
    with pikepdf.open(io.BytesIO(made(name="Zoë Ωμέγα Ж"))) as file:
        fonts = {
            str(font.BaseFont): font
            for found in file.pages
            for font in found.Resources.Font.values()
        }
        assert any("NotoSans" in name for name in fonts)
        assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())
