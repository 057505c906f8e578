"""A small sound pack, and ways to spoil it."""

from __future__ import annotations

import shutil
from pathlib import Path

from missdesk.content.index import FOLDER, sealing
from missdesk.content.library import load_library
from missdesk.content.needs import needed_sections
from missdesk.content.pack_files import open_pack
from missdesk.content.seal import digests
from missdesk.content.toml_reader import Faults, Table
from missdesk.content.topic_toml import read_topic

PACK = """
id = "mini"
title = "A small pack"
version = "1"
written = 2026-11-21
review_due = 2027-11-21
languages = ["en"]
"""

EVIDENCE = """
[[source]]
id = "arts"
authors = "Arts MP et al."
title = "Two-year results"
journal = "From memory"
year = 2011
pmid = "21792119"
kind = "rct"
n_patients = 1328
unsure = ["journal"]
verified = true

[[finding]]
id = "disc.again"
procedure = "discectomy"
outcome = "another operation"
compares = "open-vs-mis"
open_technique = "open-microdiscectomy"
mis_technique = "tubular"
display = "people"
follow_up = "2 years"
follow_up_months = 24
certainty = "low"
certainty_from = "our judgment: small trial"
favours = "neither"
sources = ["arts"]
verified = true
[finding.open]
value = 10
unit = "in 100"
n = 161
[finding.mis]
value = 15
unit = "in 100"
n = 167

[[finding]]
id = "disc.rumor"
outcome = "not read by anybody"
verified = false
"""

RECOVERY = """
[[milestone]]
id = "disc.both.walking"
procedure = "discectomy"
approach = "both"
activity = "walking"
from_days = 0
to_days = 1
basis = "advice"
sources = ["arts"]
verified = true
"""

TOPIC = """
id = "mini-topic"
written = 2026-11-21
review_due = 2027-11-21
card = "mini"
procedures = ["discectomy"]
shown_first = ["open", "tube", "none"]
step_count = 2
values = ["speed"]
questions = ["often"]
teach_back = ["problem"]
[keywords]
en = ["leg pain"]
[place]
kind = "disc"
levels = ["L4-L5"]
has_side = true
[plates]
fallback = "axial-l4l5"
healthy = "healthy"
problem = { left = "hernia-left", right = "hernia-right" }
levels = { "L4-L5" = "axial-l4l5" }
[[option]]
id = "none"
look = "none"
arms = ["no_surgery"]
still = ["healthy", "healthy"]
[[option]]
id = "open"
look = "open"
techniques = ["open-microdiscectomy"]
arms = ["open", "surgery"]
steps = "open"
[[option]]
id = "tube"
look = "mis"
techniques = ["tubular"]
arms = ["mis"]
steps = "tube"
[[row]]
id = "again"
finding = "disc.again"
first = true
does_not_apply = ["none"]
[[recovery]]
id = "walking"
icon = "footprints"
milestones = { both = "disc.both.walking" }
"""

CLAIMS = """
[[claim]]
id = "fewer"
verdict = "not-shown"
findings = ["disc.again"]
"""

COMMON = "## Written {#fixed.written}\n\nWritten by us.\n"
GRADES = "[mini-topic]\nen = -1.5\n"
GLOSSARY = '[[term]]\nid = "disc"\nword = "Disc"\nmeaning = "A cushion."\nalso = ["discs"]\n'


def sound_pack(folder: Path) -> Path:
    """Write a pack without faults into a folder and return its root."""
    root = folder / "pack"
    files = {
        "pack.toml": PACK,
        "evidence/all.toml": EVIDENCE,
        "recovery/all.toml": RECOVERY,
        "topics/mini-topic/topic.toml": TOPIC,
        "topics/mini-topic/en.md": words_for(TOPIC),
        "claims/mini-topic.toml": CLAIMS,
        "common/en.md": COMMON,
        "glossary/en.toml": GLOSSARY,
        "grades.toml": GRADES,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def words_for(topic_toml: str) -> str:
    """Return an en.md with every needed part, in short words."""
    import tomllib

    claims = ()
    topic = read_topic(Table(tomllib.loads(topic_toml), "topic.toml", Faults()), claims)
    parts = []
    for section_id, fields in {**needed_sections(topic), "claim.fewer": ()}.items():
        lines = [
            f"## Some words {{#{section_id}}}",
            "",
            "You can **ask** about [[disc|the disc]].",
            "",
        ]
        for name in fields:
            lines += [name, f":   Words of {name}", ""]
        parts.append("\n".join(lines))
    return "\n".join(parts)


def spoil(root: Path, name: str, old: str, new: str) -> None:
    """Replace words in one file of a pack; the old words must be there."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def seal(root: Path) -> None:
    """Write a pack's index and seal it, as `check --seal` does."""
    (root / FOLDER).mkdir(exist_ok=True)
    told = digests(open_pack(root))
    for name, text in sealing(load_library(root, ignores_seal=True), told).items():
        (root / name).write_text(text, encoding="utf-8")


def copy_of(root: Path, folder: Path) -> Path:
    """Return a copy of a pack."""
    return Path(shutil.copytree(root, folder / "copy"))
