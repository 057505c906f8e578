"""Which picture of which plate shows this visit: view, level, side, option and step. No pixels.

Window and handout ask here, so that the same picture is on the screen and on the paper, and so
that both say it when a picture is of another level or side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from missdesk.errors import PlateError
from missdesk.figures.alt_text import join
from missdesk.figures.plate_model import Plate
from missdesk.i18n import _
from missdesk.model.blocks import Section, Spans
from missdesk.model.consultation import Visit
from missdesk.model.marks import sheet_key
from missdesk.model.place import LIST, covered, level_words, levels_of
from missdesk.model.topic import LEVEL, Option, PlateUse, Topic, TopicText

ReadPlate = Callable[[str], Plate]
AXIAL: Final = "axial"
TURNED: Final = frozenset({AXIAL, "back", "front", "quarter", "cutaway"})
"""Views that may be turned round for the other side; a scene or a side view may not."""
LEFT_AT_LEFT: Final = frozenset({AXIAL, "back", "quarter", "cutaway"})
"""Views that have the patient's left at the left; from the front it is at the right.

CLINICAL: a test holds it against the pairs of anchors of every plate there is.
"""

_SIDES: Final = re.compile(r"\b(left|right|Left|Right)\b")
_OTHER: Final = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture.

    Attributes:
        level: Level that it shows; "" when it shows none in particular.
        is_mirrored: A state drawn for the left, turned round for the right.
        is_one_side: It shows the left although both sides were chosen.
    """

    plate: Plate
    state: str
    level: str = ""
    is_mirrored: bool = False
    is_one_side: bool = False


def is_placed(topic: Topic, visit: Visit) -> bool:
    """Return whether the surgeon has said all that the picture of the problem needs."""
    if topic.place.has_side:
        return visit.side is not None
    return visit.level is not None or topic.place.kind == "none"


def is_offered(topic: Topic, visit: Visit, view: PlateUse) -> bool:
    """Return whether a view has something true to show of this visit.

    CLINICAL: a disc that slips in the middle must not be shown as one that slips at the left, as
    long as another view has it as it is.
    """
    is_both = topic.place.has_side and visit.side == "both"
    return not is_both or "both" in view.problem or "both" not in topic.plates.problem


def problem_picture(
    topic: Topic, visit: Visit, view: PlateUse, read: ReadPlate, *, is_healthy: bool
) -> Shown:
    """Return the picture of the problem in one view; the healthy one until a place is chosen.

    Raises:
        PlateError: A plate or a state is missing.
    """
    visit = _first_drawn(topic, visit, read)
    base = _plate_of(view, visit.level)
    states, side = view.problem, visit.side if topic.place.has_side else None
    key = side or ""
    is_drawn_left = key not in states and "left" in states
    if is_healthy or not is_placed(topic, visit):
        shown = _found(view.healthy, base, topic, visit, view, read)
        # Looked at from the same side as the problem; a healthy cut across is alike on both.
        turns = is_drawn_left and side == "right" and shown.plate.view in TURNED - {AXIAL}
        return replace(shown, is_mirrored=turns)
    if is_drawn_left:
        shown = _found(states["left"], base, topic, visit, view, read)
        turns = side == "right" and shown.plate.view in TURNED
        return replace(shown, is_mirrored=turns, is_one_side=not turns)
    return _found(states.get(key, view.healthy), base, topic, visit, view, read)


def operation_picture(
    topic: Topic, visit: Visit, option: Option, step: int, read: ReadPlate
) -> Shown:
    """Return the picture of an option at a step, counted from 1.

    Its steps are drawn at one level, for the left, and turned round for the right. An option
    without pictures of its own shows the problem as drawn for the left.

    Raises:
        PlateError: A plate or a state is missing.
    """
    shown = _operation(topic, _first_drawn(topic, visit, read), option, step, read)
    turns = topic.place.has_side and visit.side == "right" and shown.plate.view in TURNED
    return replace(shown, is_mirrored=turns)


