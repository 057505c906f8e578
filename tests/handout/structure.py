"""Reads a finished PDF back: its structure text, and what is wrong with its structure tree."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "Tj", "TJ", "'", '"', "sh"}
Key = tuple[int, int]


@dataclass(slots=True)
class Reading:
    """What the pages and the tree of one file say; `faults` in the order found."""

    faults: list[str] = field(default_factory=list)
    texts: dict[Key, str] = field(default_factory=dict)
    drawn: list[Key] = field(default_factory=list)
    owners: dict[Key, pikepdf.Object] = field(default_factory=dict)


def verify_tree(pdf: bytes) -> list[str]:
    """Return the faults of a file's structure; empty for a sound one."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return _read(file).faults


def structure_text(pdf: bytes) -> str:
    """Return the text of the structure tree in reading order, spaces squeezed.

    Artifacts and the letters in figures are not in it; a space stands between elements.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        reading = _read(file)
        root = file.Root.StructTreeRoot.K[0]
        words = "".join(_texts(root, file, reading))
    return " ".join(words.split())


def roles(pdf: bytes) -> list[str]:
    """Return the role of every element in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [str(e.S)[1:] for e in _elements(file.Root.StructTreeRoot.K[0])]


def headings(pdf: bytes) -> list[tuple[str, str]]:
    """Return role and text of every heading in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        reading = _read(file)
        return [
            (str(e.S)[1:], " ".join("".join(_texts(e, file, reading)).split()))
            for e in _elements(file.Root.StructTreeRoot.K[0])
            if re.fullmatch(r"/H\d", str(e.S))
        ]


def _read(file: pikepdf.Pdf) -> Reading:
    """Read pages, tree and ParentTree, and compare them."""
    reading = Reading()
    for index, page in enumerate(file.pages):
        _read_page(page, index, reading)
    root = file.Root.StructTreeRoot
    _walk(root.K[0], root, file, reading)
    _compare(file, reading)
    return reading


def _read_page(page: pikepdf.Page, index: int, reading: Reading) -> None:
    """Note every mark, its text, and whatever is painted outside a mark."""
    maps = {name: _to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    stack: list[int | None] = []
    font = ""
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        name = str(operator)
        if name in {"BDC", "BMC"}:
            mcid = _mcid(operands)
            if mcid is not None and any(open_mark is not None for open_mark in stack):
                reading.faults.append(f"page {index}: mark {mcid} inside another")
            if mcid is not None:
                reading.drawn.append((index, mcid))
                reading.texts.setdefault((index, mcid), "")
            stack.append(mcid)
        elif name == "EMC":
            if not stack:
                reading.faults.append(f"page {index}: EMC without a mark")
            else:
                stack.pop()
        elif name == "Tf":
            font = str(operands[0])
        elif name in PAINTING and not stack:
            reading.faults.append(f"page {index}: {name} outside a mark")
        if name == "Tj" and stack and stack[-1] is not None:
            reading.texts[index, stack[-1]] += "".join(
                maps[font].get(code, "") for code in bytes(operands[0])
            )
    if stack:
        reading.faults.append(f"page {index}: {len(stack)} marks left open")


def _mcid(operands: list[pikepdf.Object]) -> int | None:
    """Return the number of a mark, None for an artifact."""
    if len(operands) < 2 or "/MCID" not in operands[1]:
        return None
    return int(operands[1]["/MCID"])


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Return the letters of a simple font by code."""
    found = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", found)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _walk(
    element: pikepdf.Object, parent: pikepdf.Object, file: pikepdf.Pdf, reading: Reading
) -> None:
    """Check one element and all below it."""
    role = str(element.S)[1:]
    if element.P.objgen != parent.objgen:
        reading.faults.append(f"{role}: parent is another element")
    _check_shape(element, role, reading)
    for kid in _kids(element):
        if isinstance(kid, int):
            _own((_page(file, element.Pg), kid), element, reading)
        elif kid.get("/Type") == "/MCR":
            _own((_page(file, kid.Pg), int(kid.MCID)), element, reading)
        elif kid.get("/Type") == "/OBJR":
            _check_link(kid.Obj, element, file, reading)
        else:
            _walk(kid, element, file, reading)


