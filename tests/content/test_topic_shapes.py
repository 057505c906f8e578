"""Topics of every shape: places, views, options that are no techniques, their own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from missdesk.content.cells import shown_cell
from missdesk.content.library import load_library
from missdesk.content.page_words import page_title, page_words
from missdesk.errors import PackError
from missdesk.model.evidence import Arm, FindingId, Unknown
from missdesk.model.library import Library
from missdesk.model.rounding import whole_arm
from missdesk.model.topic import Topic, TopicId
from missdesk.model.wording import arm_words
from tests.content.packs import sound_pack, spoil

TOPIC = TopicId("mini-topic")
FILE = "topics/mini-topic/topic.toml"
WORDS = "topics/mini-topic/en.md"
DISC = 'kind = "disc"\nlevels = ["L4-L5"]\nhas_side = true'
ROW = 'does_not_apply = ["none"]'
GROUPS = """
[[finding.groups]]
label = "at six weeks"
value = 30
unit = "in 100"
[[finding.groups]]
label = "a tube"
technique = "tubular"
value = 4
unit = "weeks"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return sound_pack(tmp_path)


def _topic(pack: Path) -> Topic:
    library = load_library(pack)
    assert library.faults == ()
    return library.topics[TOPIC]


def _refused(pack: Path) -> str:
    with pytest.raises(PackError) as error:
        load_library(pack)
    return str([str(fault) for fault in error.value.faults])


def _cells(library: Library) -> list[Arm | Unknown]:
    topic, text = library.topics[TOPIC], library.text(TOPIC, "en")
    row = topic.row("again")
    section = text.section("row.again")
    return [shown_cell(row, section, option, library) for option in topic.options]


@pytest.mark.parametrize("kind", ["discs", "bodies", "range"])
def test_a_place_may_be_several_levels_without_a_side(pack: Path, kind: str) -> None:
    levels = '["L4-L5"]' if kind == "discs" else '["T12", "L1"]'
    spoil(pack, FILE, DISC, f'kind = "{kind}"\nlevels = {levels}\nhas_side = false')
    assert "problem lacks" in _refused(pack)
    spoil(pack, WORDS, "left\n:   Words of left", "chosen\n:   Words of chosen")
    assert _topic(pack).place.kind == kind


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ('kind = "none"\nlevels = ["L4-L5"]', "has 1"),
        ('kind = "none"\nhas_side = true', "has no side"),
        ('kind = "discs"', "has 0"),
        ('kind = "bodies"\nlevels = ["L1", "L1"]', "stands twice"),
        ('kind = "bodies"\nlevels = ["up there"]', "is no level"),
    ],
)
def test_a_place_that_can_not_be_is_refused(pack: Path, place: str, what: str) -> None:
    spoil(pack, FILE, DISC, place)
    assert what in _refused(pack)


def test_a_topic_may_have_more_views_and_plates(pack: Path) -> None:
    view = '[[plates.view]]\nid = "side"\nfallback = "spine-side"\nhealthy = "healthy"\n'
    view += 'fallback_level = "L4-L5"\nproblem = "worn-{level}"\n[[option]]\nid = "none"'
    spoil(pack, FILE, '[[option]]\nid = "none"', view)
    spoil(pack, FILE, 'steps = "tube"', 'plate = "axial-l5s1"\nsteps = "tube"')
    topic = _topic(pack)
    main, side = topic.plates.all_views
    assert (main.id, side.id, side.problem) == ("main", "side", {"": "worn-{level}"})
    assert topic.option("tube").plate == "axial-l5s1"


def test_a_level_in_a_state_needs_one_that_stands_in(pack: Path) -> None:
    spoil(pack, FILE, 'still = ["healthy", "healthy"]', 'still = ["spine-side/worn-{level}"]')
    assert "fallback_level" in _refused(pack)


def test_two_options_never_look_alike(pack: Path) -> None:
    spoil(pack, FILE, 'look = "mis"', 'look = "open"')
    assert 'the look "open" of another option' in _refused(pack)


def test_what_has_nothing_to_recover_from_is_no_operation_by_its_look_or_by_word(
    pack: Path,
) -> None:
    spoil(pack, FILE, 'steps = "tube"', 'steps = "tube"\nrecovers = false')
    assert [o.recovers for o in _topic(pack).options] == [False, True, False]


def test_a_row_says_itself_which_arm_is_whose(pack: Path) -> None:
    spoil(pack, "evidence/all.toml", "[finding.mis]", GROUPS + "[finding.mis]")
    spoil(pack, FILE, ROW, 'cells = { none = "group:at six weeks", open = "words" }')
    assert 'lacks "cell.open"' in _refused(pack)
    spoil(pack, WORDS, "yes\n:   Words of yes", "cell.open\n:   A little better\n\nyes\n:   Yes")
    none, opened, tube = _cells(load_library(pack))
    assert isinstance(none, Arm)
    assert none.value == 30
    assert opened == Arm(what="A little better")
    assert tube is Unknown.NOT_STUDIED


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ('{ tube = "group:at six weeks" }', "names no technique"),
        ('{ open = "group:a tube" }', "names tubular"),
        ('{ open = "mis" }', "names tubular"),
        ('{ none = "surgery" }', 'has no arm "surgery"'),
        ('{ gone = "mis" }', 'no option "gone"'),
    ],
)
def test_no_column_gets_the_figures_of_another_way(pack: Path, cells: str, what: str) -> None:
    spoil(pack, "evidence/all.toml", "[finding.mis]", GROUPS + "[finding.mis]")
    spoil(pack, FILE, ROW, f"cells = {cells}")
    assert what in _refused(pack)


