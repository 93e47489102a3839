"""Python's garbage collector, held back while much is made that stays.

The collector wakes after every few hundred things made, and now and then goes over all there are, looking for those
that only hold each other. Answers and findings stay and hold no such rings, so of a large plan that was up to half
the time for nothing. What is dropped meanwhile is still freed at once, by its count.
"""

import gc
from contextlib import ContextDecorator
from threading import Lock

__all__ = ["collected_rarely"]

_RARELY = 200_000  # things made between two looks


class _Rarely(ContextDecorator):
    """The setting belongs to the whole process: the first to enter keeps it and the last to leave puts it back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._usual = gc.get_threshold()

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._usual = first, *others = gc.get_threshold()
                # 0 says that there is no collecting at all
                gc.set_threshold(first and max(first, _RARELY), *others)

    def __exit__(self, *failed: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.set_threshold(*self._usual)


collected_rarely = _Rarely()
