"""The clinic's settings: read when sound, left out and named when not."""

from __future__ import annotations

from pathlib import Path

import pytest

from missdesk.settings import FILE_NAME, Clinic, read_clinic


def write(folder: Path, text: str | bytes) -> Path:
    raw = text.encode() if isinstance(text, str) else text
    (folder / FILE_NAME).write_bytes(raw)
    return folder


def test_no_file_gives_empty_settings(tmp_path: Path) -> None:
    assert read_clinic(tmp_path) == (Clinic(), ())


def test_all_settings_are_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        'name = "Hill  Clinic"\nphone = "+44 20 7946 0000"\nemergency = "999"\npaper = "Letter"\n'
        '[blocks]\nmedicines = "Ask us."\nwound = ""\n',
    )
    clinic, faults = read_clinic(tmp_path)
    assert faults == ()
    assert clinic == Clinic(
        "Hill Clinic", "+44 20 7946 0000", "999", "letter", {"medicines": "Ask us."}
    )


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    write(tmp_path, "\ufeffname = 'A'")
    assert read_clinic(tmp_path)[0].name == "A"


def test_direction_marks_and_controls_are_dropped(tmp_path: Path) -> None:
    write(tmp_path, 'name = "A\\u202Eb\\u0007c"')
    assert read_clinic(tmp_path)[0].name == "Abc"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not TOML"),
        (b"\xff\xfe", "not UTF-8"),
        ("nmae = 'x'", 'Did you mean "name"'),
        ("name = 3", "not a text"),
        (f"name = '{'x' * 500}'", "500 characters"),
        ("paper = 'a3'", 'no paper "a3"'),
        ("blocks = 'x'", "not a table"),
        ("[blocks]\nwund = 'x'", 'Did you mean "wound"'),
        ("a = " + "[" * 5000, "nested too deep"),
        ("#" * 70000, "larger than 64 KB"),
    ],
)
def test_faults_say_where_what_and_how_to_mend(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    write(tmp_path, text)
    _clinic, faults = read_clinic(tmp_path)
    assert said in str(faults[0])
    assert FILE_NAME in faults[0].where


def test_a_wrong_value_leaves_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "name = 'A'\nphone = 3\n")
    clinic, faults = read_clinic(tmp_path)
    assert clinic.name == "A"
    assert clinic.phone == ""
    assert len(faults) == 1


def test_a_folder_instead_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert "can't be read" in str(read_clinic(tmp_path)[1][0])
