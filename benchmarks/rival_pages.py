"""The start page as a page of HTML and as a slide, for `rival_start.py`."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import Final

from PIL import Image

from benchmarks.first_frame import CANVAS, INK
from missdesk.content.library import load_library
from missdesk.paths import assets_dir
from missdesk.ui.opening import start_note, start_title

COLUMNS: Final = 4
Card = tuple[str, bytes]


def cards() -> list[Card]:
    """Return each topic's title and its picture as PNG, which every rival reads.

    Raises:
        PackError: The pack can't be used: our first frame would only say so.
    """
    library = load_library()
    made = []
    for topic in library.topics:
        stream = io.BytesIO()
        with Image.open(assets_dir() / "cards" / f"{topic}.webp") as picture:
            picture.save(stream, "PNG")
        title = library.text(topic, "en").section("topic").title
        made.append((title, stream.getvalue()))
    return made


def color(rgb: tuple[int, int, int]) -> str:
    """Return a color as HTML and ODF write it."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def html(made: list[Card]) -> str:
    """Return the page for a browser."""
    tiles = "".join(
        f'<div><img src="data:image/png;base64,{base64.b64encode(data).decode()}">'
        f"<p>{escape(title)}</p></div>"
        for title, data in made
    )
    style = (
        f"body{{margin:24px;background:{color(CANVAS)};color:{color(INK)};"
        "font:16px 'Noto Sans',sans-serif}h1{font-size:32px;margin:0}"
        f"main{{display:grid;grid-template-columns:repeat({COLUMNS},1fr);gap:16px}}"
        "img{width:100%;height:160px;object-fit:cover}p{font-weight:bold;margin:4px}"
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>{start_title()}</h1><p>{start_note()}</p><main>{tiles}</main></html>"
    )


def slide(made: list[Card]) -> str:
    """Return the page as a slide of 28 x 15.75 cm, in one file of flat ODF."""
    frames = [_text(start_title(), 1, 0.5, 32), _text(start_note(), 1, 2.1, 16)]
    for number, (title, data) in enumerate(made):
        x, y = 1 + 6.6 * (number % COLUMNS), 3.4 + 6 * (number // COLUMNS)
        image = base64.b64encode(data).decode()
        frames.append(
            f'<draw:frame svg:x="{x}cm" svg:y="{y}cm" svg:width="6cm" svg:height="4.1cm">'
            f"<draw:image><office:binary-data>{image}</office:binary-data></draw:image>"
            "</draw:frame>"
        )
        frames.append(_text(title, x, y + 4.2, 16, 6))
    return ODF.format(canvas=color(CANVAS), ink=color(INK), frames="".join(frames))


def _text(words: str, x: float, y: float, points: int, wide: float = 20) -> str:
    return (
        f'<draw:frame draw:style-name="N" svg:x="{x}cm" svg:y="{y}cm" svg:width="{wide}cm"'
        ' svg:height="1.2cm">'
        f'<draw:text-box><text:p text:style-name="P{points}">{escape(words)}</text:p>'
        "</draw:text-box></draw:frame>"
    )


ODF: Final = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.presentation"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:automatic-styles>
<style:page-layout style:name="L"/>
<style:style style:name="N" style:family="graphic"><style:graphic-properties
 draw:fill="none" draw:stroke="none"/></style:style>
<style:style style:name="D" style:family="drawing-page"><style:drawing-page-properties
 draw:fill="solid" draw:fill-color="{canvas}"/></style:style>
<style:style style:name="P32" style:family="paragraph"><style:text-properties
 fo:color="{ink}" fo:font-size="32pt" fo:font-weight="bold"/></style:style>
<style:style style:name="P16" style:family="paragraph"><style:text-properties
 fo:color="{ink}" fo:font-size="16pt"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"
 draw:style-name="D"/></office:master-styles>
<office:body><office:presentation><draw:page draw:name="p" draw:style-name="D"
 draw:master-page-name="M">{frames}</draw:page></office:presentation></office:body>
</office:document>
"""
