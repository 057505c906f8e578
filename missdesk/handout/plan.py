"""Which sections a handout has, in which order, and which are on when nobody chose.

Ids are those of `Visit.sections` and of the `--sections` option. The default set fits six A4
pages in clear print; the others can be added (docs/decisions: handout sections).

Source: issue 3 (done when); product.md (step 6, Command line).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from missdesk.errors import InputError
from missdesk.i18n import _
from missdesk.model.consultation import Step, Visit
from missdesk.model.topic import Topic

SectionId = str

ORDER: Final[tuple[SectionId, ...]] = (
    "cover",
    "problem",
    "options",
    "what-happens",
    "good-and-bad",
    "studies",
    "scar",
    "recovery",
    "values",
    "questions",
    "ready",
    "first-days",
    "claims",
    "in-short",
    "warning",
    "teach-back",
    "words",
    "sources",
)
"""Every section, as they follow one another on paper."""
ALWAYS: Final = frozenset({"cover", "sources"})
"""Never left out: what the sheet is, and where its numbers come from (IC2)."""
FIRST_PAGE: Final = frozenset({"cover", "problem"})
"""What page 1 holds, standing alone."""
IN_SHORT: Final = "in-short"
"""Stands at the end of page 1 where it fits there."""
NOT_AT_FIRST: Final = frozenset(
    {"what-happens", "good-and-bad", "scar", "ready", "first-days", "claims", "teach-back"}
)
"""Off when nobody chose, so that the default set keeps to six pages."""
AT_FIRST_WITHOUT_SURGERY: Final = frozenset({"first-days"})
"""On when nobody chose where the choices are ways to get well: they are about these days (PM26)."""


TALKED_ABOUT: Final[dict[SectionId, Step]] = {
    "studies": "compare",
    "recovery": "recovery",
    "values": "decide",
    "questions": "decide",
}
"""Sections that are on at first only when their step was shown (issue 6); others always are."""


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section for the page where sections are ticked.

    Attributes:
        is_fixed: Can't be left out.
        is_default: On when nobody chose.
    """

    id: SectionId
    title: str
    is_fixed: bool
    is_default: bool


def choices(topic: Topic) -> tuple[SectionChoice, ...]:
    """Return the sections that fit a topic, in their order on paper."""
    return tuple(
        SectionChoice(s, section_title(s), s in ALWAYS, _is_on(s, topic))
        for s in ORDER
        if _fits(s, topic)
    )


def _is_on(section: SectionId, topic: Topic) -> bool:
    """Return whether a section is on when nobody chose."""
    if section in AT_FIRST_WITHOUT_SURGERY and not chooses_surgery(topic):
        return True
    return section not in NOT_AT_FIRST


def chooses_surgery(topic: Topic) -> bool:
    """Return whether an operation is chosen; else all choices are ways to get well after one."""
    return any(option.techniques or option.look == "none" for option in topic.options)


def section_title(section: SectionId) -> str:
    """Return the words for a section on the page where they are ticked."""
    return {
        "cover": _("Your choice in short"),
        "problem": _("Your problem, with the drawing"),
        "options": _("Your options, side by side"),
        "what-happens": _("What happens with each option"),
        "good-and-bad": _("Good and bad points in words"),
        "studies": _("What the studies found"),
        "scar": _("The cut in the skin"),
        "recovery": _("Your recovery dates"),
        "values": _("What matters to you"),
        "questions": _("Questions to ask"),
        "ready": _("Getting ready"),
        "first-days": _("The first days"),
        "claims": _("What you may have read"),
        "warning": _("Warning signs and who to call"),
        "in-short": _("In short"),
        "teach-back": _("Tell us in your own words"),
        "words": _("Words explained"),
        "sources": _("Sources"),
    }[section]


def plan(visit: Visit, topic: Topic) -> tuple[SectionId, ...]:
    """Return the sections of this handout in their order on paper.

    Raises:
        InputError: A chosen section does not exist.
    """
    if visit.sections is None:
        at_first = (c.id for c in choices(topic) if c.is_default)
        return tuple(s for s in at_first if _was_talked_about(s, visit))
    check_sections(visit.sections)
    chosen = {*visit.sections, *ALWAYS}
    return tuple(s for s in ORDER if s in chosen and _fits(s, topic))


def _was_talked_about(section: SectionId, visit: Visit) -> bool:
    """Return whether a section's step was shown; made without a window, nobody knows: all were."""
    step = TALKED_ABOUT.get(section)
    said = {
        "recovery": visit.surgeons_days or visit.operation_date,
        "values": visit.values or visit.leaning,
        "questions": visit.questions or visit.own_questions,
    }.get(section)
    seen = {*visit.visited} - {"handout"}
    return step is None or not seen or step in seen or bool(said)


def check_sections(sections: Sequence[str], where: str = "sections") -> None:
    """Refuse ids that are no sections; `where` is what messages call the list.

    Raises:
        InputError: Names the first wrong id, and the nearest right one.
    """
    for section in sections:
        if section not in ORDER:
            near = get_close_matches(section, ORDER, 1)
            raise InputError(
                where,
                f'there is no section "{section[:40]}"',
                f'Did you mean "{near[0]}"' if near else f"Use: {', '.join(ORDER)}",
            )


def _fits(section: SectionId, topic: Topic) -> bool:
    """Return whether a topic has anything to say in a section."""
    return {
        "studies": bool(topic.rows),
        "scar": any(option.cut for option in topic.options),
        "recovery": bool(topic.recovery),
        "values": bool(topic.values),
        "claims": bool(topic.claims),
        "in-short": bool(topic.teach_back),
        "teach-back": bool(topic.teach_back),
    }.get(section, True)