def _check_shape(element: pikepdf.Object, role: str, reading: Reading) -> None:
    """Check what an element of this role must have."""
    kids = [str(k.S)[1:] for k in _kids(element) if not isinstance(k, int) and "/S" in k]
    wrong = {
        "L": any(k != "LI" for k in kids),
        "LI": kids != ["Lbl", "LBody"],
        "TR": not kids or any(k not in {"TH", "TD"} for k in kids),
        "Table": kids != ["THead", "TBody"],
        "Figure": not str(element.get("/Alt", "")),
        "TH": "/A" not in element or "/Scope" not in element.A,
    }
    if wrong.get(role):
        reading.faults.append(f"{role}: wrong parts {kids}")
    if not _kids(element):
        reading.faults.append(f"{role}: empty")


def _own(key: Key, element: pikepdf.Object, reading: Reading) -> None:
    """Note the element of a mark."""
    if key in reading.owners:
        reading.faults.append(f"mark {key} belongs to two elements")
    reading.owners[key] = element


def _check_link(
    link: pikepdf.Object, element: pikepdf.Object, file: pikepdf.Pdf, reading: Reading
) -> None:
    """Check that a live area leads back to its element."""
    number = link.get("/StructParent")
    found = _parents(file).get(int(number)) if number is not None else None
    if found is None or found.objgen != element.objgen:
        reading.faults.append("Link: its live area belongs to another element")


def _compare(file: pikepdf.Pdf, reading: Reading) -> None:
    """Compare the marks on the pages with the tree and with the ParentTree."""
    parents = _parents(file)
    for key in sorted({k for k in reading.drawn if reading.drawn.count(k) > 1}):
        reading.faults.append(f"mark {key} is there twice")
    for key in sorted(set(reading.drawn) - set(reading.owners)):
        reading.faults.append(f"mark {key} is in no element")
    for key in sorted(set(reading.owners) - set(reading.drawn)):
        reading.faults.append(f"mark {key} is on no page")
    for index, page in enumerate(file.pages):
        row = parents.get(int(page.obj.get("/StructParents", -1)))
        for mcid in (m for p, m in reading.drawn if p == index):
            owner = reading.owners.get((index, mcid))
            if owner is None:
                continue
            if row is None or mcid >= len(row) or row[mcid].objgen != owner.objgen:
                reading.faults.append(f"mark {(index, mcid)}: the ParentTree names another")


def _parents(file: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """Return the ParentTree by number."""
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}


def _kids(element: pikepdf.Object) -> list[Any]:
    """Return the kids of an element as a list: numbers of marks, references, elements."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _page(file: pikepdf.Pdf, page: pikepdf.Object) -> int:
    """Return a page's number from 0."""
    return next(i for i, p in enumerate(file.pages) if p.obj.objgen == page.objgen)


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield an element and all below it in reading order."""
    yield element
    for kid in _kids(element):
        if not isinstance(kid, int) and "/S" in kid:
            yield from _elements(kid)


def _texts(element: pikepdf.Object, file: pikepdf.Pdf, reading: Reading) -> Iterator[str]:
    """Yield the text below an element; a space after each block. Figures speak by their Alt."""
    if str(element.S) == "/Figure":
        return
    for kid in _kids(element):
        if isinstance(kid, int):
            yield reading.texts.get((_page(file, element.Pg), kid), "")
        elif kid.get("/Type") == "/MCR":
            yield reading.texts.get((_page(file, kid.Pg), int(kid.MCID)), "")
        elif "/S" in kid:
            yield from _texts(kid, file, reading)
    if str(element.S) != "/Link":
        yield " "


def pieces(pdf: bytes) -> list[tuple[str, str]]:
    """Return role and text of each piece that is read as one: a row, an item, a paragraph.

    A figure is a piece by its alternative text; a figure inside a row belongs to the row.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        reading = _read(file)
        return list(_pieces(file.Root.StructTreeRoot.K[0], file, reading))


def _pieces(
    element: pikepdf.Object, file: pikepdf.Pdf, reading: Reading
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of an element in reading order."""
    role = str(element.S)[1:]
    if role == "Figure":
        yield role, str(element.Alt)
    elif role in {"P", "TR", "LI"} or re.fullmatch(r"H\d", role):
        yield role, " ".join("".join(_texts(element, file, reading)).split())
    else:
        for kid in _kids(element):
            if not isinstance(kid, int) and "/S" in kid:
                yield from _pieces(kid, file, reading)
