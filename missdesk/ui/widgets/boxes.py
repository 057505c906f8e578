"""Layouts that keep their gaps in step with the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from missdesk.ui.theme.theme import Theme

Pad = int | tuple[int, int, int, int]


class Column(QVBoxLayout):
    """Stacks widgets; gap and padding in designed pixels (left, top, right, bottom)."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, gap: int = 12, pad: Pad = 0
    ) -> None:
        super().__init__()
        _set_up(self, theme, parent)
        self._theme, self._gap, self._pad = theme, gap, pad
        self._follow()
        theme.changed.connect(self._follow)

    def _follow(self) -> None:
        _measure(self, self._theme, self._gap, self._pad)


class Row(QHBoxLayout):
    """Puts widgets side by side; gap and padding as for `Column`."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, gap: int = 12, pad: Pad = 0
    ) -> None:
        super().__init__()
        _set_up(self, theme, parent)
        self._theme, self._gap, self._pad = theme, gap, pad
        self._follow()
        theme.changed.connect(self._follow)

    def _follow(self) -> None:
        _measure(self, self._theme, self._gap, self._pad)


def _set_up(layout: QBoxLayout, _theme: Theme, parent: QWidget | None) -> None:
    if parent is not None:
        parent.setLayout(layout)


def _measure(layout: QBoxLayout, theme: Theme, gap: int, pad: Pad) -> None:
    sides = (pad, pad, pad, pad) if isinstance(pad, int) else pad
    layout.setSpacing(theme.px(gap))
    layout.setContentsMargins(*(theme.px(side) for side in sides))
