"""The filters of a ledger: what the address asks for, and which activities answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from palermo.core.languages import fold
from palermo.office.base.vocabulary import VERDICTS, say
from palermo.office.plan.pages.judged import Judged
from palermo.plan import RULES, Activity, Goal, Plan

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter: the value in the address, its words, and how many activities it shows."""

    value: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. A value that is not offered asks for nothing."""

    verdict: str = ""
    goal: str = ""
    rule: str = ""
    body: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return any((self.verdict, self.goal, self.rule, self.body, self.words))


class Filters:
    """The filters of one plan: what may be chosen, and what of it was."""

    def __init__(self, plan: Plan, judged: Judged, address: QueryDict) -> None:
        self._plan, self._judged = plan, judged
        words = " ".join(address.get("words", "").split())[:LONGEST]
        asked = {name: address.get(name, "") for name in ("verdict", "goal", "rule", "body")}
        offered = {"verdict": set(VERDICTS), "goal": set(self._goals), "rule": set(RULES), "body": set(self._bodies)}
        self.asked = Asked(words=words, **{name: v if v in offered[name] else "" for name, v in asked.items()})

    def show(self, goal: Goal, activity: Activity) -> bool:
        """Whether the activity answers everything that is asked."""
        asked = self.asked
        return (
            asked.verdict in ("", self._judged.verdict(activity.id))
            and asked.goal in ("", goal.id)
            and (not asked.rule or asked.rule in self._rules_of(activity))
            and (not asked.body or asked.body in bodies_of(activity))
            and (not asked.words or all(word in _text(activity) for word in fold(asked.words).split()))
        )

    @property
    def verdicts(self) -> Sequence[Choice]:
        counts = {str(key): n for key, n in self._judged.audit.card.verdicts.items()}
        return [Choice(key, str(word), counts.get(key, 0), key == self.asked.verdict) for key, word in VERDICTS.items()]

    @property
    def goals(self) -> Sequence[Choice]:
        return [Choice(key, f"{key} {_short(text)}", 0, key == self.asked.goal) for key, text in self._goals.items()]

    @property
    def rules(self) -> Sequence[Choice]:
        counts: dict[str, int] = {}
        for _, _, activity in self._plan.each_activity():
            for rule in self._rules_of(activity):
                counts[rule] = counts.get(rule, 0) + 1
        return [
            Choice(key, f"{key} {say(rule.title)}", counts.get(key, 0), key == self.asked.rule)
            for key, rule in RULES.items()
            if key in counts or key == self.asked.rule
        ]

    @property
    def bodies(self) -> Sequence[Choice]:
        return [
            Choice(key, self._plan.register.get(key, key), count, key == self.asked.body)
            for key, count in self._bodies.items()
        ]

    @cached_property
    def _goals(self) -> Mapping[str, str]:
        return {goal.id: goal.text.words for goal in self._plan.each_goal()}

    @cached_property
    def _bodies(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for _, _, activity in self._plan.each_activity():
            for body in bodies_of(activity):
                counts[body] = counts.get(body, 0) + 1
        return dict(sorted(counts.items()))

    def _rules_of(self, activity: Activity) -> set[str]:
        return {finding.rule for finding in self._judged.findings(activity.id)}


def bodies_of(activity: Activity) -> set[str]:
    """Every body an activity names, as lead or otherwise."""
    lead = {activity.lead.value} if activity.lead.value else set()
    return lead | set(activity.bodies.value or ()) | set(activity.partners.value or ())


def _text(activity: Activity) -> str:
    steps: Iterable[str] = (step.text.words for step in activity.steps.value or ())
    return fold(" ".join((activity.id, activity.text.words, activity.lead.words, *steps)))


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
