"""What nobody has committed yet, line by line, for those who could: as rows, a spreadsheet and plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from palermo.core import Cell, Presence
from palermo.core.spreadsheet import csv_text
from palermo.plan.json_schema import Tree
from palermo.plan.model import Plan, Words
from palermo.plan.money.accounts import Between, LineAccount
from palermo.plan.money.lines import FiscalYear, MoneySaid
from palermo.plan.tables import Format, Layout, Table

COLUMNS = (
    *("plan", "activity", "text", "lead", "year", "currency", "missing_from", "missing_to", "since", "source", "line"),
)
_UNREAD = "NOT_RETRIEVED"


@dataclass(frozen=True, slots=True)
class Lack:
    """What one line lacks. `lead`: who answers for the activity. `since`: when the need was on record.

    `source`: what the plan says of the line's money. `words`: the line itself, as the plan writes it;
    `line`: its id within the activity.
    """

    activity: str
    text: Words
    lead: str
    year: FiscalYear
    currency: str
    missing: Between
    since: date | None
    source: Words
    words: str
    line: str
    added: bool


def lacking(plan: Plan, accounts: Iterable[LineAccount], leads: Mapping[str, str]) -> tuple[Lack, ...]:
    """The lines that lack something, in the order of the plan. `leads`: by activity who answers for it.

    A line of which nobody can say what it takes is not here: see `MoneySaid` and `LineAccount.missing`.
    """
    texts = {activity.id: activity.text for _, _, activity in plan.each_activity()}
    order = {activity: place for place, activity in enumerate(texts)}
    found = (
        Lack(
            account.line.activity,
            texts[account.line.activity],
            leads.get(account.line.activity, ""),
            account.line.year,
            account.line.currency,
            account.missing,
            account.line.known,
            account.line.source,
            account.line.what or account.line.money.words,
            account.line.id,
            account.line.added,
        )
        for account in accounts
        if account.missing and account.missing.high and account.line.activity in texts
    )
    return tuple(sorted(found, key=lambda each: order[each.activity]))


def lacks_csv(plan: Plan, lacks: Iterable[Lack]) -> str:
    """Header and rows. What was not read stands as NOT_RETRIEVED, what the plan does not state is empty."""
    rows = (tuple("" if value is None else str(value) for value in _row(plan, lack)) for lack in lacks)
    return csv_text(COLUMNS, rows)


def lacks_xlsx(plan: Plan, lacks: Iterable[Lack]) -> bytes:
    """The same as a workbook, amounts as numbers."""
    from palermo.plan.tables.write_xlsx import xlsx_bytes  # openpyxl takes its time to load

    name = "unfunded"
    table = Table(name, (COLUMNS, *(tuple(map(_scalar, _row(plan, lack))) for lack in lacks)))
    return xlsx_bytes(Layout(f"{plan.id}.xlsx", Format.XLSX, (table,)), {name: (0,)})


def lacks_to_tree(plan: Plan, lacks: Iterable[Lack], said: MoneySaid) -> Tree:
    """The same as plain values. Amounts are texts, so that they stay exact."""
    return {
        "plan": {"id": plan.id, "title": plan.title},
        "activities": {"of": said.of, "cost_named": said.named, "no_cost": said.blank, "not_read": said.unread},
        "unfunded": [
            dict(zip(COLUMNS[1:], map(_plain, _row(plan, lack)[1:]), strict=True)) | {"added": lack.added}
            for lack in lacks
        ],
    }


def _row(plan: Plan, lack: Lack) -> tuple[str | Decimal | date | None, ...]:
    return (
        *(plan.id, lack.activity, lack.text.words, lack.lead, _year(lack.year), lack.currency),
        *(lack.missing.low, lack.missing.high, lack.since, _words(lack.source), lack.words),
    )


def _year(year: FiscalYear) -> str:
    return _UNREAD if year.presence is Presence.UNREAD else year.name


def _words(cell: Cell[str]) -> str:
    return _UNREAD if cell.unread else cell.words


def _scalar(value: str | Decimal | date | None) -> str | int | float | date | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value or None


def _plain(value: str | Decimal | date | None) -> str | None:
    return None if value is None else str(value)
