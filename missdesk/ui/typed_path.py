"""Read the path that a person typed or pasted."""

from __future__ import annotations

from pathlib import Path


def full_path(typed: str) -> Path | None:
    """Return a full path, "~/" being the own home; None for anything else."""
    words = typed.strip().strip('"')  # as file managers copy it
    try:
        path = Path(words).expanduser()
    except RuntimeError:  # "~name" of somebody this computer doesn't know
        return None
    return path if path.is_absolute() and "\0" not in words else None
