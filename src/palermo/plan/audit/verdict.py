"""The verdict on one activity, from four of its rules: steps, lead, date, proof."""

from enum import StrEnum
from functools import cache

from palermo.core import Outcome

_ALL = 4
_SOME = 2
_BEST_FIRST = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL, Outcome.NOT_APPLICABLE)


class Verdict(StrEnum):
    """What anybody could check of an activity."""

    VERIFIABLE = "verifiable"
    PARTLY = "partly"
    PROMISE_ONLY = "promise_only"
    CANNOT_SAY = "cannot_say"


@cache
def dated(end: Outcome, measured: Outcome) -> Outcome:
    """A04 or A06: one pass is enough; unknown where one of the two is and the other does not pass."""
    return next(outcome for outcome in _BEST_FIRST if outcome in (end, measured))


@cache
def verdict(outcomes: tuple[Outcome, ...]) -> Verdict:
    """The verdict from the outcomes of A01, A02, A04 or A06, and A12. What is unknown matters only if it can decide."""
    passed = outcomes.count(Outcome.PASS)
    worst, luckiest = _by_count(passed), _by_count(passed + outcomes.count(Outcome.UNKNOWN))
    return worst if worst is luckiest else Verdict.CANNOT_SAY


def _by_count(passed: int) -> Verdict:
    if passed == _ALL:
        return Verdict.VERIFIABLE
    return Verdict.PARTLY if passed >= _SOME else Verdict.PROMISE_ONLY
