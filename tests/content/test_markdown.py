"""Markdown to typed sections."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missdesk.content.markdown import read_sections
from missdesk.content.toml_reader import Faults
from missdesk.model.blocks import (
    FindingRef,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    SourceRef,
    Term,
    Text,
    spans_of,
)

PAGE = """# File title is ignored

## What happens {#option.open.what}

You **sleep** with [[anesthetic|medicine]]. It takes
{finding:disc.time arm:group:endoscopic, between the bones as:number}.

### After it

- Walk
- Call [us](tel:123)

1. First
2. Then {source:arts as:n}

when
:   Within **2** years
"""


def test_a_section_keeps_blocks_in_order_with_lines() -> None:
    faults = Faults()
    section = read_sections(PAGE, "en.md", faults)["option.open.what"]
    assert faults.found == []
    kinds = [type(b) for b in section.blocks]
    assert kinds == [Paragraph, Heading, ListBlock, ListBlock]
    assert [b.line for b in section.blocks] == [5, 8, 10, 13]
    assert section.title == "What happens"


def test_inline_marks_become_spans() -> None:
    section = read_sections(PAGE, "en.md", Faults())["option.open.what"]
    spans = [s for b in section.blocks for s in spans_of(b)]
    assert Text("sleep", is_bold=True) in spans
    assert Term("medicine", "anesthetic") in spans
    assert Link("us", "tel:123") in spans
    assert SourceRef("arts") in spans
    assert FindingRef("disc.time", "group:endoscopic, between the bones", "number") in spans
    assert section.fields["when"] == (Text("Within "), Text("2", is_bold=True), Text(" years"))


def test_ordered_lists_are_told_from_bullets() -> None:
    section = read_sections(PAGE, "en.md", Faults())["option.open.what"]
    lists = [b for b in section.blocks if isinstance(b, ListBlock)]
    assert [b.is_ordered for b in lists] == [False, True]


def test_a_field_twice_and_early_words_are_faults() -> None:
    faults = Faults()
    read_sections("early\n\n## A {#a}\n\nk\n:   1\n\nk\n:   2\n", "en.md", faults)
    assert [f.where.split(":")[0] for f in faults.found] == ["en.md", "en.md"]
    assert "before the first heading" in faults.found[0].what
    assert "stands twice" in faults.found[1].what


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("k\n:   one\n\n    two", "more than one paragraph"),
        ("k\n:   - a\n    - b", "more than one paragraph"),
        ("- a\n\n    k\n    :   v\n- b", "this kind of text is not used"),
        ("- a\n\n    ##### five", "this kind of text is not used"),
        ("##### five", "this kind of text is not used"),
    ],
)
def test_words_that_would_be_lost_are_faults(body: str, what: str) -> None:
    faults = Faults()
    read_sections(f"## A {{#a}}\n\n{body}\n", "en.md", faults)
    assert any(what in f.what for f in faults.found)


@pytest.mark.parametrize("title", ["About [[disc]]", "Of {finding:a arm:b} people", "A `word`"])
def test_marks_in_a_heading_are_faults(title: str) -> None:
    faults = Faults()
    read_sections(f"## {title} {{#a}}\n\nWords.\n", "en.md", faults)
    assert [f.where for f in faults.found] == ["en.md:1"]
    assert "is left over" in faults.found[0].what


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    faults = Faults()
    sections = read_sections("## Title {#a.b}\n\n" + text, "en.md", faults)
    assert "a.b" in sections


def test_two_threads_read_at_once_without_harm() -> None:
    # The Clinic page looks at one pack while another is loaded; neither may get the other's words.
    def read(word: str) -> list[str]:
        faults = Faults()
        text = "".join(
            f"## Title {{#s{n}}}\n\n- {word} {n}\n\nkey\n:   {word} {n}\n\n" for n in range(40)
        )
        sections = read_sections(text, f"{word}.md", faults)
        assert faults.found == []
        assert all(word in str(section.blocks) for section in sections.values())
        return [str(section.fields["key"]) for section in sections.values()]

    with ThreadPoolExecutor(4) as threads:
        for word, found in zip("abcdefgh", threads.map(read, "abcdefgh"), strict=True):
            assert len(found) == 40
            assert all(word in one for one in found)


@pytest.mark.parametrize(
    "odd",
    [
        "[" * 100_000,
        "[a](" * 40_000,
        "[[a" * 50_000,
        "\n".join(" " * n + "- a" for n in range(600)),
        "- " * 50_000 + "a",
        "a\n\n" * 100_000,
    ],
    ids=["brackets", "links", "terms", "nested", "nested in a line", "long"],
)
def test_kv12_text_made_to_be_slow_is_refused_in_two_seconds(odd: str) -> None:
    faults, began = Faults(), time.process_time()
    read_sections(f"## Title {{#a.b}}\n\n{odd}\n", "en.md", faults)
    assert time.process_time() - began < 2
    assert faults.found
