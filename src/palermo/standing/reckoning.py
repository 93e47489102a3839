"""Where a country stands on a day: its tier, its years on the Watch List, what the law allows in the next report."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from palermo.core import Message, UserError, mark
from palermo.standing.clock import Answer, Tick, Why, if_listed, replay
from palermo.standing.explain import Told, explained
from palermo.standing.law import ClockRule, Law
from palermo.standing.model import RATED, History, Mark, Tier
from palermo.standing.shelf import Record

_WHY = {
    Why.GAP_BEFORE: mark("Nobody could read the report before this run, so it may be longer than {n} (by {hidden})."),
    Why.GAP_IN_RUN: mark(
        "It came back from Tier 3, and nobody could read whether the run before its fall was under a waiver. "
        "If it was, this return may last one report only."
    ),
    Why.OLDER_RUN: mark(
        "It fell once after a run under a waiver, and once more since. Whether a return may then still last one report "
        "only is not settled: the law can be read both ways."
    ),
    Why.OLDER_GAP: mark(
        "It fell more than once, and nobody could read whether an earlier run was under a waiver. If it was, the law "
        "can be read both ways: a return may still last one report only, or it may not."
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Possible:
    """A tier that the law allows in the next report, with the rule in our own words and where it stands.

    `waiver`: only under a waiver. `once`: for one report only. `unclear`: the law, or what was read, leaves it open.
    """

    tier: Tier
    rule: str
    cite: str
    waiver: bool = False
    once: bool = False
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run on the Watch List that is going on or was the last."""

    first: int
    last: int
    reports: int
    waivers: int


@dataclass(frozen=True, slots=True)
class Clock:
    """How a country stands on the day `as_of`, by the report that was the latest then and the law of that day.

    `since`: the first report in a row with this tier. `barred`: the rules that keep it from the Watch List in the
    next report. `forced`: it is on the list and cannot stay. `late`: the next report was due and is not on record here.
    """

    iso3: str
    name: Message
    as_of: date
    report: int
    tier: Tier | None
    mark: Mark | None
    since: int | None
    watch_list_years: int
    waivers_used: int
    run: LastRun | None
    next: tuple[Possible, ...]
    barred: tuple[ClockRule, ...]
    explanation: tuple[Told, ...]
    unclear: tuple[Message, ...]
    late: Message | None

    @property
    def forced(self) -> bool:
        """Whether it must leave the Watch List with the next report."""
        return self.tier is Tier.WATCH and all(each.tier is not Tier.WATCH for each in self.next)


def history_of(record: Record, country: str) -> History:
    """The history of a country by its three-letter code, or by its name in any language that has one here.

    Raises UserError where there is none.
    """
    wanted = country.strip()
    if found := record.histories.get(wanted.upper()):
        return found
    every = record.histories.values()
    names = {str(name).casefold(): history for history in every for name in history.name.params.values()}
    if found := names.get(wanted.casefold()):
        return found
    near = get_close_matches(wanted.casefold(), names, n=1, cutoff=0.7)
    if near:
        text = mark("There is no country {country} here. Did you mean {code} ({name})?")
        raise UserError(Message(text, {"country": wanted, "code": names[near[0]].iso3, "name": names[near[0]].name}))
    text = mark("There is no country {country} here. Write its three-letter code, such as KHM.")
    raise UserError(Message(text, {"country": wanted}))


def latest_out(history: History, law: Law, as_of: date) -> int | None:
    """The year of the latest report on record of the country that was out on the day; None where there was none."""
    return max((year for year in history.years if law.report_day(year) <= as_of), default=None)


def clock(record: Record, country: str, as_of: date) -> Clock:
    """The clock of a country on a day. Raises UserError where there is no such country, or was no report yet."""
    history = history_of(record, country)
    report = latest_out(history, record.law, as_of)
    if report is None:
        text = mark("No report on {country} was out on {day}; the first here is of {year}.")
        raise UserError(Message(text, {"country": history.name, "day": as_of, "year": min(history.years)}))
    ticks = replay(history, record.law, report)
    now = ticks[-1]
    then = if_listed(history, record.law, report, as_of)
    run = _last_run(ticks)
    possible, barred = _possible(then, record.law)
    due = record.law.due_day(report + 1)
    late = mark("The report of {year} was due on {day}; no placement of it is on record here.")
    return Clock(
        history.iso3,
        history.name,
        as_of,
        report,
        now.tier,
        now.mark,
        report - now.spell + 1 if now.spell else None,
        now.nth,
        run.waivers if run and now.tier is Tier.WATCH else 0,
        run,
        possible,
        barred,
        explained(ticks, then, record.law),
        tuple(Message(_WHY[why], {"n": then.nth - 1, "hidden": then.hidden}) for why in then.why),
        Message(late, {"year": report + 1, "day": due}) if due < as_of else None,
    )


def _last_run(ticks: tuple[Tick, ...]) -> LastRun | None:
    last = next((tick for tick in reversed(ticks) if tick.tier is Tier.WATCH), None)
    if last is None:
        return None
    run = [tick for tick in ticks if last.year - last.spell < tick.year <= last.year]
    return LastRun(run[0].year, last.year, last.spell, sum(tick.waiver for tick in run))


def _possible(then: Tick, law: Law) -> tuple[tuple[Possible, ...], tuple[ClockRule, ...]]:
    """What the law allows next, from the tick that the Watch List would be, and the rule that bars it."""
    found = [Possible(rule.tier, rule.text, rule.cite) for rule in map(law.tier_rule, RATED)]
    terms = then.terms
    bars = (terms.reinstated,) if then.reinstated is Answer.YES else (terms.limit, terms.waiver)
    barred = tuple(rule for rule in bars if rule and then.beyond)
    return tuple(
        _on_the_list(then, each) if each.tier is Tier.WATCH else each
        for each in found
        if each.tier is not Tier.WATCH or not then.beyond
    ), barred


def _on_the_list(then: Tick, plain: Possible) -> Possible:
    """On what terms the Watch List is possible."""
    terms, longer = then.terms, then.nth + then.hidden
    unclear = then.reinstated is Answer.UNCLEAR or bool(then.hidden and terms.unwaived and longer > terms.unwaived)
    rule = terms.waiver if then.waiver else None if then.reinstated is Answer.NO else terms.reinstated
    return Possible(
        Tier.WATCH,
        rule.text if rule else plain.rule,
        rule.cite if rule else plain.cite,
        waiver=then.waiver,
        once=then.reinstated is Answer.YES,
        unclear=unclear,
    )
