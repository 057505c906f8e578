"""What Recovery shows, ready to draw: activities with a lane for each shown operation. No Qt.

An option gets dates only from its own milestone or from one that is for both; never from another
procedure or technique (product.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from missdesk.content.words import plain
from missdesk.figures.lanes import Lane, is_same
from missdesk.figures.timeline import TimelineRow
from missdesk.i18n import _
from missdesk.model.blocks import Block
from missdesk.model.consultation import Visit
from missdesk.model.evidence import SourceId
from missdesk.model.library import Library
from missdesk.model.recovery import Basis, DayRange, Milestone
from missdesk.model.topic import Look, Option, RecoveryRow, TopicText

BOTH = "both"
LONGEST: Final = timedelta(days=3_650)
"""Most days that a record may hold."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of the timeline.

    Attributes:
        title: "Drive".
        line: Label, lanes and note for the figure.
        usual: Range that holds for all operations without the surgeon's change, None when the
            operations differ or nothing is verified.
        is_surgeons: The surgeon's own dates are shown.
        more: Advice in words, may be empty.
        milestones: Where the usual ranges come from.
    """

    row: RecoveryRow
    title: str
    line: TimelineRow
    usual: DayRange | None
    is_surgeons: bool
    more: tuple[Block, ...]
    milestones: tuple[Milestone, ...]

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """Return the sources of the usual ranges, each once."""
        return tuple(dict.fromkeys(s for m in self.milestones for s in m.sources))


def operations(options: Sequence[Option]) -> list[Option]:
    """Return the options that have something to recover from, in their order."""
    return [option for option in options if option.recovers]


def activities(
    rows: Sequence[RecoveryRow],
    text: TopicText,
    library: Library,
    visit: Visit,
    shown: Sequence[Option],
) -> list[Activity]:
    """Return all activities of a topic for the operations shown now."""
    return [_activity(row, text, library, visit, operations(shown)) for row in rows]


def option_names(options: Sequence[Option], text: TopicText) -> Mapping[Look, str]:
    """Return the plain name of each option by its look."""
    return {option.look: text.section(f"option.{option.id}").title for option in options}


def short_names(options: Sequence[Option], text: TopicText, library: Library) -> list[str]:
    """Return the name of each option for narrow places."""
    sections = [text.section(f"option.{option.id}") for option in options]
    return [plain(s.fields.get("short", ()), library) or s.title for s in sections]


def usable_day(day: date | None) -> date | None:
    """Return the day of the operation, None when its weeks would leave the calendar."""
    if day is None or date.max - day < LONGEST:
        return None
    return day


def basis_words(basis: Basis) -> str:
    """Return what kind of range it is, in plain words."""
    return {
        "advice": _("Advice in leaflets, not measured"),
        "trial": _("Advice, tested in a study"),
        "measured-mean": _("Measured in a study: average and usual spread"),
        "measured-median": _("Measured in a study: the middle person"),
        "measured-range": _("Measured in studies: lowest to highest"),
    }[basis]


def _activity(
    row: RecoveryRow, text: TopicText, library: Library, visit: Visit, shown: list[Option]
) -> Activity:
    """Return one activity."""
    section = text.section(f"activity.{row.id}")
    found = [_milestone(row, option, library) for option in shown]
    usual = [DayRange(m.from_days, m.to_days) if m else None for m in found]
    own = visit.surgeons_days.get(row.id)
    days = [DayRange(own.from_days, own.to_days, is_surgeons=True) if own else u for u in usual]
    lanes = tuple(Lane(option.look, d) for option, d in zip(shown, days, strict=True))
    note = _note(lanes, plain(section.fields.get("note", ()), library))
    milestones = tuple(dict.fromkeys(m for m in found if m is not None))
    return Activity(
        row=row,
        title=section.title,
        line=TimelineRow(section.title, lanes, note),
        usual=usual[0] if usual and len(set(usual)) == 1 else None,
        is_surgeons=own is not None,
        more=section.blocks,
        milestones=milestones,
    )


def _milestone(row: RecoveryRow, option: Option, library: Library) -> Milestone | None:
    """Return an option's own milestone, or the one for both; None = no verified dates."""
    wanted = row.milestones.get(option.id) or row.milestones.get(BOTH)
    return library.milestones.get(wanted) if wanted else None


def _note(lanes: Sequence[Lane], words: str) -> str:
    """Return the small line under the dates: only where the options differ."""
    return words if lanes and not is_same(lanes) else ""
