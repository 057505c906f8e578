"""What the tool for the second accessibility checker makes of a report."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "second_checker.py"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("second_checker", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_findings_are_read_without_those_that_only_inform() -> None:
    one = {"rule": "ALT-001", "severity": "error", "message": "no words", "page": 2}
    told = {**one, "severity": "info"}
    report = {"results": [{"path": "/somewhere/a.pdf", "findings": [one, told]}]}
    assert tool().read_report(report) == [
        {"file": "a.pdf", "rule": "ALT-001", "page": 2, "message": "no words"}
    ]


@pytest.mark.parametrize("report", [{}, [], {"results": [{"path": "a.pdf"}]}])
def test_another_form_of_report_is_refused_not_taken_for_no_findings(report: object) -> None:
    with pytest.raises(ValueError, match="another form"):
        tool().read_report(report)


def test_every_answered_rule_is_in_the_document() -> None:
    words = (TOOL.parents[1] / "docs" / "handout-second-checker.md").read_text(encoding="utf-8")
    assert all(rule in words for rule in tool().ANSWERED)
