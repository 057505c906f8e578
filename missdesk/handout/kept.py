"""Keep the sections of handouts made before, for the next handout that would have the same ones.

A section is made from one `Material`. What it reads of that is noted while it is made; it is taken
again only where all of that is the same, so the result is that of making it anew.

PRIVACY: what outlives a handout was made from a visit without name, date of birth, answers,
questions, ink and own dates. A section that asks for one of those that was given is made from the
visit itself, and forgotten with the handout (`setting.kept_words`).

Source: issue 6 (speed); kiosk-and-security.md KP1; docs/decisions/007-handout-speed.md.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, fields
from threading import local
from typing import Any, Final

from missdesk.handout.flow import Block
from missdesk.handout.material import Material, State
from missdesk.handout.names import Cleaned
from missdesk.handout.setting import made_once
from missdesk.handout.styles import Saving
from missdesk.handout.watch import Asked, Log, current_log, watching
from missdesk.i18n import current_language
from missdesk.model.consultation import Visit
from missdesk.settings import formats

SHARED: Final = frozenset(
    {"topic", "level", "side", "has_extra_vertebra", "options", "row", "operation_step"}
    | {"visited", "language", "text_size", "paper", "sections"}
)
"""Fields of a visit that say nothing of who it is; all others are a patient's."""
MOST: Final = 64
"""Forms of a section that are kept: one search of the layout tries up to thirty."""
GROUPS: Final = 4
"""Topics, languages, text sizes and papers in turn of which sections are kept."""
_OF_VISIT: Final = frozenset(f.name for f in fields(Visit))
_OF_MATERIAL: Final = frozenset(f.name for f in fields(Material))
_DERIVED: Final = frozenset({"has_summary", "is_close", "planned"})
"""Properties that count themselves: what they are made from may change where they do not."""
_NOTED: Final = (_OF_MATERIAL | _DERIVED) - {"visit", "citations", "terms"}
"""The visit notes its own reads; sources and words are compared for each section."""
_LARGE: Final = frozenset({"library", "topic", "text"})
"""The same only when they are the same thing: to compare all they hold takes too long."""
_HIDDEN: Final = Cleaned("")
_NO_VISIT: Final = Visit()


class _PersonalError(Exception):
    """A section asks for something of the patient: the field's name."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A section, what was read for it, and the sources and hard words before and after it."""

    blocks: tuple[Block, ...]
    log: Log
    before: State
    after: State


_Forms = dict[str, list[_Kept]]
_Builder = Callable[[Material], list[Block]]


class _Store(local):
    """All that a thread keeps: blocks are drawn in one thread at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.library: object = None
        self.groups: OrderedDict[tuple[object, ...], _Forms] = OrderedDict()
        self.asked: dict[str, set[str]] = {}


_STORE: Final = _Store()


class _WatchedVisit(Visit):
    """A visit of which each read is noted; it may lack what is a patient's."""

    __slots__ = ("lacks",)
    lacks: frozenset[str]

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  of each field
        """Take the values; what `replace` makes is beyond what can be noted."""
        _lose()
        object.__setattr__(self, "lacks", frozenset())
        super().__init__(**values)

    def __getattribute__(self, name: str) -> object:
        """Return a value and note it.

        Raises:
            _PersonalError: The visit has it, but it is not here.
        """
        value: object = object.__getattribute__(self, name)
        if name in _OF_VISIT:
            if name in object.__getattribute__(self, "lacks"):
                raise _PersonalError(name)
            if (log := current_log()) is not None:
                log.visit.setdefault(name, value)
        return value


class _WatchedMaterial(Material):
    """Material of which each read is noted."""

    __slots__ = ("derived",)
    derived: dict[str, object]

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  of each field
        """Take the values; what `replace` makes is beyond what can be noted."""
        _lose()
        super().__init__(**values)
        plain = Material(**values)
        object.__setattr__(self, "derived", {name: getattr(plain, name) for name in _DERIVED})

    def __getattribute__(self, name: str) -> object:
        """Return a value and note it.

        Raises:
            _PersonalError: It is the name, which is not here.
        """
        if name in _DERIVED:
            value: object = object.__getattribute__(self, "derived")[name]
        else:
            value = object.__getattribute__(self, name)
        if name in _NOTED:
            if value is _HIDDEN:
                raise _PersonalError(name)
            if (log := current_log()) is not None:
                made = Asked(value) if isinstance(value, Saving) else value
                return log.material.setdefault(name, made)
        return value


