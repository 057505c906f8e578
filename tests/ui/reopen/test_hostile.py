"""Whatever is dropped: what is no handout is refused with words, and the visit stays (KE8, KV)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QUrl

from missdesk.model.consultation import Visit
from missdesk.ui.widgets.layer import Layer
from tests.ui.reopen.opening import (
    drop,
    drop_file,
    visit,
    wait,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.desk import Desk


def _script(pdf: Path) -> bytes:
    out = pdf.parent / "script"
    with pikepdf.open(pdf) as file:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        file.Root.OpenAction = act
        file.save(out)
    return out.read_bytes()


def _other_program(_pdf: Path) -> bytes:
    file = pikepdf.new()
    file.add_blank_page()
    out = _pdf.parent / "other"
    file.save(out)
    return out.read_bytes()


def _record(inside: str, version: int = 1) -> bytes:
    return f'{{"format":"missdesk-visit","version":{version},"visit":{inside}}}'.encode()


HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "script": (_script, "it has a script"),
    "cut": (lambda pdf: pdf.read_bytes()[:2000], "damaged"),
    "other-program": (_other_program, "carries no consultation"),
    "no-pdf": (lambda _pdf: b"MZ\x90\0" * 99, "neither a handout nor a record"),
    "empty": (lambda _pdf: b"", "neither a handout nor a record"),
    "deep": (lambda _pdf: b'{"a":' * 100_000, "damaged"),
    "large": (lambda _pdf: b"{" + b" " * 2_000_001, "larger than 2 MB"),
    "unknown-field": (lambda _pdf: _record('{"topic":"slipped-disc","x":1}'), "no version of"),
    "unknown-topic": (lambda _pdf: _record('{"topic":"neck"}'), "not in this installation"),
    "newer": (lambda _pdf: _record("{}", 2), "newer MISSDesk"),
    "other-json": (lambda _pdf: b'{"format":"x"}', "not a saved consultation"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_words_and_the_visit_stays(
    desk: Desk, qtbot: QtBot, pdf: Path, kind: str
) -> None:
    made, words = HOSTILE[kind]
    file = pdf.parent / "evil\u202efdp.exe"
    file.write_bytes(made(pdf))
    desk.open_topic("narrow-canal")
    desk._consultation.change(name="Somebody Else")
    before = visit(desk)
    drop_file(desk, file)
    wait(qtbot, desk, lambda: words in " ".join(desk.notice.words))
    assert visit(desk) == before
    assert Layer.open_on(desk.window) is None  # what can't be opened is never asked about
    assert "\u202e" not in " ".join(desk.notice.words)


def test_what_is_no_single_file_is_refused(
    desk: Desk, qtbot: QtBot, pdf: Path, tmp_path: Path
) -> None:
    drop_file(desk, pdf, pdf)
    assert "more than one file" in desk.notice.words[0]
    assert drop(desk.window, QUrl("https://example.org/handout.pdf"))
    assert "an address" in desk.notice.words[0]
    assert drop(desk.window, text="javascript:alert(1)")
    assert "not a file" in desk.notice.words[0]
    folder = tmp_path / "folder"
    folder.mkdir()
    drop_file(desk, folder)
    wait(qtbot, desk, lambda: "it is a folder" in desk.notice.words[0])
    drop_file(desk, tmp_path / "gone.pdf")
    wait(qtbot, desk, lambda: "can't be read" in desk.notice.words[0])
    assert visit(desk) == Visit()
