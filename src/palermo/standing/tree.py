"""The clock, a history and what was found as plain values: the forms behind our JSON and CSV."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from palermo.core.spreadsheet import csv_text
from palermo.standing.asks import Ask
from palermo.standing.changes import Change
from palermo.standing.clock import Tick, replay
from palermo.standing.dates import LegalDate
from palermo.standing.duty import Duty
from palermo.standing.effects import effects
from palermo.standing.explain import Told
from palermo.standing.fatf import ListClock, Stage
from palermo.standing.forecast import Bar, Evaluation, Forecast, Score, bars
from palermo.standing.ledger import Consequence, Ledger
from palermo.standing.model import History
from palermo.standing.reckoning import Clock, Possible
from palermo.standing.shelf import Record

HISTORY_COLUMNS = (
    "iso3", "country", "report_year", "tier", "mark", "source", "second_sources", "corrected",
    "watch_list_years", "waiver", "allowed", "one_report_only",
)  # fmt: skip


def clock_to_tree(clock: Clock, language: str = "en") -> dict[str, Any]:
    """The JSON contract of `palermo standing clock`."""
    run = clock.run
    return {
        "iso3": clock.iso3,
        "country": clock.name.say(language),
        "as_of": clock.as_of.isoformat(),
        "report": clock.report,
        "tier": clock.tier,
        "mark": clock.mark,
        "since": clock.since,
        "watch_list_years": clock.watch_list_years,
        "waivers_used": clock.waivers_used,
        "last_run": None
        if run is None
        else {"first": run.first, "last": run.last, "reports": run.reports, "waivers": run.waivers},
        "next": [_possible(each) for each in clock.next],
        "barred": [{"rule": rule.text, "cite": rule.cite} for rule in clock.barred],
        "forced": clock.forced,
        "explanation": [_told(each, language) for each in clock.explanation],
        "unclear": [each.say(language) for each in clock.unclear],
        "means": [{"text": each.text, "cite": each.cite} for each in effects("tip", clock.tier)],
        "late": clock.late.say(language) if clock.late else None,
    }


def _possible(each: Possible) -> dict[str, Any]:
    return {
        "tier": each.tier,
        "rule": each.rule,
        "cite": each.cite,
        "waiver": each.waiver,
        "one_report_only": each.once,
        "unclear": each.unclear,
    }


def _told(told: Told, language: str) -> dict[str, Any]:
    return {"year": told.year, "says": told.says.say(language), "cite": told.cite, "mark": told.mark}


def history_to_tree(record: Record, history: History, language: str = "en") -> list[dict[str, Any]]:
    """Each report on a country, with the clock's turn in it; a placement nobody could read is null."""
    name = history.name.say(language)
    return [_row(record, history, name, tick) for tick in replay(history, record.law)]


def _row(record: Record, history: History, name: str, tick: Tick) -> dict[str, Any]:
    placement = history.placements.get(tick.year)
    source = record.sources.get(placement.source) if placement else None
    second = [record.sources[each].title for each in placement.second_sources] if placement else []
    values = (
        history.iso3,
        name,
        tick.year,
        tick.tier,
        tick.mark,
        source.title if source else "",
        "; ".join(second),
        placement.corrected if placement else False,
        tick.nth,
        tick.waiver,
        tick.allowed,
        tick.reinstated,
    )
    return dict(zip(HISTORY_COLUMNS, values, strict=True))


def histories_csv(record: Record, histories: tuple[History, ...], language: str = "en") -> str:
    """The same of several countries as CSV with a heading: marks and sources go wherever the placements go."""
    rows = (row for history in histories for row in history_to_tree(record, history, language))
    return csv_text(HISTORY_COLUMNS, (tuple(_plain(value) for value in row.values()) for row in rows))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def dates_to_tree(dates: Iterable[LegalDate], language: str = "en") -> list[dict[str, Any]]:
    """Legal dates, each from its first to its last day."""
    return [
        {
            "uid": each.uid,
            "body": each.body,
            "kind": each.kind,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
            "says": each.says.say(language),
            "cite": each.cite,
            "mark": each.mark,
            "iso3": each.iso3,
        }
        for each in dates
    ]


def list_clock_to_tree(clock: ListClock, language: str = "en") -> dict[str, Any]:
    """A country's way on and off the lists."""
    listing, (first, last) = clock.listing, clock.next_plenary
    return {
        "iso3": clock.iso3,
        "as_of": clock.as_of.isoformat(),
        "stage": clock.stage,
        "says": clock.stage.words.say(language),
        "list": listing.list if listing else None,
        "listed": listing.listed if listing else None,
        "listed_mark": listing.listed_mark if listing else None,
        "delisted": (listing.delisted or None) if listing else None,
        "delisted_mark": listing.delisted_mark if listing else None,
        "source": listing.source if listing else None,
        "earlier_listings": clock.earlier,
        "items": [
            {
                "id": item.id,
                "standard": item.standard,
                "text": item.text,
                "deadline": item.deadline,
                "mark": item.mark,
                "state": state,
            }
            for item, state in clock.items
        ],
        "happened": [
            {"when": each.when, "kind": each.kind, "text": each.text, "mark": each.mark} for each in clock.happened
        ],
        "means": [each.text for each in effects("fatf", listing.list)]
        if listing and clock.stage is not Stage.REMOVED
        else [],
        "next_plenary": [first.isoformat(), last.isoformat()],
    }