def _operation(topic: Topic, visit: Visit, option: Option, step: int, read: ReadPlate) -> Shown:
    """Return the picture of an option at a step, as drawn for the left."""
    state, base = operation_state(topic, option, step), option.plate or topic.plates.fallback
    return _found(state, base, topic, visit, topic.plates, read)


def _first_drawn(topic: Topic, visit: Visit, read: ReadPlate) -> Visit:
    """Return the visit with that of several chosen places first that most operations are drawn at.

    A picture can show one of them only. Problem and operation must not show two different ones
    without need: a patient would take them for one place.
    """
    chosen = covered(visit.level, topic.place.levels)
    if len(chosen) < 2 or topic.place.kind == "range":
        return visit
    drawn: Counter[str] = Counter()
    for option in topic.options:
        for step in range(1, topic.step_count + 1):
            with suppress(PlateError):  # whoever shows it says that it is lost
                drawn[_operation(topic, visit, option, step, read).level] += 1
    first = max(chosen, key=lambda level: drawn[level])
    return replace(visit, level=LIST.join(sorted(chosen, key=lambda level: level != first)))


def operation_state(topic: Topic, option: Option, step: int) -> str:
    """Return the state of an option at a step, as the topic writes it."""
    states = option.states(topic.step_count)
    if states:
        return states[min(step, len(states)) - 1]
    problem = topic.plates.problem
    return problem.get("left") or problem.get("", topic.plates.healthy)


def problem_sheet(topic: Topic, visit: Visit, view: PlateUse, plate: str) -> str:
    """Return the key of the ink on a view of the problem."""
    name = "problem" if view.id == topic.plates.id else f"problem.{view.id}"
    return sheet_key(plate, name, visit.level, visit.side)


def level_note(visit: Visit, topic: Topic, pictures: Iterable[Shown]) -> str:
    """Return what to say where a picture shows another level, or only one of those chosen."""
    chosen = covered(visit.level, topic.place.levels)
    levels = {shown.level for shown in pictures} - {""}
    if not chosen or not levels:
        return ""
    other = sorted(levels - set(chosen))
    if other:
        words = _("The picture shows {level}. Your bones look a little different.")
        if levels & set(chosen):
            words = _("Some pictures show {level}. Your bones look a little different.")
        return words.format(level=level_words(other[0]))
    if len(levels) > 1:
        return _("Each picture shows one level only.")
    if len(levels) < len(chosen):
        return _("The picture shows {level} only.").format(level=level_words(min(levels)))
    return ""


def level_key(level: str) -> str:
    """Return a level as the plates write it: "L4-L5" is "l4l5"."""
    return level.lower().replace("-", "")


def state_without_level(state: str, levels: Iterable[str]) -> str:
    """Return a state's id without the level in it: "worn-l4l5" is "worn"."""
    keys = {level_key(level) for level in levels}
    return "-".join(part for part in state.split("-") if part not in keys)


def crop_name(topic: Topic, visit: Visit, shown: Shown) -> str:
    """Return the name of the crop: that of the level, where the plate has one, else all of it.

    A whole spine from the side would be a thin strip in a wide pane. The healthy back has the
    same crop as the patient's, so that the two can be compared. A bend over many bones is
    shown whole.
    """
    if topic.place.kind == "range":
        return "problem"
    levels = (shown.level, *covered(visit.level, topic.place.levels))
    keys = (level_key(level) for level in levels if level)
    return next((key for key in keys if key in shown.plate.focus), "problem")


def view_words(plate: Plate) -> str:
    """Return the name of the way a plate looks at the back, for a button."""
    return {
        AXIAL: _("Cut across"),
        "side": _("From the side"),
        "back": _("From behind"),
        "front": _("From the front"),
        "quarter": _("At an angle"),
        "cutaway": _("Layer by layer"),
    }.get(plate.view, _("Picture"))


def how_words(plate: Plate) -> str:
    """Return how one looks at the picture, in a sentence; empty where it needs no words."""
    return {
        AXIAL: _("You lie face down. This is a cut across, seen from the feet."),
        "side": _("This is seen from the side."),
        "back": _("This is seen from behind."),
        "front": _("This is seen from the front."),
        "quarter": _("This is seen at an angle."),
        "cutaway": _("This is seen at an angle, with a part cut away."),
    }.get(plate.view, "")


