"""A correction file: what somebody has read since, laid over the placements that are shipped and kept apart from them.

A row that cannot be used is a finding with its file, line, column and advice. What a country's rows make together is
held against the clock; where the law does not allow it, none of that country's rows is used.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark
from palermo.standing.check import check
from palermo.standing.model import History, Mark, Placement, Source, Tier
from palermo.standing.shelf import Record

COLUMNS = ("iso3", "report_year", "tier", "source")
_FIRST = 2001
Given = Sequence[tuple[int, Mapping[str | Any, str | Any]]]  # the lines of a file with their numbers
_FAULTS: Mapping[str, tuple[str, str]] = {
    "S01": (mark("{file} is not written in UTF-8."), mark("Save it again as 'CSV UTF-8'.")),
    "S02": (
        mark("{file} has no column {column}."),
        mark("Write these names into its first line: iso3, report_year, tier, source; beside them you may have mark, "
             "nth_year_stated and waiver_stated."),
    ),
    "S03": (
        mark("{where}, column iso3: '{said}' is no country of the table."),
        mark("Write the three-letter code, such as KHM."),
    ),
    "S04": (mark("{where}, column report_year: '{said}' is no year of a report."), mark("Write it like 2019.")),
    "S05": (mark("{where}, column tier: '{said}' is no tier."), mark("Write 1, 2, 2WL, 3 or SPECIAL.")),
    "S06": (
        mark("{where}, column source: it is empty."),
        mark("Name the page of the report where this stands; without it nobody can check the correction."),
    ),
    "S07": (mark("{where}: {country} has a row for {year} already."), mark("Keep one of the two.")),
    "S08": (
        mark("{where}, column mark: '{said}' says nothing of how it came here."),
        mark("Write verified where you read it, or derived where it follows from what you read."),
    ),
    "S09": (
        mark("{where}, column {column}: '{said}' cannot be read."),
        mark("Write a number from 1 to 9 for nth_year_stated, yes or nothing for waiver_stated."),
    ),
    "S11": (
        mark("{file} cannot be read as a table: {fault}."),
        mark("Save it again as 'CSV UTF-8', with one placement a line."),
    ),
    "S10": (
        mark("{where}: not used, since with it the clock cannot be right. {finding}"),
        mark("Read the report again; where it says so, read those of the years beside it and correct them together."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """One row that could be read."""

    iso3: str
    placement: Placement
    source: Source


def corrected(record: Record, text: bytes, file: str) -> tuple[Record, tuple[Finding, ...]]:
    """The record with the corrections of a file laid over it, and what was found in the file.

    `text`: the bytes of the file, a CSV in UTF-8; `file`: its name, for the findings.
    """
    rows, findings = _read(record, text, file)
    together = _laid_over(record, rows)
    touched = {row.iso3 for row in rows}
    before = {(each.rule, str(each.message)) for each in check(record, touched)}
    faults = {
        each.object: each
        for each in reversed(check(together, touched))
        if each.severity is not Severity.C and (each.rule, str(each.message)) not in before
    }
    for row in rows:
        if fault := faults.get(row.iso3):
            where = row.placement.origin
            findings.append(_finding("S10", where, where=where.told if where else "", finding=fault.message))
    kept = [row for row in rows if row.iso3 not in faults]
    return (_laid_over(record, kept) if faults else together), tuple(findings)


def _laid_over(record: Record, rows: list[Correction]) -> Record:
    if not rows:
        return record
    changed: defaultdict[str, dict[int, Placement]] = defaultdict(dict)
    for row in rows:
        changed[row.iso3][row.placement.year] = row.placement
    histories = {
        iso3: _with(history, changed[iso3]) if iso3 in changed else history
        for iso3, history in record.histories.items()
    }
    sources = {**record.sources, **{row.source.id: row.source for row in rows}}
    return replace(record, histories=MappingProxyType(histories), sources=MappingProxyType(sources))


def _with(history: History, changed: Mapping[int, Placement]) -> History:
    placements = {**history.placements, **changed}
    return replace(history, placements=MappingProxyType(placements), gaps=history.gaps - changed.keys())


def _read(record: Record, text: bytes, file: str) -> tuple[list[Correction], list[Finding]]:
    try:
        reader = csv.DictReader(text.decode("utf-8-sig").splitlines())
        absent = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        given = [(reader.line_num, row) for row in reader] if not absent else []
    except UnicodeDecodeError:
        return [], [_finding("S01", Origin(file), file=file)]
    except csv.Error as error:
        return [], [_finding("S11", Origin(file), file=file, fault=str(error))]
    if absent:
        return [], [_finding("S02", Origin(file), file=file, column=column) for column in absent]
    return _rows(record, given, file)


def _rows(record: Record, given: Given, file: str) -> tuple[list[Correction], list[Finding]]:
    rows: list[Correction] = []
    findings: list[Finding] = []
    seen: set[tuple[str, int]] = set()
    for line, values in given:
        origin = Origin(file, cell=f"line {line}")
        row = {name: (value or "").strip() for name, value in values.items() if isinstance(name, str)}
        faults = list(_faults(record, row, origin))
        if not faults and (key := (row["iso3"].upper(), int(row["report_year"]))) in seen:
            faults = [_finding("S07", origin, where=origin.told, country=key[0], year=key[1])]
        if faults:
            findings += faults
            continue
        rows.append(_correction(row, origin))
        seen.add((rows[-1].iso3, rows[-1].placement.year))
    return rows, findings


def _faults(record: Record, row: Mapping[str, str], origin: Origin) -> Iterator[Finding]:
    years = range(_FIRST, record.last_report + 2)
    wrong = {
        "S03": ("iso3", row["iso3"].upper() not in record.histories),
        "S04": ("report_year", row["report_year"] not in map(str, years)),
        "S05": ("tier", row["tier"].upper() not in {tier.value for tier in Tier}),
        "S06": ("source", not row["source"]),
        "S08": ("mark", row.get("mark", "") not in ("", Mark.VERIFIED, Mark.DERIVED)),
    }
    for rule, (column, is_wrong) in wrong.items():
        if is_wrong:
            yield _finding(rule, origin, where=origin.told, said=row.get(column, ""))
    nth, waiver = row.get("nth_year_stated", ""), row.get("waiver_stated", "")
    if nth not in ("", *"123456789"):
        yield _finding("S09", origin, where=origin.told, column="nth_year_stated", said=nth)
    if waiver not in ("", "yes"):
        yield _finding("S09", origin, where=origin.told, column="waiver_stated", said=waiver)


def _correction(row: Mapping[str, str], origin: Origin) -> Correction:
    source = Source(str(origin), row["source"])
    nth = row.get("nth_year_stated", "")
    placement = Placement(
        int(row["report_year"]),
        Tier(row["tier"].upper()),
        Mark(row.get("mark", "") or Mark.VERIFIED),
        source.id,
        (),
        int(nth) if nth else None,
        row.get("waiver_stated", "") == "yes",
        corrected=True,
        origin=origin,
    )
    return Correction(row["iso3"].upper(), placement, source)


def _finding(rule: str, origin: Origin | None, **params: object) -> Finding:
    text, advice = _FAULTS[rule]
    return Finding(rule, Severity.ERROR, Outcome.FAIL, Message(text, params), Message(advice), origin)
