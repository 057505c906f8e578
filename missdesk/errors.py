"""Errors that say where, what and how to mend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with something people gave us.

    Attributes:
        where: `file:line`, a TOML path such as `finding[12].effect.low`, or a figure id.
        what: What is wrong, one sentence without the final stop.
        fix: How to mend it, one imperative sentence without the final stop.
    """

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        """Return where, what and how to mend in one line."""
        return f"{self.where}: {self.what}. {self.fix}."


class MissdeskError(Exception):
    """A problem that a person can mend; carries where, what and fix."""

    def __init__(self, where: str, what: str, fix: str) -> None:
        """Keep the three parts; see `Fault` for their form."""
        self.fault = Fault(where, what, fix)
        super().__init__(str(self.fault))

    @property
    def where(self) -> str:
        """Return the place of the fault."""
        return self.fault.where

    @property
    def what(self) -> str:
        """Return what is wrong."""
        return self.fault.what

    @property
    def fix(self) -> str:
        """Return how to mend it."""
        return self.fault.fix


class PackError(MissdeskError):
    """A content pack has faults; all of them are reported at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep all faults in reading order; at least one is needed."""
        self.faults: Sequence[Fault] = tuple(faults)
        first = self.faults[0]
        super().__init__(first.where, first.what, first.fix)

    def __str__(self) -> str:
        """Return one fault a line."""
        return "\n".join(str(fault) for fault in self.faults)


class EvidenceError(MissdeskError):
    """A number can't be what it claims to be."""


class PlateError(MissdeskError):
    """A picture or its description can't be read."""


class RecordError(MissdeskError):
    """A saved consultation can't be read back."""


class InputError(MissdeskError):
    """Something typed on the command line or in a form can't be used."""


class FontError(MissdeskError):
    """A text has characters that no bundled font can show."""


class PrintError(MissdeskError):
    """The handout could not be handed to a printer."""


class SaveError(MissdeskError):
    """A file could not be written."""
