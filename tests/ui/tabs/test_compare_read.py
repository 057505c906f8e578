from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QWidget

from missdesk.content.words import plain
from missdesk.model.blocks import spans_of
from missdesk.model.topic import Verdict
from missdesk.model.wording import verdict_words
from missdesk.ui.compare_parts.claims_view import ClaimCard
from missdesk.ui.compare_parts.source_words import all_sources, reference_lines
from missdesk.ui.compare_parts.verdict_tag import MARK, PAD, VerdictTag
from missdesk.ui.context import UiContext
from missdesk.ui.tabs.compare import SPEC, ComparePage
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.button import Button
from missdesk.ui.widgets.scroll_sheet import least_height
from tests.ui.tabs.page_desk import MakeContext, PageDesk, at_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Desk(PageDesk):
    def __init__(self, context: UiContext, qtbot: QtBot) -> None:
        page = SPEC.build(context)
        assert isinstance(page, ComparePage)
        super().__init__(page, context, qtbot)
        self.press("compare.view.read")

    def height(self) -> int:
        """Return the least height, as the sheet does: what scrolls inside needs little."""
        return least_height(self.page, self.page.width())

    def cards(self) -> list[ClaimCard]:
        return self.page.findChildren(ClaimCard)


def test_every_claim_stands_with_verdict_and_reply(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    context, cards = desk.context, desk.cards()
    claims = context.topic.claims
    assert [c.objectName() for c in cards] == [f"claim.{claim.id}" for claim in claims]
    for card, claim in zip(cards, claims, strict=True):
        section = context.text.section(f"claim.{claim.id}")
        assert section.title in desk.said(card)
        assert card.tag.words == verdict_words(claim.verdict)
        assert card.tag.accessibleName() == card.tag.words
        told = "".join(plain(spans_of(b), context.library) for b in section.blocks)
        assert card.findChildren(BlockView)[0].plain_text.replace("\n", "") == told
    assert desk.cut() == []


def test_every_verdict_shows_its_sources(make_context: MakeContext, qtbot: QtBot) -> None:
    desk = Desk(make_context(), qtbot)
    library = desk.context.library
    for claim in desk.context.topic.claims:
        button = desk.find(Button, f"claim.{claim.id}.source")
        assert button.isVisible()
        assert desk.context.text.section(f"claim.{claim.id}").title in button.accessibleName()
        button.click()
        desk.settle()
        found = [library.findings[f] for f in claim.findings]
        wanted = reference_lines(library, tuple(s for f in found for s in all_sources(f)))
        assert set(wanted) <= set(desk.said(desk.find(QWidget, "sources-card")))


def mark_of(theme: Theme, qtbot: QtBot, verdict: Verdict) -> QImage:
    tag = VerdictTag(theme, verdict)
    qtbot.addWidget(tag)
    tag.resize(tag.sizeHint())
    side = theme.part_px(MARK)
    box = QRect(theme.px(PAD), (tag.height() - side) // 2, side, side)
    return tag.grab(box).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("mode", ["light", "contrast"])
def test_verdicts_differ_in_words_and_shape_without_color(
    theme: Theme, qtbot: QtBot, mode: str
) -> None:
    theme.set_mode("contrast" if mode == "contrast" else "light")
    assert len({verdict_words(v) for v in VERDICTS}) == len(VERDICTS)
    marks = [mark_of(theme, qtbot, verdict) for verdict in VERDICTS]
    for at, one in enumerate(marks):
        for other in marks[at + 1 :]:
            pixels = [(x, y) for x in range(one.width()) for y in range(one.height())]
            far = [p for p in pixels if abs(gray(one, *p) - gray(other, *p)) > 60]
            assert len(far) > len(pixels) / 20


def gray(image: QImage, x: int, y: int) -> int:
    return image.pixelColor(x, y).red()


def test_the_page_scrolls_down_only_and_needs_no_options(
    make_context: MakeContext, qtbot: QtBot
) -> None:
    desk = Desk(make_context(), qtbot)
    assert desk.height() <= 640
    area = desk.find(QScrollArea, "compare.read.area")
    assert area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() > 0
    assert not desk.find(Button, "compare.swap").isVisible()
    assert not desk.find(Button, "compare.choose").isVisible()
    desk.press("compare.view.summary")
    assert desk.find(Button, "compare.swap").isVisible()


@pytest.mark.parametrize("percent", [125, 200])
def test_large_text_stands_in_one_column(
    make_context: MakeContext, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    at_text(theme, percent)
    desk = Desk(make_context(), qtbot)
    assert desk.cut() == []
    for card in desk.cards():
        assert card.width() <= desk.page.width()
        for child in card.findChildren(VerdictTag):
            assert child.geometry().right() <= card.width()
