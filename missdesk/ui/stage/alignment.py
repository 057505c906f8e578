"""Let panes side by side name the same parts at the same height (visual-design 4, RC14)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from missdesk.figures.labels import Label
    from missdesk.ui.stage.plate_view import PlateView

ROUNDS: Final = 4
"""Full, without second lines, smaller, fewer: nothing changes after that."""


class Alignment:
    """Brings the labels of panes in step; placing labels may ask for it again, which is ignored."""

    def __init__(self) -> None:
        """Align nothing yet."""
        self._is_under_way = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Align nothing while pictures change one after the other: half of them are old yet."""
        was_under_way, self._is_under_way = self._is_under_way, True
        try:
            yield
        finally:
            self._is_under_way = was_under_way

    def align(self, views: Sequence[PlateView]) -> None:
        """Align the labels, once all pictures are there and the layout is through with them."""
        is_ready = bool(views) and all(view.is_settled for view in views)
        if self._is_under_way or not is_ready:
            return
        heights = [view.height() for view in views]
        if max(heights) > min(heights) + 1:
            return
        self._is_under_way = True
        # Who has the least room beside its parts goes first: what fits there fits the others.
        order = sorted(views, key=lambda view: view.labeling.room_beside())
        for _round in range(ROUNDS):
            known: dict[str, Label] = {}
            for view in order:
                view.labeling.align(tuple(known.values()))
                known = {label.key: label for label in view.labeling.now} | known
            if not _make_equal(views):
                break
        self._is_under_way = False


def _make_equal(views: Sequence[PlateView]) -> bool:
    """Let all panes give way as far as the one with the least room; return whether any had to.

    A label that one pane has no room for goes from all of them, and so do second lines and the
    larger type: no option is written larger than another.
    """
    all_labels = [view.labeling for view in views]
    wanted = [{label.id for label in labels.wanted()} for labels in all_labels]
    placed = [{label.key for label in labels.now} for labels in all_labels]
    lost = frozenset().union(*(w - p for w, p in zip(wanted, placed, strict=True)))
    fit = max((labels.fit for labels in all_labels if labels.now), default=0)
    is_uneven = False
    for labels, keys in zip(all_labels, placed, strict=True):
        if keys and (lost & keys or labels.fit < fit):
            labels.limit(frozenset(keys - lost), fit)
            is_uneven = True
    return is_uneven
