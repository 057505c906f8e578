"""The command `check`: every content rule, and the release page."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from missdesk.console import FOUND, OK, complain, say
from missdesk.errors import InputError, PackError, PlateError, SaveError
from missdesk.i18n import _, ngettext
from missdesk.paths import assets_dir, content_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from missdesk.content.checker import Checked
    from missdesk.content.rules.media import Pictures
    from missdesk.model.library import Library

COLUMN_MM, COLUMN_TEXT_MM = 85.0, 4.94
"""Width of one option's column beside another on A4, and its text (14 pt): for their balance."""
READABLE = 0o644
"""Of what seals a pack: it holds nothing about a patient, and other accounts read it."""


def run_check(arguments: argparse.Namespace) -> int:
    """Run every content rule; exit 1 when something is found."""
    from missdesk.content.checker import SEAL_RULE, Handed, examine  # start-up time
    from missdesk.figures.text_fit import letters

    if arguments.pack is not None and not arguments.pack.exists():
        fix = _("Give the folder or the zip of a pack")
        raise InputError(str(arguments.pack), _("there is no such pack"), fix)
    root = arguments.pack if arguments.pack is not None else content_dir()
    before = _digests(root) if arguments.seal else {}
    handed = Handed(_pictures(), letters(), _lines_in_a_column)
    checked = examine(arguments.pack, date.today(), handed)
    if arguments.seal:  # the old seal is broken by the very change that is sealed now
        kept = tuple(v for v in checked.found if v.rule != SEAL_RULE)
        checked = replace(checked, found=kept)
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
        _seal(root, checked, before)
        return OK
    return FOUND if checked.found else OK


def _digests(root: Path) -> dict[str, str]:
    """Return the digest of every file that a seal covers; none when one can't be read."""
    from missdesk.content.pack_files import open_pack  # hardly ever needed
    from missdesk.content.seal import digests

    try:
        return digests(open_pack(root))
    except PackError:
        return {}  # told as a finding


def _seal(root: Path, checked: Checked, before: Mapping[str, str]) -> None:
    """Write the index of a pack that passes every rule, and seal it.

    Args:
        root: Folder of the pack.
        checked: What was found in it.
        before: Digests of its files before they were checked.

    Raises:
        InputError: It is a zip, something was found, or it was changed meanwhile.
        SaveError: The seal can't be written.
    """
    from missdesk.content.index import FOLDER, sealing  # hardly ever needed
    from missdesk.content.seal import SEAL
    from missdesk.handout.save import save_pdf

    fix = _("Seal the folder when every rule passes")
    if not root.is_dir():
        raise InputError(str(root), _("it is a zip"), fix)
    if checked.library is None or checked.found:
        raise InputError(str(root), _("it has findings"), fix)
    if _digests(root) != before:
        raise InputError(str(root), _("it was changed while it was checked"), _("Seal it again"))
    written = sealing(checked.library, before)
    try:
        (root / FOLDER).mkdir(exist_ok=True)
        for name in before.keys() - written.keys():
            if name.startswith(FOLDER):  # of a language that the pack no longer has
                (root / name).unlink()
    except OSError as error:
        fix = _("Check the folder and its permissions")
        raise SaveError(str(root), error.strerror or _("it can't be written"), fix) from error
    for name, text in written.items():
        save_pdf(root / name, text.encode(), mode=READABLE)
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
