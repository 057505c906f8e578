"""The list: read as Excel writes it; what is wrong costs its own row and repeats no name."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.errors import InputError
from missdesk.handout.batch_csv import COLUMNS, BatchList, read_list
from missdesk.handout.batch_files import file_name

HEAD = "reference,topic,level,name"


def read(tmp_path: Path, text: str | bytes) -> BatchList:
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_list(file)


def faults(listed: BatchList) -> list[str]:
    return [str(f.fault) for f in listed.faults]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_excel_writes_is_read(tmp_path: Path, delimiter: str, end: str, encoding: str) -> None:
    rows = (
        ("Reference", "TOPIC", "Birth date", "name"),
        ("A-1", "slipped-disc", "1960-05-01", f'"Zoë{delimiter} ""Zo"" Example"'),
        ("", "", "", ""),
        ("A-2", "slipped-disc", "", "Łukasz"),
    )
    text = end.join(delimiter.join(row) for row in rows) + end
    listed = read(tmp_path, text.encode(encoding))
    assert listed.delimiter == delimiter
    assert not listed.faults
    assert not listed.notes
    assert [row.line for row in listed.rows] == [2, 4]
    first = listed.rows[0].words
    assert first["birth-date"] == "1960-05-01"
    assert first["name"] == " ".join(f'Zoë{delimiter} "Zo" Example'.split())
    assert listed.rows[1].words == {
        "reference": "A-2", "topic": "slipped-disc", "name": "Łukasz"}  # fmt: skip


def test_letters_of_windows_are_read_and_told(tmp_path: Path) -> None:
    listed = read(tmp_path, f"{HEAD}\nA,slipped-disc,,Zoë Müller\n".encode("cp1252"))
    assert listed.rows[0].words["name"] == "Zoë Müller"
    assert "Windows letters (1252)" in listed.notes[0]


def test_the_line_excel_adds_for_its_separator_is_obeyed(tmp_path: Path) -> None:
    listed = read(tmp_path, "sep=;\ntopic;name\nslipped-disc;A, B\n")
    assert listed.rows[0].words["name"] == "A, B"
    assert listed.rows[0].line == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "it is empty"),
        (b"\n;;;\n", "it is empty"),
        (b"topic,name\n", "it has no rows"),
        (b"topic,operation day\nx,y\n", 'column 2 is not known. Did you mean "operation-date"'),
        (b"name,level\nx,y\n", 'there is no column "topic"'),
        (b"topic,Topic\nx,y\n", 'two columns "topic"'),
        (b"topic,name\nslipped-disc,\x81\x8d\n", "no letters"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "no letters"),
        (b"topic," + b"," * 1_000_000 + b"\nx\n", "column names is too long"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "column 1 is not known. Delete it"),
        (b"Ada Example,1960-05-01\n", "column 1 is not known. Delete it"),
    ],
)
def test_a_list_that_cannot_be_trusted_is_one_message(
    tmp_path: Path, text: bytes, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)
    assert "ada" not in str(caught.value).lower()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,slipped-disc,,=1+1", "line 3, name: this is a formula"),
        ("A,slipped-disc,#REF!,x", "line 3, level: the spreadsheet could not work out"),
        ("A,slipped-disc,,A\0da", "line 3, name: there is a character that can't be printed"),
        ('A,slipped-disc,,"A\nda"', "line 3, name: there is a line break"),
        ('A,slipped-disc,,"Ada', "line 3: a quote is not where it may be"),
        ('A,slipped-disc,,"Ada"x', "line 3: a quote is not where it may be"),
        ("A,slipped-disc,,Ada,left", "line 3: cell 5 stands under no column name"),
        ("A,,,Ada", "line 3, topic: it is empty"),
        ("A,slipped-disc," + "," * 1_000_000, "line 3: the line has 1000015 characters"),
        ("x" * 200 + ",slipped-disc,,Ada", "line 3, reference: it has more than 120"),
    ],
)
def test_a_fault_costs_its_own_row_only(tmp_path: Path, row: str, said: str) -> None:
    text = f"{HEAD}\nB,slipped-disc,,Before\n{row}\nC,slipped-disc,,After\n"
    listed = read(tmp_path, text)
    assert [r.words["name"] for r in listed.rows] == ["Before", "After"]
    assert len(listed.faults) == 1
    assert faults(listed)[0].startswith(said)
    assert "Ada" not in faults(listed)[0]


def test_references_that_differ_in_capitals_only_are_refused_all(tmp_path: Path) -> None:
    text = f"{HEAD}\nh1,slipped-disc\nH1,slipped-disc\nH/1,slipped-disc\nh-1,slipped-disc\nX,a\n"
    listed = read(tmp_path, text)
    assert [row.line for row in listed.rows] == [6]
    assert [f.line for f in listed.faults] == [2, 3, 4, 5]
    assert "lines 2, 3 have the same reference" in faults(listed)[0]


def test_twenty_thousand_twins_are_told_quickly(tmp_path: Path) -> None:
    listed = read(tmp_path, "reference,topic\n" + "A,slipped-disc\n" * 20_000)
    assert len(listed.faults) == 20_000
    with pytest.raises(InputError, match="more than 20000 rows"):
        read(tmp_path, "topic\n" + "slipped-disc\n" * 20_001)


def test_open_quotes_on_every_line_cost_little(tmp_path: Path) -> None:
    text = "topic,name\n" + 'slipped-disc,"Ada\n' * 5000
    tracemalloc.start()
    listed = read(tmp_path, text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert listed.total == 5000
    assert most < 60_000_000


@pytest.mark.parametrize(
    ("reference", "file"),
    [
        ("H-001", "H-001.pdf"),
        ("  ../../etc/passwd ", "etc-passwd.pdf"),
        ("..\\..\\x", "x.pdf"),
        ("C:\\Users\\x", "C-Users-x.pdf"),
        ("con", "file-con.pdf"),
        ("NUL.txt", "file-NUL.txt.pdf"),
        ("Lpt1", "file-Lpt1.pdf"),
        ("com¹", "file-com¹.pdf"),
        ("a.pdf", "a.pdf"),
        ("a\u202egpj", "a-gpj.pdf"),
        ("=cmd|' /C calc'!A0", "cmd-C-calc-A0.pdf"),
        ("-rf", "rf.pdf"),
        ("a:b*c?", "a-b-c.pdf"),
        ("...", "row-00007.pdf"),
        ("", "row-00007.pdf"),
        ("Østre 12", "Østre-12.pdf"),
    ],
)
def test_a_reference_names_a_harmless_file(reference: str, file: str) -> None:
    assert file_name(reference, 7) == file


@given(st.text(max_size=150))
def test_any_reference_stays_in_its_folder(reference: str) -> None:
    name = file_name(reference, 1)
    assert name.endswith(".pdf")
    assert Path(name).name == name
    assert not name.startswith((".", "-"))
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert len(name.encode()) <= 4 * 80 + 4


@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_one_message(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    for data in (raw, b"topic,name,reference\n" + raw):
        file.write_bytes(data)
        with suppress(InputError):
            assert all(set(row.words) <= set(COLUMNS) for row in read_list(file).rows)


def test_a_changed_row_has_another_check(tmp_path: Path) -> None:
    checks = {
        read(tmp_path, f"topic,level\nslipped-disc,{level}\n").rows[0].check
        for level in ("L4-L5", "L5-S1", "L4-L5")
    }
    assert len(checks) == 2


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError, match="can't be read"):
            read_list(path)
