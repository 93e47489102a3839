"""The brakes on wrong tries."""

from datetime import timedelta

import pytest

from palermo.office.access.models import Tries
from palermo.office.access.signin import brakes
from palermo.office.access.signin.brakes import ACCOUNT, CODE, DEVICE, TOGETHER, Brake, spend
from tests.office.cast import NOW

EVERY = [value for value in vars(brakes).values() if isinstance(value, Brake)]


def guesses(brake: Brake, many: int) -> timedelta:
    """How long it takes somebody who never stops to make so many guesses that are looked at."""
    now = NOW
    for _guess in range(many):
        now += brake.wait(now, "officer")
        brake.count(now, "officer")
    return now - NOW


def test_a_few_slips_cost_nothing(db: None) -> None:
    for brake in EVERY:
        for _slip in range(5):
            assert brake.wait(NOW, "officer") == timedelta()
            brake.count(NOW, "officer")


def test_each_further_try_costs_more_up_to_a_limit(db: None) -> None:
    waits = []
    for _try in range(20):
        ACCOUNT.count(NOW, "officer")
        waits.append(ACCOUNT.wait(NOW, "officer"))
    assert waits[5:9] == [timedelta(seconds=2 * 2**n) for n in range(4)]
    assert waits == sorted(waits)
    assert waits[-1] == ACCOUNT.longest


def test_a_thousand_guesses_cost_days(db: None) -> None:
    assert guesses(ACCOUNT, 1000) > timedelta(days=9)


@pytest.mark.parametrize("brake", [DEVICE, TOGETHER], ids=lambda brake: brake.name)
def test_who_is_known_or_gives_both_waits_a_minute_at_most(brake: Brake, db: None) -> None:
    for _try in range(1000):
        brake.count(NOW, "officer")
    assert brake.wait(NOW, "officer") <= timedelta(minutes=1)


def test_a_hundred_wrong_codes_after_the_right_passphrase_close_the_way_for_a_day(db: None) -> None:
    assert guesses(CODE, 100) < timedelta(hours=2)
    assert CODE.wait(NOW + timedelta(hours=3), "officer") > timedelta(hours=20)


def test_a_brake_is_forgotten_after_a_quiet_day_or_by_success(db: None) -> None:
    for _try in range(50):
        ACCOUNT.count(NOW, "officer")
        DEVICE.count(NOW, "officer", "a phone")
    later = NOW + timedelta(days=1, minutes=1)
    ACCOUNT.count(later, "somebody else")
    assert ACCOUNT.wait(later, "officer") == timedelta()
    DEVICE.forget("officer", "a phone")
    assert DEVICE.wait(NOW, "officer", "a phone") == timedelta()


def test_brakes_know_no_name_and_keep_people_apart(db: None) -> None:
    for _try in range(50):
        ACCOUNT.count(NOW, "officer")
    assert ACCOUNT.wait(NOW, "outsider") == TOGETHER.wait(NOW, "officer") == timedelta()
    assert "officer" not in str(list(Tries.objects.values()))


def test_a_code_is_spent_once(db: None) -> None:
    assert spend(NOW, "7", "123456")
    assert not spend(NOW + timedelta(seconds=59), "7", "123456")
    assert spend(NOW, "8", "123456")
    # a year later the same six digits may come up again
    assert spend(NOW + timedelta(days=365), "7", "123456")
    assert not spend(NOW + timedelta(days=365), "7", "123456")
