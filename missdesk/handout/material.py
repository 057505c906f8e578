"""What every section is made from: content, this visit, and the ways to turn words into blocks.

A section gets one `Material` and nothing else. The same sentence goes through the same words as
on the screen (`missdesk.content.words`), so paper and screen can't differ.

Source: architecture.md, promises 1 and 2; standards.md IC2 (a source for every number).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from missdesk.content.sentences import first_sentences
from missdesk.content.words import plain, resolve
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.lists import TICK_BOX, Item, ItemList, Sign
from missdesk.handout.names import Cleaned
from missdesk.handout.plan import IN_SHORT, plan
from missdesk.handout.setting import Run, made_once
from missdesk.handout.styles import Saving, Sheet, Style
from missdesk.i18n import _
from missdesk.model import blocks as model
from missdesk.model.consultation import Visit
from missdesk.model.evidence import FindingId, Source, SourceId
from missdesk.model.library import Library
from missdesk.model.place import level_words
from missdesk.model.topic import Option, Topic, TopicText
from missdesk.settings import Clinic

ITEM_GAP = 0.2
"""Space between the items of a list, in font sizes."""
ITEM_CLOSE = 0.25
"""Part of that space that is kept where the pages would be too many."""
BOX_GAP = 0.15
"""Least space between boxes to tick, which must not touch."""
NEAR = ",\u00a0"
"""Between the numbers of one citation, which stays on one line."""
_SCORE = re.compile(r"\d[\d–\u00a0 ]*points?\b|\bpoints? (?:better|out of)\b")
"""A score in a sentence; "a good point" is none."""
SCORE = "how-to-read.points"
"""Kept among the hard words when a sentence with a score was printed (PM25, CC16)."""
SCORE_TOLD = "how-to-read.points/told"
"""Kept there once it was said how to read one."""
LEAFLET = "patient-information"
"""Kind of source of which all share one number: a list of leaflets, said to be leaflets."""


State = tuple[tuple[tuple[SourceId, int], ...], tuple[str, ...]]
"""Sources with their numbers, and ids of hard words, in the order in which they were met."""


class Citations:
    """Numbers sources in the order in which the handout first names them (IC2)."""

    def __init__(self, sources: Mapping[SourceId, Source]) -> None:
        """Begin without any; `sources` are those of the library."""
        self._sources = sources
        self._numbers: dict[SourceId, int] = {}
        self._count = 0

    def cite(self, sources: Iterable[SourceId]) -> str:
        """Return "[1]" or "[1, 3]" and keep the sources for the list; "" for none."""
        found = {self._number(source) for source in sources if source in self._sources}
        return f"[{NEAR.join(str(n) for n in sorted(found))}]" if found else ""

    def entries(self) -> list[tuple[int, tuple[Source, ...]]]:
        """Return each number with its sources, in order; only leaflets share one."""
        return [
            (n, tuple(self._sources[s] for s, number in self._numbers.items() if number == n))
            for n in range(1, self._count + 1)
        ]

    def state(self) -> tuple[tuple[SourceId, int], ...]:
        """Return the sources named so far with their numbers."""
        return tuple(self._numbers.items())

    def restore(self, state: tuple[tuple[SourceId, int], ...]) -> None:
        """Be as in an earlier state, or in that of a handout with the same sources."""
        self._numbers = dict(state)
        self._count = max(self._numbers.values(), default=0)

    def _number(self, source: SourceId) -> int:
        """Return the number of a source, a new one for a new source."""
        if source in self._numbers:
            return self._numbers[source]
        is_leaflet = self._sources[source].kind == LEAFLET
        others = (n for s, n in self._numbers.items() if self._sources[s].kind == LEAFLET)
        shared = next(others, 0) if is_leaflet else 0
        if not shared:
            self._count += 1
        self._numbers[source] = shared or self._count
        return self._numbers[source]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a section may use.

    Attributes:
        sheet: Page and styles.
        today: Date of printing.
        name: The patient's name, cleaned; empty when none was given. PRIVACY.
        options: All options of the topic: those of the visit in its order, then the others in
            the topic's (RC14: the order on paper is the order on screen).
        citations: Shared by all sections of one handout.
        picture_share: Part of the width of page 1 that the picture takes.
        large_share: The same in large print; None: it stands after the words.
        saving: What is left out, so that the default sections keep to six pages.
        terms: Ids of the hard words met so far, in order; filled while sections are made.
    """

    library: Library
    visit: Visit
    topic: Topic
    text: TopicText
    sheet: Sheet
    clinic: Clinic
    today: date
    name: Cleaned
    options: tuple[Option, ...]
    citations: Citations
    saving: Saving = Saving.NOTHING
    picture_share: float = 0.46
    large_share: float | None = 1.0
    terms: dict[str, None] = field(default_factory=dict)

    def state(self) -> State:
        """Return which sources were named and which hard words were met so far."""
        return self.citations.state(), tuple(self.terms)

    def restore(self, state: State) -> None:
        """Let sources and hard words be as in a state."""
        self.citations.restore(state[0])
        self.terms.clear()
        self.terms.update(dict.fromkeys(state[1]))

    @property
    def has_summary(self) -> bool:
        """Return whether "In short" is a section; else the main message bears its name."""
        return IN_SHORT in self.planned

    @property
    def planned(self) -> tuple[str, ...]:
        """Return the sections of this handout in their order."""
        visit, topic = self.visit, self.topic  # stand in what is kept, so their ids stay their own
        key = ("plan", id(visit), id(topic))
        return made_once(key, lambda: (visit, topic, plan(visit, topic)))[2]

    @property
    def is_close(self) -> bool:
        """Return whether the items of lists stand closer, so that the pages are fewer."""
        return self.saving >= Saving.LINES

    def title(self, section_id: str) -> str:
        """Return the heading of a piece of the topic's words."""
        return self.text.section(section_id).title

    def field(self, section_id: str, key: str) -> str:
        """Return a field in plain words, empty when the piece has none of that key."""
        spans = self.text.section(section_id).fields.get(key, ())
        self._meet(spans)
        return plain(spans, self.library)

    def body(self, section_id: str, style: Style | None = None) -> list[Block]:
        """Return what stands under a heading as blocks, in reading order."""
        return self.blocks(self.text.section(section_id).blocks, style)

    def plain(self, section_id: str) -> str:
        """Return everything under a heading as one plain text, to compare or to count."""
        found = self.text.section(section_id).blocks
        spans = (span for block in found for span in (*model.spans_of(block), model.Text(" ")))
        return " ".join(plain(spans, self.library).split())

    def common(self, section_id: str) -> str:
        """Return shared words as one plain text, empty when the pack has none of that id."""
        try:
            section = self.library.common_section(section_id, self.visit.language)
        except KeyError:
            return ""
        return " ".join(
            plain(b.spans, self.library)
            for b in section.blocks
            if not isinstance(b, model.ListBlock)
        )

    def blocks(self, found: Sequence[model.Block], style: Style | None = None) -> list[Block]:
        """Return paragraphs, headings and lists of the content as blocks of the page."""
        style = style or self.sheet.body
        made: list[Block] = []
        for block in found:
            if isinstance(block, model.Paragraph):
                made.append(self.paragraph(block.spans, style))
            elif isinstance(block, model.Heading):
                made.append(Heading(self.runs(block.spans), self.sheet.sub, 3))
            else:
                made.append(self.list(block, style))
        return made

    def paragraph(self, spans: Iterable[model.Span] | str, style: Style | None = None) -> Paragraph:
        """Return one paragraph of spans or of plain text; numbers of studies name their source."""
        if isinstance(spans, str):
            return Paragraph(spans, style or self.sheet.body)
        found = tuple(spans)
        return Paragraph([*self.runs(found), *self._source(found)], style or self.sheet.body)

    def beginning(self, section_id: str, count: int, style: Style) -> Paragraph:
        """Return the first sentences under a heading as one paragraph."""
        found = self.text.section(section_id).blocks
        spans = (
            span
            for block in found
            if isinstance(block, model.Paragraph)
            for span in (*block.spans, model.Text(" "))
        )
        return self.paragraph(first_sentences(spans, count), style)

    def shared(self, section_id: str, style: Style | None = None) -> list[Block]:
        """Return shared words as blocks, none when the pack has no such section."""
        try:
            section = self.library.common_section(section_id, self.visit.language)
        except KeyError:
            return []
        return self.blocks(section.blocks, style)

    def _meet(self, spans: Iterable[model.Span]) -> None:
        """Keep the hard words of a sentence that is printed, for "Words explained" (PM4)."""
        self.terms.update((span.term, None) for span in spans if isinstance(span, model.Term))

    def runs(self, spans: Iterable[model.Span]) -> list[Run]:
        """Return spans with every number written out; links keep their address."""
        spans = tuple(spans)
        self._meet(spans)
        made = [
            Run(span.text, address=span.address)
            if isinstance(span, model.Link)
            else Run(span.text.replace(" °", "\u00a0°"), "semibold" if span.is_bold else None)
            for span in resolve(spans, self.library)
        ]
        if _SCORE.search("".join(run.text for run in made)):
            self.terms[SCORE] = None
        return made

    def _source(self, spans: Iterable[model.Span]) -> list[Run]:
        """Return " [1]" for the findings and sources whose numbers stand in some words (IC2)."""
        sources: list[SourceId] = []
        for span in spans:
            if isinstance(span, model.FindingRef):
                sources += self.library.findings[FindingId(span.finding)].sources
            elif isinstance(span, model.SourceRef):
                sources.append(SourceId(span.source))
        cited = self.citations.cite(sources)
        return [Run(f"\u00a0{cited}", color="ink2")] if cited else []

    def list(self, block: model.ListBlock, style: Style) -> ItemList:
        """Return a list of the content."""
        items = []
        for number, item in enumerate(block.items, start=1):
            sign = f"{number}." if block.is_ordered else "bullet"
            items.append(self.item(sign, self.blocks(item, style), style))
        return ItemList(items, "Decimal" if block.is_ordered else "Disc", style.after)

    def item(self, sign: str, blocks: Sequence[Block], style: Style, gap: float = ITEM_GAP) -> Item:
        """Return one item of a list; a few points closer to its neighbors than paragraphs."""
        near = gap * ITEM_CLOSE if self.is_close else gap
        near = max(near, BOX_GAP) if sign == "box" else near
        for block in blocks:
            block.after = style.size * near
        if sign == "box":
            indent = TICK_BOX + style.size * 0.6
        else:
            indent = style.size * (1.9 if sign[0].isdigit() else 1.05)
        return Item(Sign(style, sign), blocks, indent)

    def option_name(self, option: Option) -> str:
        """Return an option's plain name."""
        return self.title(f"option.{option.id}")

    def short_name(self, option: Option) -> str:
        """Return an option's plain name for narrow places."""
        return self.field(f"option.{option.id}", "short") or self.option_name(option)

    def place(self) -> str:
        """Return "L4–L5, left side"; empty while the surgeon has not said."""
        side = {
            "left": _("left side"),
            "right": _("right side"),
            "both": _("both sides"),
        }.get(self.visit.side or "", "")
        level = level_words(self.visit.level)
        return ", ".join(part for part in (level, side) if part)
