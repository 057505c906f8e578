"""The words and pictures of one handout as rivals take them: Typst, HTML, and a flat ODT.

All are made from the finished handout itself: headings, paragraphs, lists, tables and figures are
read from its structure tree, so every producer sets the same content.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

import pikepdf
from PIL import Image

from tests.handout import structure

PEOPLE: Final = 100
SIDE: Final = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """One block: role H1 to H3, P, LI, TABLE (cells by row) or PICTURE, ARRAY (alt text)."""

    role: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def pieces_of(pdf: bytes) -> list[Piece]:
    """Return what a handout holds, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        reading = structure._read(file)
        return list(_walk(file.Root.StructTreeRoot.K[0], file, reading))


def _walk(
    element: pikepdf.Object, file: pikepdf.Pdf, reading: structure.Reading
) -> Iterator[Piece]:
    role = str(element.S)[1:]
    if role == "Figure":
        yield Piece(_kind(str(element.Alt)), str(element.Alt))
    elif role == "Table":
        rows = [
            tuple(_words(cell, file, reading) for cell in _elements(row))
            for row in structure._elements(element)
            if str(row.S) == "/TR"
        ]
        yield Piece("TABLE", rows=tuple(rows))
    elif role in {"P", "LI"} or re.fullmatch(r"H\d", role):
        yield Piece(role, _words(element, file, reading))
        for kid in structure._elements(element):
            if str(kid.S) == "/Figure":
                yield Piece(_kind(str(kid.Alt)), str(kid.Alt))
    else:
        for kid in _elements(element):
            yield from _walk(kid, file, reading)


def _elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [k for k in structure._kids(element) if not isinstance(k, int) and "/S" in k]


def _words(element: pikepdf.Object, file: pikepdf.Pdf, reading: structure.Reading) -> str:
    return " ".join("".join(structure._texts(element, file, reading)).split())


def _kind(alt: str) -> str:
    """Return whether a figure is people drawn, or a picture."""
    return "ARRAY" if re.search(r"out of 100|of 100 people|100 people", alt) else "PICTURE"


def picture(number: int, width: int = 1400, height: int = 900) -> bytes:
    """Return a JPEG of the size and weight of a plate at 300 dpi; another one for each number."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    noise = Image.effect_noise((width // 4, height // 4), 40 + number).resize((width, height))
    image = Image.blend(image, noise.convert("RGB"), 0.35)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def array_svg(filled: int) -> str:
    """Return a hundred people as SVG, so many of them filled."""
    people = []
    for at in range(PEOPLE):
        x, y = at % SIDE * 10, at // SIDE * 10
        color = "#2B5C97" if at < filled else "#FFFFFF"
        people.append(
            f'<circle cx="{x + 5}" cy="{y + 2.4}" r="1.9" fill="{color}" stroke="#333"/>'
            f'<path d="M{x + 2} {y + 9}v-2.5a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2.5z" '
            f'fill="{color}" stroke="#333"/>'
        )
    box = f"0 0 {SIDE * 10} {SIDE * 10}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(people)}</svg>'


def html_of(pieces: list[Piece], pictures: list[bytes]) -> str:
    """Return one HTML page with print styles, all pictures inside."""
    body, shown = [], 0
    for piece in pieces:
        if piece.role == "TABLE":
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
                for row in piece.rows
            )
            body.append(f"<table>{rows}</table>")
        elif piece.role == "PICTURE":
            data = base64.b64encode(pictures[shown % len(pictures)]).decode()
            shown += 1
            alt = escape(piece.text, quote=True)
            body.append(f'<img alt="{alt}" src="data:image/jpeg;base64,{data}">')
        elif piece.role == "ARRAY":
            body.append(f'<div class="people">{array_svg(len(piece.text) % 100)}</div>')
        else:
            tag = piece.role.lower()
            body.append(f"<{tag}>{escape(piece.text)}</{tag}>")
    style = (
        "@page{size:A4;margin:20mm}body{font:14pt/1.35 'Noto Sans',sans-serif}img{width:90mm}"
        ".people{width:60mm}table{border-collapse:collapse}td{border-bottom:1px solid #ccc;"
        "padding:3pt}h1{font-size:24pt}h2{font-size:18pt}h3{font-size:15pt}"
    )
    head = f"<title>Spine surgery handout</title><style>{style}</style>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>'


def typst_of(pieces: list[Piece], count: int) -> str:
    """Return a Typst document; its pictures are `picture-N.jpg` and `array-N.svg` beside it."""
    lines = [
        '#set document(title: "Spine surgery handout")',
        '#set page(paper: "a4", margin: 20mm)',
        '#set text(lang: "en", size: 14pt, font: ("Noto Sans", "Libertinus Serif"))',
    ]
    shown = arrays = 0
    for piece in pieces:
        if piece.role == "TABLE":
            wide = max(len(row) for row in piece.rows)
            cells = ", ".join(
                f"[{_typst(cell)}]"
                for row in piece.rows
                for cell in (*row, *[""] * (wide - len(row)))
            )
            lines.append(f"#table(columns: {wide}, stroke: 0.5pt, {cells})")
        elif piece.role == "PICTURE":
            alt = piece.text.replace("\\", "").replace('"', "'")
            lines.append(f'#image("picture-{shown % count}.jpg", width: 90mm, alt: "{alt}")')
            shown += 1
        elif piece.role == "ARRAY":
            alt = piece.text.replace("\\", "").replace('"', "'")
            lines.append(f'#image("array-{arrays % 2}.svg", width: 60mm, alt: "{alt}")')
            arrays += 1
        elif piece.role == "LI":
            lines.append(f"- {_typst(piece.text)}")
        elif piece.role.startswith("H"):
            lines.append(f"{'=' * int(piece.role[1])} {_typst(piece.text)}")
        else:
            lines.append(f"{_typst(piece.text)}\n")
    return "\n".join(lines)


def _typst(text: str) -> str:
    """Return words without Typst's own signs."""
    return re.sub(r"([\\#*_`$<>@\[\]~=/+-])", r"\\\1", text)
