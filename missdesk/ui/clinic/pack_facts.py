"""What is to be said about a pack: name, seal, review, and what was changed since, in words.

Runs in a worker.

Source: issue 7 (packs and files); kiosk-and-security.md KV13; docs/packs.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from missdesk.content.believed import believed_here, believed_review
from missdesk.content.library import load_library
from missdesk.content.pack_files import open_pack
from missdesk.content.review import finding_digests
from missdesk.content.seal import digests, is_sealed
from missdesk.errors import Fault, PackError
from missdesk.i18n import _
from missdesk.model.library import Library, Pack
from missdesk.model.topic import TopicId
from missdesk.paths import content_dir

LANGUAGE: Final = "en"
READ: Final = (
    "topics", "texts", "common", "findings", "sources", "milestones", "advice", "glossary",
)  # fmt: skip
"""What a person can read of a pack."""


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a person wants to know of a pack.

    Attributes:
        pack: Its name, version and the review that is believed.
        path: Its folder or zip; None = it came with the app.
        is_sealed: It has a seal; a broken one is refused before.
        is_shown: It says what this window shows.
        numbers: Numbers that were changed since the review, in words.
        files: Files that were changed since the review, in words.
        faults: Parts that are left out, and reviews that are not believed.
    """

    pack: Pack
    path: Path | None
    is_sealed: bool
    is_shown: bool
    numbers: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def look_at(path: Path | None, trusted: Collection[str], shown: Library) -> PackFacts:
    """Return the facts about a pack as it is now.

    Args:
        path: Its folder or zip; None = the one that came with the app.
        trusted: Keys that are believed besides the clinic's own.
        shown: What this window shows.

    Raises:
        PackError: The pack is refused; all faults at once.
    """
    believed = believed_here(trusted)
    library = load_library(path, believed=believed)
    files = open_pack(path if path is not None else content_dir())
    review, _refused = believed_review(files, library.pack, believed)
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    if review is not None:
        findings = _differing(review.findings, finding_digests(library.findings))
        numbers = tuple(_number_words(library, name, how) for name, how in findings.items())
        changed = _differing(review.files, digests(files))
        names = tuple(_file_words(library, name, how) for name, how in changed.items())
    return PackFacts(
        library.pack,
        path,
        is_sealed(files),
        is_same(library, shown),
        tuple(dict.fromkeys(numbers)),
        names,
        library.faults,
    )


def is_same(one: Library, other: Library) -> bool:
    """Return whether two packs say the same to a reader."""
    try:
        return all(getattr(one, part) == getattr(other, part) for part in READ)
    except PackError:
        return False  # a topic that was not read yet is not as it was sealed any more


def _differing(told: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return how each name differs: changed, added or taken out."""
    names = sorted(told.keys() | now.keys())
    return {
        name: _("taken out") if name not in now else _("new") if name not in told else _("changed")
        for name in names
        if told.get(name) != now.get(name)
    }


def _number_words(library: Library, name: str, how: str) -> str:
    """Return which number it is: the topic and the row that shows it, else what it counts."""
    for topic in library.topics.values():
        for row in topic.rows:
            if str(row.finding) == name:
                text = library.text(topic.id, LANGUAGE)
                title, about = text.section(f"row.{row.id}").title, text.section("topic").title
                return _("“{topic}”: {row} ({how})").format(topic=about, row=title, how=how)
    found = next((f for key, f in library.findings.items() if str(key) == name), None)
    return _("{what} ({how})").format(what=found.outcome if found is not None else name, how=how)


def _file_words(library: Library, name: str, how: str) -> str:
    """Return which file it is, with the topic's own name where there is one."""
    parts = name.split("/")
    topic = TopicId(parts[1] if parts[0] == "topics" else parts[-1].partition(".")[0])
    if parts[0] in {"topics", "claims"} and topic in library.topics:
        about = library.text(topic, LANGUAGE).section("topic").title
        return _("“{topic}”: {file} ({how})").format(topic=about, file=parts[-1], how=how)
    return _("{what} ({how})").format(what=name, how=how)
