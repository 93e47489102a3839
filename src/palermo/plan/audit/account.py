"""What the rules on progress say of one activity, or of the part of a place, by its account and nothing else."""

from collections.abc import Container, Iterator

from palermo.core import Finding, Message, Outcome, mark
from palermo.plan.audit.progress import RULES, OnAccount
from palermo.plan.audit.rule import Level
from palermo.plan.model import Activity
from palermo.plan.names import OBJECTS
from palermo.plan.progress import Account

SHOWN = (Outcome.FAIL, Outcome.UNKNOWN)
_EVERY = frozenset(rule.id for rule in RULES)


def findings_of(activity: Activity, account: Account) -> tuple[Finding, ...]:
    """The findings on an activity."""
    return tuple(_found(activity, account, Message(OBJECTS[Level.ACTIVITY], {"id": activity.id}), _EVERY, activity))


def findings_of_part(
    activity: Activity, place: str, part: Account, rules: Container[str] = _EVERY
) -> tuple[Finding, ...]:
    """The findings by these rules on the part of a place. Where they stand in the plan is not where the part does."""
    whole = Message(OBJECTS[Level.ACTIVITY], {"id": activity.id})
    named = Message(mark("{object}, part of {place}"), {"object": whole, "place": place})
    return tuple(_found(activity, part, named, rules, None))


def _found(
    activity: Activity, account: Account, named: Message, rules: Container[str], stands: Activity | None
) -> Iterator[Finding]:
    for rule in RULES:
        if rule.id in rules and isinstance(rule.test, OnAccount):
            answer = rule.test.judge(account)
            if answer.outcome in SHOWN:
                message = Message(answer.text, {"object": named, **answer.params})
                origin = answer.origin or (rule.origin(stands) if stands else None)
                yield Finding(
                    rule.id, rule.severity, answer.outcome, message, rule.advice, origin, Level.ACTIVITY, activity.id
                )
