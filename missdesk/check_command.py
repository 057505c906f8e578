"""The command `check`: every content rule, and the release page."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from missdesk.console import FOUND, OK, complain, say
from missdesk.errors import InputError, PlateError
from missdesk.i18n import _, ngettext
from missdesk.paths import assets_dir

if TYPE_CHECKING:
    from pathlib import Path

    from missdesk.content.checker import Checked
    from missdesk.content.rules.media import Pictures
    from missdesk.model.library import Library

COLUMN_MM, COLUMN_TEXT_MM = 85.0, 4.94
"""Width of one option's column beside another on A4, and its text (14 pt): for their balance."""


def run_check(arguments: argparse.Namespace) -> int:
    """Run every content rule; exit 1 when something is found."""
    from missdesk.content.checker import SEAL_RULE, Handed, examine  # start-up time
    from missdesk.figures.text_fit import letters

    if arguments.pack is not None and not arguments.pack.exists():
        fix = _("Give the folder or the zip of a pack")
        raise InputError(str(arguments.pack), _("there is no such pack"), fix)
    handed = Handed(_pictures(), letters(), _lines_in_a_column)
    checked = examine(arguments.pack, date.today(), handed)
    if arguments.report and checked.library is not None:
        _say_report(checked, checked.library, as_json=arguments.json)
    elif arguments.json:
        say(json.dumps([v.as_dict() for v in checked.found], indent=1))
    else:
        for violation in checked.found:
            say(str(violation))
        count = len(checked.found)
        words = ngettext("{n} finding", "{n} findings", count).format(n=count)
        say(words if count else _("The pack passes every rule."))
    if arguments.seal:
        _seal(arguments.pack, has_findings=any(v.rule != SEAL_RULE for v in checked.found))
        return OK
    return FOUND if checked.found else OK


def _seal(pack: Path | None, *, has_findings: bool) -> None:
    """Seal a pack that passes every rule.

    Raises:
        InputError: It is a zip, or something was found.
        SaveError: The seal can't be written.
    """
    from missdesk.content.pack_files import open_pack  # hardly ever needed
    from missdesk.content.seal import SEAL, make_seal
    from missdesk.handout.save import save_pdf
    from missdesk.paths import content_dir

    root = pack if pack is not None else content_dir()
    if has_findings or not root.is_dir():
        what = _("it has findings") if has_findings else _("it is a zip")
        raise InputError(str(root), what, _("Seal the folder when every rule passes"))
    save_pdf(root / SEAL, make_seal(open_pack(root)).encode())
    say(_("Sealed: {file}").format(file=root / SEAL))


def _say_report(checked: Checked, library: Library, *, as_json: bool) -> None:
    """Print the release page."""
    from missdesk.content.report import make_report  # start-up time
    from missdesk.content.report_text import report_text

    found, today = checked.found, date.today()
    report = make_report(library, found, checked.sheets, today, _lines_in_a_column)
    if as_json:
        findings = [violation.as_dict() for violation in found]
        say(json.dumps({"findings": findings, "report": report.as_dict()}, indent=1))
    else:
        say(report_text(report).rstrip())


def _pictures() -> Pictures:
    """Return the pictures that are there; a plate that is damaged counts as having none."""
    from missdesk.content.rules.media import Pictures  # start-up time
    from missdesk.figures.label_choice import without_level
    from missdesk.figures.plate import read_plate

    plates: dict[str, frozenset[str]] = {}
    parts: dict[str, frozenset[str]] = {}
    for path in sorted((assets_dir() / "plates").glob("*/plate.toml")):
        name = path.parent.name
        try:
            plate = read_plate(path.parent)
        except PlateError as error:
            complain(str(error))
            plates[name] = frozenset()
            continue
        plates[name] = frozenset(plate.states)
        parts[name] = frozenset(without_level(region) for region in plate.regions.values())
    cards, icons = (
        frozenset(path.stem for path in (assets_dir() / folder).iterdir())
        for folder in ("cards", "icons")
    )
    return Pictures(plates, parts, cards, icons)


def _lines_in_a_column(words: str) -> float:
    """Return how many lines a paragraph takes in a column of the Compare page."""
    from missdesk.figures.text_fit import wrap  # start-up time

    return float(len(wrap(words, COLUMN_MM, COLUMN_TEXT_MM)))
