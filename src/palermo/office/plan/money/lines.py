"""Cost lines as pages show them: what became of each, what was written down of it, and whether it missed its round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from palermo.office.plan.money.readers import MoneyRecord, ToldCost, ToldPosting, added_line
from palermo.plan import LineAccount, Plan, State, line_accounts, missed_rounds


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with what was written down of it. `missed`: when its budget round closed, where it missed it.

    `account` is None for what was written down of lines that the plan has no more, and never accepted.
    """

    account: LineAccount | None
    postings: tuple[ToldPosting, ...]
    missed: date | None = None
    reason: str = ""


def lines_shown(
    plan: Plan, record: MoneyRecord, accounts: Sequence[LineAccount], leads: Mapping[str, str]
) -> Iterator[LineShown]:
    """The lines of one activity, in the order of the plan. `plan`: with its budget rounds.

    `leads`: by activity the body that answers for it.
    """
    missed = {each.account.line.id: each.closed for each in missed_rounds(plan, accounts, leads)}
    why = {each.row.uid: each.row.reason for each in record.costs}
    left = list(record.postings)
    for account in accounts:
        line = account.line
        own = [each for each in left if (each.row.line, each.row.currency) == (line.id, line.currency)]
        left = [each for each in left if each not in own]
        yield LineShown(account, tuple(own), missed.get(line.id), why.get(line.id, ""))
    if left:
        yield LineShown(None, tuple(left))


@dataclass(frozen=True, slots=True)
class CostShown:
    """A line that was added and does not count. `missed`: when its budget round closed, where it missed it."""

    told: ToldCost
    missed: date | None


def costs_shown(plan: Plan, record: MoneyRecord, leads: Mapping[str, str]) -> Iterator[CostShown]:
    """The lines that were added and not accepted, so that one that comes too late is seen before it is."""
    others = [each for each in record.costs if each.held.state is not State.ACCEPTED]
    accounts = line_accounts([added_line(each.row, plan) for each in others], ())
    missed = {each.account.line.id: each.closed for each in missed_rounds(plan, accounts, leads)}
    for each in others:
        yield CostShown(each, missed.get(each.row.uid))


def correctable(record: MoneyRecord) -> frozenset[str]:
    """The uids of postings that count and that no correction waits for."""
    taken = {each.row.corrects_id for each in record.postings if each.held.state is not State.REFUSED}
    counting = (each.row for each in record.postings if each.held.state is State.ACCEPTED)
    return frozenset(row.uid for row in counting if row.pk not in taken)
