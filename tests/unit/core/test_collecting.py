"""The garbage collector's setting, which belongs to the whole process, is always put back."""

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from palermo.core.collecting import collect_little, collected_rarely
from palermo.plan import read
from palermo.plan.audit import audit
from tests.unit.plan.factories import plan

USUAL = (1234, 11, 12)


@pytest.fixture(autouse=True)
def _threshold() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_it_collects_rarely_inside_and_as_usual_after() -> None:
    with collected_rarely:
        assert gc.get_threshold()[0] > 100 * USUAL[0]
        with collected_rarely:
            assert gc.get_threshold()[1:] == USUAL[1:]
        assert gc.get_threshold()[0] > 100 * USUAL[0]
    assert gc.get_threshold() == USUAL


def test_it_is_put_back_where_the_work_fails() -> None:
    with pytest.raises(ValueError, match="no plan"), collected_rarely:
        raise ValueError("no plan")
    assert gc.get_threshold() == USUAL


@pytest.mark.parametrize("first", [0, 10**9])
def test_who_wants_less_collecting_keeps_it(first: int) -> None:
    gc.set_threshold(first)
    with collected_rarely:
        assert gc.get_threshold()[0] == first
    assert gc.get_threshold()[0] == first


def test_the_last_of_several_threads_puts_it_back() -> None:
    both_inside, one_left = Barrier(2), Barrier(2)

    def first() -> None:
        with collected_rarely:
            both_inside.wait()
        one_left.wait()

    thread = Thread(target=first)
    thread.start()
    with collected_rarely:
        both_inside.wait()
        one_left.wait()
        assert gc.get_threshold() != USUAL
    thread.join()
    assert gc.get_threshold() == USUAL


def test_an_audit_leaves_the_setting_as_it_was() -> None:
    assert audit(plan()).findings
    assert gc.get_threshold() == USUAL


def test_reading_a_table_leaves_the_setting_as_it_was() -> None:
    assert read(b"No.,Activity\n1.1,Train officers\n", name="m.csv").plan is not None
    assert gc.get_threshold() == USUAL


def test_what_stays_of_a_server_is_not_looked_over_while_it_answers() -> None:
    collect_little()
    before = gc.get_stats()
    stays = [[each] for each in range(500_000)]
    after = gc.get_stats()
    assert len(stays) == 500_000
    assert after[2]["collections"] == before[2]["collections"]
    assert after[1]["collections"] > before[1]["collections"]
