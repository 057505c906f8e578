"""Visits and materials for tests of the handout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from missdesk.handout import fonts, styles
from missdesk.handout.build import options_in_order
from missdesk.handout.material import Citations, Material
from missdesk.handout.names import clean
from missdesk.model.consultation import Visit
from missdesk.settings import Clinic
from tests.handout.small_library import SLIPPED, library

TODAY: Final = date(2026, 11, 21)


def visit(**changes: Any) -> Visit:  # noqa: ANN401  the fields of a Visit
    """Return a visit with a name, a level, a side and a date, changed as asked."""
    base = Visit(
        topic=SLIPPED,
        level="L4-L5",
        side="left",
        options=("open", "tube", "none"),
        name="Ada Example",
        operation_date=date(2026, 12, 7),
    )
    return replace(base, **changes)


def material(shown: Visit, clinic: Clinic | None = None) -> Material:
    """Return what the sections are made from."""
    content = library()
    topic = content.topics[SLIPPED]
    fonts.register()
    return Material(
        library=content,
        visit=shown,
        topic=topic,
        text=content.text(SLIPPED, "en"),
        sheet=styles.sheet(shown.text_size, shown.paper),
        clinic=clinic or Clinic(),
        today=TODAY,
        name=clean(shown.name),
        options=options_in_order(shown, topic),
        citations=Citations(content.sources),
    )
