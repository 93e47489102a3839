"""The verdict on one activity, from four of its rules: steps, lead, date, proof."""

from collections.abc import Sequence
from enum import StrEnum

from palermo.core import Outcome
from palermo.plan.audit.rule import Answer, best

_ALL = 4
_SOME = 2


class Verdict(StrEnum):
    """What anybody could check of an activity."""

    VERIFIABLE = "verifiable"
    PARTLY = "partly"
    PROMISE_ONLY = "promise_only"
    CANNOT_SAY = "cannot_say"


def dated(end: Answer, measured: Answer) -> Outcome:
    """A04 or A06: one pass is enough; unknown where one of the two is and the other does not pass."""
    return best(end, measured).outcome


def verdict(outcomes: Sequence[Outcome]) -> Verdict:
    """The verdict from the outcomes of A01, A02, A04 or A06, and A12. What is unknown matters only if it can decide."""
    passed = outcomes.count(Outcome.PASS)
    worst, luckiest = _by_count(passed), _by_count(passed + outcomes.count(Outcome.UNKNOWN))
    return worst if worst is luckiest else Verdict.CANNOT_SAY


def _by_count(passed: int) -> Verdict:
    if passed == _ALL:
        return Verdict.VERIFIABLE
    return Verdict.PARTLY if passed >= _SOME else Verdict.PROMISE_ONLY
