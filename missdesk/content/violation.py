"""What a content rule found."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule.

    Attributes:
        rule: Rule id, such as "RD1"; "schema" for a file that can't be read as it is.
        where: `file:line` or a TOML path.
        what: What is wrong.
        fix: How to mend it.
    """

    rule: str
    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        """Return one line for people."""
        return f"{self.where}: [{self.rule}] {self.what}. {self.fix}."

    def as_dict(self) -> dict[str, str]:
        """Return the fields for `--json`."""
        return asdict(self)
