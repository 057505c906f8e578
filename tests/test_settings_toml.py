"""What is changed in clinic.toml reads back as it was meant, and all else stays."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.errors import InputError
from missdesk.kiosk_settings import KioskSettings
from missdesk.settings import (
    BLOCKS,
    FILE_NAME,
    Clinic,
    Formats,
    Phone,
    clean,
    clean_lines,
)
from missdesk.settings_read import read_clinic
from missdesk.settings_toml import changed_text, changes_of, kiosk_changes
from missdesk.ui.kiosk.read_settings import read_kiosk

HOSTILE = ('"', "'", '"""', "'''", "\\", "\\u0041", "#", "=", "[x]", "[[x]]", "\t", "\n", "\r\n")
TEXT = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)), max_size=6).map("".join)
LINE = TEXT.map(clean).map(lambda text: text[:80].strip())
LINES = TEXT.map(clean_lines).map(lambda text: clean_lines(text[:900]))
SAID = LINE.filter(bool)
OPTION = st.lists(SAID, min_size=1, max_size=4, unique=True).map(tuple)
KEY = st.binary(min_size=32, max_size=32).map(bytes.hex)
CLINIC = st.builds(
    Clinic,
    name=LINE,
    phone=LINE,
    emergency=LINE,
    paper=st.sampled_from([None, "a4", "letter"]),
    blocks=st.dictionaries(st.sampled_from(BLOCKS), LINES.filter(bool)),
    phones=st.lists(st.builds(Phone, LINE, SAID), max_size=4).map(tuple),
    clinicians=st.lists(SAID, max_size=8).map(tuple),
    footer=LINE,
    not_offered=st.dictionaries(SAID, OPTION, max_size=3),
    formats=st.builds(
        Formats,
        st.sampled_from(["day-first", "month-first", "iso"]),
        st.sampled_from(["metric", "us"]),
    ),
    trusted_reviewers=st.lists(KEY, max_size=3, unique=True).map(tuple),
    pack=st.none() | st.sampled_from(["/packs/our own", "/packs/ours.zip"]).map(Path),
    idle_minutes=st.tuples(st.integers(1, 120), st.integers(1, 120)).map(lambda m: (m[0], sum(m))),
)
KIOSK = st.builds(
    KioskSettings,
    topics=st.lists(SAID, max_size=3, unique=True).map(tuple),
    idle_seconds=st.integers(20, 600),
    warning_seconds=st.integers(20, 120),
    has_attract=st.booleans(),
    clinic_address=st.sampled_from(["", "https://hill.example/a?b=c#d"]),
    allows_print=st.booleans(),
    trusted_reviewers=st.lists(KEY, max_size=3, unique=True).map(tuple),
    pack=st.none() | st.just(Path("/packs/ours.zip")),
)
BY_HAND = """\
# Our own file. Ask Ben before you change it.
name = 'Hill'   # the long name does not fit
future-key = [1, 2]
clinicians = [
  "Dr A",  # on Mondays
]

[[phones]]
who = "Nurse"
number = "2"
hours = "8 to 5"  # not in winter

[blocks]
# Agreed with the pharmacy
wound = '''
Keep it dry.
'''

[other]
kept = true
"""


@given(first=CLINIC, second=CLINIC)
def test_whatever_is_typed_reads_back_as_typed(
    tmp_path_factory: pytest.TempPathFactory, first: Clinic, second: Clinic
) -> None:
    folder = tmp_path_factory.getbasetemp()
    text, before = "", Clinic()
    for clinic in (first, second, Clinic()):
        text = changed_text(text, changes_of(before, clinic))
        (folder / FILE_NAME).write_bytes(text.encode())
        assert read_clinic(folder) == (clinic, ())
        before = clinic


@given(clinic=CLINIC)
def test_comments_and_keys_of_others_stay(clinic: Clinic) -> None:
    before = Clinic(
        name="Hill",
        clinicians=("Dr A",),
        phones=(Phone("Nurse", "2"),),
        blocks={"wound": "Keep it dry."},
    )
    made = changed_text(BY_HAND, changes_of(before, clinic))
    now = tomllib.loads(made)
    assert (now["future-key"], now["other"]) == ([1, 2], {"kept": True})
    assert made.startswith("# Our own file. Ask Ben before you change it.\n")
    if clinic.phones:
        assert now["phones"][0]["hours"] == "8 to 5"
        assert "# not in winter" in made


@given(first=KIOSK, second=KIOSK)
def test_whatever_is_set_for_the_waiting_room_reads_back(
    tmp_path_factory: pytest.TempPathFactory, first: KioskSettings, second: KioskSettings
) -> None:
    file = tmp_path_factory.getbasetemp() / "kiosk.toml"
    text, before = "# ours\nfuture = 1\n", KioskSettings()
    for settings in (first, second, KioskSettings()):
        text = changed_text(text, kiosk_changes(before, settings), file.name)
        file.write_bytes(text.encode())
        made, faults = read_kiosk(file)
        assert made == settings
        assert len(faults) == 1  # "future" is not known
        before = settings
    assert text.startswith("# ours\nfuture = 1\n")


@pytest.mark.parametrize("version", ["2", "99", '"2"', "2.0"])
def test_a_file_of_a_newer_missdesk_is_not_written_over(version: str) -> None:
    with pytest.raises(InputError, match="a newer MISSDesk wrote it"):
        changed_text(f"version = {version}\n", {"name": "B"})


def test_both_minutes_are_written_since_one_follows_from_the_other() -> None:
    changes = changes_of(Clinic(), Clinic(idle_minutes=(15, 20)))
    assert changes == {"cover-minutes": 15, "wipe-minutes": 20}


def test_one_change_is_one_line() -> None:
    made = changed_text(BY_HAND, {"name": "Dale"})
    differ = [a for a, b in zip(BY_HAND.split("\n"), made.split("\n"), strict=True) if a != b]
    assert differ == ["name = 'Hill'   # the long name does not fit"]
    assert 'name = "Dale"   # the long name does not fit' in made


def test_phones_written_in_one_line_become_tables_below_the_plain_keys() -> None:
    text = 'phones = [{ number = "1" }]\nname = "A"\n[blocks]\nwound = "x"\n'
    made = tomllib.loads(changed_text(text, {"phones": (Phone("N", "2"), Phone("", "3"))}))
    assert made["name"] == "A"
    assert made["phones"] == [{"who": "N", "number": "2"}, {"number": "3"}]


def test_line_ends_of_another_system_stay() -> None:
    text = 'name = "A"\r\nphone = "1"\r\n'
    made = changed_text(text, {"name": "B"})
    assert made == 'name = "B"\r\nphone = "1"\r\n'


@pytest.mark.parametrize("text", ["name = ", "a = 1\na = 2", "[a", "\x00", "a = " + "[" * 3000])
def test_a_broken_file_is_never_written_over(text: str) -> None:
    with pytest.raises(InputError, match=r"clinic\.toml: it can’t be changed without losing"):
        changed_text(text, {"name": "B"})


def test_the_document_s_example_can_be_changed() -> None:
    page = (Path(__file__).parents[1] / "docs" / "clinic-settings.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    made = changed_text(example, {"blocks": {"wound": "Ask.\nThen shower."}, "paper": "letter"})
    assert tomllib.loads(made)["blocks"]["wound"] == "Ask.\nThen shower."
    assert "[not-offered]" in made


def test_nothing_changed_changes_nothing() -> None:
    clinic = Clinic(name="A", blocks={"wound": "x"})
    assert changes_of(clinic, replace(clinic)) == {}
    assert changed_text(BY_HAND, {}) == BY_HAND
