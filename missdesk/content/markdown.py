"""Markdown files to typed sections: python-markdown's tree, no HTML passes through."""

from __future__ import annotations

import re
from threading import local
from typing import TYPE_CHECKING, Final

from missdesk.content.inline import Inline
from missdesk.model.blocks import Block, Heading, ListBlock, Paragraph, Section, Spans

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from missdesk.content.toml_reader import Faults

HEADING = re.compile(r"^##[ \t]+(?P<title>.*?)[ \t]*(?:\{#(?P<id>[A-Za-z0-9_.\-]*)\})?[ \t]*$")
SECTION_ID = re.compile(r"^[a-z0-9]+(?:[.\-][a-z0-9]+)*$")
HTML = re.compile(r"<[A-Za-z!/?]")
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Controls and direction overrides; direction marks stay allowed, some scripts need them."""
BLOCK_TAGS = {"p", "ul", "ol", "h3", "h4"}
MOST_LETTERS: Final = 200_000
"""Of a file; the longest has 53,000. What reads it can take the square of its length in time."""
MOST_BRACKETS: Final = 1_000
"""Of a file; the most is 56. Each open one is looked for a mate up to the end."""
DEEP = re.compile(r"[ \t>]{13}")
"""Lists of our topics are nested once; each step more doubles the work of reading them."""


def read_sections(text: str, name: str, faults: Faults) -> dict[str, Section]:
    """Return the sections of a file by id, in file order.

    Args:
        text: The whole file.
        name: How messages call it (relative to the pack).
        faults: Gets each fault as `name:line`.
    """
    sections: dict[str, Section] = {}
    if len(text) > MOST_LETTERS:
        faults.add(name, f"has more than {MOST_LETTERS:,} letters", "Split the topic")
        return sections
    if text.count("[") > MOST_BRACKETS:
        faults.add(name, f"has more than {MOST_BRACKETS:,} brackets", "Write plain words")
        return sections
    for title, section_id, line, body in _split(text, name, faults):
        if section_id in sections:
            faults.add(f"{name}:{line}", f'the id "{section_id}" is used twice', "Rename one")
            continue
        sections[section_id] = _section(title, section_id, line, body, name, faults)
    return sections


def _split(text: str, name: str, faults: Faults) -> list[tuple[str, str, int, list[str]]]:
    """Return (title, id, line, body lines) of each `##` heading."""
    found: list[tuple[str, str, int, list[str]]] = []
    body: list[str] | None = None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        match = HEADING.match(line)
        if match is None:
            if body is not None:
                body.append(line)
            elif line.strip() and not line.startswith("#"):
                faults.add(
                    f"{name}:{number}", "words before the first heading", "Put them under one"
                )
            continue
        section_id = match["id"] or ""
        if not SECTION_ID.match(section_id):
            faults.add(
                f"{name}:{number}",
                f'the heading "{match["title"][:40]}" has no id',
                "Add one at its end, such as {#problem.what}",
            )
            section_id = f"line-{number}"
        body = []
        found.append((match["title"], section_id, number, body))
    return found


def _section(
    title: str, section_id: str, line: int, body: list[str], name: str, faults: Faults
) -> Section:
    """Return one section from its lines."""
    place = _Places(body, line)
    source = "\n".join(body)
    for number, text in enumerate((title, *body), start=line):
        _refuse_odd(text, f"{name}:{number}", faults)
    inline = Inline(faults)
    blocks: list[Block] = []
    fields: dict[str, Spans] = {}
    try:
        elements = [] if _is_deep(body, f"{name}:{line}", faults) else list(_tree(source))
    except RecursionError:
        _own.reader = None  # it stopped half-way, and would read the next text wrongly
        faults.add(f"{name}:{line}", "lists nested too deep", "Write them side by side")
        elements = []
    for element in elements:
        where = place.of(element)
        if element.tag == "dl":
            fields |= _fields(element, inline, where, name, faults)
        elif element.tag in BLOCK_TAGS:
            blocks.append(_block(element, inline, where, name))
        else:
            inline.refuse_block(f"{name}:{where}")
    clean_title = inline.plain(title, f"{name}:{line}")
    return Section(section_id, clean_title, tuple(blocks), fields, line)


def _is_deep(body: list[str], where: str, faults: Faults) -> bool:
    """Return whether lists or quotes are nested so deep that reading them has no end."""
    is_deep = any(DEEP.match(text) and text.strip() for text in body)
    if is_deep:
        faults.add(where, "lists nested too deep", "Write them side by side")
    return is_deep


def _refuse_odd(text: str, where: str, faults: Faults) -> None:
    """Refuse HTML, tables, and what nobody can see but may turn the words round."""
    if HTML.search(text):
        faults.add(where, "HTML is not allowed here", "Write plain Markdown")
    if text.lstrip().startswith(("|", ">")):
        faults.add(where, "tables and quotes are not used", "Use paragraphs or lists")
    hidden = HIDDEN.search(text)
    if hidden:
        faults.add(where, f"a hidden character (U+{ord(hidden[0]):04X})", "Delete it")


class _Readers(local):
    """python-markdown of this thread: it keeps the text at hand, so two threads need two."""

    reader: Markdown | None = None


_own: Final = _Readers()


def _reader() -> Markdown:
    """Return python-markdown set up once: making one costs as much as reading a section."""
    if _own.reader is None:
        _own.reader = _new_reader()
    return _own.reader


def _new_reader() -> Markdown:
    # Imported here because it costs 29 ms and a start page needs no Markdown twice.
    import markdown
    from markdown.extensions.def_list import DefListExtension

    reader = markdown.Markdown(extensions=[DefListExtension()])
    # Only the block tree is wanted: `inline.py` reads the words, and raw HTML stays text (KV).
    reader.preprocessors.deregister("html_block")
    for name in ("code", "quote", "hr", "reference", "setextheader"):
        reader.parser.blockprocessors.deregister(name)
    # WORKAROUND: python-markdown joins a numbered list to bullets above it.
    for name, tag in (("olist", "ol"), ("ulist", "ul")):
        setattr(reader.parser.blockprocessors[name], "SIBLING_TAGS", [tag])  # noqa: B010  stub lacks it
    return reader


def _tree(source: str) -> Element:
    """Return python-markdown's element tree of one body, raw HTML left as text."""
    reader = _reader()
    reader.reset()
    lines = source.split("\n")
    for step in reader.preprocessors:
        lines = step.run(lines)
    root = reader.parser.parseDocument(lines).getroot()
    assert root is not None
    return root


