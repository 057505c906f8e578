"""A topic as a book of pages for the waiting room, made from the content alone. No Qt.

What is wrong; each way as a peer with the same room; what studies found; recovery; warning signs;
questions and who made this. Numbers come from findings through the functions of Compare only.

Source: standards.md IC1, RC7, RC14; kiosk-and-security.md KP10 (nothing about the reader).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from missdesk.content.page_words import page_words
from missdesk.content.reviewed import changed_words
from missdesk.content.words import plain
from missdesk.figures.scene import Scene
from missdesk.figures.topic_pictures import ReadPlate
from missdesk.i18n import _
from missdesk.model.blocks import Block, ListBlock
from missdesk.model.wording import certainty_words
from missdesk.ui.compare_parts.facts import RowFacts, option_facts, table_rows
from missdesk.ui.compare_parts.measures import Scale
from missdesk.ui.kiosk.book_pictures import Art, example_visit, option_arts, problem_art
from missdesk.ui.kiosk.book_recovery import Icon, recovery_chart
from missdesk.ui.kiosk.book_studies import people_grid, told_rows
from missdesk.ui.kiosk.book_words import (
    heading,
    paragraph,
    sentences_of,
    split,
    titled,
    without_blanks,
)

if TYPE_CHECKING:
    from missdesk.model.blocks import Spans
    from missdesk.model.library import Library
    from missdesk.model.topic import Look, Option, Topic, TopicId, TopicText
    from missdesk.ui.compare_parts.facts import OptionFacts

PARTS: Final = ("what", "good", "bad", "living")
"""What is told of each option, in this order and of each the same (IQ3-IQ6)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing that is as wide as its page, with its words.

    Attributes:
        make: Makes the scene for a width in mm and a scale.
        title, above: Before it.
        below: Behind it: how sure the studies make us, and of whom.
        icons: Gives the line icons beside its rows, which are no part of a scene.
        tops: Gives where its rows begin, in mm, so that a step down cuts none.
    """

    make: Callable[[float, Scale], Scene]
    title: str = ""
    above: str = ""
    below: str = ""
    icons: Callable[[float, Scale], list[Icon]] | None = None
    tops: Callable[[float, Scale], list[float]] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a picture or figures, and words beside or below.

    Attributes:
        id: Unique in the book, such as "way.open".
        title: One line or two.
        blocks: The words.
        beside: More words: a second column where there is no picture and room for two.
        look: Mark of the option the page is about; None = of none.
        medical: The option's medical name.
        picture: Beside the words, or above them in portrait.
        figures: Below `blocks`, over the whole page.
        code: What the square for phones holds; empty = no square.
        is_address: The square holds the clinic's web address.
        said: The sentences of each part in reading order: "title", "text", "figure.0" and on,
            "beside", "picture".
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    beside: tuple[Block, ...] = ()
    look: Look | None = None
    medical: str = ""
    picture: Art | None = None
    figures: tuple[Figure, ...] = ()
    code: str = ""
    is_address: bool = False
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all there is on the page, one sentence each, for reading aloud (KA2)."""
        return tuple(sentence for _part, sentences in self.said for sentence in sentences)

    @property
    def caption(self) -> str:
        """Return what stands below the picture."""
        return self.picture.caption if self.picture is not None else ""