def duty_to_tree(duty: Duty) -> dict[str, Any]:
    """The duty of one reporting period; a figure that nobody told has no values."""
    return {
        "report_year": duty.report_year,
        "first": duty.first.isoformat(),
        "last": duty.last.isoformat(),
        "figures": [
            {
                "id": each.figure.id,
                "criterion": each.figure.criterion,
                "cite": each.presumed.cite,
                "missing": each.missing,
                "told": [
                    {"value": one.value, "unit": one.unit, "period": one.period, "source": one.source, "note": one.note}
                    for one in each.told
                ],
            }
            for each in duty.needed
        ],
    }


def ask_to_row(ask: Ask) -> dict[str, str]:
    """An ask by its fields, each in words; those of a list with spaces between. For tables and forms."""
    told = ((each.name, getattr(ask, each.name)) for each in fields(ask))
    return {name: " ".join(value) if isinstance(value, tuple) else str(value) for name, value in told}


def asks_to_tree(ledger: Ledger, language: str = "en") -> dict[str, Any]:
    """The ledger of a country: asks with what their words rest on, threads, what follows next by body."""
    return {
        "iso3": ledger.iso3,
        "country": ledger.name.say(language),
        "as_of": ledger.as_of.isoformat(),
        "asks": [
            {
                "id": ask.id,
                "body": ask.body,
                "cycle": ask.cycle,
                "text": ask.text,
                "basis": ask.basis,
                "category": ask.category,
                "criteria": list(ask.criteria),
                "themes": list(ask.themes),
                "deadline": ask.deadline,
                "standard": ask.standard,
                "source": ask.source,
                "language": ask.language,
            }
            for ask in ledger.asks
        ],
        "threads": [
            {
                "key": thread.key,
                "body": thread.body,
                "first": thread.first,
                "last": thread.last,
                "cycles": list(thread.cycles),
                "read_in": list(thread.read_in),
                "repeated": thread.repeated,
                "age": thread.age(ledger.as_of.year),
                "asks": [ask.id for ask in thread.asks],
            }
            for thread in ledger.threads
        ],
        "next": {body: _consequence(each, language) for body, each in ledger.next.items()},
    }


def _consequence(each: Consequence, language: str) -> dict[str, Any]:
    return {
        "says": each.says.say(language),
        "first": each.first.isoformat(),
        "last": each.last.isoformat(),
        "counts_until": each.counts_until.isoformat() if each.counts_until else None,
        "cite": each.cite,
    }


def forecast_to_tree(told: Forecast, language: str = "en") -> dict[str, Any]:
    """The chances of a country, with how often what followed its situation before."""
    return {
        "iso3": told.iso3,
        "country": told.name.say(language),
        "report": told.year,
        "situation": told.situation.words.say(language),
        "chances": {tier: round(chance, 3) for tier, chance in told.chances.items()},
        "precedents": dict(told.precedents),
    }


def evaluation_to_tree(told: Evaluation) -> dict[str, Any]:
    """How good the forecasts were, with the plainer ones and what others reached beside them."""
    return {
        "first": told.first,
        "last": told.last,
        "groups": [
            {
                "tier": tier or "all",
                "n": score.n,
                "model": _score(score),
                "by_last_tier": _score(told.by_tier[tier]),
                "to_beat": _score(bars()[tier]) if tier in bars() else None,
            }
            for tier, score in told.model.items()
        ],
        "no_change": round(told.no_change, 3),
        "calibration": [
            {"low": each.low, "high": each.high, "n": each.n, "said": round(each.said, 3), "came": round(each.came, 3)}
            for each in told.calibration
        ],
    }


def _score(score: Score | Bar) -> dict[str, float]:
    return {"log_loss": round(score.log_loss, 3), "accuracy": round(score.accuracy, 3)}


def changes_to_tree(changes: Iterable[Change], language: str = "en") -> list[dict[str, Any]]:
    """What a report made of each country; null where nobody could read a placement."""
    return [
        {
            "iso3": each.iso3,
            "country": each.name.say(language),
            "report": each.year,
            "before": each.before,
            "after": each.after,
            "turned": each.turned,
            "mark": each.mark,
            "one_report_only": each.once,
        }
        for each in changes
    ]
