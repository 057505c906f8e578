"""MISSDesk: explain open and minimally invasive spine surgery, and print what was said."""

from __future__ import annotations

__version__ = "0.1.0"
