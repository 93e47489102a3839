"""The budget rounds of the bodies of a plan, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from palermo.core import Finding, Outcome
from palermo.office.plan.money.readers import PutTo, Rounds
from palermo.plan import LineAccount, Missed, NextRound, Plan, audit, lead_of, missed_rounds, next_rounds, round_of


@dataclass(frozen=True, slots=True)
class RoundsShown:
    """What is next, what missed its round, and the bodies of which nobody has said when theirs closes.

    `late`: what rule P05 says where the plan was adopted after the rounds for its first year had closed.
    """

    coming: tuple[NextRound, ...]
    missed: tuple[Missed, ...]
    unknown: tuple[str, ...]
    late: tuple[Finding, ...]


def asked_of(plan: Plan, put: Mapping[str, PutTo]) -> Mapping[str, str]:
    """By activity the body whose round decides: as the plan calls it, else as the office does."""
    found = {}
    for _, _, activity in plan.each_activity():
        told = put.get(activity.id)
        found[activity.id] = lead_of(activity) or (told.lead.body.name if told and not told.refused else "")
    return found


def rounds_shown(
    plan: Plan, said: Rounds, accounts: tuple[LineAccount, ...], leads: Mapping[str, str], today: date
) -> RoundsShown:
    """What pages tell of the rounds of a plan that carries them (`with_rounds`)."""
    bodies = dict.fromkeys(body for body in leads.values() if body)
    findings = audit(plan, select=("P05",)).findings
    return RoundsShown(
        next_rounds(plan, accounts, leads, today),
        missed_rounds(plan, accounts, leads),
        tuple(body for body in bodies if not round_of(plan, body)),
        tuple(
            each for each in findings if each.outcome is Outcome.FAIL and plan.budget_calendar and plan.adopted.given
        ),
    )
