"""A handout dropped, chosen or named at the start opens as it was saved; all else is refused."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGraphicsView, QLineEdit, QWidget

from missdesk.handout.build import build_handout
from missdesk.model.consultation import NOT_SURE, Consultation, Visit
from missdesk.model.marks import Mark, Sheet
from missdesk.model.record import to_json
from missdesk.model.recovery import DayRange
from missdesk.model.topic import TopicId
from missdesk.paths import assets_dir
from missdesk.ui import reopen_cards
from missdesk.ui.context import UiContext
from missdesk.ui.desk import Desk, WindowParts
from missdesk.ui.handout_parts.places import Place
from missdesk.ui.main_window import MainWindow
from missdesk.ui.reopen_cards import MOST_LISTED, OpenPanel, earlier_handouts
from missdesk.ui.tabs import TABS
from missdesk.ui.widgets.confirm import ConfirmDialog
from missdesk.ui.widgets.fields import TextField
from missdesk.ui.widgets.layer import Layer
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from missdesk.model.library import Library
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.workers import Workers

NAME, WORD = "Zzyzx Qwertz", "correct horse"
TODAY = date(2026, 11, 21)
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def saved(library: Library) -> Visit:
    """A visit with something in every field that a record holds."""
    topic = library.topics[TopicId("slipped-disc")]
    consultation = Consultation()
    consultation.start(topic)
    ink = Mark(kind="pen", points=((1.0, 2.0), (3.25, 4.5)), width_mm=0.9, text="", stamp=None)
    consultation.change(
        level="L4-L5",
        side="left",
        has_extra_vertebra=True,
        options=tuple(reversed(topic.shown_first)),
        operation_step=2,
        operation_date=date(2026, 12, 7),
        job="Baker",
        surgeons_days={topic.recovery[0].id: DayRange(3, 9, is_surgeons=True)},
        values={topic.values[0]: 1},
        leaning=NOT_SURE,
        questions=topic.questions[:2],
        own_questions=("<b>Can I swim?</b>",),
        sheets={"axial-l4l5|L4-L5|left": Sheet((ink,))},
        name=NAME,
        birth_date=date(1961, 2, 3),
        text_size="large",
        paper="letter",
        sections=("cover", "questions", "sources"),
        visited=("problem", "decide"),
    )
    return consultation.visit


@pytest.fixture
def pdf(library: Library, saved: Visit, tmp_path: Path) -> Path:
    """A handout that carries the visit."""
    made = tmp_path / "handout-20261121-0905.pdf"
    built = build_handout(library, saved, today=TODAY, fixed=True, with_record=True)
    made.write_bytes(built.pdf)
    return made


@pytest.fixture
def desk(theme: Theme, workers: Workers, library: Library, qtbot: QtBot) -> Iterator[Desk]:
    """The window on its start page."""
    window = MainWindow(theme)
    qtbot.addWidget(window)
    context = UiContext(library, Consultation(), theme, workers)
    made = Desk(window, WindowParts(context, lambda: TABS, assets_dir() / "cards", TODAY))
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not made.is_busy)
    yield made
    window.close()


def _drop(target: QWidget, *urls: QUrl, text: str = "") -> bool:
    """Drop something as a file manager would; return whether it was taken."""
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    if text:
        data.setText(text)
    middle = target.rect().center()
    enter = QDragEnterEvent(middle, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(target, enter)
    event = QDropEvent(QPointF(middle), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(target, event)
    return enter.isAccepted() and event.isAccepted()


def _drop_file(desk: Desk, *paths: Path) -> None:
    assert _drop(desk.window, *(QUrl.fromLocalFile(str(path)) for path in paths))


def _visit(desk: Desk) -> Visit:
    return desk._consultation.visit


def _wait(qtbot: QtBot, desk: Desk, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=20_000)
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=20_000)


def _press(desk: Desk, name: str) -> None:
    found = desk.window.findChildren(QAbstractButton, name)
    assert found, name
    found[-1].click()


def _same(found: Visit, saved: Visit) -> bool:
    """Return whether a visit is the saved one; the step now in front has been seen, too."""
    return to_json(found).replace('"problem",\n', "") == to_json(saved).replace('"problem",\n', "")


def test_a_handout_dropped_on_the_start_page_opens_exactly_as_it_was_saved(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit
) -> None:
    _drop_file(desk, pdf)
    _wait(qtbot, desk, lambda: _visit(desk).topic is not None)
    assert _same(_visit(desk), saved)
    assert desk.step == "problem"
    assert desk.notice.words[0] == "The handout is open again."


def test_a_record_opens_as_well(desk: Desk, qtbot: QtBot, saved: Visit, tmp_path: Path) -> None:
    record = tmp_path / "visit.json"
    record.write_text(to_json(saved), encoding="utf-8")
    _drop_file(desk, record)
    _wait(qtbot, desk, lambda: _visit(desk).topic is not None)
    assert _same(_visit(desk), saved)


@pytest.mark.parametrize("answer", ["confirm.yes", "confirm.no"])
def test_a_visit_that_would_be_lost_is_asked_for_once(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit, answer: str
) -> None:
    desk.open_topic("narrow-canal")
    desk._consultation.change(name="Somebody Else")
    _drop_file(desk, pdf)
    _wait(qtbot, desk, lambda: isinstance(Layer.open_on(desk.window), ConfirmDialog))
    assert _visit(desk).name == "Somebody Else"
    _press(desk, answer)
    if answer == "confirm.yes":
        assert _same(_visit(desk), saved)
    else:
        assert _visit(desk).name == "Somebody Else"
    assert Layer.open_on(desk.window) is None
    _wait(qtbot, desk, lambda: True)


def test_a_visit_with_nothing_in_it_is_not_asked_for(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit
) -> None:
    desk.open_topic("narrow-canal")
    _drop_file(desk, pdf)
    _wait(qtbot, desk, lambda: _visit(desk).name == NAME)
    assert _same(_visit(desk), saved)


def test_nothing_copied_in_the_visit_before_can_be_pasted(
    desk: Desk, qtbot: QtBot, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _board: True)
    desk.open_topic("narrow-canal")
    desk.do("note")
    assert QApplication.clipboard().text()
    _drop_file(desk, pdf)
    _wait(qtbot, desk, lambda: _visit(desk).name == NAME)
    assert QApplication.clipboard().text() == ""


def _locked(library: Library, saved: Visit, folder: Path) -> Path:
    made = folder / "locked.pdf"
    built = build_handout(library, saved, today=TODAY, with_record=True, password=WORD)
    made.write_bytes(built.pdf)
    return made


def test_a_locked_handout_asks_for_its_password_until_it_is_right(
    desk: Desk, qtbot: QtBot, library: Library, saved: Visit, tmp_path: Path
) -> None:
    _drop_file(desk, _locked(library, saved, tmp_path))
    line = _password_line(qtbot, desk)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.insert("wrong one")
    _press(desk, "password.yes")
    assert line.text() == ""
    qtbot.waitUntil(lambda: "not its password" in _wrong(desk), timeout=20_000)
    again = _password_line(qtbot, desk)
    again.insert(WORD)
    _press(desk, "password.yes")
    _wait(qtbot, desk, lambda: _visit(desk).topic is not None)
    assert _same(_visit(desk), saved)
    assert not any(WORD in w.text() for w in desk.window.findChildren(QLineEdit))


def _password_line(qtbot: QtBot, desk: Desk) -> QLineEdit:
    def found() -> list[TextField]:
        layer = Layer.open_on(desk.window)
        return [] if layer is None else layer.findChildren(TextField, "password.field")

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0].line


def _wrong(desk: Desk) -> str:
    layer = Layer.open_on(desk.window)
    words = None if layer is None else layer.findChild(Words, "password.wrong")
    return "" if words is None else words.text


def test_giving_up_on_a_password_changes_nothing(
    desk: Desk, qtbot: QtBot, library: Library, saved: Visit, tmp_path: Path
) -> None:
    _drop_file(desk, _locked(library, saved, tmp_path))
    _password_line(qtbot, desk).insert("half")
    _press(desk, "password.no")
    assert _visit(desk) == Visit()
    assert desk.step is None


# Hostile files


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
    before = _visit(desk)
    _drop_file(desk, file)
    _wait(qtbot, desk, lambda: words in " ".join(desk.notice.words))
    assert _visit(desk) == before
    assert Layer.open_on(desk.window) is None  # what can't be opened is never asked about
    assert "\u202e" not in " ".join(desk.notice.words)


def test_what_is_no_single_file_is_refused(
    desk: Desk, qtbot: QtBot, pdf: Path, tmp_path: Path
) -> None:
    _drop_file(desk, pdf, pdf)
    assert "more than one file" in desk.notice.words[0]
    assert _drop(desk.window, QUrl("https://example.org/handout.pdf"))
    assert "an address" in desk.notice.words[0]
    assert _drop(desk.window, text="javascript:alert(1)")
    assert "not a file" in desk.notice.words[0]
    folder = tmp_path / "folder"
    folder.mkdir()
    _drop_file(desk, folder)
    _wait(qtbot, desk, lambda: "it is a folder" in desk.notice.words[0])
    _drop_file(desk, tmp_path / "gone.pdf")
    _wait(qtbot, desk, lambda: "can't be read" in desk.notice.words[0])
    assert _visit(desk) == Visit()


def test_a_file_dropped_on_a_field_or_a_picture_is_the_windows(
    desk: Desk, qtbot: QtBot, pdf: Path
) -> None:
    """KE8: no path is typed into a field, and nothing else takes the file."""
    _wait(qtbot, desk, lambda: True)
    desk.open_topic("slipped-disc")
    for step in ("problem", "decide", "handout"):
        desk.go(step)
        _wait(qtbot, desk, lambda: True)
    lines = desk.window.findChildren(QLineEdit)
    assert lines
    assert not [line.objectName() for line in lines if line.acceptDrops()]
    line = lines[-1]
    before = line.text()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    at = QPoint(line.rect().center())
    QApplication.sendEvent(line, QDragEnterEvent(at, COPY, data, LEFT, NO_KEY))
    assert line.text() == before


# The list on the start page


def test_the_list_names_nobody_and_the_newest_come_first(tmp_path: Path) -> None:
    names = [f"handout-2026{month:02}01-0905.pdf" for month in range(1, 10)]
    others = ["Maria Lindqvist.pdf", "handout-20261399-0905.pdf", "handout-20260101-0905.pdf.exe"]
    for name in (*names, *others):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "handout-20261201-0905.pdf").mkdir()
    found = earlier_handouts((Place("Documents", tmp_path), Place("Gone", tmp_path / "gone")))
    assert len(found) == MOST_LISTED
    assert [one.path.name for one in found] == names[: -MOST_LISTED - 1 : -1]
    assert found[0].made == datetime(2026, 9, 1, 9, 5)


def test_an_earlier_handout_is_chosen_from_the_start_page(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reopen_cards, "places", lambda: (Place("Documents", pdf.parent),))
    _press(desk, "start.earlier")
    _wait(qtbot, desk, lambda: bool(desk.window.findChildren(QAbstractButton, "reopen.go")))
    rows = desk.window.findChildren(QAbstractButton, "reopen.file.file-0")
    assert rows[0].accessibleName().replace("\xa0", " ") == "21 November 2026, 09:05"
    _press(desk, "reopen.go")
    _wait(qtbot, desk, lambda: _visit(desk).topic is not None)
    assert _same(_visit(desk), saved)
    assert Layer.open_on(desk.window) is None


def _is_told(panel: OpenPanel, words: str) -> bool:
    return words in " ".join(panel._trouble.words)


def test_a_wrong_file_is_told_in_the_card_and_what_was_typed_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reopen_cards, "places", lambda: ())
    _press(desk, "start.earlier")
    _wait(qtbot, desk, lambda: desk.reopening._panel is not None)
    panel = desk.reopening._panel
    assert panel is not None
    for typed, words in (
        ("handout.pdf", "not a full path"),
        (str(tmp_path / "gone.pdf"), "can't be read"),
    ):
        panel._path.line.setText(typed)
        _press(desk, "reopen.go")
        qtbot.waitUntil(partial(_is_told, panel, words))
        assert panel._path.text == typed
        assert panel._open.isEnabled()


def test_no_folder_and_no_file_is_remembered(
    desk: Desk, qtbot: QtBot, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KP4: opening leaves no trace in the user's settings."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    _drop_file(desk, pdf)
    _wait(qtbot, desk, lambda: _visit(desk).topic is not None)
    assert not list(home.rglob("*"))


def test_a_drag_is_shown_as_a_copy_so_that_the_file_stays(desk: Desk, pdf: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    both = COPY | Qt.DropAction.MoveAction
    event = QDragEnterEvent(QPoint(5, 5), both, data, LEFT, NO_KEY)
    QApplication.sendEvent(desk.window, event)
    assert event.dropAction() == COPY
    assert event.type() == QEvent.Type.DragEnter


def test_a_file_dropped_on_a_picture_comes_to_the_window(
    desk: Desk, qtbot: QtBot, pdf: Path, saved: Visit
) -> None:
    desk.open_topic("slipped-disc")
    desk.go("operation")
    _wait(qtbot, desk, lambda: bool(desk.window.findChildren(QGraphicsView)))
    port = desk.window.findChildren(QGraphicsView)[-1].viewport()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    event = QDragEnterEvent(port.rect().center(), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(port, event)  # goes up to whoever takes it, as a real drag does
    assert event.isAccepted()
    _drop_file(desk, pdf)
    _wait(qtbot, desk, lambda: _visit(desk).name == NAME)
    assert _same(_visit(desk), saved)
