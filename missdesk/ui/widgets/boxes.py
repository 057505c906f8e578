"""Layouts that keep their gaps in step with the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

Pad = int | tuple[int, int, int, int]


class _Box(QBoxLayout):
    """Gap and padding in designed pixels (left, top, right, bottom)."""

    _way: ClassVar[QBoxLayout.Direction]

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, gap: int = 12, pad: Pad = 0
    ) -> None:
        super().__init__(self._way)
        if parent is not None:
            parent.setLayout(self)
        self._theme, self._gap = theme, gap
        self._sides = (pad, pad, pad, pad) if isinstance(pad, int) else pad
        self._follow()
        theme.resized.connect(self._follow)

    def _follow(self) -> None:
        self.setSpacing(self._theme.px(self._gap))
        self.setContentsMargins(*(self._theme.px(side) for side in self._sides))


class Column(_Box):
    """Stacks widgets."""

    _way = QBoxLayout.Direction.TopToBottom


class Row(_Box):
    """Puts widgets side by side."""

    _way = QBoxLayout.Direction.LeftToRight
