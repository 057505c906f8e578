"""A cell shows an option's own technique or says why not."""

from __future__ import annotations

from dataclasses import replace

from missdesk.model.compare import cell_for, has_gap_only
from missdesk.model.evidence import (
    Arm,
    Certainty,
    Effect,
    Favours,
    Finding,
    FindingId,
    SourceId,
    Unknown,
)
from missdesk.model.topic import Option, OptionId, Row, RowId

OPEN = Option(OptionId("open"), "open", ("open-microdiscectomy",), ("open", "surgery"))
TUBE = Option(OptionId("tube"), "mis", ("tubular",), ("mis",))
CAMERA = Option(OptionId("camera"), "camera", ("full-endoscopic",), ("mis",))
NONE = Option(OptionId("none"), "none", (), ("no_surgery",))
ROW = Row(RowId("again"), FindingId("f"), is_first=True, does_not_apply=(OptionId("none"),))
BASE = Finding(
    id=FindingId("f"),
    procedure="discectomy",
    outcome="o",
    comparator="c",
    compares="open-vs-mis",
    display="people",
    follow_up="2 years",
    certainty=Certainty.LOW,
    certainty_from="why",
    favours=Favours.NEITHER,
    sources=(SourceId("s"),),
    arms={"open": Arm(value=10, unit="in 100"), "mis": Arm(value=15, unit="in 100")},
    open_techniques=("open-microdiscectomy",),
    mis_techniques=("tubular",),
)


def test_an_arm_of_the_options_own_technique_is_shown() -> None:
    assert cell_for(ROW, BASE, OPEN) == Arm(value=10, unit="in 100")
    assert cell_for(ROW, BASE, TUBE) == Arm(value=15, unit="in 100")


def test_another_technique_is_not_studied_here() -> None:
    assert cell_for(ROW, BASE, CAMERA) is Unknown.NOT_STUDIED


def test_what_makes_no_sense_does_not_apply() -> None:
    assert cell_for(ROW, BASE, NONE) is Unknown.DOES_NOT_APPLY


def test_a_pooled_arm_never_fills_a_named_column() -> None:
    pooled = replace(BASE, mis_techniques=("tubular", "full-endoscopic"))
    assert cell_for(ROW, pooled, TUBE) is Unknown.NOT_STUDIED
    mixed = replace(BASE, mis_techniques=("mixed",))
    assert cell_for(ROW, mixed, TUBE) is Unknown.NOT_STUDIED


def test_a_group_with_its_own_technique_comes_before_the_pooled_arm() -> None:
    group = Arm(label="camera", technique="full-endoscopic", value=2, unit="in 100")
    finding = replace(BASE, mis_techniques=("microendoscopic", "full-endoscopic"), groups=(group,))
    assert cell_for(ROW, finding, CAMERA) == group
    assert cell_for(ROW, finding, TUBE) is Unknown.NOT_STUDIED


def test_an_open_arm_of_pooled_open_methods_is_not_microdiscectomy() -> None:
    pooled = replace(BASE, open_techniques=("open-discectomy", "open-microdiscectomy"))
    assert cell_for(ROW, pooled, OPEN) is Unknown.NOT_STUDIED


def test_surgery_of_both_ways_fills_neither_column() -> None:
    row = replace(ROW, does_not_apply=())
    both = replace(BASE, arms={"surgery": Arm(value=90, unit="in 100")})
    assert cell_for(row, both, OPEN) is Unknown.NOT_STUDIED
    alone = replace(both, mis_techniques=())
    assert cell_for(row, alone, OPEN) == Arm(value=90, unit="in 100")


def test_waiting_is_its_own_arm() -> None:
    waiting = replace(BASE, arms={"no_surgery": Arm(value=95, unit="in 100")})
    row = replace(ROW, does_not_apply=())
    assert cell_for(row, waiting, NONE) == Arm(value=95, unit="in 100")


def test_a_finding_with_only_a_difference_is_known_as_such() -> None:
    gap = replace(BASE, arms={}, effect=Effect("MD", 3.3, unit="points"))
    assert has_gap_only(gap)
    assert not has_gap_only(BASE)
