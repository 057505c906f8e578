"""What an option shows in a row: its own technique's figures, or why there is none."""

from __future__ import annotations

from missdesk.model.evidence import Arm, ArmKey, Finding, Unknown
from missdesk.model.topic import Option, Row

Cell = Arm | Unknown


def cell_for(row: Row, finding: Finding, option: Option) -> Cell:
    """Return the figures of one option in one row, or which kind of unknown it is.

    A group with the option's own technique comes first, then an arm whose technique is the
    option's. Pooled or mixed techniques never fill a named column (product.md; README rules).
    """
    if option.id in row.does_not_apply:
        return Unknown.DOES_NOT_APPLY
    for group in finding.groups:
        if group.technique in option.techniques and group.technique is not None:
            return group
    for key in option.arms:
        arm = _own_arm(finding, key, option)
        if arm is not None:
            return arm
    return Unknown.NOT_STUDIED


def _own_arm(finding: Finding, key: str, option: Option) -> Arm | None:
    """Return a named arm if the study's technique is the option's alone."""
    techniques = {
        "open": finding.open_techniques,
        "surgery": finding.open_techniques or finding.mis_techniques,
        "mis": finding.mis_techniques,
        "no_surgery": (),
    }[key]
    arms: dict[ArmKey, Arm] = dict(finding.arms)
    arm = arms.get(key)  # type: ignore[call-overload]  # key is one of ARM_KEYS, checked on reading
    if arm is None:
        return None
    if key == "no_surgery" or (techniques and set(techniques) <= set(option.techniques)):
        return arm  # type: ignore[no-any-return]
    return None


def has_gap_only(finding: Finding) -> bool:
    """Return whether the finding tells only a difference, no figure for each arm."""
    return finding.effect is not None and not any(
        a.value is not None or a.low is not None for a in (*finding.arms.values(), *finding.groups)
    )
