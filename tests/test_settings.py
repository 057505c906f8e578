"""The clinic's settings: read when sound, left out and named when not."""

from __future__ import annotations

from pathlib import Path

import pytest

from missdesk import settings_read
from missdesk.settings import (
    FILE_NAME,
    MOST_LOGO_BYTES,
    Clinic,
    Formats,
    Phone,
    formats,
    use_formats,
    written_as,
)
from missdesk.settings_read import read_clinic, unknown_options

PNG = b"\x89PNG\r\n\x1a\nrest"
DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "clinic-settings.md"


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
        ("a = " + "9" * 5000, "not TOML"),
        ("nmae = 'x'", 'Did you mean "name".'),
        ("name = 3", "not a text"),
        (f"name = '{'x' * 500}'", "500 characters"),
        ("paper = 'a3'", '"a3" is not known. Write "a4" or "letter"'),
        ("blocks = 'x'", "not a table"),
        ("[blocks]\nwund = 'x'", 'Did you mean "wound"'),
        ("units = 'stone'", '"stone" is not known. Write "metric" or "us"'),
        ("dates = 'us'", 'Write "day-first" or "month-first" or "iso"'),
        ("clinicians = 'Dr A'", "not a list of texts"),
        ("clinicians = [1]", "not a list of texts"),
        ("clinicians = ['a','b','c','d','e','f','g','h','i']", "9 entries"),
        (f"footer = '{'x' * 91}'", "91 characters. Use at most 90"),
        ("phones = 'x'", "Write [[phones]]"),
        ("[[phones]]\nwho = 'Nurse'", "phones[1] number: there is none"),
        ("[[phones]]\nnumber = '1'\nwo = 'Nurse'", 'Did you mean "who"'),
        ("[[phones]]\nnumber='1'\n" * 5, "there are 5 numbers"),
        ("not-offered = ['camera']", "Write [not-offered]"),
        ("[not-offered]\nslipped-disc = 'camera'", "not a list of texts"),
        ("logo = 'none.png'", "none.png: it can't be read"),
        ("logo = 'clinic.toml'", "it is neither PNG nor JPEG"),
        ("logo = '.'", "it can't be read"),
        ("logo = 4", "not a text"),
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


def test_the_wider_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "our logo.png").write_bytes(PNG)
    write(
        tmp_path,
        """
name = "Hill Clinic"
logo = "our logo.png"
phone = "1"
clinicians = ["Dr A, surgeon", " "]
dates = "month-first"
units = "US"
footer = "1 Hill Road"
[[phones]]
who = "Nurse"
number = "2"
[not-offered]
slipped-disc = ["camera"]
[blocks]
wound = '''
  Keep it   dry.

- One.
- Two.'''
""",
    )
    clinic, faults = read_clinic(tmp_path)
    assert faults == ()
    assert clinic.logo == PNG
    assert clinic.clinicians == ("Dr A, surgeon",)
    assert clinic.formats == Formats("month-first", "us")
    assert clinic.footer == "1 Hill Road"
    assert clinic.numbers == (Phone("Hill Clinic", "1"), Phone("Nurse", "2"))
    assert not clinic.offers("slipped-disc", "camera")
    assert clinic.offers("slipped-disc", "open")
    assert clinic.offers("narrow-canal", "camera")
    assert clinic.blocks["wound"] == "Keep it dry.\n- One.\n- Two."


@pytest.mark.parametrize("key", settings_read.KEYS)
@pytest.mark.parametrize(
    "value",
    ["3", "true", "[]", "{}", "[[1]]", "[{}]", "1979-05-27", "''", "'\\u0000'", "nan",
     "{ a = [1], '' = 'x' }", "[{ who = 1, number = 2 }]", "'/dev/zero'", "'../../x'"],
)  # fmt: skip
def test_any_kind_of_value_is_read_or_named(tmp_path: Path, key: str, value: str) -> None:
    write(tmp_path, f"{key} = {value}\n")
    _clinic, faults = read_clinic(tmp_path)
    assert all("\n" not in str(fault) and FILE_NAME in fault.where for fault in faults)


def test_a_huge_logo_is_not_read_whole(tmp_path: Path) -> None:
    (tmp_path / "l.png").write_bytes(PNG + b"0" * MOST_LOGO_BYTES)
    write(tmp_path, "logo = 'l.png'")
    assert "larger than 4 MB" in str(read_clinic(tmp_path)[1][0])


def test_options_that_no_content_has_are_named() -> None:
    clinic = Clinic(not_offered={"slipped-disc": ("camra", "open"), "nek": ("open",)})
    said = [str(f) for f in unknown_options(clinic, {"slipped-disc": ["open", "camera"]})]
    assert 'there is no option "camra". Did you mean "camera"' in said[0]
    assert 'there is no topic "nek"' in said[1]
    assert len(said) == 2


def test_formats_hold_inside_their_block_only() -> None:
    before = formats()
    with written_as(Formats("iso", "us")):
        assert formats() == Formats("iso", "us")
        use_formats(Formats("month-first"))
        assert formats().dates == "month-first"
    assert formats() == before


def test_the_example_of_the_documentation_has_no_fault(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    example = text.split("```toml", 1)[1].split("```", 1)[0]
    (tmp_path / "logo.png").write_bytes(PNG)
    clinic, faults = read_clinic(write(tmp_path, example))
    assert faults == ()
    assert all(
        getattr(clinic, name) for name in ("name", "logo", "phone", "phones", "emergency", "paper",
                                           "clinicians", "footer", "not_offered", "blocks")
    )  # fmt: skip
    assert set(clinic.blocks) == {"medicines", "fasting", "wound", "follow-up", "formats"}


def test_keys_of_reviewers_are_read_and_a_wrong_one_is_never_believed(tmp_path: Path) -> None:
    key = "0A" * 32
    write(tmp_path, f"trusted-reviewers = ['{key}', 'abc']")
    clinic, faults = read_clinic(tmp_path)
    assert clinic.trusted_reviewers == (key.lower(),)
    assert '"abc" is not a key. Copy the 64 digits' in str(faults[0])
