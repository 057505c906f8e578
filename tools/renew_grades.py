"""Measure the reading grade of every topic and store it in the pack (IK21, RD5).

    .venv/bin/python tools/renew_grades.py

Run it after words changed; `missdesk check` says when the stored grade is no longer true.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from missdesk.content.library import load_library
from missdesk.content.rules.readability import grade_of
from missdesk.paths import content_dir


def main() -> int:
    """Write content/grades.toml."""
    library = load_library(ignores_seal=True)  # the seal comes after the grades
    lines = ["# Flesch-Kincaid grade of each topic, raw. Made by tools/renew_grades.py."]
    for topic in sorted({str(t) for t, _language in library.texts}):
        lines.append(f"[{topic}]")
        lines += [
            f"{language} = {grade_of(text, library):.1f}"
            for (name, language), text in library.texts.items()
            if name == topic and language == "en"
        ]
    path = content_dir() / "grades.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
