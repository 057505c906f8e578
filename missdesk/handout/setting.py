"""Break text into lines: words, runs of one face, and where each line ends.

Left-aligned, no hyphenation (LP5). A word wider than the line is broken where it must be, so no
name or address runs off the page. The space at a line's end is kept in the text, so that a
screen reader does not join two words.

Source: standards.md LP5; notes/pdf.md 1 (lost spaces).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from missdesk.handout.fonts import Piece, Weight, faces, pieces
from missdesk.handout.watch import Log, current_log, watching

_MAY_BREAK_AFTER: Final = "/-.,_–"


@dataclass(frozen=True, slots=True)
class Run:
    """Plain characters in one look; never markup.

    Attributes:
        weight: None = the weight of the paragraph.
        color: Empty = the color of the paragraph.
        address: Makes the run a link; empty for plain text.
    """

    text: str
    weight: Weight | None = None
    color: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bit:
    """Part of a line: a piece of one face and the index of the run it comes from."""

    piece: Piece
    run: int


Word = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: bits in order, width in units of the font size."""

    bits: tuple[Bit, ...]
    width: float


@dataclass(slots=True)
class Text:
    """Words with the spaces after them, and the lines they were broken into, by width."""

    words: list[Word]
    spaces: list[Bit]
    lines: dict[float, list[Line]] = field(default_factory=dict)


_Kept = dict[tuple[tuple[Run, ...], Weight], Text]
_KEPT: ContextVar[_Kept | None] = ContextVar("kept", default=None)
_MADE: ContextVar[dict[object, tuple[object, Log]] | None] = ContextVar("made", default=None)
Made = TypeVar("Made")


@contextmanager
def kept_words() -> Iterator[None]:
    """Keep words and lines while one handout is laid out several times, then forget them.

    Inside another one they are kept to the end of that: the preview's process sets one visit's
    handout again and again (`press`).

    PRIVACY: what people typed is among them, so nothing is kept between handouts otherwise.
    """
    if _KEPT.get() is not None:
        yield
        return
    tokens = _KEPT.set({}), _MADE.set({})
    try:
        yield
    finally:
        _KEPT.reset(tokens[0])
        _MADE.reset(tokens[1])


def made_once(key: object, make: Callable[[], Made]) -> Made:
    """Return what `make` makes, made once for a key as long as words are kept."""
    made = _MADE.get()
    if made is None:
        return make()
    if key not in made:
        with watching() as log:
            value = make()
        made[key] = value, log
    elif (outer := current_log()) is not None:
        outer.add(made[key][1])
    return cast("Made", made[key][0])


def text_of(runs: tuple[Run, ...], weight: Weight, where: str) -> Text:
    """Return the words of a text, those of an earlier layout of this handout where there are any.

    Raises:
        FontError: A character is in no bundled font.
    """
    kept = _KEPT.get()
    if kept is None:
        return Text(*words_of(runs, weight, where))
    found = kept.get((runs, weight))
    if found is None:
        found = kept[runs, weight] = Text(*words_of(runs, weight, where))
    return found


def words_of(runs: Sequence[Run], weight: Weight, where: str) -> tuple[list[Word], list[Bit]]:
    """Return the words and, for each, the space that follows it.

    A word may have bits of several runs ("**15** out of 100."). The space belongs to the run in
    which it was typed, or to the run before it.

    Raises:
        FontError: A character is in no bundled font.
    """
    words: list[Word] = []
    spaces: list[Bit] = []
    current: list[Bit] = []
    for index, run in enumerate(runs):
        chosen = run.weight or weight
        for count, part in enumerate(run.text.replace("\n", " ").split(" ")):
            if count and current:
                words.append(tuple(current))
                spaces.append(Bit(pieces(" ", chosen, where)[0], index))
                current = []
            for number, piece in enumerate(_breakable(part, run)):
                if number and current:
                    words.append(tuple(current))
                    spaces.append(Bit(Piece("", faces(chosen)[0], 0.0), index))
                    current = []
                current += [Bit(found, index) for found in pieces(piece, chosen, where)]
    if current:
        words.append(tuple(current))
        spaces.append(Bit(pieces(" ", runs[-1].weight or weight, where)[0], len(runs) - 1))
    return words, spaces


def _breakable(word: str, run: Run) -> list[str]:
    """Return a word in parts between which a line may end: an address after each slash."""
    if not run.address or "/" not in word:
        return [word] if word else []
    *first, last = word.split("/")
    return [f"{part}/" for part in first] + ([last] if last else [])


def break_lines(words: Sequence[Word], spaces: Sequence[Bit], room: float) -> list[Line]:
    """Return lines no wider than `room` (in units of the font size); none for no words."""
    lines: list[Line] = []
    bits: list[Bit] = []
    used = 0.0
    for index, word in enumerate(words):
        for count, part in enumerate(_parts(word, room)):
            needed = sum(bit.piece.width for bit in part)
            space = spaces[index - 1] if index and not count else None
            gap = space.piece.width if space else 0.0
            if bits and (count or used + gap + needed > room + 1e-6):
                lines.append(Line((*bits, space) if space else tuple(bits), used))
                bits, used = [], 0.0
            elif bits and space:
                bits.append(space)
                used += gap
            bits += part
            used += needed
    return [*lines, Line(tuple(bits), used)] if bits else lines


def _parts(word: Word, room: float) -> Iterator[Word]:
    """Yield the word, or pieces of it that each fit the room."""
    if sum(bit.piece.width for bit in word) <= room:
        yield word
        return
    part: list[Bit] = []
    used = 0.0
    for bit in _characters(word):
        if part and used + bit.piece.width > room:
            kept = _last_good_break(part)
            yield tuple(part[:kept])
            part = part[kept:]
            used = sum(b.piece.width for b in part)
        part.append(bit)
        used += bit.piece.width
    yield tuple(part)


def _characters(word: Word) -> Iterator[Bit]:
    """Yield a word character by character."""
    for bit in word:
        for char in bit.piece.text:
            width = bit.piece.face.width(char)
            yield Bit(Piece(char, bit.piece.face, width), bit.run)


def _last_good_break(part: Sequence[Bit]) -> int:
    """Return how many characters stay: up to the last sign after which a break reads well."""
    for count in range(len(part), len(part) // 2, -1):
        if part[count - 1].piece.text in _MAY_BREAK_AFTER:
            return count
    return len(part)
