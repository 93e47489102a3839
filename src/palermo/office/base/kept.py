"""Results worth keeping in memory, by a key that says all they depend on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")
_EVERY: WeakSet["Kept[Any]"] = WeakSet()


class Kept(Generic[T]):
    """The `limit` results used last. Safe between threads: what one works out, the others wait for."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._results: OrderedDict[Hashable, T] = OrderedDict()
        self._being_made: dict[Hashable, Event] = {}
        self._lock = Lock()
        _EVERY.add(self)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for `key`, made now if it is not kept."""
        while True:
            with self._lock:
                if key in self._results:
                    self._results.move_to_end(key)
                    return self._results[key]
                made = self._being_made.get(key)
                if made is None:
                    self._being_made[key] = Event()
                    break
            made.wait()  # after a change everybody asks for the same at once; where making it fails, the next one tries
        return self._made(key, make)

    def _made(self, key: Hashable, make: Callable[[], T]) -> T:
        try:
            result = make()  # outside the lock: making may take seconds, and who asks for others must not wait for it
            self.put(key, result)
            return result
        finally:
            with self._lock:
                self._being_made.pop(key).set()

    def newest(self, key: Hashable) -> T | None:
        """The result for `key`, if one is kept."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def put(self, key: Hashable, result: T) -> None:
        """Keep a result in the place of the one there was for `key`."""
        with self._lock:
            self._results[key] = result
            self._results.move_to_end(key)
            while len(self._results) > self._limit:
                self._results.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()


def forget() -> None:
    """Keep nothing of all that was worked out anywhere, as a process that has just begun."""
    for kept in _EVERY:
        kept.clear()
