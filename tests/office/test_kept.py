"""What is kept in memory between requests: made once however many ask, and never wrong for being asked at once."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from palermo.office.base.kept import Kept

PATIENCE = 20.0


def test_only_what_was_used_last_stays() -> None:
    kept: Kept[int] = Kept(2)
    for number in (1, 2, 1, 3):
        assert kept.get(number, lambda number=number: number) == number  # type: ignore[misc]  # a lambda has no types
    assert [number in kept for number in (1, 2, 3)] == [True, False, True]
    kept.put(1, 10)
    assert kept.newest(1) == 10
    assert kept.newest(2) is None


@pytest.fixture
def at_once() -> Callable[[Callable[[], int]], list[int]]:
    """What two get who ask for the same while the first is still making it."""

    def ask(make: Callable[[], int]) -> list[int]:
        kept: Kept[int] = Kept(2)
        begun, go_on = Event(), Event()

        def slowly() -> int:
            begun.set()
            assert go_on.wait(PATIENCE)
            return make()

        with ThreadPoolExecutor(2) as people:
            first = people.submit(kept.get, "same", slowly)
            assert begun.wait(PATIENCE)
            second = people.submit(kept.get, "same", make)
            assert kept.get("other", lambda: 7) == 7  # nobody else waits
            go_on.set()
            return [each.result(PATIENCE) for each in (first, second) if each.exception(PATIENCE) is None]

    return ask


def test_what_one_makes_the_others_wait_for(at_once: Callable[[Callable[[], int]], list[int]]) -> None:
    counted = itertools.count(1)
    assert at_once(lambda: next(counted)) == [1, 1]


def test_where_one_fails_the_next_one_tries(at_once: Callable[[Callable[[], int]], list[int]]) -> None:
    tried: list[int] = []

    def fails_first() -> int:
        tried.append(1)
        if len(tried) == 1:
            raise ValueError("no")
        return len(tried)

    assert at_once(fails_first) == [2]
