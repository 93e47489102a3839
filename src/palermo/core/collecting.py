"""Python's garbage collector, held back while much is made that stays.

The collector wakes after every few hundred things made, and now and then goes over all there are, looking for those
that only hold each other. Answers and findings stay and hold no such rings, so of a large plan that was up to half
the time for nothing. What is dropped meanwhile is still freed at once, by its count.
"""

import gc
from contextlib import ContextDecorator
from threading import Lock

__all__ = ["collect_little", "collected_rarely"]

_RARELY = 200_000  # things made between two looks
# Things made before the newest are looked over; how often that is done before those of some age are; and before all.
_WHILE_SERVED = 10_000, 5, 1_000


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


def collect_little() -> None:
    """Set up a process that answers requests for long, beside plans that stay open in its memory.

    To look over all that stays takes a second, in which nobody is answered; of itself Python does so whenever a quarter
    more has come, which is every few reports that come in. What is there already is never looked over again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_WHILE_SERVED)
