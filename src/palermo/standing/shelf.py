"""What is shipped with the package, read into typed records: placements, statements, gaps, sources, the law.

Nothing is filled in: what is empty in a file is None or empty here. The files are in `shipped/`, with their terms in
`NOTICE.txt`.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from palermo.core import Message, Named, Origin
from palermo.core.collecting import collected_rarely
from palermo.core.countries import country_by_iso3
from palermo.standing.law import Amendment, ClockRule, DateRule, Kind, Law, TierRule
from palermo.standing.model import History, Mark, Moved, Placement, Publication, Source, Statement, Tier

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of placements: the histories by country, what reports say of them, the sources, the law."""

    histories: Mapping[str, History]
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    law: Law

    @property
    def last_report(self) -> int:
        """The year of the latest report in it."""
        return max(year for history in self.histories.values() for year in history.placements)


def shipped_rows(name: str) -> Iterator[Row]:
    """The rows of a file that is shipped, each by its column."""
    return csv.DictReader(shipped_text(name).splitlines())


def shipped_text(name: str) -> str:
    """A shipped file as it is."""
    return resources.files("palermo.standing").joinpath("shipped", name).read_text(encoding="utf-8")


@cache
def shipped() -> Record:
    """What is shipped, without any correction."""
    with collected_rarely:
        names = {row["iso3"]: row["name"] for row in shipped_rows("places.csv")}
        placements: defaultdict[str, dict[int, Placement]] = defaultdict(dict)
        for line, row in enumerate(shipped_rows("tiers.csv"), 2):
            placements[row["iso3"]][int(row["report_year"])] = _placement(row, Origin("tiers.csv", cell=f"line {line}"))
        gaps: defaultdict[str, set[int]] = defaultdict(set)
        for row in shipped_rows("gaps.csv"):
            gaps[row["iso3"]].add(int(row["report_year"]))
        histories = {
            iso3: History(iso3, _named(iso3, name), MappingProxyType(placements[iso3]), frozenset(gaps[iso3]))
            for iso3, name in names.items()
        }
    statements = tuple(_statement(row, line) for line, row in enumerate(shipped_rows("moves.csv"), 2))
    sources = {row["id"]: Source(**row) for row in shipped_rows("sources.csv")}
    return Record(MappingProxyType(histories), statements, MappingProxyType(sources), shipped_law())


def _named(iso3: str, name: str) -> Message:
    """In English as the reports call it, else as the country is called in the language."""
    known = country_by_iso3(iso3)
    return Named(name, {**(known.names if known else {}), "en": name})


def _placement(row: Row, origin: Origin) -> Placement:
    nth = row["nth_year_stated"]
    return Placement(
        int(row["report_year"]),
        Tier(row["tier"]),
        Mark(row["mark"]),
        row["source"],
        tuple(row["second_source"].split()),
        int(nth) if nth else None,
        row["waiver_stated"] == "yes",
        origin=origin,
    )


def _statement(row: Row, line: int) -> Statement:
    n = int(row["n"]) if row["n"] else None
    origin = Origin("moves.csv", cell=f"line {line}")
    return Statement(row["iso3"], int(row["report_year"]), Moved(row["said"]), row["source"], n, origin)


@cache
def shipped_law() -> Law:
    """The rules that are shipped."""
    publications = (
        Publication(int(row["report_year"]), date.fromisoformat(row["published"]), Mark(row["mark"]))
        for row in shipped_rows("reports.csv")
    )
    return Law(
        tuple(_clock_rule(row) for row in shipped_rows("clock_rules.csv")),
        tuple(TierRule(Tier(row["tier"]), row["cite"], row["text"]) for row in shipped_rows("tier_rules.csv")),
        tuple(_date_rule(row) for row in shipped_rows("legal_dates.csv")),
        tuple(
            Amendment(row["law"], date.fromisoformat(row["date"]), row["did"], row["mark"])
            for row in shipped_rows("laws.csv")
        ),
        MappingProxyType({each.year: each for each in publications}),
    )


def _clock_rule(row: Row) -> ClockRule:
    return ClockRule(
        row["id"],
        Kind(row["kind"]),
        row["cite"],
        row["law"],
        date.fromisoformat(row["valid_from"]),
        _day(row["valid_to"]),
        _number(row["years"]),
        _number(row["days"]),
        _number(row["counts_from"]),
        Mark(row["mark"]),
        row["text"],
    )


def _date_rule(row: Row) -> DateRule:
    return DateRule(
        row["id"],
        row["kind"],
        row["cite"],
        _day(row["valid_from"]),
        _day(row["valid_to"]),
        _pair(row["month"], row["day"]),
        _pair(row["to_month"], row["to_day"]),
        row["after"],
        _pair(row["days_from"], row["days_to"]),
        Mark(row["mark"]),
        row["text"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


def _pair(first: str, second: str) -> tuple[int, int] | None:
    return (int(first), int(second)) if first and second else None
