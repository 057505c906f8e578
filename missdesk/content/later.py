"""Mappings whose values are read when somebody asks for them; safe in any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Once(Generic[V]):
    """Something that is made when it is first asked for, and kept."""

    def __init__(self, make: Callable[[], V]) -> None:
        """Make nothing yet; what goes wrong later is raised each time."""
        self._make, self._lock = make, Lock()
        self._made: tuple[V, ...] = ()

    def __call__(self) -> V:
        """Return it; a second thread waits for the first."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made = (self._make(),)
        return self._made[0]


class Later(Mapping[K, V]):
    """A mapping that is read as a whole, once."""

    def __init__(self, read: Callable[[], Mapping[K, V]]) -> None:
        """Read nothing yet."""
        self._all = Once(read)

    def __getitem__(self, key: K) -> V:
        """Return a value; the first one asked for has everything read."""
        return self._all()[key]

    def __iter__(self) -> Iterator[K]:
        """Go through the keys."""
        return iter(self._all())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all())


class Each(Mapping[K, V]):
    """A mapping of which each value is read by itself; the last few are kept."""

    def __init__(self, keys: Iterable[K], read: Callable[[K], V], keeps: int) -> None:
        """Read nothing yet.

        Args:
            keys: All of them, in order.
            read: Reads one value.
            keeps: How many values stay in memory: those asked for last.
        """
        self._keys, self._read, self._keeps = dict.fromkeys(keys), read, keeps
        self._kept: dict[K, V] = {}
        self._lock = Lock()

    def __getitem__(self, key: K) -> V:
        """Return a value. Nobody waits for the reading of another one."""
        if key not in self._keys:
            raise KeyError(key)
        with self._lock:
            if key in self._kept:
                self._kept[key] = value = self._kept.pop(key)  # behind the others
                return value
        read = self._read(key)
        with self._lock:
            value = self._kept.setdefault(key, read)  # two threads get the same one
            while len(self._kept) > self._keeps:
                del self._kept[next(iter(self._kept))]
        return value

    def __contains__(self, key: object) -> bool:
        """Return whether there is such a key; nothing is read."""
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        """Go through the keys; nothing is read."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return how many there are; nothing is read."""
        return len(self._keys)

    def has_read(self, key: K) -> bool:
        """Return whether a value is in memory."""
        with self._lock:
            return key in self._kept
