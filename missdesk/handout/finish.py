"""Turn a drawn PDF with marks into an accessible one: one pikepdf step.

Writes the structure tree and its ParentTree, links, bookmarks, language, title and metadata.
No name and nothing else about the patient goes into any of them (PU27, KP5).

Source: ISO 14289-1 by way of standards.md PU1-PU27; notes/pdf.md 1.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from missdesk.handout.pdf_limits import pikepdf
from missdesk.handout.tagging import Annotation, Mark, Node
from missdesk.i18n import _
from missdesk.printers import TITLE

PRODUCER: Final = "MISSDesk"

# A file grows by 1 %, and packing takes half the time.
pikepdf.settings.set_flate_compression_level(3)

_EMPTY_MARKS: Final = re.compile(rb"/Artifact BMC\s+EMC\s+")

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <dc:format>application/pdf</dc:format>
   <pdf:Producer>{producer}</pdf:Producer>
   <xmp:CreatorTool>{producer}</xmp:CreatorTool>
   <xmp:CreateDate>{iso}</xmp:CreateDate>
   <xmp:ModifyDate>{iso}</xmp:ModifyDate>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself.

    Attributes:
        language: Tag such as "en".
        made: Moment of making, in UTC.
        record: The consultation as JSON to ride inside, None for none. PRIVACY: only on request.
        record_name: Its file name inside the PDF.
    """

    language: str
    made: datetime
    record: bytes | None = None
    record_name: str = ""


def finish(drawn: bytes, root: Node, about: About) -> bytes:
    """Return the finished PDF; the same input gives the same bytes.

    Args:
        drawn: PDF with marked content, not compressed.
        root: Document element; its marks name pages and MCIDs of `drawn`.
        about: Language and date.
    """
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        _drop_empty_marks(pdf)
        _Tree(pdf).write(root)
        _bookmarks(pdf, root)
        _metadata(pdf, about)
        _attach(pdf, about)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _drop_empty_marks(pdf: Pdf) -> None:
    """Take out artifacts in which nothing was drawn."""
    for page in pdf.pages:
        stream = page.obj.Contents
        stream.write(_EMPTY_MARKS.sub(b"", stream.read_bytes()))


