"""The visit that the options of `consult` ask for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from missdesk import cli
from missdesk.errors import InputError
from missdesk.i18n import _

if TYPE_CHECKING:
    from missdesk.model.consultation import Consultation
    from missdesk.model.library import Library

_VISIT_OPTIONS: Final = (
    "topic", "level", "side", "options", "birth_date", "operation_date", "language", "text_size",
    "paper", "sections", "date", "record",
)  # fmt: skip


def first_visit(arguments: argparse.Namespace, library: Library) -> Consultation:
    """Return a visit as the options want it; an empty one without a topic.

    Raises:
        InputError: An option does not fit.
    """
    from missdesk.model.consultation import Consultation  # start-up time
    from missdesk.settings import use_formats
    from missdesk.settings_read import read_clinic

    clinic = read_clinic()[0]  # its faults are told by the handout
    use_formats(clinic.formats)
    paper = clinic.paper or "a4"
    if not arguments.topic and arguments.record is None:
        for option in ("level", "side", "step"):
            if getattr(arguments, option):
                raise InputError(f"--{option}", _("it needs a topic"), _("Give --topic as well"))
        return Consultation(paper=paper)
    if arguments.step:
        step_number(arguments.step)
    given = {name: getattr(arguments, name, None) for name in _VISIT_OPTIONS}
    given["name"] = ""
    visit = cli.visit_from(argparse.Namespace(**given), library, paper)
    return Consultation(visit, paper=paper)


def step_number(step: str) -> int:
    """Return the number of a step, from 1.

    Raises:
        InputError: There is no such step.
    """
    from missdesk.model.consultation import STEPS  # start-up time

    if step not in STEPS:
        fix = _("Use one of: {ids}").format(ids=", ".join(STEPS))
        raise InputError("--step", f'"{step[:40]}" is not known', fix)
    return STEPS.index(step) + 1
