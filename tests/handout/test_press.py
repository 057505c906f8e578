"""The preview's process: the same handout, faults in words, nothing left of it after a visit."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from missdesk.content.library import load_library
from missdesk.errors import MissdeskError
from missdesk.handout.build import build_handout
from missdesk.handout.fit import noting_ways
from missdesk.handout.press import LostError, Order, Press, Printed, answer
from missdesk.handout.raster import Look, paint_pages
from missdesk.handout.setting import kept_words
from missdesk.model.consultation import Consultation, Visit
from missdesk.model.library import Library
from missdesk.model.topic import TopicId
from missdesk.settings import Clinic

TODAY = date(2026, 11, 21)
NAME = "Zzyzx Qwertz"
LOOK = Look(0, 2, 300, 420)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def shared() -> Iterator[Press]:
    """One process for the tests that leave it as it is."""
    made = Press()
    yield made
    made.end()


@pytest.fixture
def own() -> Iterator[Press]:
    made = Press()
    yield made
    made.end()


def _visit(library: Library, name: str = NAME) -> Visit:
    made = Consultation()
    made.start(library.topics[TopicId("slipped-disc")])
    made.change(name=name, level="L4-L5", side="left")
    return made.visit


def _order(visit: Visit, look: Look | None = LOOK) -> Order:
    return Order(visit, Clinic(phone="555 0100"), TODAY, look)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said


def test_it_makes_the_same_handout_as_this_process(shared: Press, library: Library) -> None:
    order = _order(_visit(library))
    theirs, ours = shared.make(order), answer(order, library)
    assert isinstance(ours, Printed)
    assert _text(theirs.handout.pdf) == _text(ours.handout.pdf)
    assert NAME in _text(theirs.handout.pdf)
    assert theirs.painted == ours.painted
    assert theirs.painted is not None
    assert len(theirs.painted.pages) == 2


def test_what_it_painted_are_the_very_bytes(shared: Press, library: Library) -> None:
    made = shared.make(_order(_visit(library)))
    assert (
        shared.paint(made.handout.pdf, LOOK) == made.painted == paint_pages(made.handout.pdf, LOOK)
    )
    last = shared.paint(made.handout.pdf, LOOK._replace(first=99))
    assert last.first + len(last.pages) == made.handout.pages


def test_a_fault_comes_back_in_words_and_the_next_order_is_made(
    shared: Press, library: Library
) -> None:
    shared.make(_order(_visit(library)))
    pid = shared.pid
    with pytest.raises(MissdeskError, match="The name") as caught:
        shared.make(_order(_visit(library, "王小明")))
    assert "王" in str(caught.value)
    with pytest.raises(MissdeskError, match="Choose a topic"):
        shared.make(_order(Visit()))
    assert NAME in _text(shared.make(_order(_visit(library))).handout.pdf)
    assert shared.pid == pid


def test_keeping_what_visits_share_changes_no_byte(library: Library) -> None:
    """What was typed last, and the way found then, never show in the next handout."""
    names = ("A", "Maximilian " * 12, NAME, "")
    plain = [
        build_handout(library, _visit(library, name), today=TODAY, fixed=True).pdf for name in names
    ]
    with kept_words(), noting_ways():
        kept = [
            build_handout(library, _visit(library, name), today=TODAY, fixed=True).pdf
            for name in names
        ]
    assert kept == plain


def test_the_way_found_last_is_left_when_it_no_longer_fits(library: Library) -> None:
    """More words on paper, then fewer again: each time as if nothing had been made before."""
    visit = _visit(library, "")
    topic = library.topics[TopicId("slipped-disc")]
    full = replace(
        visit,
        questions=tuple(topic.questions),
        own_questions=("What about my dog, and who drives me home on that day?",) * 4,
        values=dict.fromkeys(topic.values, 1),
    )
    plain = [build_handout(library, v, today=TODAY, fixed=True).pdf for v in (visit, full)]
    with noting_ways():
        kept = [build_handout(library, v, today=TODAY, fixed=True).pdf for v in (full, visit, full)]
    assert kept == [plain[1], plain[0], plain[1]]


def test_nothing_of_a_patient_is_among_its_arguments(shared: Press, library: Library) -> None:
    """KP3: every user of the machine can read them."""
    shared.make(_order(_visit(library)))
    folder = Path(f"/proc/{shared.pid}")
    for name in ("cmdline", "environ"):
        assert NAME.encode() not in (folder / name).read_bytes()
    limits = (folder / "limits").read_text(encoding="ascii")
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]  # KP2: no dump of its memory


def test_it_ends_with_the_visit_and_begins_anew(own: Press, library: Library) -> None:
    own.make(_order(_visit(library)))
    first = own.pid
    own.end()
    assert own.pid is None
    assert not Path(f"/proc/{first}/cmdline").exists()
    assert NAME in _text(own.make(_order(_visit(library))).handout.pdf)
    assert own.pid != first


def test_an_order_under_way_when_the_visit_ends_is_dropped(own: Press, library: Library) -> None:
    caught: list[LostError] = []

    def wait() -> None:
        try:
            own.make(_order(_visit(library)))
        except LostError as error:
            caught.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    end = time.monotonic() + 20
    while own.pid is None and time.monotonic() < end:
        time.sleep(0.01)
    own.end()
    waiting.join(20)
    assert not waiting.is_alive()
    assert [error.is_ended for error in caught] == [True]
    assert own.pid is None  # it was not started again for nobody


def test_a_process_that_dies_is_replaced(own: Press, library: Library) -> None:
    own.make(_order(_visit(library)))
    hand = own._hand
    assert hand is not None
    hand.process.kill()
    hand.process.join()
    assert NAME in _text(own.make(_order(_visit(library))).handout.pdf)


def test_record_and_password_go_into_the_file(shared: Press, library: Library) -> None:
    order = _order(_visit(library), None)._replace(with_record=True, password="correct horse")
    made = shared.make(order)
    assert made.painted is None
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(made.handout.pdf)
    assert NAME.encode() not in made.handout.pdf
