"""Sum up a visit in plain text for the patient's file: what was shown, with which numbers.

The file knows its patient, so the note holds neither name nor date of birth; it is plain lines
without markup, to be pasted into any record.

Source: issue 6 (record note); standards.md IC2 (a source for every number), RC13.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from missdesk import __version__
from missdesk.content.cells import shown_cell
from missdesk.content.reviewed import review_words
from missdesk.content.words import plain
from missdesk.errors import InputError
from missdesk.figures.day_words import days_text
from missdesk.figures.range_bar import cell_words
from missdesk.handout.build import options_in_order
from missdesk.handout.dates import long_date, month_year
from missdesk.handout.names import clean
from missdesk.handout.sections.studies import rows_shown
from missdesk.i18n import _
from missdesk.model.consultation import NOT_SURE, Visit
from missdesk.model.evidence import SourceId
from missdesk.model.library import Library
from missdesk.model.place import level_words
from missdesk.model.topic import Option, Row, Topic, TopicText
from missdesk.model.wording import certainty_words

BULLET: Final = "\u2022"
"""Never "-": a table program would run such a line as a formula (KV14)."""
MIDDLE: Final = 2
"""The answer in the middle of a pair of values."""
ENDS: Final = (0, 4)


def record_note(library: Library, visit: Visit, *, today: date | None = None) -> str:
    """Return the note of a visit; plain lines, the last one ends too.

    Args:
        library: All content.
        visit: Its topic must be set.
        today: Date of the visit; by default the print date, else the date of this day.

    Raises:
        InputError: The visit has no topic, or one that is not in the library.
    """
    topic = library.topics.get(visit.topic) if visit.topic else None
    if topic is None:
        raise InputError(_("The note"), _("there is no topic"), _("Choose a topic first"))
    words = _Words(library, visit, topic, library.text(topic.id, visit.language))
    day = today or visit.print_date or date.today()
    parts = (
        words.head(day), words.options(), words.numbers(), words.days(), words.values(),
        words.questions(), words.content(),
    )  # fmt: skip
    lines = "\n\n".join("\n".join(part) for part in map(list, parts) if part)
    return f"{lines}\n".replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(frozen=True, slots=True)
class _Words:
    """Writes the parts of a note; each is lines, none when there is nothing to say."""

    library: Library
    visit: Visit
    topic: Topic
    text: TopicText

    def title(self, section: str) -> str:
        """Return the heading of a piece of the topic's words."""
        return self.text.section(section).title

    def field(self, section: str, key: str) -> str:
        """Return a field in plain words, empty when the piece has none of that key."""
        return plain(self.text.section(section).fields.get(key, ()), self.library)

    def head(self, day: date) -> Iterator[str]:
        """Yield what this is, when, about what and where."""
        yield _("Spine surgery consultation with MISSDesk")
        yield _("Date: {date}").format(date=long_date(day))
        name, medical = self.title("topic"), self.field("topic", "medical")
        yield _("Topic: {topic}").format(topic=f"{name} ({medical})" if medical else name)
        if place := self._place():
            yield _("Place: {place}").format(place=place)
        if self.visit.operation_date is not None:
            when = long_date(self.visit.operation_date)
            yield _("Operation planned for: {date}").format(date=when)

    def _place(self) -> str:
        """Return "L4–L5, left side"; empty while the surgeon has not said."""
        sides = {"left": _("left side"), "right": _("right side"), "both": _("both sides")}
        parts = (level_words(self.visit.level), sides.get(self.visit.side or "", ""))
        return ", ".join(part for part in parts if part)

    def _shown(self) -> list[Option]:
        """Return the options that were shown, in their order."""
        return [o for o in options_in_order(self.visit, self.topic) if o.id in self.visit.options]

    def _name(self, option: Option) -> str:
        """Return an option's plain and medical name."""
        name = self.title(f"option.{option.id}")
        medical = self.field(f"option.{option.id}", "medical")
        return f"{name} ({medical})" if medical else name

    def options(self) -> list[str]:
        """Return the options shown, in their order, and those that only the handout names."""
        every = options_in_order(self.visit, self.topic)
        shown = self._shown() or list(every)
        lines = [_("Options shown, in this order:")]
        lines += [f"{n}. {self._name(option)}" for n, option in enumerate(shown, start=1)]
        others = [self._name(option) for option in every if option not in shown]
        if others:
            lines.append(_("Also in the handout: {options}").format(options="; ".join(others)))
        return lines

    def numbers(self) -> list[str]:
        """Return a line a row: each option's figures, how sure, and the sources in short."""
        rows = [line for row in rows_shown(self.topic) if (line := self._row(row))]
        return [_("Numbers shown:"), *rows] if rows else []

    def _row(self, row: Row) -> str:
        """Return one row in words, empty when no shown option has a figure."""
        section = self.text.section(f"row.{row.id}")
        finding = self.library.findings[row.finding]
        cells: list[str] = []
        has_figure = False
        for option in self._shown() or self.topic.options:
            said = cell_words(shown_cell(row, section, option, self.library))
            has_figure = has_figure or len(said) > 1
            name = self.field(f"option.{option.id}", "short") or self.title(f"option.{option.id}")
            cells.append(f"{name}: {' '.join(part for part in said if part)}")
        if not has_figure:
            return ""
        when = self.field(f"row.{row.id}", "when")
        what = f"{section.title} ({when})" if when else section.title
        told = (what, "; ".join(cells), certainty_words(finding.certainty))
        sources = _("Source: {sources}").format(sources=self._sources(finding.sources))
        return f"{BULLET} {told[0]}. {told[1]}. {told[2]}. {sources} [{finding.id}]"

    def _sources(self, ids: Iterable[SourceId]) -> str:
        """Return sources in short: first author and year, else the id."""
        return "; ".join(self._short(source) for source in ids)

    def _short(self, source: SourceId) -> str:
        """Return one source in short."""
        found = self.library.sources.get(source)
        if found is None or not found.authors:
            return str(source)
        first = found.authors.split(", ")[0]
        name = first if first == found.authors else _("{first} et al.").format(first=first)
        return f"{name}, {found.year}" if found.year else name

    def days(self) -> list[str]:
        """Return the days that the surgeon changed."""
        own = self.visit.surgeons_days
        rows = [row for row in self.topic.recovery if row.id in own]
        lines = [
            f"{BULLET} {self.title(f'activity.{row.id}')}: {days_text(own[row.id])}" for row in rows
        ]
        return [_("Recovery times changed by the surgeon:"), *lines] if lines else []

    def values(self) -> list[str]:
        """Return what matters to the patient, and where the patient leans."""
        answers = self.visit.values
        lines = [f"{BULLET} {self._answer(p)}" for p in self.topic.values if p in answers]
        found = [_("What matters to the patient:"), *lines] if lines else []
        names = {str(o.id): self.title(f"option.{o.id}") for o in self.topic.options}
        names[NOT_SURE] = _("not sure yet")
        if self.visit.leaning in names:
            found.append(_("Leaning today: {option}").format(option=names[self.visit.leaning]))
        return found

    def _answer(self, pair: str) -> str:
        """Return one answer in words, as the handout says it."""
        left, right = (self.field(f"value.{pair}", side) for side in ("left", "right"))
        answer = self.visit.values[pair]
        if answer == MIDDLE:
            return _("In the middle: “{left}” or “{right}”").format(left=left, right=right)
        chosen, other = (left, right) if answer < MIDDLE else (right, left)
        if answer in ENDS:
            return chosen
        return _("{chosen} (a little more than “{other}”)").format(chosen=chosen, other=other)

    def questions(self) -> list[str]:
        """Return the questions that were ticked or typed."""
        known = [q for q in self.topic.questions if q in self.visit.questions]
        own = [clean(q).text for q in self.visit.own_questions]
        asked = [self.title(f"question.{q}") for q in known] + [q for q in own if q]
        return [_("Questions of the patient:"), *(f"{BULLET} {q}" for q in asked)] if asked else []

    def content(self) -> list[str]:
        """Return which content was shown, and who has reviewed it."""
        pack = self.library.pack
        written = _("Content: {title} {version}, written {written}.").format(
            title=pack.title, version=pack.version, written=month_year(pack.written)
        )
        on = month_year(pack.review.on) if pack.review is not None else ""
        review = review_words(self.library, self.visit.language, on)
        return [written, review, _("MISSDesk {version}").format(version=__version__)]