def corner_words(plate: Plate) -> tuple[str, str]:
    """Return the patient's side at the picture's left and right, empty where there is none."""
    if plate.view in LEFT_AT_LEFT:
        return _("Left"), _("Right")
    return (_("Right"), _("Left")) if plate.view == "front" else ("", "")


def view_title(text: TopicText, view: PlateUse, plate: Plate) -> str:
    """Return the name of a view: the topic's own, else how its plate looks at the back."""
    own = text.sections.get(f"view.{view.id}")
    return own.title if own is not None else view_words(plate)


def has_problem(topic: Topic) -> bool:
    """Return whether there is anything to compare a healthy back with."""
    views = topic.plates.all_views
    return any(state != view.healthy for view in views for state in view.problem.values())


def picture_section(text: TopicText, topic: Topic, shown: Shown) -> Section | None:
    """Return the words of a picture: of this plate, of the state, of the state at any level."""
    bare = state_without_level(shown.state, topic.place.levels)
    ids = (f"{shown.plate.id}.{shown.state}", shown.state, f"{shown.plate.id}.{bare}", bare)
    return next((text.sections[f"plate.{i}"] for i in ids if f"plate.{i}" in text.sections), None)


def picture_alt(text: TopicText, topic: Topic, shown: Shown, plain: Callable[[Spans], str]) -> str:
    """Return what a picture shows, for those who can't see it; alike on screen and paper.

    CLINICAL: a state drawn for the left and shown for the right has its words in the field
    "alt-right". English without that field has its two side words exchanged; any other language
    then gets no words of its own, since a wrong side must never be said.

    Args:
        text: The topic's words.
        topic: The topic.
        shown: The picture.
        plain: Writes spans out, with their numbers.
    """
    section = picture_section(text, topic, shown)
    fields: Mapping[str, Spans] = {} if section is None else section.fields
    if shown.is_mirrored and "alt-right" in fields:
        return plain(fields["alt-right"])
    said = plain(fields.get("alt", ())) or ("" if section is None else section.title)
    if shown.is_mirrored:
        said = _turned(said) if text.language == "en" else ""
    return said or join((_("Picture of the back."), how_words(shown.plate)))


def picture_caption(
    text: TopicText, topic: Topic, shown: Shown, body: Callable[[Section], str]
) -> str:
    """Return what a picture tells: the paragraphs of its section; empty where it has none.

    CLINICAL: turned round, English has its side words exchanged; any other language says nothing.

    Args:
        text: The topic's words.
        topic: The topic.
        shown: The picture.
        body: Writes the paragraphs of a section out, with their numbers.
    """
    section = picture_section(text, topic, shown)
    said = "" if section is None else body(section)
    if not shown.is_mirrored:
        return said
    return _turned(said) if text.language == "en" else ""


def _turned(words: str) -> str:
    """Return English words with left and right exchanged."""
    return _SIDES.sub(lambda side: _OTHER[side.group()], words)


def _plate_of(view: PlateUse, place: str | None) -> str:
    """Return the plate for a place: that of the first level that has one of its own."""
    own = (view.plates[level] for level in levels_of(place) if level in view.plates)
    return next(own, view.fallback)


def _found(
    wanted: str, base: str, topic: Topic, visit: Visit, view: PlateUse, read: ReadPlate
) -> Shown:
    """Return the picture that a topic's words for a state mean."""
    before, slash, after = wanted.partition("/")
    plate, state = read(before if slash else base), after if slash else wanted
    levels = topic.place.levels
    if LEVEL in state:
        wishes = (*covered(visit.level, levels), view.fallback_level or topic.plates.fallback_level)
        made = {level: state.replace(LEVEL, level_key(level)) for level in wishes}
        level = next((one for one in made if made[one] in plate.states), wishes[-1])
        return Shown(plate, plate.state(made[level]).id, level)
    found = plate.state(state).id
    ends = state.split("-")
    named = next((level for level in levels if level_key(level) in ends), "")
    return Shown(plate, found, named or (plate.level if plate.level in levels else ""))
