"""The rules that decide how long a country may stay on the Watch List, and on which days, each with its validity.

A rule is data: its citation, the law that brought it, the days between which it is in force, and its numbers. What the
code knows is the kinds of rules there are, and not one number, year or country.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from palermo.standing.model import Mark, Publication, Tier


class Kind(StrEnum):
    """What a rule of the clock is about."""

    LIST = "list"  # there is a Watch List
    LIMIT = "limit"  # how many reports in a row a country may be on it
    WAIVER = "waiver"  # how many more under a waiver
    REINSTATED = "reinstated"  # how many after a run under a waiver and a fall
    NOTICE = "notice"  # days until the reasons of a waiver are public
    ACTION_PLAN = "action_plan"  # days until who left Tier 3 is handed a plan


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One rule in our own words. `counts_from`: the first report that counts. `until` is its last day, None while it is
    in force; `years` and `days` are its number, None where it has none.
    """

    id: str
    kind: Kind
    cite: str
    law: str
    since: date
    until: date | None
    years: int | None
    days: int | None
    counts_from: int | None
    mark: Mark
    text: str

    def in_force(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class TierRule:
    """What a tier takes, in our own words."""

    tier: Tier
    cite: str
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A law that changed the rules. `mark` says what of it was not read."""

    law: str
    day: date
    did: str
    mark: str


@dataclass(frozen=True, slots=True)
class DateRule:
    """A date that the law names. Either a day of every year (`start`, and `end` where it is a stretch; month and day),
    or so many days after another (`after`, `days`). `since` is None where we do not know since when.
    """

    id: str
    kind: str
    cite: str
    since: date | None
    until: date | None
    start: tuple[int, int] | None
    end: tuple[int, int] | None
    after: str
    days: tuple[int, int] | None
    mark: Mark
    text: str

    def in_force(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the law says of one report: the rules that were in force on its day. None: there was no such rule."""

    limit: ClockRule | None
    waiver: ClockRule | None
    reinstated: ClockRule | None

    @property
    def longest(self) -> int | None:
        """The most reports in a row on the Watch List, waivers used; None where nothing limits them."""
        if self.limit is None or self.limit.years is None:
            return None
        return self.limit.years + ((self.waiver.years if self.waiver else None) or 0)

    @property
    def unwaived(self) -> int | None:
        """The most without a waiver."""
        return self.limit.years if self.limit else None


@dataclass(frozen=True)
class Law:
    """All of them. `publications`: when the reports came out, by year."""

    rules: tuple[ClockRule, ...]
    tiers: tuple[TierRule, ...]
    dates: tuple[DateRule, ...]
    amendments: tuple[Amendment, ...]
    publications: Mapping[int, Publication]

    @cached_property
    def _terms(self) -> dict[int, Terms]:
        return {}

    def terms(self, year: int) -> Terms:
        """What holds for the report of that year: the law on the day it came out, or is due."""
        if year not in self._terms:
            self._terms[year] = self.terms_on(self.report_day(year), year)
        return self._terms[year]

    def terms_on(self, day: date, year: int) -> Terms:
        """What the law of a day says of the report of that year."""
        rules = {rule.kind: rule for rule in self.rules if rule.in_force(day)}
        limit = rules.get(Kind.LIMIT)
        if limit and limit.counts_from and year < limit.counts_from:
            limit = None
        return Terms(limit, rules.get(Kind.WAIVER) if limit else None, rules.get(Kind.REINSTATED))

    def report_day(self, year: int) -> date:
        """The day the report of that year came out; where it did not yet, the day it is due."""
        if published := self.publications.get(year):
            return published.day
        return self.due_day(year)

    def due_day(self, year: int) -> date:
        """The day by which the report of that year is due, by the law of that day."""
        days = (
            (rule, date(year, *rule.start)) for rule in self.dates if rule.kind == "report" and rule.start is not None
        )
        return next((day for rule, day in days if rule.in_force(day)), date(year, 12, 31))

    def tier_rule(self, tier: Tier) -> TierRule:
        """What that tier takes."""
        return next(rule for rule in self.tiers if rule.tier is tier)

    @property
    def first_listed(self) -> int:
        """The first report that could have a Watch List; 0 where nothing says so."""
        return min((rule.counts_from or 0 for rule in self.rules if rule.kind is Kind.LIST), default=0)

    def exists(self, tier: Tier, year: int) -> bool:
        """Whether the report of that year could give the tier."""
        return tier is not Tier.WATCH or year >= self.first_listed


def reporting_period(law: Law, report_year: int) -> tuple[date, date]:
    """From which day to which day what is done is judged in a report. Raises ValueError where no rule says so."""
    rule = next((each for each in law.dates if each.kind == "period"), None)
    if rule is None or rule.start is None or rule.end is None:
        raise ValueError("the law names no reporting period")
    return date(report_year - 1, *rule.start), date(report_year, *rule.end)


def coming_report(law: Law, as_of: date) -> int:
    """The year of the report for which what is done on the day still counts."""
    return as_of.year if reporting_period(law, as_of.year)[1] >= as_of else as_of.year + 1