def _fields(
    element: Element, inline: Inline, line: int, name: str, faults: Faults
) -> dict[str, Spans]:
    """Return the definition list as fields; a key twice and more than a paragraph are faults."""
    fields: dict[str, Spans] = {}
    key = ""
    for child in element:
        if child.tag == "dt":
            key = (child.text or "").strip()
        elif key in fields:
            faults.add(f"{name}:{line}", f'the field "{key}" stands twice', "Remove one")
        elif [part.tag for part in child] not in ([], ["p"]):
            faults.add(
                f"{name}:{line}", f'the field "{key}" is more than one paragraph', "Join its words"
            )
        else:
            fields[key] = inline.spans(_words(child), f"{name}:{line}")
    return fields


def _words(element: Element) -> str:
    """Return the raw words of an element that holds one paragraph."""
    first = element.find("p")
    return (element.text if first is None else first.text) or ""


def _block(element: Element, inline: Inline, line: int, name: str) -> Block:
    """Return a paragraph, heading or list."""
    where = f"{name}:{line}"
    if element.tag in {"h3", "h4"}:
        return Heading(inline.spans(element.text or "", where), int(element.tag[1]), line)
    if element.tag in {"ul", "ol"}:
        items = tuple(_item(child, inline, line, name) for child in element)
        return ListBlock(items, element.tag == "ol", line)
    return Paragraph(inline.spans(element.text or "", where), line)


def _item(element: Element, inline: Inline, line: int, name: str) -> tuple[Block, ...]:
    """Return the blocks of one list item."""
    where = f"{name}:{line}"
    blocks: list[Block] = []
    if element.text and element.text.strip():
        blocks.append(Paragraph(inline.spans(element.text, where), line))
    for child in element:
        if child.tag in BLOCK_TAGS:
            blocks.append(_block(child, inline, line, name))
        else:
            inline.refuse_block(where)
    return tuple(blocks)


class _Places:
    """Finds the line of a block by its first words, since the tree carries none."""

    def __init__(self, body: list[str], first_line: int) -> None:
        """Take the lines under the heading at `first_line`."""
        self._body, self._first, self._next = body, first_line, 0

    def of(self, element: Element) -> int:
        """Return the line where this block begins, never before the one found last."""
        words = next((t.strip() for t in element.itertext() if t.strip()), "").split("\n")[0]
        for offset in range(self._next, len(self._body)):
            if words and words in self._body[offset]:
                self._next = offset
                return self._first + 1 + offset
        return self._first
