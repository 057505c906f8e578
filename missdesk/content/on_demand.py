"""Opens a pack so that only what its start page needs is read; the rest when it is asked for.

A sealed pack with an index (`content.index`) shows its cards before any topic is read. A topic is
read when it is opened: its files are compared with the seal in that moment, must be without fault,
and must say what the index says. Every other pack is read at once.

Source: architecture.md 5 (500 topics start as fast as 8); kiosk-and-security.md KV13.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from missdesk.content.believed import Believed, believed_here, believed_review
from missdesk.content.index import not_as_listed, read_index
from missdesk.content.later import Each, Later, Once
from missdesk.content.library import (
    Evidence,
    Reading,
    files_of,
    in_order,
    load_library,
    read_common,
    read_evidence,
    read_glossary,
    read_grades,
    read_one,
    read_pack,
    read_picture,
    read_words,
    sealed_files,
)
from missdesk.content.listing import listed_as
from missdesk.content.review import Reviewed, compared
from missdesk.content.seal import SealedFiles
from missdesk.errors import Fault, PackError
from missdesk.model.blocks import Section
from missdesk.model.evidence import FindingId
from missdesk.model.library import GlossaryEntry, Library, Pack
from missdesk.model.topic import Listed, Topic, TopicId, TopicText

MOST_AT_ONCE: Final = 400
"""Files that are all compared with the seal before a card is shown: 8 ms. Of a larger pack the desk
compares what it shows, and the others in the background."""
KEPT: Final = 8
"""Topics that stay in memory, those opened last; and so many texts of each."""


def open_library(
    root: Path | None = None, *, believed: Believed | None = None, needs_seal: bool = False
) -> Library:
    """Return a pack of which a topic is read when it is asked for, where that can be.

    What the library's mappings read later can be refused then: they raise PackError.

    Args:
        root: Folder or zip of the pack; None = the pack that came with the app.
        believed: Whose reviews count and where they are kept; None = only this clinic's own.
        needs_seal: Refuse a pack without a seal, and compare every file now, as the kiosk does.

    Raises:
        PackError: As `load_library`.
    """
    files = files_of(root)
    sealed = sealed_files(files, needs_seal=needs_seal)
    trust = believed if believed is not None else believed_here()
    if sealed is not None:
        with sealed.telling_all():
            found = _Pack(sealed).library(trust)
            if needs_seal or len(files.names()) <= MOST_AT_ONCE:
                sealed.compare()
        if found is not None:
            return found
    return load_library(root, believed=trust, needs_seal=needs_seal)


def is_read(library: Library, topic: TopicId, language: str) -> bool:
    """Return whether a topic can be shown without reading a file."""
    if not isinstance(library.texts, Each) or not isinstance(library.topics, Each):
        return True
    words = topic, language if (topic, language) in library.texts else "en"
    return library.topics.has_read(topic) and library.texts.has_read(words)


def read_ahead(library: Library, topic: TopicId, language: str) -> Topic:
    """Read what a topic needs to be shown; call it in a worker.

    Raises:
        PackError: It is not as it was sealed, or has faults.
        KeyError: There is no such topic.
    """
    library.text(topic, language)
    return library.topics[topic]


def read_rest(library: Library) -> None:
    """Read what all topics share, and compare with the seal what was not compared yet.

    Call it once, in a worker: a large pack takes seconds.

    Raises:
        PackError: Something is not as it was sealed; then no topic can be read any more.
    """
    _shared = len(library.findings), [len(words) for words in library.glossary.values()]
    library.compare()


class _Pack:
    """A sealed pack, and how each part of it is read."""

    def __init__(self, files: SealedFiles) -> None:
        """Read pack.toml and the index.

        Raises:
            PackError: Neither can be used, or is not as it was sealed.
        """
        self._files = files
        self._broken: Sequence[Fault] = ()
        self._pack = read_pack(Reading(files))
        self._index = Each(self._pack.languages, self._read_index, len(self._pack.languages))
        known = Once(self._read_evidence)
        self._known = Evidence(
            Later(lambda: known().sources),
            Later(lambda: known().findings),
            Later(lambda: known().milestones),
            Later(lambda: known().advice),
        )
        self._topics = Each(map(TopicId, in_order(files, self._pack)), self._read_topic, KEPT)

    def library(self, trust: Believed) -> Library | None:
        """Return the pack's library; None when it has no index of its topics."""
        languages, topics = self._pack.languages, self._topics
        if not topics or not self._index[languages[0]]:
            return None
        best, refused = believed_review(self._files, self._pack, trust)
        words = [(topic, language) for topic in topics for language in languages]
        library = Library(
            pack=self._reviewed(best),
            topics=topics,
            texts=Each(words, self._read_text, KEPT * len(languages)),
            common=Each(languages, self._read_common, len(languages)),
            **self._known._asdict(),
            glossary=Each(languages, self._read_glossary, len(languages)),
            grades=Later(lambda: read_grades(Reading(self._files))),
            faults=(*self._files.faults, *refused),
            changed=frozenset() if best is None else Later(lambda: self._changed(best)),
            cards=Each(self._pictures(), self._read_card, KEPT),
            listed=self._index,
            compare=self._compare,
        )
        for language in {languages[0], "en"} & set(languages):
            library.common[language]  # the sentences at the foot of the start page
        self._library = library
        return library

    def _compare(self) -> None:
        """Compare with the seal what was not read yet."""
        try:
            with self._files.telling_all():
                self._files.compare()
        except PackError as error:
            self._broken = error.faults
            raise

    def _reviewed(self, best: Reviewed | None) -> Pack:
        if best is None:
            return self._pack
        return replace(self._pack, review=compared(best, self._files.told, {})[0])

    def _changed(self, best: Reviewed) -> dict[FindingId, None]:
        return dict.fromkeys(compared(best, self._files.told, self._known.findings)[1])

    def _reading(self) -> Reading:
        """Return what to read with; evidence is read before the first number of it is needed.

        Raises:
            PackError: The pack was found not to be as it was sealed.
        """
        if self._broken:
            raise PackError(self._broken)
        return Reading(self._files, known=self._known)

    def _read_evidence(self) -> Evidence:
        reading = self._reading()
        found = read_evidence(reading)
        _sound(reading)
        return found

    def _read_index(self, language: str) -> dict[TopicId, Listed]:
        """Return what the index says, by topic; empty when it is not of these files."""
        return read_index(self._files, language, self._files.told) or {}

    def _read_topic(self, topic: TopicId) -> Topic:
        reading = self._reading()
        found = read_one(reading, str(topic))
        _sound(reading)
        if found is None:
            raise not_as_listed(f"topics/{topic}/topic.toml")
        return found

    def _read_text(self, key: tuple[TopicId, str]) -> TopicText:
        topic, language = key
        reading = self._reading()
        text = read_words(reading, self._topics[topic], str(topic), language)
        _sound(reading)
        index = self._index[language]
        if index and index[topic] != listed_as(self._library, self._topics[topic], text, language):
            raise not_as_listed(text.path)
        return text

    def _read_common(self, language: str) -> dict[str, Section]:
        reading = self._reading()
        found = read_common(reading, language)
        _sound(reading)
        return found

    def _read_glossary(self, language: str) -> dict[str, GlossaryEntry]:
        reading = self._reading()
        found = read_glossary(reading, language)
        _sound(reading)
        return found

    def _pictures(self) -> dict[str, str]:
        """Return the names of the pack's own pictures for the start page, by card."""
        return {Path(name).stem: name for name in self._files.names() if name.startswith("cards/")}

    def _read_card(self, card: str) -> bytes:
        reading = self._reading()
        found = read_picture(reading, self._pictures()[card])
        _sound(reading)
        assert found is not None
        return found


def _sound(reading: Reading) -> None:
    """Refuse what was read, unless nothing is wrong with it.

    Raises:
        PackError: Something is.
    """
    if reading.faults.found:
        raise PackError(reading.faults.found)
