"""An option's mark, and the mark with the option's plain and medical name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from missdesk.figures.badge import badge
from missdesk.ui.scene_painter import paint_scene
from missdesk.ui.widgets.boxes import Column, Row
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from missdesk.model.topic import Look
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role

_SCENE_MM = 10.0


class OptionMark(QWidget):
    """The sign of an option; decoration beside its name, so it has no name of its own."""

    def __init__(
        self, theme: Theme, look: Look, side: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._side, self._look = theme, side, look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self._on_theme)

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(self._theme.part_px(self._side), self._theme.part_px(self._side))

    def minimumSizeHint(self) -> QSize:
        """Return the square."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = start(self)
        scale = min(self.width(), self.height()) / _SCENE_MM
        paint_scene(painter, badge(self._look, _SCENE_MM), self._theme.palette, scale)
        painter.end()

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


class OptionHeading(QWidget):
    """Mark, plain name and medical name; the same size for every option.

    Args:
        theme: Colors, sizes and fonts.
        look: The option's sign.
        plain: Plain name, such as "Through a tube".
        medical: Medical name; empty = none.
        mark: Designed side of the sign.
        role: Text role of the plain name.
        is_one_line: Names never wrap (table heads); they end with "…" where they must.
        note: Words below the names, such as that the clinic does not do it; empty = none.
        parent: Owner.
    """

    def __init__(
        self,
        theme: Theme,
        look: Look,
        plain: str,
        medical: str = "",
        *,
        note: str = "",
        mark: int = 40,
        role: Role = "section",
        is_one_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = Row(theme, self, gap=12)
        row.addWidget(OptionMark(theme, look, mark, self), 0, Qt.AlignmentFlag.AlignTop)
        names = Column(theme, gap=0)
        names.addWidget(Words(theme, plain, role, is_one_line=is_one_line, parent=self))
        if medical:
            small: Role = "small" if role == "section" else "note"
            names.addWidget(
                Words(theme, medical, small, token="ink2", is_one_line=is_one_line, parent=self)  # noqa: S106
            )
        if note:
            names.addWidget(Words(theme, note, "note", parent=self))
        row.addLayout(names, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(not is_one_line)
        self.setSizePolicy(policy)
        self.setAccessibleName(". ".join(part for part in (plain, medical, note) if part))
