from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo

from missdesk.errors import FontError, PlateError
from missdesk.figures.palette import PALETTES, contrast
from missdesk.paths import assets_dir
from missdesk.ui.theme.fonts import load_fonts
from missdesk.ui.theme.icons import Icons
from missdesk.ui.theme.tokens import ROLES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from missdesk.ui.theme.theme import Theme

PRIMARY = "#0e4a50"


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1366, 768, 1.0), (800, 560, 1.0), (2049, 1152, 1.5), (3840, 2160, 1.5), (1366, 2000, 1.0)],
)
def test_the_scale_follows_the_smaller_side_between_1_and_1_5(
    theme: Theme, width: int, height: int, scale: float
) -> None:
    theme.set_window(QSize(width, height))
    assert theme.ui_scale == scale
    assert theme.px(100) == round(100 * scale)


@pytest.mark.parametrize(
    ("width", "percent", "folded"),
    [(1366, 100, False), (1366, 125, True), (1280, 100, True), (2200, 125, False)],
)
def test_pages_fold_where_text_would_not_fit(
    theme: Theme, width: int, percent: int, folded: bool
) -> None:
    theme.set_window(QSize(width, 768))
    theme.set_text_percent(percent)
    assert theme.is_folded is folded


def test_text_grows_fully_and_parts_of_controls_less(theme: Theme) -> None:
    theme.set_text_percent(200)
    assert theme.type("body").pixelSize() == 2 * ROLES["body"].size
    assert theme.px(48) == 48
    assert theme.part_px(20) == 32
    assert theme.control_px(44) > theme.line("strong")


def test_text_sizes_that_are_not_offered_are_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="110"):
        theme.set_text_percent(110)


def test_larger_and_smaller_stop_at_the_ends(theme: Theme) -> None:
    for _turn in range(9):
        theme.step_text(1)
    assert theme.text_percent == 200
    theme.step_text(-9)
    assert theme.text_percent == 100


def test_everybody_hears_of_a_change_and_pages_of_a_new_layout(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed), qtbot.assertNotEmitted(theme.refolded):
        theme.swap_mode()
    with qtbot.waitSignals([theme.changed, theme.refolded]):
        theme.set_text_percent(150)


def test_no_motion_takes_no_time(theme: Theme) -> None:
    theme.set_motion(True)
    assert theme.ms(160) == 160
    theme.set_motion(False)
    assert theme.ms(160) == 0


def test_letters_come_from_the_bundled_font(theme: Theme) -> None:
    assert QFontInfo(theme.type("heading")).family().startswith("MISSDesk Sans")


@pytest.mark.parametrize("mode", ["light", "contrast"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "surface", 7),
        ("ink2", "surface", 7),
        ("ink2", "canvas", 7),
        ("ink2", "tint", 7),
        ("primary", "tint", 7),
        ("on_primary", "primary", 7),
        ("on_primary", "primary_hover", 7),
        ("ink3", "surface", 4.5),
        ("disabled", "canvas", 4.4),
        ("edge", "surface", 3),
        ("focus", "canvas", 3),
    ],
)
def test_words_and_edges_have_the_contrast_of_the_design(
    mode: str, ink: str, ground: str, least: float
) -> None:
    palette = PALETTES[mode]
    assert contrast(palette[ink], palette[ground]) >= least


def test_an_icon_takes_the_color_of_its_token(theme: Theme) -> None:
    image = theme.icon("check", 24, "primary").toImage()
    colors = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colors == {PRIMARY}


def test_a_missing_icon_says_which(tmp_path: Path, qapp: object) -> None:
    with pytest.raises(PlateError, match=r"nothing\.svg"):
        Icons(tmp_path).pixmap("nothing", 20, QColor(PRIMARY))


def test_a_missing_font_says_which_and_how_to_mend(tmp_path: Path, qapp: object) -> None:
    with pytest.raises(FontError, match=r"MISSDeskSans-Regular.*Install MISSDesk again"):
        load_fonts(tmp_path)


def test_every_icon_the_window_asks_for_is_bundled() -> None:
    names = ("layout-grid", "rotate-ccw", "a-large-small", "contrast", "circle-help", "x", "check")
    for name in (*names, "chevron-down", "chevron-left", "chevron-right", "search", "missdesk"):
        assert (assets_dir() / "icons" / f"{name}.svg").is_file()
