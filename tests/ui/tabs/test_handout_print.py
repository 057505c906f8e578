"""Printing: what is sent, what is told, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missdesk.errors import PrintError
from missdesk.printers import JobState
from tests.ui.tabs.handout_desk import (
    NAME,
    WAIT_MS,
    Make,
    Open,
    Paper,
    button,
    name_field,
    notice,
    open_print,
    text_of,
    words,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.handout_parts.print_panel import PrintPanel
    from missdesk.ui.tabs.handout import HandoutPage


def test_print_waits_for_what_was_just_typed(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context())
    page.act("print")
    qtbot.waitUntil(button(page, "print.go").isEnabled)
    for name in ("print.more", "print.two-sided", "print.ink.grey"):
        button(page, name).click()
    page._context.consultation.change(name=NAME)
    button(page, "print.go").click()
    qtbot.waitUntil(lambda: bool(paper.sent), timeout=WAIT_MS)
    pdf, printer, copies, two_sided, color = paper.sent[0]
    assert NAME in text_of(pdf)
    assert (printer, copies, two_sided, color) == ("HP_Laser", 2, False, False)
    qtbot.waitUntil(lambda: "Sent to HP_Laser." in notice(page))
    assert page._printing.panel is None


def test_a_printer_that_fails_is_named_and_nothing_is_lost(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context(name=NAME))
    page.act("print")
    qtbot.waitUntil(button(page, "print.go").isEnabled)
    button(page, "print.more").click()
    paper.error = PrintError("Printer HP_Laser", "it is stopped", "Switch it on")
    button(page, "print.go").click()
    panel = page._printing.panel
    assert panel is not None
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert panel._trouble.words == ("Printer HP_Laser: it is stopped.", "Switch it on.")
    assert words(panel, "print.copies").text == "2"
    assert button(page, "print.go").isEnabled()
    assert name_field(page).text == NAME


def test_print_asked_for_twice_still_finds_the_printers(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    page.act("print")
    page.act("print")
    panel = page._printing.panel
    assert panel is not None
    qtbot.waitUntil(panel._print.isEnabled)


def test_no_printer_is_said_and_saving_is_named(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    paper.found = []
    page = open_page(make_context())
    page.act("print")
    panel = page._printing.panel
    assert panel is not None
    qtbot.waitUntil(panel._trouble.isVisible)
    assert "save the PDF" in panel._trouble.words[1]
    assert not button(page, "print.go").isEnabled()


def _start_printing(qtbot: QtBot, page: HandoutPage, paper: Paper) -> PrintPanel:
    """Print to a printer that keeps the job waiting; return the card."""
    paper.state = JobState(is_waiting=True)
    open_print(qtbot, page)
    panel = page._printing.panel
    assert panel is not None
    button(page, "print.go").click()
    qtbot.waitUntil(lambda: panel._state.text == "The printer is working.", timeout=WAIT_MS)
    return panel


def test_a_job_is_followed_until_the_printer_has_it(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context())
    panel = _start_printing(qtbot, page, paper)
    assert panel._stop.isVisible()
    assert not panel._print.isVisible()
    paper.state = JobState(is_waiting=False)
    qtbot.waitUntil(lambda: "Sent to HP_Laser." in notice(page), timeout=WAIT_MS)
    assert page._printing.panel is None


def test_what_the_printer_says_is_told_while_it_waits(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context(name=NAME))
    panel = _start_printing(qtbot, page, paper)
    paper.state = JobState(is_waiting=True, trouble="no paper")
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert panel._trouble.words[0] == "The printer says: no paper"
    paper.state = JobState(is_waiting=True)
    qtbot.waitUntil(lambda: not panel._trouble.isVisible(), timeout=WAIT_MS)
    assert name_field(page).text == NAME


def test_printing_is_taken_back_and_can_begin_again(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context())
    _start_printing(qtbot, page, paper)
    button(page, "print.stop").click()
    qtbot.waitUntil(lambda: paper.cancelled == ["job-1"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Printing is cancelled." in notice(page), timeout=WAIT_MS)
    assert page._printing.panel is None
    _start_printing(qtbot, page, paper)
    assert len(paper.sent) == 2


def test_printing_is_taken_back_while_it_is_still_being_sent(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context())
    open_print(qtbot, page)
    button(page, "print.go").click()
    button(page, "print.stop").click()  # before any worker could answer
    assert "Printing is cancelled." in notice(page)
    qtbot.waitUntil(lambda: not page._context.workers.is_busy, timeout=WAIT_MS)
    assert len(paper.sent) == len(paper.cancelled)  # what went out was called back


def test_a_printer_that_goes_while_it_prints_is_told_and_the_choice_stays(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context(name=NAME))
    panel = _start_printing(qtbot, page, paper)
    paper.state = PrintError("Printer HP_Laser", "it is gone", "Choose another printer")
    qtbot.waitUntil(panel._trouble.isVisible, timeout=WAIT_MS)
    assert "it is gone" in panel._trouble.words[0]
    assert panel._print.isVisible()
    assert panel._print.isEnabled()
    assert not panel._stop.isVisible()


def test_nothing_follows_a_job_after_the_visit(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    context = make_context()
    page = open_page(context)
    _start_printing(qtbot, page, paper)
    context.consultation.wipe()
    assert page._printing.panel is None
    assert not page._printing._timer.isActive()
    assert page._printing._job == ""