def test_a_cell_in_words_is_short(pack: Path) -> None:
    spoil(pack, FILE, ROW, 'cells = { open = "words" }')
    long = "Rather a lot better than in all of the other groups"
    spoil(pack, WORDS, "yes\n:   Words of yes", f"cell.open\n:   {long}\n\nyes\n:   Yes")
    assert "Write at most 30" in _refused(pack)


@pytest.mark.parametrize(
    ("milestones", "what"),
    [
        ('{ gone = "disc.both.walking" }', 'no option "gone"'),
        ('{ tube = "disc.open.walking" }', "is of open operations"),
        ('{ both = "disc.both.walking", open = "other.both.walking" }', "Name each option"),
    ],
)
def test_days_stand_with_nothing_else_than_they_were_found_for(
    pack: Path, milestones: str, what: str
) -> None:
    path = pack / "recovery" / "all.toml"
    first = path.read_text(encoding="utf-8")
    opened = first.replace("disc.both.walking", "disc.open.walking")
    opened = opened.replace('approach = "both"', 'approach = "open"')
    other = first.replace("disc.both.walking", "other.both.walking")
    other = other.replace('procedure = "discectomy"', 'procedure = "fusion"')
    path.write_text(first + opened + other, encoding="utf-8")
    spoil(pack, FILE, '{ both = "disc.both.walking" }', milestones)
    assert what in _refused(pack)


def test_a_row_of_recovery_may_have_no_days_at_all(pack: Path) -> None:
    spoil(pack, FILE, 'milestones = { both = "disc.both.walking" }\n', "")
    assert _topic(pack).recovery[0].milestones == {}


def test_one_end_of_a_range_is_read_where_it_says_so(pack: Path) -> None:
    spoil(
        pack, "evidence/all.toml", "value = 10\n", 'low = 90\nrange = "at least (no upper end)"\n'
    )
    arm = load_library(pack).findings[FindingId("disc.again")].arms["open"]
    assert arm_words(arm) == "at least 90 out of 100"
    shown = whole_arm(arm)
    assert shown is not None
    assert (shown.low, shown.high) == (90, 100)


def test_one_end_of_a_range_unsaid_is_refused(pack: Path) -> None:
    spoil(pack, "evidence/all.toml", "value = 10\n", 'low = 90\nrange = "95% CI"\n')
    assert 'begin range with "at least"' in str([str(f) for f in load_or_faults(pack)])


def test_a_change_may_be_below_zero_and_is_said_without_a_sign(pack: Path) -> None:
    change = (
        'value = -20\nunit = "points"\nscale = "ODI 0-100"\nbetter = "lower"\nwhat = "change"\n'
    )
    spoil(pack, "evidence/all.toml", 'value = 10\nunit = "in 100"\n', change)
    spoil(pack, "evidence/all.toml", 'display = "people"', 'display = "points"')
    arm = load_library(pack).findings[FindingId("disc.again")].arms["open"]
    assert arm_words(arm) == "20 points better (of 100)"
    spoil(pack, "evidence/all.toml", "value = -20", "value = -120")
    assert "outside ODI 0-100" in str([str(f) for f in load_or_faults(pack)])


def test_groups_may_count_weeks_beside_people(pack: Path) -> None:
    spoil(pack, "evidence/all.toml", "[finding.mis]", GROUPS + "[finding.mis]")
    finding = load_library(pack).findings[FindingId("disc.again")]
    assert [g.unit for g in finding.groups] == ["in 100", "weeks"]


def load_or_faults(pack: Path) -> tuple[object, ...]:
    """Return what reading a pack complains of, whether it could be read or not."""
    try:
        return load_library(pack).faults
    except PackError as error:
        return tuple(error.faults)


def test_a_topic_names_its_steps_itself(pack: Path) -> None:
    own = "## Ways {#page.operation}\n\nnote\n:   Other ways look different.\n\n"
    path = pack / WORDS
    path.write_text(own + path.read_text(encoding="utf-8"), encoding="utf-8")
    library = load_library(pack)
    text = library.text(TOPIC, "en")
    assert page_title(text, "operation") == "Ways"
    assert page_title(text, "decide") == ""
    assert page_words(text, library, "operation", "note") == "Other ways look different."
    assert page_words(text, library, "recovery", "lead") == ""


def test_a_topic_without_a_day_to_count_from_says_so(pack: Path) -> None:
    spoil(pack, FILE, "step_count = 2", "step_count = 2\nhas_date = false")
    assert not _topic(pack).has_date


def test_topics_stand_in_the_order_of_the_pack(pack: Path) -> None:
    for name in ("a-topic", "z-topic"):
        folder = pack / "topics" / name
        folder.mkdir()
        for file in ("topic.toml", "en.md"):
            text = (pack / "topics" / "mini-topic" / file).read_text(encoding="utf-8")
            (folder / file).write_text(text.replace("mini-topic", name), encoding="utf-8")
    spoil(pack, "pack.toml", 'languages = ["en"]', 'languages = ["en"]\ntopics = ["z-topic"]')
    # The claim's words are those of the topic that has claims.
    assert list(load_library(pack).topics) == ["z-topic", "a-topic", "mini-topic"]
