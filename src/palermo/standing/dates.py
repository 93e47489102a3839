"""The days that the law names, for a stretch of time: when a report is due, until when what is done still counts in it,
what follows a report, when the FATF meets, when an item of a plan is due.

Where a report came out late, what follows it is counted from the day on which it did. A day that depends on a tier
nobody knows yet is told for everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from palermo.core import Message, UserError, mark
from palermo.standing.fatf import Lists, end_of, month_end
from palermo.standing.law import DateRule, Law, reporting_period
from palermo.standing.model import History, Mark, Tier
from palermo.standing.shelf import Record

_SAYS = {
    "period_start": mark("First day of what counts for the US report of {year}"),
    "period_end": mark("Last day of what counts for the US report of {year}"),
    "report": mark("US report of {year} due to Congress"),
    "out": mark("US report of {year} came out"),
    "determination": mark("US determination on aid to Tier 3 countries of the report of {year}"),
    "special_list": mark("Last day for the US special watch list of the report of {year} to go to Congress"),
    "action_plan": mark("Last day for the US action plan for countries raised from Tier 3 in the report of {year}"),
    "interim": mark("US interim assessment of the countries on the special watch list"),
    "request": mark("About now the US State Department asks for information for the report of {year}"),
    "plenary": mark("FATF plenary in this month: lists are published"),
    "item": mark("Deadline of FATF item {item}: {text}"),
}
_EARLIEST, _LATEST = date(2001, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A day or, where `last` is later than `first`, a stretch in which it falls. `uid` stays the same for ever.

    `iso3`: the one country it is about, "" where it is about all.
    """

    uid: str
    body: str
    kind: str
    first: date
    last: date
    says: Message
    cite: str
    mark: Mark
    iso3: str = ""


def legal_dates(
    record: Record, lists: Lists, first: date, last: date, iso3: str = "", as_of: date | None = None
) -> tuple[LegalDate, ...]:
    """What falls into the stretch from `first` to `last`, by its first day; with `iso3`, what concerns that country.

    `as_of`: as it was known on that day; without it, as it is known now.
    Raises UserError for a stretch that ends before it begins, or lies outside this century.
    """
    if not _EARLIEST <= first <= last <= _LATEST:
        text = mark("Name a first and a later last day between {earliest} and {latest}.")
        raise UserError(Message(text, {"earliest": _EARLIEST, "latest": _LATEST}))
    if as_of:
        record, lists = _known(record, lists, iso3, as_of)
    found = [*_of_report(record, first, last, iso3), *_of_lists(lists, first, last, iso3)]
    inside = (each for each in found if each.first <= last and each.last >= first)
    return tuple(sorted(inside, key=lambda each: (each.first, each.uid)))


def _known(record: Record, lists: Lists, iso3: str, as_of: date) -> tuple[Record, Lists]:
    """What of it was out, and agreed, on the day."""
    law, histories = record.law, dict(record.histories)
    if history := histories.get(iso3):
        out = {year: each for year, each in history.placements.items() if law.report_day(year) <= as_of}
        histories[iso3] = replace(history, placements=out)
    published = {year: each for year, each in law.publications.items() if each.day <= as_of}
    items = tuple(each for each in lists.items if end_of(each.listed) <= as_of)
    then = replace(record, histories=histories, law=replace(law, publications=published))
    return then, replace(lists, items=items)


def _of_report(record: Record, first: date, last: date, iso3: str) -> Iterator[LegalDate]:
    history = record.histories.get(iso3)
    for year in range(first.year - 1, last.year + 2):
        for rule in record.law.dates:
            for kind, start, end in _days(record.law, rule, year):
                day = record.law.report_day(year) if rule.after else end
                if rule.in_force(day) and (history is None or _concerns(kind, history, year)):
                    yield _dated(rule, kind, year, start, end)
        if published := record.law.publications.get(year):
            says = Message(_SAYS["out"], {"year": year})
            yield LegalDate(f"tip-out-{year}", "tip", "out", published.day, published.day, says, "", published.mark)


def _days(law: Law, rule: DateRule, year: int) -> Iterator[tuple[str, date, date]]:
    """The days of a rule that belong to the report of `year`."""
    if rule.days:
        out = law.report_day(year)
        start, end = (out + timedelta(days=days) for days in rule.days)
        yield rule.kind, start, end
    elif rule.kind == "period":
        for kind, day in zip(("period_start", "period_end"), reporting_period(law, year), strict=True):
            yield kind, day, day
    elif rule.start:
        # what is looked at between two reports is about the one before
        when = year + 1 if rule.kind == "interim" else year
        start = date(when, *rule.start)
        yield rule.kind, start, date(when, *rule.end) if rule.end else start


def _concerns(kind: str, history: History, year: int) -> bool:
    """Whether what follows a report is about this country; where its tier is not known, it may be."""
    before, now = history.tier(year - 1), history.tier(year)
    if now is None:
        return True
    match kind:
        case "determination":
            return now is Tier.THREE
        case "special_list" | "interim":
            return now is Tier.WATCH or (before, now) in ((Tier.TWO, Tier.ONE), (Tier.THREE, Tier.TWO))
        case "action_plan":
            return (before, now) == (Tier.THREE, Tier.WATCH)
    return True


def _dated(rule: DateRule, kind: str, year: int, start: date, end: date) -> LegalDate:
    says = Message(_SAYS[kind], {"year": year})
    return LegalDate(f"tip-{kind.replace('_', '-')}-{year}", "tip", kind, start, end, says, rule.cite, rule.mark)


def _of_lists(lists: Lists, first: date, last: date, iso3: str) -> Iterator[LegalDate]:
    for year in range(first.year, last.year + 1):
        for month in lists.plenaries:
            start = date(year, month, 1)
            says = Message(_SAYS["plenary"])
            yield LegalDate(
                f"fatf-plenary-{year}-{month:02}", "fatf", "plenary", start, month_end(start), says, "", Mark.VERIFIED
            )
    for item in lists.items:
        if item.iso3 == iso3:
            due = end_of(item.deadline)
            says = Message(_SAYS["item"], {"item": item.id, "text": item.text})
            yield LegalDate(f"fatf-item-{item.id}", "fatf", "item", due, due, says, item.standard, item.mark, iso3)


def days_left(each: LegalDate, today: date) -> int:
    """How many days until its last day; below nothing once it is over."""
    return (each.last - today).days
