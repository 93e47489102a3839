"""How a plan answers what is asked of its country: worked out from the plan, the work on it, and links by hand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from palermo import plan as library
from palermo.core import Finding
from palermo.core.countries import country
from palermo.office.base.kept import Kept
from palermo.office.plan.answers.models import AnswerLink
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.money.readers import accounts_of, money_record, postings_of
from palermo.office.plan.readers import content_key, open_audit, open_plan
from palermo.office.plan.work.readers import scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.office.standing.ledger import Told, declined_in, ledger_of
from palermo.office.standing.readers import Here, here
from palermo.standing import (
    Ask,
    Clock,
    Law,
    clock,
    coming_report,
    data_duty,
    reporting_period,
    shipped_figures,
)

Links = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the country of a plan: the record of placements, its code there, the ledger."""

    here: Here
    iso3: str
    ledger: Told


@dataclass(frozen=True, slots=True)
class Answered:
    """How a plan answers, for the report of a year. `key` names all that it depends on."""

    asked: Asked
    grounds: library.Grounds
    findings: tuple[Finding, ...]
    stands: Clock
    key: tuple[object, ...]

    @property
    def answering(self) -> library.Answering:
        return self.grounds.answering

    @property
    def report(self) -> int:
        return self.grounds.duty.report_year


_ANSWERED: Kept[Answered] = Kept(8)
_HELD: Kept[tuple[Finding, ...]] = Kept(32)
_SUGGESTED: Kept[Mapping[str, tuple[str, ...]]] = Kept(64)


def country_of(told: Here, plan: Plan) -> str | None:
    """The three-letter code of a plan's country; None where no report has it."""
    iso3 = country(plan.country).iso3
    return iso3 if iso3 in told.record.histories else None


def asked_of(plan: Plan, as_of: date) -> Asked | None:
    """What is asked of the plan's country. Two queries."""
    told = here()
    iso3 = country_of(told, plan)
    return Asked(told, iso3, ledger_of(told, iso3, as_of, voices=False)) if iso3 else None


def asks_of(plan: Plan, as_of: date) -> tuple[Ask, ...]:
    """The asks alone; none where nothing is known of the country."""
    asked = asked_of(plan, as_of)
    return asked.ledger.ledger.asks if asked else ()


def links_of(plan: Plan) -> Links:
    """By activity the asks that a person linked it to. One query."""
    newest = {(row.activity, row.ask): row.linked for row in AnswerLink.objects.filter(plan=plan)}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for (activity, ask), linked in newest.items():
        if linked:
            found[activity].append(ask)
    return {activity: tuple(asks) for activity, asks in found.items()}


def answered(
    version: Version, record: OnRecord, as_of: date, report: int | None = None, *, public: bool = False
) -> Answered | None:
    """How the plan answers, held against the report of a year, the coming one without it. Worked out once.

    `public`: from what everybody may read. None where nothing is known of the plan's country, and for a report whose
    period has not begun or that no law names.
    """
    asked = asked_of(version.plan, as_of)
    if asked is None or (report is not None and report not in _reports(asked.here.record.law, as_of)):
        return None
    law, links = asked.here.record.law, links_of(version.plan)
    year = coming_report(law, as_of) if report is None else report
    whole = money_record(version.plan)
    money = whole.public if public else whole
    asks = asked.ledger.ledger.asks
    key = (
        *(content_key(version), record.mark, money.mark, as_of, year, public),
        *(asked.here.key, asks, tuple(sorted(links.items()))),
    )

    def make() -> Answered:
        card = scorecard(version, record, as_of, public=public)
        told, findings = library.answering(card, asks, links)
        duty = data_duty(law, asked.iso3, year, shipped_figures())
        grounds = library.Grounds(
            card, open_audit(version).card, told, duty, accounts_of(version, money), postings_of(money), links
        )
        return Answered(asked, grounds, findings, clock(asked.here.record, asked.iso3, as_of), key)

    return _ANSWERED.get(key, make)


def rule_of_asks(version: Version, told: Answered, as_of: date) -> tuple[Finding, ...]:
    """What rule P06 finds: nothing where every ask has its answer, or was declined with a reason. One query."""
    ids = tuple(ask.id for ask in told.asked.ledger.ledger.asks)
    declined = declined_in(told.asked.iso3, as_of)
    links = told.grounds.links
    key = (*content_key(version), ids, declined, tuple(sorted(links.items())))
    asks = library.Asks(ids, links, declined)
    return _HELD.get(key, lambda: library.audit(open_plan(version), asks=asks, select=("P06",)).findings)


def reports_for(plan: Plan, today: date) -> tuple[int, ...]:
    """The reports that a plan can be held against, the newest first; none where nothing is known of the country."""
    told = here()
    return tuple(reversed(_reports(told.record.law, today))) if country_of(told, plan) else ()


def _reports(law: Law, today: date) -> tuple[int, ...]:
    """Those whose period has begun, since the law names these periods."""
    since = next((rule.since for rule in law.dates if rule.kind == "period" and rule.since), today)
    return tuple(year for year in range(since.year + 1, today.year + 2) if reporting_period(law, year)[0] <= today)


def suggested_for(version: Version, asks: tuple[Ask, ...]) -> Mapping[str, tuple[str, ...]]:
    """By ask the activities whose words are most like it. Suggestions, for a person to accept or not."""

    def make() -> Mapping[str, tuple[str, ...]]:
        found = library.suggested_answers(open_plan(version), asks)
        return {ask: tuple(each.id for each in told) for ask, told in found.items()}

    return _SUGGESTED.get((content_key(version), asks), make)
