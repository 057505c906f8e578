"""What stands in the list of sources, and below it."""

from __future__ import annotations

from typing import Any

import pytest

from missdesk.handout.material import Citations
from missdesk.handout.sections.sources import reference
from missdesk.model.evidence import Source, SourceId
from tests.handout.saying import text_of


def source(**fields: Any) -> Source:  # noqa: ANN401  the fields of a Source
    return Source(SourceId("x"), fields.pop("kind", "rct"), **fields)


def words(found: Source) -> str:
    return "".join(run.text for run in reference(found)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"authors": "A B, C D, E F et al.", "title": "T: sub", "journal": "J 5(2):1-9",
             "year": 2020, "doi": "10.1/x"},
            "A B et al. T. J, 2020. doi 10.1/x",
        ),
        ({"authors": "A B", "title": "T: sub", "journal": "J 5"}, "A B. T: sub. J 5."),
        ({"title": "T", "pmid": "77"}, "T. PMID 77"),
        ({"title": "T", "address": "https://a.org/5"}, "T. a.org/5"),
        ({"title": "T", "pmid": "77", "address": "https://a.org/5"}, "T. PMID 77"),
        ({"year": 2020}, "A study that put people in groups by lot, 2020. We did not note its"
                         " authors or title."),
        ({"authors": "Clinic (UK)", "title": "T", "journal": "Clinic"}, "Clinic (UK). T."),
        ({}, "A study that put people in groups by lot. We did not note its authors or title."),
        ({"kind": "odd"}, "A study. We did not note its authors or title."),
        ({"title": "T", "address": "https://a.org/5/"}, "T. a.org/5"),
    ],
)  # fmt: skip
def test_only_verified_fields_are_printed(fields: dict[str, Any], said: str) -> None:
    assert words(source(**fields)) == said


def test_sources_are_numbered_as_cited_and_leaflets_share_a_number() -> None:
    known = {
        SourceId(i): Source(SourceId(i), kind)
        for i, kind in (("a", "rct"), ("l1", "patient-information"), ("l2", "patient-information"))
    }
    found = Citations(known)
    assert found.cite([SourceId("l1")]) == "[1]"
    assert found.cite([SourceId("a"), SourceId("l2"), SourceId("gone")]) == "[1,\u00a02]"
    assert found.cite([]) == ""
    assert [[s.id for s in together] for _n, together in found.entries()] == [["l1", "l2"], ["a"]]


def test_about_this_sheet_says_grade_review_and_money() -> None:
    text = text_of("sources")
    for said in (
        "Reading grade, as in years at school: 5.2.",
        "Not yet reviewed",
        "No maker of devices",
        "CC BY 4.0).",
    ):
        assert said in text


# ---- pictures and fonts
