"""Make the pages of a visit when they are first shown, and take them down with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from missdesk.content.page_words import page_title
from missdesk.errors import MissdeskError
from missdesk.memory import forget_sources
from missdesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from missdesk.model.consultation import Step
    from missdesk.ui.context import UiContext
    from missdesk.ui.sheet import Sheet
    from missdesk.ui.tabs.spec import TabSpec


class Pages:
    """The pages on the sheet, and what each remembers of its view."""

    def __init__(
        self, sheet: Sheet, context: UiContext, tabs: Callable[[], Sequence[TabSpec]]
    ) -> None:
        """Build nothing yet; `tabs` is called when the first page is wanted (start-up time)."""
        self._sheet, self._context, self._tabs = sheet, context, tabs
        self._specs: tuple[TabSpec, ...] = ()
        self._remembered: dict[str, object] = {}
        self._focus = ""

    def titles(self) -> tuple[tuple[Step, str], ...]:
        """Return id and words of each step, in order; a topic may have its own words."""
        if not self._specs:
            self._specs = tuple(self._tabs())
        if self._context.consultation.visit.topic is None:
            return tuple((spec.step, spec.title()) for spec in self._specs)
        text = self._context.text
        return tuple((s.step, page_title(text, s.step) or s.title()) for s in self._specs)

    def page(self, step: Step) -> QWidget | None:
        """Return a page that has been built."""
        return self._sheet.page(step)

    def show(self, step: Step) -> None:
        """Bring a page to the front; builds it the first time."""
        if self._sheet.page(step) is None:
            self._sheet.add(step, self._built(step))
        self._sheet.show_page(step)
        shown = getattr(self._sheet.page(step), "shown", None)
        if callable(shown):
            shown()
        self._refocus(step)

    def act(self, step: Step, action: str) -> bool:
        """Let a page do something; return whether it did."""
        act = getattr(self._sheet.page(step), "act", None)
        return bool(act(action)) if callable(act) else False

    def remember(self) -> None:
        """Ask every page what it wants to find again after it is built anew; keep the focus."""
        focused = cast("QWidget | None", self._sheet.window().focusWidget())
        is_here = focused is not None and self._sheet.isAncestorOf(focused)
        self._focus = focused.objectName() if focused is not None and is_here else ""
        for name in self._sheet.names():
            remember = getattr(self._sheet.page(name), "remember", None)
            if callable(remember):
                self._remembered[name] = remember()

    def clear(self, *, at_once: bool = False) -> None:
        """Take all pages down; results still to come are dropped.

        Args:
            at_once: No event may reach them: they would measure all they hold for other sizes.
        """
        self._context.workers.cancel_all()
        self._sheet.clear(at_once=at_once)

    def forget(self) -> None:
        """Take all pages down, and with them what they remember."""
        self.clear()
        self._remembered.clear()
        self._focus = ""

    def _refocus(self, step: Step) -> None:
        """Give the keyboard back to the control that had it before the page was built anew."""
        name, self._focus = self._focus, ""
        page = self._sheet.page(step)
        found = page.findChild(QWidget, name) if page is not None and name else None
        if isinstance(found, QWidget):
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _built(self, step: Step) -> QWidget:
        """Return a page; what keeps it from being made stands there instead (fail closed)."""
        spec = next(spec for spec in self._specs if spec.step == step)
        try:
            page = spec.build(self._context)
            recall = getattr(page, "recall", None)
            if callable(recall) and step in self._remembered:
                recall(self._remembered[step])
        except MissdeskError as error:
            from missdesk.ui.widgets.error_page import ErrorPage  # hardly ever needed

            words, staff = messages.for_patient(), messages.for_staff(error.fault)
            detail = f"{staff.title} {staff.more}"
            page = ErrorPage(self._context.theme, words.title, words.more, detail=detail)
        forget_sources()  # of all that was imported for it
        return page
