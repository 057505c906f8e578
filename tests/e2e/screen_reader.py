"""What a screen reader does, over the real accessibility bus: list, press, type (AT-SPI).

Runs in the system's own Python, which has the bus's bindings; reads commands as JSON lines, answers
each with a JSON line:
    {"do": "list"}                              every shown part: role, name, states, depth
    {"do": "press", "name": …}                  the shown control of that name, or that begins so
    {"do": "type", "name": …, "text": …}
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pyatspi
from gi.repository import GLib

Part = Any  # the bindings have no types

WAIT_S = 20


def application() -> Part:
    """Return MISSDesk on the bus."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        for found in pyatspi.Registry.getDesktop(0):
            if found is not None and found.name == "MISSDesk":
                return found
        time.sleep(0.2)
    raise SystemExit("MISSDesk is not on the accessibility bus")


def parts(top: Part) -> Iterator[tuple[Part, int]]:
    """Yield each shown part and its depth, in the order a reader goes."""
    waiting = [(top, 0)]
    while waiting:
        part, depth = waiting.pop()
        try:
            states = part.getState()
            if depth > 1 and not states.contains(pyatspi.STATE_SHOWING):
                continue
            inside = [child for child in part if child is not None]
        except (LookupError, RuntimeError, GLib.Error):  # gone while it was asked
            continue
        yield part, depth
        waiting += [(child, depth + 1) for child in reversed(inside)]


def told(part: Part, depth: int) -> dict[str, object]:
    """Return what a reader says of a part."""
    states = part.getState()
    names = ("FOCUSABLE", "CHECKED", "ENABLED", "EDITABLE")
    held = [n.lower() for n in names if states.contains(getattr(pyatspi, f"STATE_{n}"))]
    text = ""
    with suppress(NotImplementedError):  # it has none
        text = part.queryText().getText(0, -1)
    return {
        "role": part.getRoleName(),
        "name": part.name or "",
        "about": part.description or "",
        "states": held,
        "depth": depth,
        "text": text,
    }


def find(top: Part, name: str) -> Part:
    """Return the first shown part that can be used and whose name begins so."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        usable = []
        for part, _depth in parts(top):
            states = part.getState()
            if states.contains(pyatspi.STATE_FOCUSABLE) and states.contains(pyatspi.STATE_ENABLED):
                usable.append((part.name or "", part))
        exact = [part for said, part in usable if said == name]
        begun = [part for said, part in usable if said.startswith(name)]
        if exact or begun:
            return (exact or begun)[0]
        time.sleep(0.2)
    raise LookupError(name)


def press(part: Part) -> None:
    """Press it."""
    action = part.queryAction()
    names = [action.getName(n) for n in range(action.nActions)]
    action.doAction(names.index("Press"))


def main() -> None:
    """Answer commands until the input ends."""
    top = application()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer: object = True
            if order["do"] == "list":
                answer = [told(part, depth) for part, depth in parts(top)]
            elif order["do"] == "press":
                press(find(top, order["name"]))
            elif order["do"] == "type":
                find(top, order["name"]).queryEditableText().setTextContents(order["text"])
        except LookupError as error:
            answer = {"missing": str(error)}
        print(json.dumps(answer), flush=True)


main()
