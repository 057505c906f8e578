"""The command line: what each command prints, and its exit code."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from missdesk import __version__, cli
from missdesk.__main__ import main
from missdesk.paths import content_dir

if TYPE_CHECKING:
    from pathlib import Path

Said = pytest.CaptureFixture[str]
HANDOUT = ("handout", "--topic", "slipped-disc")


def run(*arguments: str) -> int:
    try:
        return main(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)


def test_the_version_is_told(capsys: Said) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"MISSDesk {__version__}\n"


def test_help_names_every_command(capsys: Said) -> None:
    assert run("--help") == 0
    told = capsys.readouterr().out
    for command in ("consult", "tour", "handout", "check", "info"):
        assert command in told
    assert "kiosk" not in told


@pytest.mark.parametrize("arguments", [["brew"], ["handout"], ["check", "--loud"]])
def test_a_wrong_command_line_is_one_message_and_2(capsys: Said, arguments: list[str]) -> None:
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.err.startswith("missdesk: ")
    assert "--help" in said.err
    assert said.out == ""


def test_info_names_content_review_and_printers(capsys: Said) -> None:
    assert run("info") == 0
    told = capsys.readouterr().out
    assert "not yet reviewed by a clinician" in told
    assert "topic slipped-disc" in told
    assert "printers:" in told


def test_a_handout_is_written_with_fixed_bytes(tmp_path: Path, capsys: Said) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for file in files:
        given = ["--level", "l4/l5", "--side", "left", "--name", "Ada Example"]
        dates = ["--operation-date", "2026-12-07", "--date", "2026-11-21"]
        assert run(*HANDOUT, *given, *dates, "-o", str(file)) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "pages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--topic", "slipped-disk"], 'Did you mean "slipped-disc"'),
        (["--topic", "slipped-disc", "--level", "L9-L10"], '"L9-L10" is not known'),
        (["--topic", "slipped-disc", "--operation-date", "7.12."], '"7.12." is not a date'),
        (["--topic", "slipped-disc", "--options", "open,open"], "one to three different options"),
        (["--topic", "slipped-disc", "--options", "laser"], '"laser" is not known'),
        ([], "--topic: is missing"),
    ],
)
def test_wrong_values_say_how_to_mend_them(
    tmp_path: Path, capsys: Said, given: list[str], words: str
) -> None:
    assert run("handout", *given, "-o", str(tmp_path / "h.pdf")) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: Said) -> None:
    assert run(*HANDOUT, "-o", str(tmp_path / "none" / "h.pdf")) == 2
    assert "no such folder" in capsys.readouterr().err


def test_the_bundled_pack_passes_its_check(capsys: Said) -> None:
    assert run("check") == 0, capsys.readouterr().out


def test_a_broken_pack_is_found_out_as_words_and_as_json(tmp_path: Path, capsys: Said) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(content_dir(), pack)
    topic = pack / "topics" / "slipped-disc" / "topic.toml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace('look = "open"', 'look = "opne"'), encoding="utf-8")
    assert run("check", str(pack)) == 1
    told = capsys.readouterr().out
    assert "topics/slipped-disc/topic.toml" in told
    assert run("check", str(pack), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {"rule", "where", "what", "fix"} <= set(found[0])


def test_a_pack_that_is_not_there_is_2(tmp_path: Path, capsys: Said) -> None:
    assert run("check", str(tmp_path / "none")) == 2
    assert "there is no such folder" in capsys.readouterr().err


def test_a_side_needs_a_topic_that_has_sides() -> None:
    assert cli._dashed("l4\u2013l5") == "L4-L5"
    assert cli._dashed(None) is None
