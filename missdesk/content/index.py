"""The index of a pack: what the start page needs of all topics, in one small file a language.

`check --seal` writes `index/<language>.json` before the seal, which covers it. It names the digests
of the files it was made from, so that one which is not of these files is never used.

Source: architecture.md 5 (500 topics start as fast as 8); kiosk-and-security.md KV13.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Final

from missdesk.content.listing import listed_as
from missdesk.content.pack_files import PackFiles, matching, unreadable
from missdesk.content.seal import MEND, SEAL, digests, is_sealed, seal_text
from missdesk.content.topic_toml import NAME
from missdesk.errors import Fault, PackError
from missdesk.model.blocks import FindingRef, SourceRef
from missdesk.model.library import Library
from missdesk.model.topic import Listed, TopicId, TopicText

FOLDER: Final = "index/"
MOST_WORDS: Final = 2_000
"""Characters of a word or sentence of the index; our longest message has about 120."""
WORDS: Final = ("title", "medical", "message")
KEYS: Final = {"id", *WORDS, "keywords", "card", "review_due", "made_from"}


def index_name(language: str) -> str:
    """Return the name of the file in the pack."""
    return f"{FOLDER}{language.lower()}.json"


def make_index(library: Library, told: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each file of the index, by its name.

    There is none where a card says a number: that is written out in the language of the window.

    Args:
        library: The whole pack.
        told: SHA-256 of each of its files.
    """
    if any(map(_says_number, library.texts.values())):
        return {}
    return {
        index_name(language): index_text(
            (
                listed_as(library, topic, library.texts[topic.id, language], language)
                for topic in library.topics.values()
            ),
            language,
            told,
        )
        for language in library.pack.languages
    }


def index_text(topics: Iterable[Listed], language: str, told: Mapping[str, str]) -> str:
    """Return the text of one file of the index; see `make_index`."""
    rows = [
        {
            **asdict(topic),
            "review_due": topic.review_due.isoformat(),
            "made_from": [told[name] for name in _files_of(topic.id, language)],
        }
        for topic in topics
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def index_faults(library: Library, files: PackFiles) -> list[Fault]:
    """Return where the index of a sealed pack says other than its topics do.

    Without a seal the index is never used, and without an index all topics are read at once.
    """
    if not is_sealed(files):
        return []
    texts = make_index(library, digests(files))
    return [
        Fault(name, "is not what the topics say", "Run: missdesk check --seal")
        for name, text in texts.items()
        if name in files.names() and files.read(name) != text.encode()
    ]


def sealing(library: Library, told: Mapping[str, str]) -> dict[str, str]:
    """Return the files that seal a pack, by name: those of its index, and last the seal.

    Args:
        library: The whole pack.
        told: SHA-256 of each of its files. Those of an older index don't count.
    """
    texts = make_index(library, told)
    found = {name: digest for name, digest in told.items() if not name.startswith(FOLDER)}
    found |= {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    return {**texts, SEAL: seal_text(found)}


def read_index(
    files: PackFiles, language: str, told: Mapping[str, str]
) -> dict[TopicId, Listed] | None:
    """Return what the index says, by topic; None when there is none, or it is not of these files.

    Args:
        files: The pack.
        language: Of the words.
        told: SHA-256 of each of its files, as the seal tells.

    Raises:
        PackError: It can't be read, is no index, or is not as it was sealed.
    """
    name = index_name(language)
    if name not in told:
        return None
    try:
        rows = [_row(value) for value in _list(json.loads(files.read(name).decode("utf-8")))]
    except OSError as error:
        raise PackError([unreadable(name, error)]) from error
    except (ValueError, RecursionError) as error:
        raise PackError([Fault(name, "is no index of topics", MEND)]) from error
    found = {topic.id: topic for topic, _made_from in rows}
    there = {TopicId(at.split("/")[1]) for at in matching(files, "topics/*/topic.toml")}
    fits = all(
        made_from == [told.get(at) for at in _files_of(topic.id, language)]
        for topic, made_from in rows
    )
    return found if fits and len(rows) == len(found) and found.keys() == there else None


def not_as_listed(name: str) -> PackError:
    """Return that a topic says other than the index."""
    return PackError([Fault(name, "says other than the index of the pack", MEND)])


def _says_number(text: TopicText) -> bool:
    """Return whether a card says a number that is written out by the app."""
    fields = text.section("topic").fields
    spans = (span for key in ("medical", "message") for span in fields.get(key, ()))
    return any(isinstance(span, FindingRef | SourceRef) for span in spans)


def _files_of(topic: TopicId, language: str) -> tuple[str, str]:
    """Return the names of the files that a row of the index is made from."""
    return f"topics/{topic}/topic.toml", f"topics/{topic}/{language.lower()}.md"


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value


def _row(value: object) -> tuple[Listed, list[object]]:
    """Return one topic and the digests it was made from.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(value, dict) or value.keys() != KEYS:
        raise ValueError("no topic")
    words = [value[key] for key in ("id", "card", "review_due", *WORDS)]
    keywords = _list(value["keywords"])
    if not all(isinstance(word, str) and len(word) <= MOST_WORDS for word in (*words, *keywords)):
        raise ValueError("no words")
    if not NAME.fullmatch(value["card"]):  # it names a file: never a way to another folder
        raise ValueError("no card")
    topic = Listed(
        id=TopicId(value["id"]),
        title=value["title"],
        medical=value["medical"],
        message=value["message"],
        keywords=tuple(str(word) for word in keywords),
        card=value["card"],
        review_due=date.fromisoformat(value["review_due"]),
    )
    return topic, _list(value["made_from"])
