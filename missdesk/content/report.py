"""The release page: how the pack does by each standard, item by item (`check --report`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from missdesk.content.pages import Line, as_prose, page_lines, shared_lines
from missdesk.content.readability import measure
from missdesk.content.report_facts import Fact, facts
from missdesk.content.report_items import LISTS, Item
from missdesk.content.report_ratings import Sheet, answer
from missdesk.content.rules.balance import Room, shares
from missdesk.content.rules.wording import active_share
from missdesk.content.violation import Violation
from missdesk.model.library import Library

OPEN = "open"
YES, NO, NA = "yes", "no", "na"
ELSEWHERE = (
    "contrast and size of targets: measured by the tests of the window",
    "PDF/UA, fonts and margins: read back from the handout by its tests",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One item: its answer, where it is met, and the raters' reasons."""

    id: str
    question: str
    answer: str
    where: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A list of items: `met` of `counted`; items that do not apply are left out."""

    name: str
    met: int
    counted: int
    undecided: int
    answers: tuple[Answer, ...]

    @property
    def percent(self) -> int:
        """Return met in 100 counted."""
        return round(100 * self.met / self.counted) if self.counted else 0


@dataclass(frozen=True, slots=True)
class PageGrade:
    """How hard one page reads, and how much of it is in the active voice."""

    topic: str
    page: str
    grade: float
    ease: float
    smog: float
    words: int
    active: int


@dataclass(frozen=True, slots=True)
class OptionShare:
    """What one option of a topic gets; see `balance.Share`."""

    topic: str
    option: str
    words: int
    cells: int
    numbers: int
    figures: int
    pictures: int
    good: int
    bad: int
    ratio: float
    room: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of the release page."""

    pack: str
    on: date
    findings: int
    raters: tuple[str, ...]
    scores: tuple[Score, ...]
    grades: tuple[PageGrade, ...]
    balance: tuple[OptionShare, ...]
    untested: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the fields for `--json`."""
        return {**asdict(self), "on": self.on.isoformat()}


def make_report(
    library: Library,
    found: Sequence[Violation],
    sheets: Sequence[Sheet],
    today: date,
    room: Room | None = None,
) -> Report:
    """Return the release page of a pack.

    Args:
        library: Everything of the pack.
        found: What `missdesk check` found in it.
        sheets: The raters' answers; empty before anyone has rated it.
        today: Date on the page.
        room: Measures a paragraph, as for the balance rule.
    """
    told, pack = facts(library, found), library.pack
    scores = tuple(_score(name, items, told, sheets) for name, items in LISTS.items())
    return Report(
        pack=f"{pack.title} {pack.version}, written {pack.written}, review due {pack.review_due}",
        on=today,
        findings=len(found),
        raters=tuple(f"{s.rater}, {s.who}, on {s.on}, looked at {s.looked_at}" for s in sheets),
        scores=scores,
        grades=tuple(_grades(library)),
        balance=tuple(_balance(library, room)),
        untested=tuple(
            f"{item.id} {item.question}"
            for items in LISTS.values()
            for item in items
            if item.how == "people"
        ),
    )


def _score(
    name: str, items: Iterable[Item], told: dict[str, Fact], sheets: Sequence[Sheet]
) -> Score:
    """Return one list with its answers."""
    answers = tuple(_answer(item, told.get(item.id), sheets) for item in items)
    counted = [a.answer for a in answers if a.answer != NA]
    undecided = sum(a not in {YES, NO} for a in counted)
    return Score(name, counted.count(YES), len(counted), undecided, answers)


def _answer(item: Item, fact: Fact | None, sheets: Sequence[Sheet]) -> Answer:
    """Return an item's answer: the program's no counts; else what raters say where they must."""
    reasons = tuple(
        f"{s.rater}: {s.ratings[item.id].met}, {s.ratings[item.id].reason}"
        for s in sheets
        if item.id in s.ratings
    )
    where = fact.where if fact is not None else ""
    if item.how == "people":
        said = OPEN
    elif fact is not None and not fact.is_met:
        said = NO
    elif item.how == "program":
        said = YES if fact is not None else NO
    else:
        said = answer(item.id, sheets)
    return Answer(item.id, item.question, said, where, reasons)


def _grades(library: Library) -> Iterator[PageGrade]:
    """Yield each page of each topic, each topic, what all share, and the whole pack."""
    whole: list[Line] = []
    for text in library.texts.values():
        if text.language != "en":
            continue
        pages = page_lines(text, library)
        everything = [line for lines in pages.values() for line in lines]
        for page, lines in {**pages, "all": everything}.items():
            yield from _grade(str(text.topic), page, lines)
        whole += everything
    for page, lines in shared_lines(library, "en").items():
        yield from _grade("shared", page, lines)
        whole += lines
    yield from _grade("whole pack", "all", whole)


def _grade(topic: str, page: str, lines: list[Line]) -> Iterator[PageGrade]:
    """Yield the grades of one page, unless it has no sentences."""
    prose = as_prose(lines)
    if prose.strip():
        found, active = measure(prose), round(100 * active_share(lines))
        grade, ease, smog = (round(n, 1) for n in (found.grade, found.ease, found.smog))
        yield PageGrade(topic, page, grade, ease, smog, found.words, active)


def _balance(library: Library, room: Room | None) -> Iterator[OptionShare]:
    """Yield what each option of each topic gets."""
    for text in library.texts.values():
        topic = library.topics[text.topic]
        for option, share in shares(topic, text, library, room).items():
            fields = {**asdict(share), "ratio": round(share.ratio, 2)}
            yield OptionShare(str(topic.id), option, **fields)
