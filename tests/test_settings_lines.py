"""A message about clinic.toml names the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.settings import FILE_NAME
from missdesk.settings_lines import line_of
from missdesk.settings_read import read_clinic

TEXT = '''\
# top
name = "A"

"phone" = 3
[blocks]
wound = """
name = "not here"
[phones]
"""
fasting = 'x'

[[phones]]
who = "N"
[[phones]]   # nights
number = "2"
'''


@pytest.mark.parametrize(
    ("table", "key", "entry", "line"),
    [
        ("", "name", 0, 2),
        ("", "phone", 0, 4),
        ("", "footer", 0, 0),
        ("blocks", "", 0, 5),
        ("blocks", "fasting", 0, 10),
        ("blocks", "medicines", 0, 5),
        ("phones", "", 0, 12),
        ("phones", "who", 1, 13),
        ("phones", "number", 1, 12),
        ("phones", "number", 2, 15),
        ("phones", "who", 2, 14),
    ],
)
def test_a_key_is_found_in_its_own_table(table: str, key: str, entry: int, line: int) -> None:
    assert line_of(TEXT, table, key, entry=entry) == line


def test_a_table_written_as_a_plain_key_is_found() -> None:
    assert line_of('name = "A"\nblocks = 3\n', "blocks") == 2


@given(st.text(max_size=200), st.sampled_from(["", "blocks", "phones"]), st.text(max_size=9))
def test_any_text_gives_a_line_of_it_or_none(text: str, table: str, key: str) -> None:
    assert 0 <= line_of(text, table, key) <= len(text.splitlines())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("name = 'A'\nphone = 3\n", "clinic.toml:2 phone"),
        ("name = 'A'\n\nnmae = 'B'\n", "clinic.toml:3"),
        ("[blocks]\nwound = 'x'\nwund = 'y'\n", "clinic.toml:3 blocks"),
        ("[blocks]\nwound = 3\n", "clinic.toml:2 blocks wound"),
        ("[[phones]]\nnumber = '1'\n[[phones]]\nwho = 'N'\n", "clinic.toml:3 phones[2] number"),
        ("[not-offered]\nslipped-disc = 'x'\n", "clinic.toml:2 not-offered slipped-disc"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    assert read_clinic(tmp_path)[1][0].where == where


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b'name = "A"\nphone = \n', 2), (b'a = "\n', 1), (b"# ok\n# \xff", 2), (b"[a]\n[a]\n", 2)],
)
def test_a_file_that_cannot_be_read_at_all_names_the_line(
    tmp_path: Path, raw: bytes, line: int
) -> None:
    (tmp_path / FILE_NAME).write_bytes(raw)
    (fault,) = read_clinic(tmp_path)[1]
    assert fault.where == f"{tmp_path / FILE_NAME}:{line}"
