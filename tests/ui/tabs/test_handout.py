"""Step 6 shows the bytes that are printed, follows what is typed, and lets sections be chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from missdesk.errors import Fault
from missdesk.settings import Clinic
from missdesk.ui.clinic_now import ClinicNow
from missdesk.ui.handout_parts.render import spread_of
from missdesk.ui.theme.theme import Theme
from missdesk.ui.theme.tokens import TARGET
from missdesk.ui.widgets.error_page import ErrorPage
from missdesk.ui.widgets.toggle import Toggle
from missdesk.ui.widgets.words import Words
from tests.ui.tabs.handout_desk import (
    NAME,
    WAIT_MS,
    Make,
    Open,
    Paper,
    button,
    name_field,
    newest_pdf,
    notice,
    settle,
    text_of,
    type_name,
    words,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_preview_shows_the_bytes_that_are_printed(
    qtbot: QtBot, make_context: Make, open_page: Open, paper: Paper
) -> None:
    page = open_page(make_context(name=NAME, level="L4-L5", side="left"))
    page.act("print")
    qtbot.waitUntil(button(page, "print.go").isEnabled)
    button(page, "print.go").click()
    qtbot.waitUntil(lambda: bool(paper.sent), timeout=WAIT_MS)
    pdf = paper.sent[0][0]
    spread = page._view.spread
    assert spread is not None
    document = pypdfium2.PdfDocument(pdf)
    assert spread.total == len(document)
    first = document[0]
    scale = spread.images[0].width() / first.get_width()
    picture = first.render(scale=scale, prefer_bgrx=True)
    assert bytes(picture.buffer) == bytes(spread.images[0].constBits())
    document.close()
    assert NAME in text_of(pdf)
    assert "555 0100" in text_of(pdf)


def test_two_pages_are_side_by_side_and_the_pager_says_which(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context(level="L4-L5", side="left"))
    spread = page._view.spread
    assert spread is not None
    assert len(spread.images) == 2
    total = spread.total
    assert words(page, "handout.pager").text == f"Pages 1 and 2 of {total}"
    assert words(page, "handout.pages").text == f"{total} pages"
    assert page.act("next")
    qtbot.waitUntil(lambda: "Pages 3 and 4" in words(page, "handout.pager").text)
    assert page.act("previous")
    qtbot.waitUntil(lambda: "Pages 1 and 2" in words(page, "handout.pager").text)
    assert not page.act("previous")


@pytest.mark.parametrize(("page", "count", "first"), [(0, 2, 0), (1, 2, 0), (3, 2, 2), (3, 1, 3)])
def test_a_page_stands_in_its_spread(page: int, count: int, first: int) -> None:
    assert spread_of(page, count) == first


def test_typing_reaches_the_paper_and_old_pages_stay_meanwhile(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    type_name(page, NAME)
    assert page._context.consultation.visit.name == NAME
    assert not page._maker.is_fresh
    assert page._view.spread is not None
    settle(qtbot, page)
    assert NAME in text_of(newest_pdf(qtbot, page))


def test_a_name_no_font_can_print_is_said_kept_and_mended(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context())
    type_name(page, "王小明")
    settle(qtbot, page)
    error = page.findChild(ErrorPage)
    assert error is not None
    said = " ".join(w.text for w in error.findChildren(Words))
    assert "王" in said
    assert "The name" in said
    assert name_field(page).text == "王小明"
    assert not page._view.isVisible()
    assert not button(page, "handout.print").isEnabled()
    assert not button(page, "handout.save").isEnabled()
    type_name(page, NAME)
    settle(qtbot, page)
    assert page._view.isVisible()
    assert button(page, "handout.print").isEnabled()


def test_a_name_that_is_cut_is_warned_about_under_the_field(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    page = open_page(make_context(name="Anna " * 60))
    warning = words(page, "handout.warning")
    assert warning.isVisible()
    assert "200" in warning.text
    type_name(page, NAME)
    settle(qtbot, page)
    assert not warning.isVisible()


def test_sections_go_in_and_out_and_fixed_ones_are_no_switches(
    make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    switches = {t.objectName() for t in page.findChildren(Toggle)}
    assert "handout.section.scar" in switches
    assert not {"handout.section.cover", "handout.section.sources"} & switches
    assert "Sources" in words(page, "handout.fixed").text
    pages = page._view.spread
    assert pages is not None
    button(page, "handout.section.recovery").click()
    sections = context.consultation.visit.sections
    assert sections is not None
    assert "recovery" not in sections
    assert {"cover", "sources"} <= set(sections)
    button(page, "handout.section.recovery").click()
    assert context.consultation.visit.sections is None


def test_size_and_paper_reach_the_visit(qtbot: QtBot, make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    button(page, "handout.size.larger").click()
    button(page, "handout.paper.letter").click()
    assert context.consultation.visit.text_size == "larger"
    assert context.consultation.visit.paper == "letter"
    settle(qtbot, page)
    document = pypdfium2.PdfDocument(newest_pdf(qtbot, page))
    assert round(document[0].get_width()) == 612
    document.close()


def test_one_language_is_not_asked_for(make_context: Make, open_page: Open) -> None:
    page = open_page(make_context())
    assert page.findChild(QWidget, "handout.language") is None


def test_a_fault_in_the_clinics_file_is_reported(make_context: Make, open_page: Open) -> None:
    fault = Fault("clinic.toml phone", "the value is not a text", "Put it in quotes")
    now = ClinicNow(Clinic(), faults=(fault,))
    page = open_page(replace(make_context(), clinic=now))
    assert "phone: the value is not a text" in notice(page)


def test_changes_on_another_step_are_built_only_when_this_one_is_shown(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context()
    page = open_page(context)
    page.hide()
    context.consultation.change(name=NAME)
    assert not page._maker.is_fresh
    page.show()
    settle(qtbot, page)
    assert NAME in text_of(newest_pdf(qtbot, page))


def test_what_is_on_no_page_builds_nothing(make_context: Make, open_page: Open) -> None:
    context = make_context()
    page = open_page(context)
    context.consultation.visit_step("handout")
    assert page._maker.is_fresh


@pytest.mark.parametrize("percent", [100, 125, 200])
def test_all_can_be_pressed_and_no_word_is_cut(
    qtbot: QtBot, theme: Theme, make_context: Make, open_page: Open, percent: int
) -> None:
    theme.set_text_percent(percent)
    page = open_page(make_context(name=NAME))
    if theme.is_folded:
        page.resize(1270, page.heightForWidth(1270))
        settle(qtbot, page)
    assert not page.grab().isNull()
    shown = [w for w in page.findChildren(Words) if w.isVisible()]
    assert not [w.text for w in shown if w.is_cut()]
    pressed = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert not [b.objectName() for b in pressed if min(b.width(), b.height()) < TARGET]
    assert all(b.accessibleName() for b in pressed)


def test_only_what_was_talked_about_is_ticked_at_first(
    qtbot: QtBot, make_context: Make, open_page: Open
) -> None:
    context = make_context(visited=("problem",))
    page = open_page(context)
    ticked = {t.objectName() for t in page.findChildren(Toggle) if t.isChecked()}
    assert "handout.section.options" in ticked
    assert not {"handout.section.recovery", "handout.section.studies"} & ticked
    context.consultation.visit_step("recovery")
    assert button(page, "handout.section.recovery").isChecked()
    assert not page._maker.is_fresh  # the new section comes to paper
    settle(qtbot, page)
    assert context.consultation.visit.sections is None
