"""Plain text in lines of a fixed height; the only way texts reach the screen besides BlockView."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.ui.widgets.line_breaks import as_written, joined
from missdesk.ui.widgets.painting import start

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

HEADINGS: Final = frozenset({"title", "heading", "section"})
_WIDEST = 640
"""Designed width after which a text asks for a second line."""
_SLACK = 4
"""Pixels by which lines may be wider than their letters together; measured: 3 at most."""
_LONGEST = 320
"""Designed width beyond which a word, such as a path, is broken; else it would push all apart."""


class Words(QWidget):
    r"""Shows plain text, wrapped; never markup (KV8).

    Args:
        theme: Colors, sizes and fonts.
        text: Plain text; "\n" starts a new line.
        role: Size, line height and weight.
        token: Color.
        lines: Always this high in lines, longer text ends with "…"; None = as many as needed.
        align: "left", "center" or "right".
        is_one_line: Never wraps; asks for the whole width and is shortened where there is less.
        name: objectName.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = "body",
        *,
        token: str = "ink",  # noqa: S107  a color's name
        lines: int | None = None,
        align: Literal["left", "center", "right"] = "left",
        is_one_line: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text, self._role, self._token = theme, text, role, token
        self._lines, self._align, self._is_one_line = lines, align, is_one_line
        self._measured: dict[int, list[str]] = {}
        self._widest_word: float | None = None
        self._widest_part: float | None = None
        self.setObjectName(name)
        self.setAccessibleName(text)
        # Fixed would keep the height of the size hint and cut lines off at smaller widths.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(not is_one_line and lines is None)
        self.setSizePolicy(policy)
        theme.resized.connect(self._on_theme)

    @property
    def ACCESSIBLE_ROLE(self) -> QAccessible.Role:
        """Return what it is: screen readers go from heading to heading (`widgets.roles`)."""
        is_heading = self._role in HEADINGS
        return QAccessible.Role.Heading if is_heading else QAccessible.Role.StaticText

    @property
    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._on_theme()

    def set_role(self, role: Role) -> None:
        """Change size and weight."""
        if role != self._role:
            self._role = role
            self._on_theme()

    def set_token(self, token: str) -> None:
        """Change the color."""
        self._token = token
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return whether the height depends on the width."""
        return not self._is_one_line and self._lines is None

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return len(self._broken(width)) * self._theme.line(self._role)

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line, or in lines of a readable width."""
        widest = self._advance()
        limit = widest if self._is_one_line else min(widest, self._theme.text_px(_WIDEST))
        width = ceil(limit)
        return QSize(width, self._high(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word (one line: a few letters) and its height."""
        if self._is_one_line:
            return QSize(min(self.sizeHint().width(), self._theme.text_px(60)), self._high(0))
        if self._widest_word is None:  # kept, because layouts ask again and again
            metrics = QFontMetricsF(self._theme.type(self._role))
            words = (metrics.horizontalAdvance(word) for word in self._text.split())
            self._widest_word = max(words, default=0.0)
        longest = min(self._widest_word, self._theme.text_px(_LONGEST))
        # One line high: layouts ask for the height at the width they give (heightForWidth).
        return QSize(ceil(longest), (self._lines or 1) * self._theme.line(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, each with its letters in the middle of its line."""
        painter = start(self)
        painter.setFont(self._theme.type(self._role))
        painter.setPen(self._theme.color(self._token))
        metrics = QFontMetricsF(painter.font())
        line = self._theme.line(self._role)
        lead = (line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        for number, text in enumerate(self.lines()):
            free = self.width() - metrics.horizontalAdvance(text)
            left = {"left": 0.0, "center": free / 2, "right": free}[self._align]
            painter.drawText(QPointF(left, number * line + lead), text)
        painter.end()

    def is_cut(self) -> bool:
        """Return whether some of the text does not fit the width."""
        return self.lines() != self._broken(self.width())

    def lines(self) -> list[str]:
        """Return the lines as they are drawn."""
        lines = self._broken(self.width())
        most = 1 if self._is_one_line else self._lines
        if most is None:
            return lines
        metrics = QFontMetricsF(self._theme.type(self._role))
        kept = lines[:most]
        if len(lines) > most:
            kept[-1] = f"{kept[-1]} {lines[most]}"
        elide = Qt.TextElideMode.ElideRight
        return [metrics.elidedText(text, elide, self.width() + 0.75) for text in kept]

    def _high(self, width: int) -> int:
        count = 1 if self._is_one_line else (self._lines or len(self._broken(width)))
        return count * self._theme.line(self._role)

    def _advance(self) -> float:
        """Return how wide the text is where only its own line ends break it."""
        if self._widest_part is None:
            metrics = QFontMetricsF(self._theme.type(self._role))
            parts = self._text.split("\n")
            self._widest_part = max(metrics.horizontalAdvance(part) for part in parts)
        return self._widest_part

    def _broken(self, width: int) -> list[str]:
        """Return the lines at a width; kept, because layouts ask again and again."""
        if self._is_one_line:
            return [self._text.replace("\n", " ")]
        if width not in self._measured:
            if len(self._measured) > 8:
                self._measured.clear()
            parts = self._text.split("\n")
            # Most fit on a line. What is not printable, such as a tab, may break or be wider.
            if self._advance() + _SLACK <= width and all(part.isprintable() for part in parts):
                self._measured[width] = [part.rstrip() for part in parts]
            else:
                self._measured[width] = [line for p in parts for line in self._wrapped(p, width)]
        return list(self._measured[width])

    def _wrapped(self, text: str, width: int) -> list[str]:
        whole = joined(text)
        layout = QTextLayout(whole, self._theme.type(self._role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        found = []
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width + 0.75))
            part = _utf16_slice(whole, line.textStart(), line.textLength())
            found.append(as_written(part).rstrip())
        layout.endLayout()
        return found or [""]

    def _on_theme(self) -> None:
        self._measured.clear()
        self._widest_word = self._widest_part = None
        self.updateGeometry()
        self.update()


def _utf16_slice(text: str, begin: int, length: int) -> str:
    """Return part of a text by Qt's counting, which takes some characters for two."""
    if text.isascii():
        return text[begin : begin + length]
    units = text.encode("utf-16-le", "surrogatepass")[2 * begin : 2 * (begin + length)]
    return units.decode("utf-16-le", "surrogatepass")
