"""Read plate.toml into a Plate; all faults are collected and told at once.

A plate is a file people make, so nothing in it is trusted: names of files stay inside the
folder, numbers are finite and on the page, and every id that is used exists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar

from missdesk.errors import Fault, PlateError
from missdesk.figures.plate_model import Anchor, Box, Layer, Plate, PlateState, Point
from missdesk.paths import read_bounded

__all__ = [
    "Anchor",
    "Box",
    "Layer",
    "Plate",
    "PlateFaultsError",
    "PlateState",
    "Point",
    "read_plate",
]

FILE: Final = "plate.toml"
_MAX_BYTES: Final = 2_000_000
_MAX_MM: Final = 2_000.0
_MAX_PX: Final = 6_000
"""Longest side of a picture; 3,200 is what the studios make (architecture.md 4)."""
_HUGE: Final = 1e9
"""Above all real measures; "not a number" and infinity are not below it."""
_MAX_ROWS: Final = 2_000
_MAX_REGION: Final = 255
_SUFFIXES: Final = (".webp", ".png")

T = TypeVar("T")
Table = Mapping[str, Any]


class PlateFaultsError(PlateError):
    """A plate has faults; `faults` holds all of them and the text says each on a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep all faults in file order; at least one is needed."""
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(first.where, first.what, first.fix)

    def __str__(self) -> str:
        """Return one fault a line."""
        return "\n".join(str(fault) for fault in self.faults)


def read_plate(folder: Path) -> Plate:
    """Read a plate's folder.

    Args:
        folder: Holds plate.toml and the pictures it names.

    Raises:
        PlateFaultsError: A PlateError that holds every fault found.
    """
    raw = _parse(folder / FILE)
    reader = _Reader(folder, raw)
    plate = reader.plate()
    if reader.faults or plate is None:
        raise PlateFaultsError(reader.faults)
    return plate


def _parse(path: Path) -> Table:
    """Return the TOML table of a file."""
    where = f"{path.parent.name}/{path.name}"
    try:
        raw = read_bounded(path, _MAX_BYTES)
        if len(raw) > _MAX_BYTES:
            raise PlateFaultsError([Fault(where, "the file is too large", "Make it smaller")])
        return tomllib.loads(raw.decode())
    except OSError as error:
        fault = Fault(where, f"it can't be read ({error.strerror})", "Put the plate's file there")
    except UnicodeDecodeError:
        fault = Fault(where, "it is not UTF-8 text", "Save it as UTF-8")
    # ValueError: TOMLDecodeError is one, and so is a number of more digits than Python reads.
    except (ValueError, RecursionError) as error:
        fault = Fault(where, f"it is not TOML: {error}", "Correct this place")
    raise PlateFaultsError([fault])


class _Reader:
    """Reads one table and gathers its faults."""

    def __init__(self, folder: Path, raw: Table) -> None:
        self.faults: list[Fault] = []
        self._folder = folder
        self._raw = raw
        self._name = f"{folder.name}/{FILE}"

    def plate(self) -> Plate | None:
        """Return the plate; None (with faults) when even its size is not usable."""
        plate_id = self._text(self._raw, "id", "")
        if plate_id and plate_id != self._folder.name:
            self._fault("id", f'"{plate_id}" is not the name of the folder', "Use the same name")
        size = self._numbers(self._raw, "size_mm", 2, "")
        px_per_mm = self._number(self._raw.get("px_per_mm", 10.0), "px_per_mm")
        if not size or not px_per_mm or not self._is_sane(size, px_per_mm):
            return None
        page = (size[0], size[1])
        regions = self._regions()
        layers = self._rows("layer", lambda row, at: self._layer(row, at, page, px_per_mm))
        known = {*regions.values()}
        anchors = self._rows("anchor", lambda row, at: self._anchor(row, at, page, known))
        states = self._rows("state", lambda row, at: self._state(row, at, layers, anchors))
        if not states and not self.faults:
            self._fault("state", "there is none", "Add one [[state]]")
        sources = self._raw.get("sources", [])
        return Plate(
            plate_id,
            self._text(self._raw, "view", ""),
            str(self._raw.get("level", "")),
            self._folder,
            page,
            px_per_mm,
            self._groups(),
            self._focus(page),
            layers,
            anchors,
            regions,
            states,
            bool(self._raw.get("review")),
            tuple(map(str, sources)) if isinstance(sources, list) else (),
        )

    def _is_sane(self, size: tuple[float, ...], px_per_mm: float) -> bool:
        """Return whether the page is neither empty nor so large that it would fill the memory."""
        if not all(0 < side <= _MAX_MM for side in size):
            self._fault("size_mm", f"a page of {size[0]:g} x {size[1]:g} mm", "Use 1 to 2,000 mm")
            return False
        if not 0 < px_per_mm * max(size) <= _MAX_PX:
            self._fault("px_per_mm", "the pictures would be too large", "Keep sides to 6,000 px")
            return False
        return True

    def _rows(self, kind: str, read: Callable[[Table, str], T | None]) -> dict[str, T]:
        """Read an array of tables into a dictionary by id."""
        rows = self._raw.get(kind, [])
        if not isinstance(rows, list) or len(rows) > _MAX_ROWS:
            self._fault(kind, "it is not a list of tables", f"Write [[{kind}]] before each")
            return {}
        made: dict[str, T] = {}
        for number, row in enumerate(rows):
            at = f"{kind}[{number}]"
            if not isinstance(row, dict):
                self._fault(at, "it is not a table", f"Write [[{kind}]] before it")
                continue
            row_id = self._text(row, "id", at)
            if row_id in made:
                self._fault(f"{at}.id", f'"{row_id}" is there twice', "Give each its own id")
            one = read(row, at)
            if row_id and one is not None:
                made[row_id] = one
        return made

    def _layer(
        self, row: Table, at: str, page: tuple[float, float], px_per_mm: float
    ) -> Layer | None:
        file, group = self._file(row, "file", at), self._text(row, "group", at)
        box = self._numbers(row, "box_px", 4, at)
        if file is None or not box:
            return None
        left, top, right, bottom = (round(n) for n in box)
        wide, high = (side * px_per_mm + 2 for side in page)
        if not (0 <= left <= right <= wide and 0 <= top <= bottom <= high):
            self._fault(
                f"{at}.box_px", "it is not inside the picture", "Use left, top, right, bottom"
            )
            return None
        return Layer(
            str(row.get("id")),
            file,
            group,
            (left, top, right, bottom),
            row.get("mirrors") is not False,
            row.get("fades") is not False,
        )

    def _anchor(
        self, row: Table, at: str, page: tuple[float, float], regions: set[str]
    ) -> Anchor | None:
        spot = self._numbers(row, "at", 2, at)
        region = self._text(row, "region", at)
        if regions and region and region not in regions:
            self._unknown(f"{at}.region", region, regions)
        if not spot:
            return None
        if not (0 <= spot[0] <= page[0] and 0 <= spot[1] <= page[1]):
            self._fault(f"{at}.at", f"{spot[0]:g}, {spot[1]:g} is outside the page", "Move it")
            return None
        return Anchor(str(row.get("id")), (spot[0], spot[1]), region)

    def _state(
        self, row: Table, at: str, layers: Mapping[str, Layer], anchors: Mapping[str, Anchor]
    ) -> PlateState:
        used = self._ids(row, "layers", at, layers)
        spots = self._ids(row, "anchors", at, anchors)
        if not used:
            self._fault(f"{at}.layers", "there is none", "Name the layers, bottom to top")
        keys = [i.partition("@")[0] for i in spots]
        for key in sorted({k for k in keys if keys.count(k) > 1}):
            self._fault(f"{at}.anchors", f'"{key}" is there twice', "Keep one variant of it")
        has_map = "regions" in row or "regions" in self._raw
        source = row if "regions" in row else self._raw
        return PlateState(
            str(row.get("id")),
            used,
            spots,
            self._file(source, "regions", at) if has_map else None,
        )

    def _ids(self, row: Table, key: str, at: str, known: Mapping[str, object]) -> tuple[str, ...]:
        """Return a list of ids, each of which must exist."""
        ids = row.get(key, [])
        if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
            self._fault(f"{at}.{key}", "it is not a list of ids", 'Write ["one", "two"]')
            return ()
        for missing in (i for i in ids if i not in known):
            self._unknown(f"{at}.{key}", missing, known)
        return tuple(ids)

    def _regions(self) -> dict[int, str]:
        """Return region ids by index."""
        made: dict[int, str] = {}

        def read(row: Table, at: str) -> str | None:
            index = row.get("index")
            if type(index) is not int or not 0 < index <= _MAX_REGION or index in made:
                self._fault(f"{at}.index", f"{index!r} can't be used", "Use 1 to 255, each once")
                return None
            made[index] = str(row.get("id"))
            return made[index]

        self._rows("region", read)
        return made

    def _groups(self) -> dict[str, str]:
        """Return chips by group."""
        groups = self._raw.get("groups", {})
        if isinstance(groups, dict) and all(isinstance(v, str) for v in groups.values()):
            return dict(groups)
        self._fault("groups", "it is not a table of names", 'Write bone = "bone"')
        return {}

    def _focus(self, page: tuple[float, float]) -> dict[str, Box]:
        """Return named crops, each on the page."""
        table = self._raw.get("focus", {})
        if not isinstance(table, dict):
            self._fault("focus", "it is not a table", "Write problem = [x, y, w, h]")
            return {}
        made: dict[str, Box] = {}
        for name in table:
            box = self._numbers(table, name, 4, "focus")
            if not box:
                continue
            x, y, w, h = box
            if min(x, y) < 0 or min(w, h) <= 0 or x + w > page[0] or y + h > page[1]:
                self._fault(f"focus.{name}", "it is not on the page", "Use x, y, width, height")
                continue
            made[name] = (x, y, w, h)
        return made

    def _file(self, row: Table, key: str, at: str) -> str | None:
        """Return the name of a picture that lies in the folder."""
        name = self._text(row, key, at)
        if not name:
            return None
        where = f"{at}.{key}"
        # Nothing but a bare name: a path could lead out of the folder.
        if Path(name).name != name or "\\" in name or "\0" in name or name.startswith("."):
            self._fault(where, f"{name!r} is not a plain file name", "Put it in the plate's folder")
        elif Path(name).suffix not in _SUFFIXES:
            self._fault(where, f"{name!r} is no WebP or PNG picture", "Save it as .webp or .png")
        elif not (self._folder / name).is_file():
            self._fault(where, f"the picture {name!r} is missing", "Put it in the plate's folder")
        else:
            return name
        return None

    def _text(self, row: Table, key: str, at: str) -> str:
        """Return a text that must be there."""
        found = row.get(key)
        if isinstance(found, str) and found.strip():
            return found
        self._fault(f"{at}.{key}".lstrip("."), "it is missing or no text", f'Add {key} = "…"')
        return ""

    def _numbers(self, row: Table, key: str, count: int, at: str) -> tuple[float, ...]:
        """Return so many finite numbers, or nothing."""
        found = row.get(key)
        where = f"{at}.{key}".lstrip(".")
        if not isinstance(found, list) or len(found) != count:
            self._fault(where, f"it is not a list of {count} numbers", "Write [1.0, 2.0]")
            return ()
        made = tuple(self._number(n, where) for n in found)
        numbers = tuple(n for n in made if n is not None)
        return numbers if len(numbers) == count else ()

    def _number(self, found: object, where: str) -> float | None:
        """Return a finite number, or None."""
        if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < _HUGE:
            return float(found)
        self._fault(where, f"{found!r:.40} is no usable number", "Write a number in mm")
        return None

    def _unknown(self, where: str, name: str, known: Iterable[str]) -> None:
        """Note an id that does not exist, with the nearest one that does."""
        near = get_close_matches(name, list(known), 1)
        hint = f'Did you mean "{near[0]}"' if near else "Use an id that is there"
        self._fault(where, f'"{name}" does not exist', hint)

    def _fault(self, where: str, what: str, fix: str) -> None:
        self.faults.append(Fault(f"{self._name} {where}", what, fix))