@dataclass(frozen=True, slots=True)
class Book:
    """All pages of a topic in one language."""

    topic: TopicId
    language: str
    title: str
    pages: tuple[Page, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Source:
    """What every page is made from."""

    library: Library
    topic: Topic
    text: TopicText
    read: ReadPlate

    def plain(self, spans: Spans) -> str:
        return plain(spans, self.library)


def make_book(
    library: Library, topic_id: TopicId, language: str, read: ReadPlate, *, address: str = ""
) -> Book:
    """Return the pages of a topic.

    Args:
        library: All content.
        topic_id: Which topic.
        language: Of the words.
        read: Gives a plate by its id.
        address: The clinic's web address, for the square on the last page; empty = the square
            holds the questions themselves.

    Raises:
        KeyError: The library has no such topic.
    """
    topic, text = library.topics[topic_id], library.text(topic_id, language)
    source = _Source(library, topic, text, read)
    pages = (
        _problem(source, language),
        *_ways(source, language),
        _studies(source),
        _recovery(source, language),
        _signs(source, language),
        _before_you_go(source, language, address),
    )
    named = text.section("topic").title
    return Book(topic_id, language, named, tuple(_with_sentences(page, library) for page in pages))


def _problem(source: _Source, language: str) -> Page:
    """Return what is wrong, and what often happens with no operation."""
    text, visit = source.text, example_visit(source.topic, language)
    first = text.section("problem.what")
    rest = (titled(text.sections.get(f"problem.{key}")) for key in ("wait", "causes"))
    return Page(
        id="problem",
        title=text.section("problem").title,
        blocks=(*without_blanks(first.blocks), *(block for part in rest for block in part)),
        picture=problem_art(source.topic, text, source.library, visit, source.read, source.plain),
    )


def _ways(source: _Source, language: str) -> list[Page]:
    """Return a page for each option: peers, in the topic's order, the same parts of each."""
    visit = example_visit(source.topic, language)
    arts = option_arts(source.topic, source.text, source.library, visit, source.read, source.plain)
    return [_way(source, option, arts[str(option.id)]) for option in source.topic.options]


def _way(source: _Source, option: Option, art: Art | None) -> Page:
    facts = option_facts(option, source.text, source.library)
    parts = (titled(source.text.section(f"option.{option.id}.{part}")) for part in PARTS)
    return Page(
        id=f"way.{option.id}",
        title=facts.name,
        blocks=tuple(block for part in parts for block in part),
        look=option.look,
        medical=facts.medical,
        picture=art,
    )


def _studies(source: _Source) -> Page:
    """Return what studies found, for all options alike; both frames of each number (RC7)."""
    topic, text, library = source.topic, source.text, source.library
    options = [option_facts(option, text, library) for option in topic.options]
    rows = told_rows(table_rows(topic, text, library, options))
    group = plain(text.section("topic").fields.get("group", ()), library)
    how = library.find_common("how-to-read.people", text.language)
    return Page(
        id="studies",
        title=_("What studies found"),
        blocks=(paragraph(group),) if group else (),
        figures=tuple(_figure(row, options, library) for row in rows),
        beside=titled(how),
    )


def _figure(row: RowFacts, options: list[OptionFacts], library: Library) -> Figure:
    sure = ""
    if row.is_told:
        form = _("How sure? {certainty}. {why}")
        sure = form.format(certainty=certainty_words(row.finding.certainty), why=row.why)
    # KV13: a figure that is not as a clinician reviewed it says so.
    changed = _stop(changed_words()) if row.finding.id in library.changed else ""
    return Figure(
        make=partial(people_grid, row, options),
        title=row.heading,
        above=row.gap,
        below=" ".join(part for part in (sure, _stop(row.who), changed) if part),
    )


def _recovery(source: _Source, language: str) -> Page:
    """Return when people are usually told they can do things again, and the first days."""
    text, library = source.text, source.library
    visit = example_visit(source.topic, language)
    chart = recovery_chart(source.topic, text, library, visit)
    title = page_words(text, library, "recovery", "heading") or _("Getting better, week by week")
    lead = page_words(text, library, "recovery", "lead")
    lead = lead or _("Each bar shows the usual time. It is a range, not a promise.")
    return Page(
        id="recovery",
        title=title,
        blocks=(paragraph(lead),),
        figures=(Figure(chart, icons=chart.icons, tops=chart.tops),) if chart is not None else (),
        beside=titled(text.sections.get("first-days")),
    )


def _signs(source: _Source, language: str) -> Page:
    """Return the warning signs, and who to call."""
    text, library = source.text, source.library
    emergency = text.section("warning.emergency")
    call = library.find_common("who-to-call", language)
    who: tuple[Block, ...] = ()
    if call is not None:
        lists = tuple(b for b in without_blanks(call.blocks) if isinstance(b, ListBlock))
        ask = _("Ask at the desk for the phone numbers of your clinic.")
        who = (heading(call.title), *lists, paragraph(ask))
    return Page(
        id="signs",
        title=emergency.title,
        blocks=without_blanks(emergency.blocks),
        beside=(*titled(text.sections.get("warning.call")), *who),
    )


def _before_you_go(source: _Source, language: str, address: str) -> Page:
    """Return questions to ask, who made this and how sure it is (IC3, IC4, IK20)."""
    text, library, topic = source.text, source.library, source.topic
    asked = [text.section(f"question.{question}").title for question in topic.questions]
    about = ("authors", "fixed.written", "fixed.funding", "how-to-read.certainty")
    told = (titled(library.find_common(key, language)) for key in about)
    disclaimer = library.find_common("fixed.disclaimer", language)
    title = _("Questions to ask your surgeon")
    return Page(
        id="ask",
        title=title,
        blocks=_questions(asked),
        beside=(
            *(block for part in told for block in part),
            *(titled(disclaimer) if disclaimer is not None else ()),
        ),
        code=address or "\n".join((title, *(f"- {words}" for words in asked))),
        is_address=bool(address),
    )


def _questions(asked: list[str]) -> tuple[Block, ...]:
    """Return questions in two lists with the heads of Decide: no list is over seven (CC8)."""
    half = -(-len(asked) // 2)
    parts = (_("About my choices"), asked[:half]), (_("About me and afterwards"), asked[half:])
    lists = ((head, tuple((paragraph(q),) for q in some)) for head, some in parts if some)
    return tuple(block for head, some in lists for block in (heading(head), ListBlock(some)))


def _with_sentences(page: Page, library: Library) -> Page:
    """Return the page with all it says, part for part."""
    picture = page.picture
    said = (
        ("title", (*split(page.title), *split(page.medical))),
        ("text", sentences_of(page.blocks, library)),
        *((f"figure.{at}", _told_by(figure)) for at, figure in enumerate(page.figures)),
        ("beside", sentences_of(page.beside, library)),
        ("picture", (*split(picture.caption), *split(picture.alt)) if picture is not None else ()),
    )
    return replace(page, said=said)


def _told_by(figure: Figure) -> tuple[str, ...]:
    """Return the sentences of a figure: its words, and what is drawn (WC1)."""
    alt = figure.make(400.0, Scale()).alt_text
    told = (figure.title, figure.above, alt, figure.below)
    return tuple(sentence for words in told for sentence in split(words))


def _stop(words: str) -> str:
    """Return words as a sentence."""
    return words if not words or words[-1] in ".!?" else f"{words}."
