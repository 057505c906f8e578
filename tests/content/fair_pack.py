"""A pack that every rule lets pass, so that each planted fault is the only one."""

from __future__ import annotations

from pathlib import Path

from missdesk.content.library import load_library
from missdesk.content.rules.completeness import COMMON as SHARED_PARTS
from missdesk.content.rules.media import Pictures
from missdesk.content.rules.readability import grade_of
from tests.content import packs

WORDS = "topics/mini-topic/en.md"
TOPIC = "topics/mini-topic/topic.toml"
EVIDENCE = "evidence/all.toml"
COMMON = "common/en.md"
PLATE = "axial-l4l5"
PICTURES = Pictures(
    plates={
        PLATE: {"healthy", "hernia-left", "hernia-right", "open-1", "open-2", "tube-1", "tube-2"}
    },
    parts={PLATE: {"disc"}},
    cards={"mini"},
    icons={"footprints"},
)
PARTS = '\n[[term]]\nid = "part.disc"\nword = "disc"\nmeaning = "A soft cushion."\n'
CERTAINTY = {"high": "does", "moderate": "probably does", "low": "may", "very-low": "very unsure"}
UNKNOWN = {
    "not-studied": "Not studied here",
    "not-known": "We do not know",
    "does-not-apply": "Does not apply",
}
COUNTED = {
    'values = ["speed"]': 'values = ["speed", "scar", "risk", "home", "again"]',
    'questions = ["often"]': 'questions = ["a", "b", "c", "d", "e", "f", "g", "h"]',
    'teach_back = ["problem"]': 'teach_back = ["problem", "wait", "signs", "when", "who"]',
}
SAID = {
    "Words of decision": "You and your surgeon are choosing between two cuts with X-rays and rest.",
    "Words of yes": "have another operation",
    "Words of no\n": "have no other operation\n",
    "Words of meaning": "May be no difference",
    "Words of when": "Within two years",
}
PICTURE = (
    "## A picture {{#plate.{state}}}\n\nThe disc is here.\n\nalt\n:   A disc that you can see.\n"
)


def fair_pack(folder: Path) -> Path:
    """Write a fair pack into a folder and return its root."""
    root = packs.sound_pack(folder)
    topic = packs.TOPIC
    for old, new in COUNTED.items():
        assert old in topic
        topic = topic.replace(old, new)
    (root / TOPIC).write_text(topic, encoding="utf-8")
    words = packs.words_for(topic)
    for old, new in SAID.items():
        assert old in words
        words = words.replace(old, new)
    states = ("healthy", "hernia-left", "hernia-right")
    words += "\n" + "\n".join(PICTURE.format(state=state) for state in states)
    (root / WORDS).write_text(words, encoding="utf-8")
    (root / COMMON).write_text(_common(), encoding="utf-8")
    glossary = root / "glossary/en.toml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + PARTS, encoding="utf-8")
    measure_again(root)
    return root


def measure_again(root: Path) -> None:
    """Store the true grade, as tools/renew_grades.py does for the shipped pack."""
    library = load_library(root)
    lines = [
        f"[{t}]\n{lang} = {grade_of(text, library)}" for (t, lang), text in library.texts.items()
    ]
    (root / "grades.toml").write_text("\n".join(lines), encoding="utf-8")


def _common() -> str:
    """Return the words all topics share."""
    said = dict.fromkeys(SHARED_PARTS, "We tell you this.")
    said["fixed.written"] = "We wrote this in November 2026. We look again in November 2027."
    said["label-minimally-invasive"] = "Minimally invasive is a label."
    said |= {f"certainty.{name}": f"We say that it {word}." for name, word in CERTAINTY.items()}
    parts = [f"## Some words {{#{name}}}\n\n{words}\n" for name, words in said.items()]
    parts += [f"## {title} {{#unknown.{name}}}\n\nSo it is.\n" for name, title in UNKNOWN.items()]
    return "\n".join(parts)
