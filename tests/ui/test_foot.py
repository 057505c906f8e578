"""The line at the foot of every screen: reviewed by whom, and past its review date or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from missdesk.model.blocks import Paragraph, Section, Text
from missdesk.model.library import Review
from missdesk.model.topic import TopicId
from missdesk.ui.foot import foot_words
from tests.handout.small_library import SLIPPED, library

IN_TIME, LATE = date(2027, 11, 21), date(2027, 11, 22)
OVERDUE = "This information is past its review date."


def test_overdue_pack_is_told_beside_who_reviewed_it() -> None:
    content = library()
    assert foot_words(content, "en", IN_TIME) == "Not yet reviewed by a clinician."
    assert foot_words(content, "en", LATE) == f"Not yet reviewed by a clinician. {OVERDUE}"
    signed = library(Review("Dr Rose Field", "spine surgeon", date(2026, 11, 20)))
    assert foot_words(signed, "en", LATE) == f"Reviewed by Dr Rose Field, spine surgeon. {OVERDUE}"


def test_overdue_topic_is_told_where_it_is_shown() -> None:
    content = library()
    pack = replace(content.pack, review_due=date(2040, 1, 1))
    topic = content.topics[SLIPPED]
    other = replace(topic, id=TopicId("other"), review_due=date(2040, 1, 1))
    texts = {**content.texts, (other.id, "en"): content.text(SLIPPED, "en")}
    topics = {SLIPPED: topic, other.id: other}
    content = replace(content, pack=pack, topics=topics, texts=texts)
    assert OVERDUE in foot_words(content, "en", LATE, SLIPPED)
    assert OVERDUE not in foot_words(content, "en", LATE, other.id)
    assert OVERDUE in foot_words(content, "en", LATE)  # no topic: the start page shows all cards


def test_words_of_the_pack_are_used() -> None:
    words = Section("fixed.overdue", "Late", (Paragraph((Text("Out of date."),)),), {})
    content = replace(library(), common={"en": {words.id: words}})
    assert foot_words(content, "en", LATE).endswith("Out of date.")
