"""The filters of a ledger: what the address asks for, and which activities answer."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from palermo.core.languages import fold
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import VERDICTS, say
from palermo.office.plan.pages.judged import Judged, judged
from palermo.office.plan.pages.public import Edition
from palermo.office.plan.pages.words import goal_name
from palermo.office.plan.readers import content_key
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


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be chosen for one plan, worked out once: counts by value, and what each activity answers to."""

    goals: Mapping[str, str]
    bodies: Mapping[str, int]
    rules: Mapping[str, int]
    rules_of: Mapping[str, frozenset[str]]
    bodies_of: Mapping[str, frozenset[str]]
    words_of: Mapping[str, str]


class Filters:
    """The filters of one plan: what may be chosen, and what of it was."""

    def __init__(self, edition: Edition, address: QueryDict) -> None:
        self._plan, self._judged = edition.plan, judged(edition.version)
        self._offered = _OFFERED.get(content_key(edition.version), lambda: _offer(self._plan, self._judged))
        words = " ".join(address.get("words", "").split())[:LONGEST]
        offered: dict[str, Container[str]] = {
            "verdict": VERDICTS,
            "goal": self._offered.goals,
            "rule": RULES,
            "body": self._offered.bodies,
        }
        asked = {name: address.get(name, "") for name in offered}
        self.asked = Asked(words=words, **{name: v if v in offered[name] else "" for name, v in asked.items()})
        self._sought = fold(words).split()

    def show(self, goal: Goal, activity: Activity) -> bool:
        """Whether the activity answers everything that is asked."""
        asked, offered = self.asked, self._offered
        return (
            asked.verdict in ("", self._judged.verdict(activity.id))
            and asked.goal in ("", goal.id)
            and (not asked.rule or asked.rule in offered.rules_of[activity.id])
            and (not asked.body or asked.body in offered.bodies_of[activity.id])
            and all(word in offered.words_of[activity.id] for word in self._sought)
        )

    @property
    def verdicts(self) -> Sequence[Choice]:
        counts = {str(key): n for key, n in self._judged.audit.card.verdicts.items()}
        return [Choice(key, str(word), counts.get(key, 0), key == self.asked.verdict) for key, word in VERDICTS.items()]

    @property
    def goals(self) -> Sequence[Choice]:
        return [Choice(key, _short(text), 0, key == self.asked.goal) for key, text in self._offered.goals.items()]

    @property
    def rules(self) -> Sequence[Choice]:
        counts = self._offered.rules
        return [
            Choice(key, f"{key} {say(rule.title)}", counts.get(key, 0), key == self.asked.rule)
            for key, rule in RULES.items()
            if key in counts or key == self.asked.rule
        ]

    @property
    def bodies(self) -> Sequence[Choice]:
        return [
            Choice(key, self._plan.register.get(key, key), count, key == self.asked.body)
            for key, count in self._offered.bodies.items()
        ]


_OFFERED: Kept[Offered] = Kept(32)


def _offer(plan: Plan, judgement: Judged) -> Offered:
    activities = [activity for _, _, activity in plan.each_activity()]
    rules_of = {act.id: frozenset(finding.rule for finding in judgement.findings(act.id)) for act in activities}
    bodies_of = {act.id: _bodies(act) for act in activities}
    bodies = Counter(body for found in bodies_of.values() for body in found)
    return Offered(
        goals={goal.id: goal_name(goal) for goal in plan.each_goal() if not goal.implicit},
        bodies=dict(sorted(bodies.items())),
        rules=Counter(rule for found in rules_of.values() for rule in found),
        rules_of=rules_of,
        bodies_of=bodies_of,
        words_of={act.id: _words(act) for act in activities},
    )


def _bodies(activity: Activity) -> frozenset[str]:
    """Every body an activity names, as lead or otherwise."""
    lead = (activity.lead.value,) if activity.lead.value else ()
    return frozenset((*lead, *(activity.bodies.value or ()), *(activity.partners.value or ())))


def _words(activity: Activity) -> str:
    steps = (step.text.words for step in activity.steps.value or ())
    return fold(" ".join((activity.id, activity.text.words, activity.lead.words, *steps)))


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