def section(name: str, material: Material, make: _Builder) -> list[Block]:
    """Return the blocks of a section: those of an earlier handout or layout, or new ones.

    Args:
        name: Of the section.
        material: What it is made from.
        make: Makes it.
    """
    shared, own = _shared_forms(material), made_once("own sections", _no_forms)
    for forms in (shared, own):
        found = _found(forms.get(name, []), material)
        if found is not None:
            return found
    asked, before = _STORE.asked.setdefault(name, set()), material.state()
    if not any(_is_given(key, material) for key in asked):
        try:
            return _made(name, material, make, shared, is_shared=True)
        except _PersonalError as error:
            asked.add(str(error))
            material.restore(before)
    return _made(name, material, make, own, is_shared=False)


def _made(
    name: str, material: Material, make: _Builder, forms: _Forms, *, is_shared: bool
) -> list[Block]:
    """Make a section and keep it.

    Raises:
        _PersonalError: It can't be shared.
    """
    before, watched = material.state(), _watched(material, is_shared=is_shared)
    with watching() as log:
        blocks = make(watched)
    if not log.is_lost:
        kept = forms.setdefault(name, [])
        kept.insert(0, _Kept(tuple(blocks), log, before, material.state()))
        del kept[MOST:]
    return blocks


def _found(kept: list[_Kept], material: Material) -> list[Block] | None:
    """Return the blocks of the form that was made from the same, None for none."""
    before = material.state()
    for index, form in enumerate(kept):
        if form.before == before and _is_same(form.log, material):
            kept.insert(0, kept.pop(index))
            material.restore(form.after)
            return list(form.blocks)
    return None


def _is_same(log: Log, material: Material) -> bool:
    """Return whether all that was read is the same now."""
    visit = material.visit
    return all(
        (now := getattr(material, name)) is value or (name not in _LARGE and now == value)
        for name, value in log.material.items()
    ) and all(getattr(visit, name) == value for name, value in log.visit.items())


def _shared_forms(material: Material) -> _Forms:
    """Return what this thread keeps for such handouts; nothing of another library."""
    if _STORE.library is not material.library:
        _STORE.library = material.library
        _STORE.groups.clear()
    visit = material.visit
    key = (visit.topic, visit.language, visit.text_size, visit.paper, current_language(), formats())
    forms = _STORE.groups.setdefault(key, {})
    _STORE.groups.move_to_end(key)
    if len(_STORE.groups) > GROUPS:
        _STORE.groups.popitem(last=False)
    return forms


def _no_forms() -> _Forms:
    return {}


def _watched(material: Material, *, is_shared: bool) -> Material:
    """Return the same material, of which each read is noted; sources and words are its own."""
    made = object.__new__(_WatchedMaterial)
    for name in _OF_MATERIAL:
        object.__setattr__(made, name, getattr(material, name))
    object.__setattr__(made, "derived", {name: getattr(material, name) for name in _DERIVED})
    visit = material.visit
    key = ("watched", id(visit), is_shared)
    # The visit stands in what is kept, so its id stays its own.
    _visit, watched = made_once(key, lambda: (visit, _watched_visit(visit, is_shared=is_shared)))
    object.__setattr__(made, "visit", watched)
    if is_shared and material.name.text:
        object.__setattr__(made, "name", _HIDDEN)
    return made


def _watched_visit(visit: Visit, *, is_shared: bool) -> _WatchedVisit:
    """Return the same visit, without what is a patient's where it is shared."""
    made = object.__new__(_WatchedVisit)
    lacks: set[str] = set()
    for name in _OF_VISIT:
        value = getattr(visit, name)
        if is_shared and name not in SHARED and value != getattr(_NO_VISIT, name):
            value = None
            lacks.add(name)
        object.__setattr__(made, name, value)
    object.__setattr__(made, "lacks", frozenset(lacks))
    return made


def _is_given(name: str, material: Material) -> bool:
    """Return whether the visit has something of the patient, so that it can't be shared."""
    if name == "name":
        return bool(material.name.text or material.visit.name)
    return bool(getattr(material.visit, name) != getattr(_NO_VISIT, name))


def _lose() -> None:
    """Tell that something is read that can't be noted."""
    if (log := current_log()) is not None:
        log.is_lost = True
