from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from missdesk.__main__ import main
from missdesk.errors import InputError
from missdesk.model.consultation import STEPS, Consultation
from missdesk.model.place import unknown_level
from missdesk.model.topic import Place, TopicId
from missdesk.ui.tour import read_size
from missdesk.ui.tour_visit import NAME, PLACES, fill_in

if TYPE_CHECKING:
    from missdesk.model.library import Library

COMPARE = {"4-compare-people", "4-compare-words", "4-compare-read"}
LEVELS = ("T10", "L1", "L4", "L3-L4", "L4-L5")
SCREENS = {"1-start"} | {f"{number}-{step}" for number, step in enumerate(STEPS, 2)}


@pytest.mark.parametrize(
    ("text", "size"), [("1366x768", (1366, 768)), (" 1920X1080 ", (1920, 1080))]
)
def test_a_size_is_read(text: str, size: tuple[int, int]) -> None:
    assert read_size(text) == QSize(*size)


@pytest.mark.parametrize("text", ["", "big", "1366", "1366x", "10x10", "99999x99999", "-5x800"])
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="1366x768"):
        read_size(text)


def test_the_demo_visit_is_filled_in_from_the_content(library: Library) -> None:
    consultation = Consultation()
    topic = library.topics[TopicId("slipped-disc")]
    fill_in(consultation, topic)
    visit = consultation.visit
    assert (visit.level, visit.side, visit.name) == ("L4-L5", "left", NAME)
    assert set(visit.values) < set(topic.values)
    for kind, place in PLACES.items():
        assert place is None or unknown_level(place, Place(kind, LEVELS)) is None
    assert visit.questions == tuple(topic.questions[:4])


@pytest.mark.parametrize("arguments", [[], ["--theme", "contrast", "--text", "200"]])
def test_every_screen_and_the_handout_are_saved(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    folder = tmp_path / "new" / "out"
    assert main(["tour", "-o", str(folder), "--topic", "slipped-disc", *arguments]) == 0
    made = {path.stem for path in folder.glob("*.png")}
    assert made >= SCREENS | COMPARE | {"contact-sheet"}
    for name in SCREENS:
        image = QImage(str(folder / f"{name}.png"))
        assert (image.width(), image.height()) == (1366, 768)
    assert (folder / "handout.pdf").read_bytes().startswith(b"%PDF-")
    told = capsys.readouterr().out.split()
    assert {Path(line).name for line in told} == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--size", "huge"], "is not a size"),
        (["--text", "110"], "110 is not a text size"),
        (["--topic", "neck"], '"neck" is not known. Use one of: slipped-disc'),
    ],
)
def test_wrong_options_end_with_2_and_one_message(
    qapp: object,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    assert main(["tour", "-o", str(tmp_path), *arguments]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_folder_that_is_a_file_is_told(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    assert main(["tour", "-o", str(path)]) == 2
    assert str(path) in capsys.readouterr().err
