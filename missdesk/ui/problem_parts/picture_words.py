"""What is said of the picture on the Problem step: whose back it is, and what it can't show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from missdesk.content.page_words import page_words
from missdesk.figures.alt_text import join
from missdesk.figures.topic_pictures import has_problem, how_words, level_note, picture_caption
from missdesk.i18n import _
from missdesk.ui.stage.words import body

if TYPE_CHECKING:
    from missdesk.figures.topic_pictures import Shown
    from missdesk.ui.context import UiContext
    from missdesk.ui.stage.bench import Bench


def back_words(context: UiContext) -> tuple[str, str]:
    """Return the words for a healthy back and for that of the patient."""
    text, library = context.text, context.library
    healthy, yours = (page_words(text, library, "problem", key) for key in ("healthy", "yours"))
    return healthy or _("Healthy back"), yours or _("Your back")


def caption(context: UiContext, shown: Shown, *, is_healthy: bool) -> str:
    """Return whose back it is, what the picture tells, and how one looks at it (PM17, CC4)."""
    is_someones = context.topic.place.kind != "none"
    whose = _("A healthy back.") if is_healthy else _("Your back.") if is_someones else ""
    whose = whose if has_problem(context.topic) else ""
    told = picture_caption(
        context.text, context.topic, shown, partial(body, library=context.library)
    )
    return join((whose, told, how_words(shown.plate)))


def own_caption(*, is_side_known: bool) -> str:
    """Return what is said of the patient's own picture."""
    if not is_side_known:
        return _("Your own picture. Where is your left on it?")
    return _("Your own picture. It is forgotten when the visit ends.")


def note(context: UiContext, bench: Bench, shown: Shown) -> str:
    """Return what the picture does not show of this patient."""
    visit, notes = context.consultation.visit, []
    if visit.side is not None and visit.level is None:
        notes.append(bench.common_words("no-place-chosen"))
    notes.append(level_note(visit, context.topic, [shown]))
    if shown.is_one_side:
        notes.append(_("The picture shows the left side."))
    if visit.has_extra_vertebra:
        notes.append(_("You have one bone more or one less than most. Ask how yours are counted."))
    return " ".join(one for one in notes if one)
