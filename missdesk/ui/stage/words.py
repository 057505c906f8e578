"""Words that belong to pictures: from the content, for the side that is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from missdesk.content.words import plain
from missdesk.i18n import _

if TYPE_CHECKING:
    from missdesk.model.blocks import Section
    from missdesk.model.library import Library
    from missdesk.model.topic import TopicText

SIDES: Final = re.compile(r"\b(left|right|Left|Right)\b")
TURNED: Final = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}


def alt_text(text: TopicText, library: Library, state: str, *, is_mirrored: bool) -> str:
    """Return what a picture shows, for those who can't see it.

    Args:
        text: The topic's words.
        library: Resolves numbers in the words.
        state: Plate state.
        is_mirrored: The state was drawn for the left and is shown for the right: the field
            "alt-right" says so; English without that field has its two side words exchanged.
    """
    section = text.sections.get(f"plate.{state}")
    if section is None:
        return _("Picture of the lower back, cut across")
    if is_mirrored and "alt-right" in section.fields:
        return plain(section.fields["alt-right"], library)
    found = plain(section.fields.get("alt", ()), library) or section.title
    if is_mirrored and text.language == "en":
        return SIDES.sub(lambda match: TURNED[match.group()], found)
    return found


def body(section: Section | None, library: Library) -> str:
    """Return the paragraphs of a section as one text; empty when there is no section."""
    if section is None:
        return ""
    spans = (getattr(block, "spans", ()) for block in section.blocks)
    return " ".join(plain(words, library) for words in spans)
