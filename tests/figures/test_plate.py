"""Plates: what they give, and that no faulty or hostile plate.toml gets through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missdesk.errors import PlateError
from missdesk.figures.plate import Plate, PlateFaultsError, read_plate
from missdesk.paths import assets_dir

GOOD = """
id = "small"
view = "axial"
level = "L4-L5"
size_mm = [100.0, 80.0]
px_per_mm = 10
sources = ["own landmarks"]
regions = "map.png"
[groups]
skin = "skin_fat"
bone = "bone"
vessels = "always"
[focus]
problem = [10.0, 20.0, 30.0, 40.0]
[review]
[[layer]]
id = "skin"
file = "skin.webp"
group = "skin"
box_px = [0, 0, 1000, 200]
[[layer]]
id = "bone"
file = "bone.webp"
group = "bone"
box_px = [100, 100, 900, 700]
fades = false
[[layer]]
id = "vessels"
file = "vessels.webp"
group = "vessels"
box_px = [0, 0, 0, 0]
mirrors = false
[[region]]
index = 1
id = "lamina"
[[region]]
index = 2
id = "artery"
[[anchor]]
id = "lamina-left"
at = [30.0, 40.0]
region = "lamina"
[[anchor]]
id = "lamina-left@sick"
at = [31.0, 41.0]
region = "lamina"
[[anchor]]
id = "artery"
at = [45.0, 70.0]
region = "artery"
[[state]]
id = "healthy"
layers = ["skin", "bone", "vessels"]
anchors = ["lamina-left", "artery"]
[[state]]
id = "sick"
layers = ["bone"]
anchors = ["lamina-left@sick"]
regions = "sick.png"
"""
FILES = ("skin.webp", "bone.webp", "vessels.webp", "map.png", "sick.png")
Change = Callable[[str], str]


def write(folder: Path, text: str | bytes, name: str = "small") -> Path:
    home = folder / name
    home.mkdir(exist_ok=True)
    for file in FILES:
        (home / file).write_bytes(b"picture")
    raw = text if isinstance(text, bytes) else text.encode()
    (home / "plate.toml").write_bytes(raw)
    return home


@pytest.fixture
def plate(tmp_path: Path) -> Plate:
    return read_plate(write(tmp_path, GOOD))


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def test_a_plate_gives_layers_states_and_crops(plate: Plate) -> None:
    assert [layer.id for layer in plate.layers_of("healthy")] == ["skin", "bone", "vessels"]
    assert [la.id for la in plate.layers_of("healthy", ["skin_fat"])] == ["bone", "vessels"]
    assert plate.chips(["healthy", "sick"]) == ("skin_fat", "bone")
    assert plate.crop("problem") == (10, 20, 30, 40)
    assert plate.crop("problem", is_mirrored=True) == (60, 20, 30, 40)
    assert plate.crop("nothing of this name") == (0, 0, 100, 80)
    assert plate.state("healthy").regions == "map.png"
    assert plate.state("sick").regions == "sick.png"
    assert plate.path("skin.webp").name == "skin.webp"
    flags = [(la.mirrors, la.fades) for la in plate.layers.values()]
    assert flags == [(True, True), (True, False), (False, True)]
    assert plate.regions == {1: "lamina", 2: "artery"}
    assert not plate.is_reviewed


def test_targets_are_asked_by_key_and_mirrored_vessels_apart(plate: Plate) -> None:
    assert plate.targets("sick")["lamina-left"].at == (31, 41)
    mirrored = plate.targets("healthy", is_mirrored=True)
    assert {key: a.at for key, a in mirrored.items()} == {
        "lamina-left": (70, 40),
        "artery": (45, 70),
    }


def test_an_unknown_state_suggests_the_nearest(plate: Plate) -> None:
    with pytest.raises(PlateError, match=r'no state "helthy"\. Did you mean "healthy"'):
        plate.state("helthy")
    with pytest.raises(PlateError, match=r"Use a state of its plate\.toml"):
        plate.targets("zzz")


def test_a_signed_review_is_seen(tmp_path: Path) -> None:
    signed = GOOD.replace("[review]", '[review]\nby = "A. Surgeon"')
    assert read_plate(write(tmp_path, signed)).is_reviewed


FAULTS: list[tuple[str, Change, str]] = [
    ("no size", swap("size_mm = [100.0, 80.0]", ""), "size_mm: it is not a list of 2 numbers"),
    ("size of words", swap("[100.0, 80.0]", '["a", 80.0]'), "'a' is no usable number"),
    ("size of a truth", swap("[100.0, 80.0]", "[true, 80.0]"), "True is no usable number"),
    ("empty page", swap("[100.0, 80.0]", "[0.0, 80.0]"), "a page of 0 x 80 mm"),
    ("nan", swap("[100.0, 80.0]", "[nan, 80.0]"), "nan is no usable number"),
    ("infinite", swap("[100.0, 80.0]", "[inf, 80.0]"), "inf is no usable number"),
    ("huge page", swap("[100.0, 80.0]", "[90000.0, 80.0]"), "a page of 90000 x 80 mm"),
    ("huge pictures", swap("px_per_mm = 10", "px_per_mm = 900"), "the pictures would be too large"),
    ("negative scale", swap("px_per_mm = 10", "px_per_mm = -1"), "the pictures would be too large"),
    ("another id", swap('id = "small"', 'id = "large"'), '"large" is not the name of the folder'),
    ("no view", swap('view = "axial"', ""), "view: it is missing or no text"),
    ("picture missing", swap("bone.webp", "bnoe.webp"), "the picture 'bnoe.webp' is missing"),
    ("way out", swap('"bone.webp"', '"../small/bone.webp"'), "is not a plain file name"),
    ("absolute", swap('"bone.webp"', '"/etc/passwd"'), "'/etc/passwd' is not a plain file name"),
    ("backslash", swap('"bone.webp"', "'..\\bone.webp'"), "is not a plain file name"),
    ("hidden", swap('"bone.webp"', '".bone.webp"'), "is not a plain file name"),
    ("zero byte", swap('"bone.webp"', '"bone.webp\\u0000"'), "is not a plain file name"),
    ("no picture", swap('"bone.webp"', '"bone.svg"'), "is no WebP or PNG picture"),
    ("no file", swap('file = "bone.webp"', ""), "layer[1].file: it is missing or no text"),
    ("box outside", swap("[100, 100, 900, 700]", "[100, 100, 1900, 700]"), "not inside the"),
    ("box reversed", swap("[100, 100, 900, 700]", "[900, 100, 100, 700]"), "not inside the"),
    ("box short", swap("[100, 100, 900, 700]", "[1, 2, 3]"), "is not a list of 4 numbers"),
    ("anchor outside", swap("[30.0, 40.0]", "[130.0, 40.0]"), "130, 40 is outside the page"),
    ("anchor before", swap("[30.0, 40.0]", "[-1.0, 40.0]"), "-1, 40 is outside the page"),
    ("anchor's region", swap('region = "lamina"', 'region = "lamona"'), 'Did you mean "lamina"'),
    ("layer unknown", swap('"skin", "bone"', '"skin", "bine"'), '"bine" does not exist'),
    ("layer far off", swap('"skin", "bone"', '"skin", "qqqq"'), "Use an id that is there"),
    ("anchor unknown", swap('"lamina-left", "artery"', '"artry"'), 'Did you mean "artery"'),
    ("no layers", swap('["bone"]', "[]"), "state[1].layers: there is none"),
    ("ids no list", swap('["bone"]', '"bone"'), "state[1].layers: it is not a list of ids"),
    ("ids no text", swap('["bone"]', "[3]"), "state[1].layers: it is not a list of ids"),
    ("key twice", swap('["lamina-left@sick"]', '["lamina-left", "lamina-left@sick"]'), "twice"),
    ("id twice", swap('id = "sick"', 'id = "healthy"'), '"healthy" is there twice'),
    ("index 0", swap("index = 1", "index = 0"), "region[0].index: 0 can't be used"),
    ("index twice", swap("index = 2", "index = 1"), "region[1].index: 1 can't be used"),
    ("index true", swap("index = 1", "index = true"), "True can't be used"),
    ("map missing", swap("map.png", "nap.png"), "the picture 'nap.png' is missing"),
    ("groups", swap('bone = "bone"', "bone = 3"), "groups: it is not a table of names"),
    ("crop outside", swap("[10.0, 20.0, 30.0, 40.0]", "[90.0, 20.0, 30.0, 40.0]"), "not on the"),
    ("crop short", swap("[10.0, 20.0, 30.0, 40.0]", "[1.0]"), "focus.problem: it is not a list"),
    ("crop flat", swap("[10.0, 20.0, 30.0, 40.0]", "[10.0, 20.0, 0.0, 40.0]"), "not on the"),
    ("focus", lambda t: t.replace("[focus]\nproblem = [10.0, 20.0, 30.0, 40.0]", "").replace(
        'view = "axial"', 'view = "axial"\nfocus = 3'), "focus: it is not a table"),
    ("no states", lambda t: t[: t.index("[[state]]")], "state: there is none"),
    ("states no list", lambda t: t[: t.index("[[state]]")] + "[state]\nid = 1", "not a list of"),
    ("not TOML", lambda _t: "id = [", "it is not TOML"),
    ("empty", lambda _t: "", "id: it is missing or no text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_is_told_with_place_and_mend(tmp_path: Path, change: Change, words: str) -> None:
    with pytest.raises(PlateFaultsError) as caught:
        read_plate(write(tmp_path, change(GOOD)))
    assert words in str(caught.value)
    assert all(f.where.startswith("small/plate.toml") and f.fix for f in caught.value.faults)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD
    for change in (FAULTS[11][1], FAULTS[22][1], FAULTS[25][1]):
        text = change(text)
    with pytest.raises(PlateFaultsError) as caught:
        read_plate(write(tmp_path, text))
    told = str(caught.value).splitlines()
    assert len(told) == len(caught.value.faults) >= 3


def test_a_layer_row_that_is_no_table_is_told(tmp_path: Path) -> None:
    start = GOOD.index("[[layer]]")
    text = 'layer = ["skin"]\n' + GOOD[:start] + GOOD[GOOD.index("[[region]]") :]
    with pytest.raises(PlateFaultsError, match=r"layer\[0\]: it is not a table"):
        read_plate(write(tmp_path, text))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"id = '\xff\xfe'", "it is not UTF-8 text"),
        (b"#" * 2_000_001, "the file is too large"),
        (b"a = " + b"[" * 20_000, "it is not TOML"),
    ],
    ids=["not UTF-8", "too large", "too deep"],
)
def test_a_hostile_file_is_refused(tmp_path: Path, raw: bytes, words: str) -> None:
    with pytest.raises(PlateFaultsError) as caught:
        read_plate(write(tmp_path, raw))
    assert words in str(caught.value)


def test_a_folder_without_a_plate_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlateError, match="it can't be read"):
        read_plate(tmp_path)


lines = GOOD.splitlines()


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(lines) - 1),
            st.sampled_from(
                ["", "x = 1", "id = 3", "at = []", "[[layer]]", "[state]", "layers = 1"]
            ),
        ),
        max_size=6,
    )
)
@settings(max_examples=150)
def test_any_change_gives_a_plate_or_a_plate_error(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str]]
) -> None:
    text = list(lines)
    for number, line in changes:
        text[number] = line
    home = write(tmp_path_factory.getbasetemp(), "\n".join(text))
    try:
        made = read_plate(home)
    except PlateError as error:
        assert error.what  # noqa: PT017  either way is right
    else:
        for state in made.states:
            assert made.layers_of(state)
            assert made.targets(state, is_mirrored=True).keys() == made.targets(state).keys()


@pytest.mark.parametrize(
    "name", sorted(p.parent.name for p in (assets_dir() / "plates").glob("*/plate.toml"))
)
def test_the_bundled_plates_are_sound(name: str) -> None:
    plate = read_plate(assets_dir() / "plates" / name)
    assert plate.states


def test_a_number_of_endless_digits_is_told(tmp_path: Path) -> None:
    (tmp_path / "plate.toml").write_text("id = " + "9" * 5_000, encoding="utf-8")
    with pytest.raises(PlateError, match="it is not TOML"):
        read_plate(tmp_path)
