"""Read the running text of the content on the screen, by wheel, finger and arrow key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QSizePolicy, QWidget

from missdesk.model.blocks import FindingRef, SourceRef, spans_of
from missdesk.model.evidence import FindingId, SourceId
from missdesk.ui.compare_parts.source_words import all_sources
from missdesk.ui.widgets.block_view import BlockView
from missdesk.ui.widgets.boxes import Column
from missdesk.ui.widgets.painting import start
from missdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from missdesk.model.blocks import Block, Section
    from missdesk.model.library import Library
    from missdesk.ui.context import UiContext
    from missdesk.ui.theme.theme import Theme
    from missdesk.ui.theme.tokens import Role


class Reading(QWidget):
    """Text to read; with the focus on it, the arrow keys move what it lies in.

    Args:
        theme: Colors and sizes.
        label: Accessible name.
        name: objectName.
        parent: Owner.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.Grouping

    def __init__(self, theme: Theme, label: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)

    def focus_box(self) -> tuple[QRectF, float]:
        """Return the part that can be seen."""
        return QRectF(self.visibleRegion().boundingRect()), float(self.theme.radius("field"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down by a few lines, to the beginning and to the end."""
        bar = scroll_bar_of(self)
        step = self.theme.line("body") * 2
        if bar is None:
            super().keyPressEvent(event)
            return
        goal = {
            Qt.Key.Key_Up: bar.value() - step,
            Qt.Key.Key_Down: bar.value() + step,
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(goal)


class Rule(QWidget):
    """A thin line between two things; decoration."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return one pixel of height."""
        return QSize(1, 1)

    def minimumSizeHint(self) -> QSize:
        """Return one pixel of height."""
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = start(self)
        painter.fillRect(self.rect(), self._theme.color("line"))
        painter.end()


class SectionView(QWidget):
    """One section: its title, and what stands under it."""

    def __init__(
        self,
        context: UiContext,
        section: Section,
        *,
        role: Role = "body",
        heading: Role = "name",
        has_title: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Show a section.

        Args:
            context: Content and theme.
            section: What is shown; its fields are not.
            role: Size of the running text.
            heading: Size of the title.
            has_title: Shows the title; off where it stands elsewhere.
            parent: Owner.
        """
        super().__init__(parent)
        theme = context.theme
        self.setObjectName(f"section.{section.id}")
        column = Column(theme, self, gap=4)
        if has_title:
            column.addWidget(Words(theme, section.title, heading, parent=self))
        name = f"section.{section.id}.text"
        column.addWidget(blocks_view(context, section.blocks, role=role, name=name, parent=self))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 1)


def blocks_view(
    context: UiContext,
    blocks: Iterable[Block],
    *,
    role: Role = "body",
    name: str = "",
    parent: QWidget | None = None,
) -> BlockView:
    """Return blocks in the language of the visit, with words that explain themselves."""
    return BlockView(
        context.theme,
        tuple(blocks),
        context.library,
        language=context.consultation.visit.language,
        role=role,
        name=name,
        parent=parent,
    )


def sources_of(blocks: Iterable[Block], library: Library) -> tuple[SourceId, ...]:
    """Return the sources of every number in a text, each once, in reading order."""
    found: list[SourceId] = []
    for block in blocks:
        for span in spans_of(block):
            if isinstance(span, FindingRef):
                found += all_sources(library.findings[FindingId(span.finding)])
            elif isinstance(span, SourceRef):
                found.append(SourceId(span.source))
    return tuple(dict.fromkeys(found))


def scroll_bar_of(widget: QWidget) -> QScrollBar | None:
    """Return the bar of the nearest area around a widget that has something to scroll."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea) and above.verticalScrollBar().maximum() > 0:
            return above.verticalScrollBar()
        above = above.parentWidget()
    return None
