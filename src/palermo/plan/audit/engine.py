"""Putting every rule to everything it judges, once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any

from palermo.core import Finding, Message, Outcome, UserError, mark
from palermo.core.collecting import collected_rarely
from palermo.plan.audit.account import SHOWN, findings_of_part
from palermo.plan.audit.activity import RULES as OF_ACTIVITY
from palermo.plan.audit.card import SHARES, Card, card
from palermo.plan.audit.context import Asks, Context
from palermo.plan.audit.indicator import RULES as OF_INDICATOR
from palermo.plan.audit.objective import RULES as OF_OBJECTIVE
from palermo.plan.audit.progress import RULES as OF_PROGRESS
from palermo.plan.audit.rule import Answer, Level, Rule, unknown
from palermo.plan.audit.verdict import Verdict, dated, verdict
from palermo.plan.audit.whole import RULES as OF_WHOLE
from palermo.plan.audit.wording import RULES as OF_WORDING
from palermo.plan.model import Basis, Plan
from palermo.plan.names import OBJECTS
from palermo.plan.progress import Account, Progress

_ORDER = "AOIPT"
_TOGETHER = 256  # objects that a rule is put to before the next rule is; few enough to stay near the processor
_EVERY = (*OF_ACTIVITY, *OF_WORDING, *OF_OBJECTIVE, *OF_INDICATOR, *OF_WHOLE, *OF_PROGRESS)

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in sorted(_EVERY, key=lambda rule: (_ORDER.index(rule.id[0]), rule.id))}
)

_PRESS = unknown(mark("{object}: only press reports were read, not the plan, so nobody can say."))

Judged = tuple[Any, tuple[Answer, ...]]  # the object and one answer for each rule put to it


@dataclass(frozen=True, slots=True)
class NotYet:
    """A rule that could not be asked of this plan, and why."""

    rule: Rule
    reason: Message


@dataclass(frozen=True)
class Audit:
    """What the rules say of one plan. Sentences are made when they are asked for.

    `verdicts` holds the verdict of each activity by id; `accounts` what is on record of each, where progress was given
    with a day, and `percentages` the indicators that are told in percent. The card and the verdicts rest on all rules,
    whatever was selected; `findings` and `outcomes` tell of the selected ones.
    """

    plan: Plan
    card: Card
    verdicts: Mapping[str, Verdict]
    not_applicable: tuple[NotYet, ...]
    rules: Mapping[Level, tuple[Rule, ...]]
    answers: Mapping[Level, Mapping[str, Judged]]
    selected: frozenset[str]
    accounts: Mapping[str, Account]
    percentages: frozenset[str]

    @property
    def verdict(self) -> Verdict | None:
        """CANNOT_SAY for a plan that is not scored. A scored plan has a verdict for each activity and none itself."""
        return None if self.card.scored else Verdict.CANNOT_SAY

    @cached_property
    @collected_rarely
    def findings(self) -> tuple[Finding, ...]:
        """Every fail and unknown: the plan, then each goal, objective and activity with its indicators, in order.

        What is found in the parts of an activity comes right after the activity's own.
        """
        return tuple(finding for level, id_ in self._in_order() for finding in self._told_of(level, id_))

    def _told_of(self, level: Level, id_: str) -> Iterator[Finding]:
        yield from self.findings_on(level, id_)
        if level is Level.ACTIVITY:
            for found in self.on_parts.get(id_, {}).values():
                yield from found

    def findings_on(self, level: Level, id_: str) -> Iterator[Finding]:
        """The findings on one object."""
        node, answers = self.answers[level][id_]
        name = {"object": Message(OBJECTS[level], {} if level is Level.PLAN else {"id": id_})}
        for rule, answer in zip(self.rules[level], answers, strict=True):
            outcome = answer.outcome
            if outcome in SHOWN and rule.id in self.selected:
                message = Message(answer.text, {**name, **answer.params} if answer.params else name)
                origin = answer.origin or rule.origin(node)
                yield Finding(rule.id, rule.severity, outcome, message, rule.advice, origin, level, id_)

    @cached_property
    def on_parts(self) -> Mapping[str, Mapping[str, tuple[Finding, ...]]]:
        """What the rules on progress find in the parts that places have inherited: by activity, then by place."""
        return {
            id_: {
                place: findings_of_part(self.answers[Level.ACTIVITY][id_][0], place, part, self.selected)
                for place, part in account.parts.items()
            }
            for id_, account in self.accounts.items()
            if account.parts
        }

    def of_activity(self, id_: str) -> tuple[Finding, ...]:
        """The findings on an activity and on its indicators."""
        node, _ = self.answers[Level.ACTIVITY][id_]
        found = list(self.findings_on(Level.ACTIVITY, id_))
        for each in node.indicators.value or ():
            found.extend(self.findings_on(Level.INDICATOR, each.id))
        return tuple(found)

    def outcomes_of(self, level: Level, id_: str) -> Mapping[str, Outcome]:
        """What each selected rule says of one object, by rule id."""
        _, answers = self.answers[level][id_]
        told = zip(self.rules[level], answers, strict=True)
        return {rule.id: answer.outcome for rule, answer in told if rule.id in self.selected}

    @property
    def outcomes(self) -> Mapping[str, Mapping[str, Outcome]]:
        """Activity id to what each selected rule says of it."""
        return _Outcomes(self)

    def tripped(self, rule: str) -> tuple[Finding, ...]:
        """The findings of one rule."""
        return tuple(finding for finding in self.findings if finding.rule == rule)

    def _in_order(self) -> Iterator[tuple[Level, str]]:
        yield Level.PLAN, self.plan.id
        for goal in self.plan.each_goal():
            yield Level.GOAL, goal.id
            yield from _indicators(goal)
            for objective in goal.objectives.value or ():
                yield Level.OBJECTIVE, objective.id
                yield from _indicators(objective)
                for activity in objective.activities.value or ():
                    yield Level.ACTIVITY, activity.id
                    yield from _indicators(activity)


class _Outcomes(Mapping[str, Mapping[str, Outcome]]):
    """The outcomes of each activity, made when asked for."""

    def __init__(self, of: Audit) -> None:
        self._audit = of

    def __getitem__(self, id_: str) -> Mapping[str, Outcome]:
        return self._audit.outcomes_of(Level.ACTIVITY, id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self._audit.answers[Level.ACTIVITY])

    def __len__(self) -> int:
        return len(self._audit.answers[Level.ACTIVITY])


def _indicators(node: Any) -> Iterator[tuple[Level, str]]:
    return ((Level.INDICATOR, indicator.id) for indicator in node.indicators.value or ())


@collected_rarely
def audit(
    plan: Plan,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    load_share: float = 0.25,
    known: Mapping[str, Account] | None = None,
    asks: Asks | None = None,
) -> Audit:
    """Judge a plan by every rule.

    `as_of` is the day of judgement, for promises whose day may have passed. `progress` is what became of the plan; with
    it and the day, the rules on progress (T) are asked. `select` and `ignore` hold rule ids or first letters ("A04",
    "I"); they choose what is told, never the verdicts. `load_share` is how much of what falls due in a quarter one body
    may lead (rule P07). `known`: accounts of an earlier judgement, taken over where they say the same. `asks`: what is
    asked of the plan's country; with it rule P06 is asked. Raises UserError for a rule that does not exist.
    """
    selected = _selected(select, ignore)
    context = Context(plan, as_of, load_share, progress, known or {}, asks)
    waiting = tuple(NotYet(rule, reason) for rule in RULES.values() if (reason := rule.waits(context)))
    rules = _asked(context)
    nodes = _nodes(context)
    press = plan.basis is Basis.PRESS
    answers = {level: (_unsaid if press else _judged)(nodes[level], rules[level], context) for level in rules}
    judged = answers[Level.ACTIVITY]
    by_rule = _by_rule(rules[Level.ACTIVITY], judged)
    verdicts = dict(zip(judged, map(verdict, zip(*(by_rule[name] for name in _DECIDING), strict=True)), strict=True))
    told = card({name: by_rule[name] for name in SHARES}, tuple(verdicts.values()), scored=bool(judged) and not press)
    return Audit(
        plan,
        told,
        verdicts,
        tuple(w for w in waiting if w.rule.id in selected),
        rules,
        answers,
        selected,
        context.accounts,
        context.percentages,
    )


_DECIDING = ("stepped", "owned", "dated", "provable")
_BEHIND = {"owned": "A02", "stepped": "A01", "costed": "A10", "provable": "A12"}


def _asked(given: Context) -> Mapping[Level, tuple[Rule, ...]]:
    """The rules to put to each kind of object."""
    ready = [rule for rule in RULES.values() if rule.waits(given) is None]
    return {level: tuple(rule for rule in ready if level in rule.judges) for level in map(Level, OBJECTS)}


def _nodes(context: Context) -> Mapping[Level, Iterable[Any]]:
    return {
        Level.PLAN: (context.plan,),
        Level.GOAL: context.goals,
        Level.OBJECTIVE: context.objectives,
        Level.ACTIVITY: context.activities,
        Level.INDICATOR: (indicator for _, indicator in context.plan.each_indicator()),
    }


def _judged(nodes: Iterable[Any], rules: Sequence[Rule], context: Context) -> dict[str, Judged]:
    """Each rule is put to some objects before the next rule is: a loop that does the same again runs faster."""
    tests = [rule.test for rule in rules]
    found: dict[str, Judged] = {}
    left = iter(nodes)
    while some := tuple(islice(left, _TOGETHER)):
        said = [[test(node, context) for node in some] for test in tests]
        ids = [node.id for node in some]
        found.update(zip(ids, zip(some, zip(*said, strict=True), strict=True), strict=True))
    return found


def _unsaid(nodes: Iterable[Any], rules: Sequence[Rule], context: Context) -> dict[str, Judged]:
    """Of what the press reported, nothing is a fault and nothing is kept."""
    answers = tuple(_PRESS for _ in rules)
    return {node.id: (node, answers) for node in nodes}


def _by_rule(rules: Sequence[Rule], judged: Mapping[str, Judged]) -> Mapping[str, list[Outcome]]:
    place = {rule.id: at for at, rule in enumerate(rules)}
    rows = [answers for _, answers in judged.values()]
    found = {name: [row[place[rule]].outcome for row in rows] for name, rule in _BEHIND.items()}
    end, measured = place["A04"], place["A06"]
    return found | {"dated": [dated(row[end].outcome, row[measured].outcome) for row in rows]}


def _selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    chosen = _named(select) if select else frozenset(RULES)
    return chosen - _named(ignore)


def _named(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        wanted = name.strip().upper()
        ids = {rule for rule in RULES if wanted and (rule == wanted or (len(wanted) == 1 and rule[0] == wanted))}
        if not ids:
            text = mark("There is no rule '{name}'. Name a rule such as A04, or a first letter: A, O, I, P, T.")
            raise UserError(Message(text, {"name": name}))
        found |= ids
    return frozenset(found)
