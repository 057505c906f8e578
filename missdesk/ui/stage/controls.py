"""What the panes of one page share: the tool in hand, labels on or off, layers peeled off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from missdesk.model.marks import StampKind
from missdesk.ui.stage.layers import CHIPS
from missdesk.ui.stage.lens import WHOLE, Lens
from missdesk.ui.stage.pen import Tool

if TYPE_CHECKING:
    from missdesk.ui.stage.lens import Reach


class Setting(NamedTuple):
    """What a page that is built anew takes over from the one before; see `StageControls`."""

    tool: Tool
    stamp: StampKind
    has_labels: bool
    hidden: frozenset[str]
    is_faint: bool
    lens: Lens
    reach: Reach | None


class StageControls(QObject):
    """Tells every pane at once, so that no option is shown with less than another.

    Attributes:
        can_stamp: Stamps may be put down: on a picture of one's own, once its left is known.
        lead: The view whose shape the lens is for; all panes of a page are alike.
    """

    tool_changed = Signal(str)
    labels_changed = Signal(bool)
    hidden_changed = Signal()
    lens_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with the hand, labels on and every layer shown."""
        super().__init__(parent)
        self._tool: Tool = "hand"
        self._stamp: StampKind = "pain"
        self._lens = self._aim = WHOLE
        self._reach: Reach | None = None
        self._aim_reach: Reach | None = None
        self.lead: QObject | None = None
        self._is_faint = False
        self.can_stamp = True
        self._has_labels = True
        self._hidden: frozenset[str] = frozenset()

    @property
    def tool(self) -> Tool:
        """Return the tool in hand."""
        return self._tool

    @property
    def stamp(self) -> StampKind:
        """Return which stamp is in hand when the tool is "stamp"."""
        return self._stamp

    def set_tool(self, tool: Tool, stamp: StampKind | None = None) -> None:
        """Take a tool; with a stamp, which one."""
        new = stamp or self._stamp
        if (tool, new) != (self._tool, self._stamp):
            self._tool, self._stamp = tool, new
            self.tool_changed.emit(tool)

    @property
    def lens(self) -> Lens:
        """Return how near all pictures are looked at."""
        return self._lens

    def set_lens(self, lens: Lens) -> None:
        """Look nearer, farther or elsewhere, on all pictures at once."""
        self._aim, self._aim_reach = lens, self._reach
        self._use(lens)

    def fit_lens(self, view: QObject, reach: Reach, *, is_same_picture: bool = True) -> None:
        """Keep to the same place of the picture when the shape of its view changes.

        Reckoned each time from where one looked last, so that no size on the way there counts.
        """
        if view is not self.lead:
            return
        self._reach = reach
        if self._aim_reach is None or not is_same_picture:
            self._aim, self._aim_reach = self._lens, reach
        self._use(self._aim.refitted(self._aim_reach, reach))

    def _use(self, lens: Lens) -> None:
        if lens != self._lens:
            self._lens = lens
            self.lens_changed.emit()

    def setting(self) -> Setting:
        """Return all that a person has set here."""
        return Setting(
            self._tool,
            self._stamp,
            self._has_labels,
            self._hidden,
            self._is_faint,
            self._lens,
            self._reach,
        )

    def restore(self, setting: Setting) -> None:
        """Take it back; the place looked at is found again once the pictures have their size."""
        self.set_tool(setting.tool, setting.stamp)
        self.set_labels(setting.has_labels)
        for chip in CHIPS:
            self.set_shown(chip, chip not in setting.hidden)
        self.set_faint(setting.is_faint)
        self._aim, self._aim_reach = setting.lens, setting.reach
        self._use(setting.lens)

    @property
    def has_labels(self) -> bool:
        """Return whether the names of parts are shown."""
        return self._has_labels

    def set_labels(self, is_on: bool) -> None:
        """Show or hide the names of parts."""
        if is_on != self._has_labels:
            self._has_labels = is_on
            self.labels_changed.emit(is_on)

    @property
    def hidden(self) -> frozenset[str]:
        """Return the chips whose layers are peeled off."""
        return self._hidden

    @property
    def is_faint(self) -> bool:
        """Return whether layers peeled off stay to be seen through instead of going."""
        return self._is_faint

    def set_faint(self, is_faint: bool) -> None:
        """Let layers peeled off be faint, or go."""
        if is_faint != self._is_faint:
            self._is_faint = is_faint
            self.hidden_changed.emit()

    def set_shown(self, chip: str, is_shown: bool) -> None:
        """Peel the layers of a chip off, or put them back.

        Raises:
            ValueError: There is no such chip.
        """
        if chip not in CHIPS:
            raise ValueError(chip)
        hidden = self._hidden - {chip} if is_shown else self._hidden | {chip}
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed.emit()

    def reset(self) -> None:
        """Go back to how a visit starts."""
        self.set_tool("hand")
        self.set_labels(True)
        self.set_lens(WHOLE)
        self.set_faint(False)
        for chip in CHIPS:
            self.set_shown(chip, True)
