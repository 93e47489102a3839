"""Which measures of a plan answer which asks of outside bodies, and how each ask stands: worked out, never typed.

An ask counts as answered only when every measure that answers it is done by accepted proof. A measure whose steps
nobody could read leaves the ask unknown, which is not the same as without steps.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from palermo.core import Finding, Message, Outcome, Severity, mark
from palermo.plan.model import Activity, Plan
from palermo.plan.money import Posting, Spending, counting
from palermo.plan.progress import Account, Machine, State, Status, late, replayed
from palermo.plan.progress.model import OTHER_PROOF
from palermo.plan.score import Scorecard
from palermo.standing import Action, Alike, Ask, Committed, Promise, alike

Links = Mapping[str, Iterable[str]]


class AskState(StrEnum):
    """Where an ask stands, the first that holds in this order."""

    NO_MEASURE = "no_measure"  # nothing in the plan answers it, or what did was given up
    ANSWERED = "answered"  # every measure that answers it is done
    CANNOT_SAY = "cannot_say"  # nobody could read the steps of one of them
    NO_STEPS = "no_steps"  # one of them has neither steps nor proof
    LATE = "late"  # one of them is late
    PROOF_PENDING = "proof_pending"  # the proof is not all in, and nothing is late

    @property
    def words(self) -> Message:
        """How it is told."""
        return ASK_STATES[self]


ASK_STATES: Mapping[AskState, Message] = {
    AskState.NO_MEASURE: Message(mark("No measure")),
    AskState.ANSWERED: Message(mark("Answered")),
    AskState.CANNOT_SAY: Message(mark("Cannot say")),
    AskState.NO_STEPS: Message(mark("A measure without steps")),
    AskState.LATE: Message(mark("Steps are late")),
    AskState.PROOF_PENDING: Message(mark("Proof pending")),
}
_UNKNOWN_ASK = mark("Activity {activity} names the ask {ask}, which is on no list here.")
_NAME_ANOTHER = mark("Write the id of an ask as the list has it, or add the ask to the list.")


@dataclass(frozen=True, slots=True)
class AskStanding:
    """How an ask stands, the measures that answer it, and the sentence that says what decided."""

    ask: Ask
    state: AskState
    why: Message
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """How a plan answers asks. `nothing`: measures that answer none; `unread`: those of which nobody could read it."""

    asks: tuple[AskStanding, ...]
    nothing: tuple[Activity, ...]
    unread: tuple[Activity, ...]

    @property
    def unanswered(self) -> tuple[AskStanding, ...]:
        """The asks that no measure answers."""
        return tuple(each for each in self.asks if each.state is AskState.NO_MEASURE)


def answering(
    card: Scorecard, asks: Iterable[Ask], links: Links = MappingProxyType({})
) -> tuple[Answering, tuple[Finding, ...]]:
    """How each ask stands on a scorecard's day. `links`: by activity the asks it answers, beside what the plan says.

    Findings: an activity names an ask that is on no list.
    """
    asked = tuple(asks)
    by_ask, findings = _linked(card.plan, {ask.id for ask in asked}, links)
    status = {line.activity.id: line.standing.status for line in card.activities}
    kept = {ask: [each for each in found if status.get(each.id) is not Status.DROPPED] for ask, found in by_ask.items()}
    told = tuple(_standing(ask, kept.get(ask.id, ()), status, card.accounts) for ask in asked)
    linked = {each.id for found in by_ask.values() for each in found}
    nothing = [each for _, _, each in card.plan.each_activity() if each.id not in linked]
    return Answering(
        told,
        tuple(each for each in nothing if not each.answers.unread),
        tuple(each for each in nothing if each.answers.unread),
    ), findings


def _linked(plan: Plan, known: set[str], links: Links) -> tuple[defaultdict[str, list[Activity]], tuple[Finding, ...]]:
    by_ask: defaultdict[str, list[Activity]] = defaultdict(list)
    findings = []
    for _, _, activity in plan.each_activity():
        for ask in _named(activity, links):
            by_ask[ask].append(activity)
            if ask not in known:
                findings.append(_unknown_ask(activity, ask))
    return by_ask, tuple(findings)


def _named(activity: Activity, links: Links) -> tuple[str, ...]:
    """The asks that an activity answers, by the plan and by the links, each once."""
    return tuple(dict.fromkeys((*(activity.answers.value or ()), *links.get(activity.id, ()))))


def _unknown_ask(activity: Activity, ask: str) -> Finding:
    return Finding(
        "S30",
        Severity.ERROR,
        Outcome.FAIL,
        Message(_UNKNOWN_ASK, {"activity": activity.id, "ask": ask}),
        Message(_NAME_ANOTHER),
        activity.answers.origin,
        "activity",
        activity.id,
    )


def _standing(
    ask: Ask, kept: Sequence[Activity], status: Mapping[str, Status], accounts: Mapping[str, Account]
) -> AskStanding:
    """The state of one ask from the measures that answer it and were not given up. Press reports have no accounts."""
    ids = tuple(each.id for each in kept)
    if not kept:
        return AskStanding(ask, AskState.NO_MEASURE, Message(mark("No measure of the plan answers it.")), ids)
    if not accounts:
        text = mark("A plan that nobody here has read is not scored.")
        return AskStanding(ask, AskState.CANNOT_SAY, Message(text), ids)
    open_ones = [accounts[each] for each in ids if status[each] is not Status.DONE]
    if not open_ones:
        text = mark("Done by accepted proof: {ids}.")
        return AskStanding(ask, AskState.ANSWERED, Message(text, {"ids": ", ".join(ids)}), ids)
    for state, text, holds in (
        (AskState.CANNOT_SAY, mark("Nobody could read the steps of {ids}."), _steps_unread),
        (AskState.NO_STEPS, mark("Neither steps nor proof: {ids}."), _without_steps),
        (AskState.LATE, mark("Late: {ids}."), _late),
    ):
        if found := [each.work.id for each in open_ones if holds(each, status[each.work.id])]:
            return AskStanding(ask, state, Message(text, {"ids": ", ".join(found)}), ids)
    text = mark("Proof is not all in: {ids}.")
    waiting = ", ".join(each.work.id for each in open_ones)
    return AskStanding(ask, AskState.PROOF_PENDING, Message(text, {"ids": waiting}), ids)


def _steps_unread(of: Account, _status: Status) -> bool:
    return of.terms.unread and not _shown(of)


def _without_steps(of: Account, _status: Status) -> bool:
    return not of.terms.steps and not of.terms.unread and not _shown(of)


def _shown(of: Account) -> bool:
    """Whether any proof is there, of its own or of the places that have a part in it."""
    return any(each.offered or each.proved for each in (of, *of.kept.values()))


def _late(of: Account, status: Status) -> bool:
    """By its status; where that says first that its lead has not accepted it, by its own days."""
    return status is Status.LATE or (status is Status.NOT_ACCEPTED and late(of) is not None)


def suggested_answers(plan: Plan, asks: Iterable[Ask]) -> dict[str, tuple[Alike, ...]]:
    """By ask the activities whose words are most like it. A suggestion, to be accepted by a person."""
    texts = [(activity.id, activity.text.words) for _, _, activity in plan.each_activity() if activity.text.words]
    found = {ask.id: alike(ask.text, texts) for ask in asks}
    return {ask: told for ask, told in found.items() if told}


def promises_of(plan: Plan, links: Links = MappingProxyType({})) -> tuple[Promise, ...]:
    """The measures of a plan as promises, for the crosswalk."""
    return tuple(Promise(activity.id, _named(activity, links)) for _, _, activity in plan.each_activity())


def actions_of(card: Scorecard) -> tuple[Action, ...]:
    """The concrete actions that are proved: accepted evidence of the nine kinds, with the day of its acceptance."""
    return tuple(
        Action(activity, evidence.kind, held.since)
        for activity, account in card.accounts.items()
        for own in (account, *account.parts.values())
        for evidence in own.work.evidence
        if evidence.kind != OTHER_PROOF
        and (held := replayed(Machine.EVIDENCE, evidence.moves, own.ladder, until=card.as_of)[0]).state
        is State.ACCEPTED
        and held.since
    )


def committed_of(postings: Iterable[Posting]) -> tuple[Committed, ...]:
    """Money that was committed, by accepted postings that no other corrects."""
    return tuple(
        Committed(each.activity, each.amount, each.currency, each.on)
        for each in counting(postings)
        if each.spending is Spending.COMMITTED
    )


def answering_to_tree(
    found: Answering, suggested: Mapping[str, Sequence[Alike]], language: str = "en"
) -> dict[str, Any]:
    """How a plan answers asks, as plain values. Suggestions stand apart from what answers an ask."""
    return {
        "states": {state: sum(each.state is state for each in found.asks) for state in AskState},
        "asks": [
            {
                "id": each.ask.id,
                "body": each.ask.body,
                "cycle": each.ask.cycle,
                "text": each.ask.text,
                "basis": each.ask.basis,
                "state": each.state,
                "why": each.why.say(language),
                "activities": list(each.activities),
                "suggested": [
                    {"activity": like.id, "likeness": like.likeness} for like in suggested.get(each.ask.id, ())
                ],
            }
            for each in found.asks
        ],
        "answering_nothing": [activity.id for activity in found.nothing],
        "unread": [activity.id for activity in found.unread],
    }
