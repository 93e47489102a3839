"""Steps that wait for others: circles, what a late step holds up, and the chain that takes longest.

A step is known by its activity and its number in it, from 1. Days are as the plan and its changes say them; a step
without one takes its place in a chain and adds nothing to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from palermo.plan.model import Plan
from palermo.plan.progress import Account, Progress, Work, terms_of


class StepId(NamedTuple):
    """`1.1.2`, 3: the third step of activity 1.1.2."""

    activity: str
    number: int


@dataclass(frozen=True, slots=True)
class Link:
    """A step with what it waits for. `begins`: before which day nobody works on it, where that is known; `done`: its
    proof is accepted.
    """

    step: StepId
    due: date | None = None
    begins: date | None = None
    after: tuple[StepId, ...] = ()
    done: bool = False

    def late(self, as_of: date) -> bool:
        """Whether it was due before this day and is not done."""
        return not self.done and self.due is not None and self.due < as_of


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that wait one for the other, the first first, and how many days lie between its first and its last day."""

    steps: tuple[StepId, ...]
    days: int


def circle(links: Iterable[Link]) -> tuple[StepId, ...]:
    """Steps that wait for each other in a circle, the first at both ends, each waiting for the one before it; or none.

    What a step is said to wait for and is not among the links waits for nothing.
    """
    try:
        TopologicalSorter({link.step: link.after for link in links}).prepare()
    except CycleError as error:
        found: list[StepId] = error.args[1]
        return tuple(found)
    return ()


def held_up(links: Iterable[Link], late: StepId) -> tuple[StepId, ...]:
    """Every step that waits for this one, or for one that does, in order."""
    after: dict[StepId, list[StepId]] = {}
    for link in links:
        for before in link.after:
            after.setdefault(before, []).append(link.step)
    found: set[StepId] = set()
    waiting = [late]
    while waiting:
        new = [step for step in after.get(waiting.pop(), ()) if step not in found]
        found.update(new)
        waiting.extend(new)
    return tuple(sorted(found - {late}))


def out_of_order(links: Sequence[Link]) -> tuple[tuple[StepId, StepId], ...]:
    """Each step that is due before one that it waits for, with that one."""
    due = {link.step: link.due for link in links}
    return tuple(
        (link.step, before)
        for link in links
        for before in link.after
        if link.due and (needed := due.get(before)) and link.due < needed
    )


def longest_chain(links: Sequence[Link]) -> Chain | None:
    """The chain of two steps or more with the most days from the first to the last; None where none has a last day.

    Of a chain the first day is the earliest on which any of its steps begins or, where that is not known, is due; the
    last is the day on which its last step is due. Of several that take as long, the one with more steps, then the one
    whose steps come first. Links that go in a circle give none.
    """
    if circle(links):
        return None
    told, found = {link.step: link for link in links}, []
    first: dict[StepId, _Way] = {}  # of all the ways to a step, the one that began first
    for step in TopologicalSorter({link.step: link.after for link in links}).static_order():
        if step not in told:
            continue
        link = told[step]
        begins = _begins(link)
        ways = [
            _Way(_earlier(way.begun, begins), (*way.steps, step)) for each in link.after if (way := first.get(each))
        ]
        if link.due is not None and ways:
            best = min(ways, key=_rank)
            found.append(Chain(best.steps, (link.due - (best.begun or link.due)).days))
        first[step] = min([*ways, _Way(begins, (step,))], key=_rank)
    return min(found, key=lambda chain: (-chain.days, -len(chain.steps), chain.steps), default=None)


class _Way(NamedTuple):
    """Steps up to one of them, and the day on which the first of them begins."""

    begun: date | None
    steps: tuple[StepId, ...]


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def _begins(link: Link) -> date | None:
    return link.begins if link.begins and (link.due is None or link.begins <= link.due) else link.due


def _rank(way: _Way) -> tuple[date, int, tuple[StepId, ...]]:
    """The earliest first; of those the longest way."""
    return way.begun or date.max, -len(way.steps), way.steps


def links_of(
    plan: Plan,
    progress: Progress,
    after: Mapping[StepId, Sequence[StepId]],
    as_of: date,
    accounts: Mapping[str, Account] | None = None,
) -> tuple[Link, ...]:
    """Every step of a plan on a day, in the order of the plan, with the day on which it is due since it was changed.

    `after`: what each waits for. Of steps that the plan does not have nothing is said and nothing waits for them.
    `accounts`: those of that day that were made already, by activity.
    """
    activities = [activity for _, _, activity in plan.each_activity()]
    known = {StepId(each.id, n) for each in activities for n in range(1, len(each.steps.value or ()) + 1)}
    made = []
    for activity in activities:
        account = accounts.get(activity.id) if accounts else None
        if account is None:
            work = progress.activities.get(activity.id, Work(activity.id))
            account = Account(work, terms_of(activity), progress.ladder, (), as_of)
        for n, due in enumerate(account.terms.steps, 1):
            waits = tuple(each for each in after.get(StepId(activity.id, n), ()) if each in known)
            made.append(Link(StepId(activity.id, n), due, account.terms.start, waits, n in account.proved))
    return tuple(made)


def own_links(links: Iterable[Link], activity: str) -> tuple[Link, ...]:
    """The steps of one activity, as far as they wait for one another."""
    return tuple(
        replace(link, after=tuple(each for each in link.after if each.activity == activity))
        for link in links
        if link.step.activity == activity
    )
