"""What an option shows in a row: its own technique's figures, or why there is none."""

from __future__ import annotations

from missdesk.model.evidence import Arm, ArmKey, Finding, Unknown
from missdesk.model.topic import CELL_WORDS, Option, Row

Cell = Arm | Unknown
GROUP = "group:"


def cell_for(row: Row, finding: Finding, option: Option) -> Cell:
    """Return the figures of one option in one row, or which kind of unknown it is.

    A group with the option's own technique comes first, then an arm whose technique is the
    option's. Pooled or mixed techniques never fill a named column (product.md; README rules).
    A row with `cells` says itself which arm is whose; the reader has checked the techniques.
    """
    if option.id in row.does_not_apply:
        return Unknown.DOES_NOT_APPLY
    if row.cells:
        found = arm_named(finding, row.cells.get(option.id, ""))
        return Unknown.NOT_STUDIED if found is None else found
    for group in finding.groups:
        if group.technique in option.techniques and group.technique is not None:
            return group
    for key in option.arms:
        arm = _own_arm(finding, key, option)
        if arm is not None:
            return arm
    return Unknown.NOT_STUDIED


def arm_named(finding: Finding, key: str) -> Arm | None:
    """Return an arm by its key in `Row.cells`, None for none or for words."""
    if key.startswith(GROUP):
        label = key.removeprefix(GROUP)
        return next((group for group in finding.groups if group.label == label), None)
    return None if key == CELL_WORDS else {str(k): v for k, v in finding.arms.items()}.get(key)


def techniques_of(finding: Finding, key: str) -> tuple[str, ...]:
    """Return the techniques of an arm by its key, none where the study names none."""
    arm = arm_named(finding, key)
    if key.startswith(GROUP):
        return (arm.technique,) if arm is not None and arm.technique else ()
    return _techniques(finding, key)


def _techniques(finding: Finding, key: str) -> tuple[str, ...]:
    return {
        "open": finding.open_techniques,
        "surgery": (*finding.open_techniques, *finding.mis_techniques),
        "mis": finding.mis_techniques,
    }.get(key, ())


def _own_arm(finding: Finding, key: str, option: Option) -> Arm | None:
    """Return a named arm if the study's technique is the option's alone."""
    techniques = _techniques(finding, key)
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
        a.has_figures for a in (*finding.arms.values(), *finding.groups)
    )