class _Tree:
    """Writes structure elements, and for each page which element a mark belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        """Begin with pages that have no marks."""
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.parents: list[dict[int, pikepdf.Object]] = [{} for _page in self.pages]
        self.links: list[pikepdf.Object] = []
        self._first: dict[int, int | None] = {}

    def _page(self, node: Node) -> int | None:
        """Return the first page of an element, looked for once: all was drawn before."""
        if id(node) not in self._first:
            firsts = (self._page(k) if isinstance(k, Node) else k.page for k in node.kids)
            self._first[id(node)] = next((page for page in firsts if page is not None), None)
        return self._first[id(node)]

    def write(self, root: Node) -> None:
        """Write the whole tree."""
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(root, tree)])
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._numbers()))
        tree.ParentTreeNextKey = len(self.pages) + len(self.links)
        self.pdf.Root.StructTreeRoot = tree
        for index, page in enumerate(self.pages):
            page.StructParents = index
            page.Tabs = Name.S

    def _numbers(self) -> Array:
        """Return the number tree: pages first, then links."""
        numbers = Array()
        for index, marks in enumerate(self.parents):
            numbers.append(index)
            row = Array([marks[mcid] for mcid in sorted(marks)])
            numbers.append(self.pdf.make_indirect(row))
        for index, link in enumerate(self.links):
            numbers.append(len(self.pages) + index)
            numbers.append(link)
        return numbers

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        """Write one element and all below it; elements with nothing in them are left out."""
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role)))
        element.P = parent
        page = self._page(node)
        if page is not None:
            element.Pg = self.pages[page]
        self._attributes(node, element)
        kids = Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                if self._page(kid) is not None:
                    kids.append(self._element(kid, element))
            elif isinstance(kid, Mark):
                kids.append(self._mark(kid, page, element))
            else:
                kids.append(self._annotation(kid, node, element))
        element.K = kids
        return element

    def _mark(self, mark: Mark, page: int | None, element: pikepdf.Object) -> pikepdf.Object | int:
        """Return the reference to a mark and note its element for the ParentTree."""
        self.parents[mark.page][mark.mcid] = element
        if mark.page == page:
            return mark.mcid
        return Dictionary(Type=Name.MCR, Pg=self.pages[mark.page], MCID=mark.mcid)

    def _annotation(self, live: Annotation, node: Node, element: pikepdf.Object) -> pikepdf.Object:
        """Write a live area and return the reference to it."""
        page = self.pages[live.page]
        link = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(v, 2) for v in live.box]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(node.title),
                A=Dictionary(S=Name.URI, URI=String(live.address)),
                StructParent=len(self.pages) + len(self.links),
                P=page,
            )
        )
        self.links.append(element)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(link)
        return Dictionary(Type=Name.OBJR, Obj=link, Pg=page)

    def _attributes(self, node: Node, element: pikepdf.Object) -> None:
        """Write alternative text, bounding box, scope and numbering."""
        if node.alt:
            element.Alt = String(node.alt)
        if node.id:
            element.ID = String(node.id)
        if node.scope:
            element.A = Dictionary(O=Name.Table, Scope=Name("/" + node.scope))
        if node.numbering:
            element.A = Dictionary(O=Name.List, ListNumbering=Name("/" + node.numbering))
        if node.box:
            box = Array([round(v, 2) for v in node.box])
            element.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)


def _bookmarks(pdf: Pdf, root: Node) -> None:
    """Write a bookmark for each heading of level 1 and 2 (PU22)."""
    headings = [node for node in _headings(root) if node.first_page() is not None]
    if not headings:
        return
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    items = [pdf.make_indirect(_bookmark(pdf, node)) for node in headings]
    for index, item in enumerate(items):
        item.Parent = outlines
        if index:
            item.Prev = items[index - 1]
            items[index - 1].Next = item
    outlines.First, outlines.Last, outlines.Count = items[0], items[-1], len(items)
    pdf.Root.Outlines = outlines


def _bookmark(pdf: Pdf, node: Node) -> Dictionary:
    """Return one bookmark that shows the heading at the top."""
    page = pdf.pages[node.first_page() or 0].obj
    top = round(node.top or 0.0, 1)
    return Dictionary(Title=String(node.title), Dest=Array([page, Name.XYZ, 0, top + 10, None]))


def _headings(node: Node) -> Sequence[Node]:
    """Return the headings of level 1 and 2 in reading order."""
    found: list[Node] = [node] if node.role in {"H1", "H2"} else []
    for kid in node.kids:
        if isinstance(kid, Node):
            found += _headings(kid)
    return found


def _attach(pdf: Pdf, about: About) -> None:
    """Put the record inside, described as PDF/UA asks (PU19)."""
    if about.record is None:
        return
    spec = pikepdf.AttachedFileSpec(
        pdf,
        about.record,
        filename=about.record_name,
        mime_type="application/json",
        creation_date="",
        mod_date="",
        description=_("The consultation from which this handout was made"),
    )
    spec.relationship = Name.Source
    pdf.attachments[about.record_name] = spec
    pdf.Root.AF = Array([spec.obj])


def _metadata(pdf: Pdf, about: About) -> None:
    """Write language, title, dates and what kind of PDF this is."""
    stamp = about.made.strftime("D:%Y%m%d%H%M%SZ")
    xmp = _XMP.format(
        title=TITLE,
        language=about.language,
        producer=PRODUCER,
        iso=about.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    pdf.Root.Metadata = pdf.make_indirect(
        pikepdf.Stream(pdf, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    )
    pdf.Root.Lang = String(about.language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseNone
    info = Dictionary(Title=TITLE, Producer=PRODUCER, Creator=PRODUCER)
    info.CreationDate = info.ModDate = String(stamp)
    pdf.trailer.Info = pdf.make_indirect(info)
