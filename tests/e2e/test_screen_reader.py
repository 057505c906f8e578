"""A whole consultation through a screen reader's eyes and hands, on a real accessibility bus.

Every control has a name and a role, in the order it is read; figures are sentences (WC3, WC28).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desk import ROOT, Desk, until

BUS = "/usr/libexec/at-spi-bus-launcher"
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon", BUS, SYSTEM_PYTHON)
NOTHING = {"filler", "unknown", "invalid", ""}
"""Roles that tell a person nothing."""
STEPS = ("Operation", "Compare", "Recovery", "Decide", "Handout")


class Reader:
    """Asks the program of a screen reader, and holds its answers."""

    def __init__(self, desk: Desk) -> None:
        """Start the reader of a desk."""
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(ROOT / "tests/e2e/screen_reader.py")],
            env=desk.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _ask(self, **order: str) -> Any:  # noqa: ANN401  JSON
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or "null")
        assert answer is not None, "the reader has ended"
        assert not (isinstance(answer, dict) and "missing" in answer), (answer, self.names())
        return answer

    def parts(self) -> list[dict[str, Any]]:
        """Return every part that is shown."""
        found: list[dict[str, Any]] = self._ask(do="list")
        return found

    def names(self) -> list[str]:
        """Return what can be read."""
        return [part["name"] for part in self.parts() if part["name"]]

    def press(self, name: str) -> None:
        """Press the control whose name begins so."""
        self._ask(do="press", name=name)

    def type(self, name: str, text: str) -> None:
        """Write into a field."""
        self._ask(do="type", name=name, text=text)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@pytest.fixture
def spoken(desk: Desk) -> Desk:
    """A desk with a session bus and an accessibility bus of its own."""
    socket = desk.folder / "bus"
    bus = [shutil.which("dbus-daemon") or "dbus-daemon", "--session", "--nofork", "--nopidfile"]
    desk._start([*bus, f"--address=unix:path={socket}"], desk.environment())
    until(socket.exists, "the session bus", 10)
    desk.extra = {
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={socket}",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    desk._start([BUS, "--launch-immediately"], desk.environment())
    return desk


@pytest.fixture
def reader(spoken: Desk) -> Iterator[Reader]:
    spoken.run_app("consult", "--topic", "slipped-disc")
    until(spoken.settled, "the first step")
    made = Reader(spoken)
    yield made
    made.close()


def faults(parts: list[dict[str, Any]]) -> list[str]:
    """Return what a person could reach and not understand."""
    found = []
    for part in parts:
        if "focusable" not in part["states"] or part["role"] in {"frame", "application"}:
            continue
        if part["role"] in NOTHING or not (part["name"] or part["text"]).strip():
            found.append(f"{part['role']} “{part['name'][:40]}”")
    return found


@pytest.mark.needs(*NEEDED)
def test_a_consultation_through_a_screen_reader(reader: Reader, spoken: Desk) -> None:
    parts = reader.parts()
    assert faults(parts) == []
    assert any(p["role"] == "heading" and "slipped disc" in p["name"].lower() for p in parts)
    reader.press("L4–L5")
    reader.press("Left")
    until(lambda: any("L4–L5, left" in name for name in reader.names()), "the place", 10)
    until(spoken.settled, "the picture")
    pictures = [p["name"] for p in reader.parts() if p["role"] == "image" and p["name"]]
    assert any("nerve" in name for name in pictures), pictures
    for number, step in enumerate(STEPS, 2):
        reader.press(f"Step {number}: {step}")
        until(spoken.settled, step)
        assert faults(reader.parts()) == [], step
        if step == "Compare":
            # A figure is read as a sentence, with its number and what it is out of.
            assert any("out of 100" in name or "of 100" in name for name in reader.names())
        if step == "Decide":
            reader.press("Not sure yet")
    reader.type("Patient’s name", "Ada Example")
    until(spoken.settled, "the pages")
    entry = next(p for p in reader.parts() if p["name"] == "Patient’s name" and p["text"])
    assert entry["text"] == "Ada Example"
    reader.press("Save PDF")
    until(lambda: "Save" in " ".join(reader.names()), "the card", 10)
    assert faults(reader.parts()) == []
    home = Path(spoken.environment()["HOME"])
    assert not list(home.glob("*.pdf"))
    reader.press("Save")
    until(lambda: bool(list(home.glob("*.pdf"))), "the saved file", 60)
