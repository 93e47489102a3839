"""What the rules need to know of the whole plan, gathered in one pass before any rule is asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import islice
from typing import Any

from palermo.core.languages import fold
from palermo.plan.audit.lexicon import Tongues, Wording
from palermo.plan.audit.phrases import Phrases
from palermo.plan.audit.twins import twins
from palermo.plan.budget import deadlines
from palermo.plan.model import Activity, Goal, Objective, Plan
from palermo.plan.progress import Account, Progress, Work, account_of, periods, terms_of

Asked = Callable[[str, str], bool]  # of a text and the name of a list
_RECENT = 1024  # more sentences than the objects that are judged together have
_SAMPLE = 200  # sentences are enough to tell the language of a plan that does not say it


@dataclass(frozen=True, slots=True)
class Asks:
    """What outside bodies ask of the plan's country, by the ids of the asks.

    `links`: by activity those that it answers beside what the plan says. `declined`: those that the country declined,
    each with its reason.
    """

    ids: tuple[str, ...]
    links: Mapping[str, Iterable[str]] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()


@dataclass
class Context:
    """The plan as a whole. `as_of` is the day of judgement where the caller names one; `known` are earlier accounts."""

    plan: Plan
    as_of: date | None = None
    load_share: float = 0.25
    progress: Progress | None = None
    known: Mapping[str, Account] = field(default_factory=dict)
    asks: Asks | None = None
    tongues: Tongues = field(init=False)
    wordings: dict[str, Wording] = field(init=False, default_factory=dict)
    goal_of: dict[str, Goal] = field(init=False, default_factory=dict)
    objective_of: dict[str, Objective] = field(init=False, default_factory=dict)
    codes: dict[type, Counter[str]] = field(init=False)
    wording: Callable[[str], Wording] = field(init=False)
    says: Asked = field(init=False)  # whether a phrase of a list stands in a text
    begins: Asked = field(init=False)  # whether the text begins with one
    is_only: Asked = field(init=False)  # whether the text is one and nothing else
    rhythm: Callable[[str], int | None] = field(init=False)
    leads: dict[str, Any] = field(init=False, default_factory=dict)  # what is said of a body as lead, by its name
    splits: dict[tuple[tuple[str, ...], ...], Any] = field(init=False, default_factory=dict)  # ... of a split
    whole: bool = field(init=False)

    def __post_init__(self) -> None:
        goals = tuple(self.plan.each_goal())
        objectives: list[Objective] = []
        activities: list[Activity] = []
        for goal in goals:
            for objective in goal.objectives.value or ():
                below = objective.activities.value or ()
                objectives.append(objective)
                activities.extend(below)
                self.goal_of[objective.id] = goal
                self.objective_of.update(dict.fromkeys([activity.id for activity in below], objective))
        self.goals, self.objectives, self.activities = goals, tuple(objectives), tuple(activities)
        texts = [activity.text.value for activity in activities if activity.text.value]
        self.tongues = Tongues(self.plan.language, islice(texts, _SAMPLE))
        self.wordings = {text: self.tongues.read(text) for text in texts}
        self.codes = {
            kind: Counter([node.code.value for node in nodes if node.code.value])
            for kind, nodes in ((Goal, goals), (Objective, objectives), (Activity, activities))
        }
        self.whole = not self.plan.partly_read and not any(
            cell.unread
            for cell in (
                self.plan.goals,
                *(goal.objectives for goal in goals),
                *(objective.activities for objective in objectives),
            )
        )
        self.says = _asked(Phrases.find, self.tongues)
        self.begins = _asked(Phrases.leads, self.tongues)
        self.is_only = _asked(Phrases.is_all, self.tongues)
        self.rhythm = _rhythm(self.tongues)
        self.wording = _Recent(self.wordings, self.tongues).__getitem__

    def is_group(self, body: str) -> bool:
        """Whether a name stands for several bodies without naming them."""
        return self.says(body, "collectives") or self.is_only(body, "crowds")

    def is_continuous(self, activity: Activity) -> bool:
        """Whether the activity's own word for the kind of work says that it never ends."""
        kind = activity.kind.value
        return bool(kind and activity.kind.given and kind.strip()) and self.says(kind or "", "ongoing_kinds")

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """What is on record of each activity on the day of judgement; of none without progress or without a day."""
        if self.progress is None or self.as_of is None:
            return {}
        told = self.progress
        made = periods(told.cycle) if told.cycle else ()
        accounts = {
            activity.id: account_of(
                told.activities.get(activity.id, Work(activity.id)),
                terms_of(activity, continuous=self.is_continuous(activity)),
                told.ladder,
                made,
                self.as_of,
            )
            for activity in self.activities
        }
        # an account keeps what was worked out of it
        return {id_: self.known[id_] if self.known.get(id_) == new else new for id_, new in accounts.items()}

    @cached_property
    def percentages(self) -> frozenset[str]:
        """The indicators whose unit is a percentage; of none without progress, where nobody asks."""
        if self.progress is None:
            return frozenset()
        told = ((indicator.id, indicator.unit.value) for _, indicator in self.plan.each_indicator())
        return frozenset(id_ for id_, unit in told if unit and self.says(unit, "percent"))

    @cached_property
    def report_rhythm(self) -> int | None:
        """Months between two reports on the plan, where it says so."""
        told = self.plan.reporting
        return self.rhythm(told.value) if told.given and told.value else None

    @cached_property
    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day of the plan, where it says so itself."""
        begins, ends = self.plan.period_start, self.plan.period_end
        return (
            begins.value.first if begins.given and begins.value else None,
            ends.value.last if ends.given and ends.value else None,
        )

    @cached_property
    def months(self) -> int | None:
        """How long the plan runs, where it says when it begins and ends."""
        first, last = self.period
        return None if first is None or last is None else (last.year - first.year) * 12 + last.month - first.month + 1

    @cached_property
    def twin_of(self) -> Mapping[str, str]:
        """Activity to the first other activity that says nearly the same."""
        told = [activity for activity in self.activities if activity.text.value]
        found = twins([self.wordings[activity.text.value or ""].tokens for activity in told])
        return {told[one].id: told[other].id for one, other in found.items()}

    @cached_property
    def register(self) -> frozenset[str]:
        """Every name of the register of bodies, short and full, folded."""
        return frozenset(map(fold, _names(self.plan.register)))

    @cached_property
    def deadlines(self) -> Mapping[str, str]:
        """Body, by short or full name folded, to the last day of its budget round as MM-DD."""
        return deadlines(self.plan.budget_calendar, self.plan.register)

    def knows(self, body: str) -> bool:
        """Whether the register holds this name. Without a register there is nothing to know."""
        return not self.register or fold(body) in self.register


class _Recent(dict[str, Wording]):
    """The sentences asked for last, made ready: the rules ask for the same ones one after the other."""

    def __init__(self, known: Mapping[str, Wording], tongues: Tongues) -> None:
        self._known, self._tongues = known, tongues

    def __missing__(self, text: str) -> Wording:
        if len(self) >= _RECENT:
            self.clear()
        found = self[text] = self._known.get(text) or self._tongues.read(text)
        return found


def _asked(how: Callable[[Phrases, str], str | bool], tongues: Tongues) -> Asked:
    """Units, bodies and the like come again and again, so what was found of them is kept."""

    @cache
    def asked(text: str, name: str) -> bool:
        words = tongues.of(text)
        return bool(how(words[name], words.normal(text).strip(" .")))

    return asked


def _rhythm(tongues: Tongues) -> Callable[[str], int | None]:
    """Months between two times (0: under a month). None for "twice", "at the end" and what is not understood."""

    @cache
    def rhythm(text: str) -> int | None:
        words = tongues.of(text)
        found, left = words.rhythms(words.normal(text))
        return next(iter(found)) if len(found) == 1 and not words["irregular"].find(left) else None

    return rhythm


def _names(register: Mapping[str, str]) -> Iterable[str]:
    for short, full in register.items():
        yield short
        if full:
            yield full
