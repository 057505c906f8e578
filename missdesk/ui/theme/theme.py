"""Say how things look now: colors, sizes, fonts and icons from one token table.

Widgets receive the Theme and read it while they paint and measure. What measures follows `resized`;
other colors need no slot, for Qt repaints every widget when `style.AppStyle` sets its palette.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont

from missdesk.figures.palette import PALETTES, Palette
from missdesk.paths import assets_dir
from missdesk.ui.theme import tokens
from missdesk.ui.theme.fonts import make_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from missdesk.ui.theme.icons import Icons
    from missdesk.ui.theme.tokens import Corner, Role

Mode = Literal["light", "contrast"]
_STEPS_OF_SCALE: Final = 32
"""The scale moves in 1/32, so that dragging a window's edge does not measure at every pixel."""


class Theme(QObject):
    """Tokens, sizes and fonts; the only source of color in the ui.

    Signals:
        refolding: Text size, scale or fold will change: what is built anew after it may go now.
        resized: Text size, scale or fold changed: measure again and repaint.
        changed: Anything changed, colors and motion too: for what keeps colors.
        refolded: Comes after `resized` and `changed`: the window builds its pages anew.
    """

    refolding = Signal()
    resized = Signal()
    changed = Signal()
    refolded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start light, at 100 %, with motion, in a window of 1366 x 768."""
        super().__init__(parent)
        self._mode: Mode = "light"
        self._text_percent = 100
        self._usual: tuple[int, Mode] = 100, "light"
        self._ui_scale = 1.0
        self._logical_width = float(tokens.BASE_WIDTH)
        self._has_motion = True

    # As it is usually

    def set_usual(self, text_percent: int, mode: Mode) -> None:
        """Begin with this text size and palette; `use_usual` comes back to them.

        Raises:
            ValueError: It is none of `tokens.TEXT_SCALES`.
        """
        self._usual = text_percent, mode
        self.use_usual()

    def use_usual(self) -> None:
        """Take back what somebody chose of text size and palette."""
        text_percent, mode = self._usual
        self.set_text_percent(text_percent)
        self.set_mode(mode)

    @property
    def is_usual(self) -> bool:
        """Return whether nobody has chosen another text size or palette."""
        return (self._text_percent, self._mode) == self._usual

    # Colors

    @property
    def mode(self) -> Mode:
        """Return which palette is used."""
        return self._mode

    @property
    def is_contrast(self) -> bool:
        """Return whether the high-contrast palette is used."""
        return self._mode == "contrast"

    @property
    def palette(self) -> Palette:
        """Return token to "#RRGGBB", for `paint_scene`."""
        return PALETTES[self._mode]

    def color(self, token: str) -> QColor:
        """Return a token's color now.

        Raises:
            KeyError: There is no such token.
        """
        return QColor(self.palette[token])

    def set_mode(self, mode: Mode) -> None:
        """Change the palette."""
        if mode != self._mode:
            self._mode = mode
            self.changed.emit()

    def swap_mode(self) -> None:
        """Change between light and high contrast."""
        self.set_mode("light" if self.is_contrast else "contrast")

    # Sizes

    @property
    def ui_scale(self) -> float:
        """Return by how much all measures are multiplied, 1 to 1.5."""
        return self._ui_scale

    @property
    def text_percent(self) -> int:
        """Return the chosen text size, one of `tokens.TEXT_SCALES`."""
        return self._text_percent

    @property
    def is_folded(self) -> bool:
        """Return whether pages stand in one column and the rail is a strip."""
        return self._folds(self._logical_width)

    def _folds(self, logical_width: float) -> bool:
        return logical_width < tokens.UNFOLDED_WIDTH * self._text_percent / 100

    def _emit_resized(self) -> None:
        self.resized.emit()
        self.changed.emit()
        self.refolded.emit()

    def px(self, length: float) -> int:
        """Return a length of the design in pixels of this window."""
        return round(length * self._ui_scale)

    def text_px(self, length: float) -> int:
        """Return a length that grows with the text too, such as a column of words."""
        return round(length * self._ui_scale * self._text_percent / 100)

    def part_px(self, length: float) -> int:
        """Return the size of an icon or a painted part of a control: grows with part of the text.

        At 200 % text it is 1.6 times as large (our choice, looked at: as large as the text itself
        is clumsy, not at all is too small to see).
        """
        return round(length * self._ui_scale * (1 + 0.6 * (self._text_percent / 100 - 1)))

    def radius(self, corner: Corner) -> int:
        """Return a corner radius in pixels."""
        return self.px(tokens.RADII[corner])

    def control_px(self, height: int = tokens.CONTROL, role: Role = "strong") -> int:
        """Return the height of a control: as designed, or higher where its text needs it."""
        return max(self.px(height), self.line(role) + self.px(16))

    def set_window(self, size: QSize) -> None:
        """Take the window's size: scale = min(W / 1366, H / 768), between 1 and 1.5."""
        raw = min(size.width() / tokens.BASE_WIDTH, size.height() / tokens.BASE_HEIGHT)
        self.set_scale(min(tokens.MOST_UI_SCALE, max(1.0, raw)), size.width())

    def set_scale(self, raw: float, width: int) -> None:
        """Multiply all measures in a window of this width, as the kiosk does beyond 1.5."""
        scale = int(raw * _STEPS_OF_SCALE) / _STEPS_OF_SCALE
        logical = width / scale
        if scale != self._ui_scale or self._folds(logical) != self.is_folded:
            self.refolding.emit()
            self._ui_scale, self._logical_width = scale, logical
            self._emit_resized()
        self._logical_width = logical

    def set_text_percent(self, percent: int) -> None:
        """Change the text size.

        Raises:
            ValueError: It is none of `tokens.TEXT_SCALES`.
        """
        if percent not in tokens.TEXT_SCALES:
            raise ValueError(percent)
        if percent != self._text_percent:
            self.refolding.emit()
            self._text_percent = percent
            self._emit_resized()

    def step_text(self, steps: int) -> None:
        """Make the text so many steps larger, or smaller; stops at the ends."""
        at = tokens.TEXT_SCALES.index(self._text_percent) + steps
        last = len(tokens.TEXT_SCALES) - 1
        self.set_text_percent(tokens.TEXT_SCALES[max(0, min(last, at))])

    # Text

    def font(self, size: float, weight: int = 400) -> QFont:
        """Return the bundled font at a designed size, scaled by window and text size."""
        return make_font(self.text_px(size), weight)

    def type(self, role: Role) -> QFont:
        """Return the font of a text role."""
        style = tokens.ROLES[role]
        return self.font(style.size, style.weight)

    def line(self, role: Role) -> int:
        """Return the line height of a text role in pixels."""
        return self.text_px(tokens.ROLES[role].line)

    # Icons and motion

    @cached_property
    def _icons(self) -> Icons:
        from missdesk.ui.theme.icons import Icons  # start-up time: the first words have none

        return Icons(assets_dir() / "icons")

    def icon(self, name: str, size: float = 22, token: str = "ink", ratio: float = 1.0) -> QPixmap:  # noqa: S107  a color's name
        """Return an icon of assets/icons in a token's color; its side is `part_px(size)`."""
        return self._icons.pixmap(name, self.part_px(size), self.color(token), ratio)

    @property
    def has_motion(self) -> bool:
        """Return whether things may move."""
        return self._has_motion

    def set_motion(self, has_motion: bool) -> None:
        """Let things move, or reduce motion."""
        if has_motion != self._has_motion:
            self._has_motion = has_motion
            self.changed.emit()

    def ms(self, duration: int) -> int:
        """Return a duration, 0 when motion is reduced."""
        return duration if self._has_motion else 0
