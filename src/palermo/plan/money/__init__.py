"""Money of a plan: what it says an activity costs, what was committed and spent of it, and what is missing.

Sums are made within one fiscal year and one currency, never across: no exchange rate is made up, and what a plan says
for several years together is divided by nobody.
"""

from palermo.plan.money.accounts import Between, LineAccount, counting, line_accounts
from palermo.plan.money.lacking import Lack, lacking, lacks_csv, lacks_to_tree, lacks_xlsx
from palermo.plan.money.lines import (
    FiscalYear,
    MoneyLine,
    MoneySaid,
    Posting,
    Spending,
    fiscal_year,
    money_lines,
    money_said,
)
from palermo.plan.money.rounds import Missed, NextRound, missed_rounds, next_rounds, round_of, with_rounds
from palermo.plan.money.sums import MoneySum, Sums, money_sums

__all__ = [
    "Between",
    "FiscalYear",
    "Lack",
    "LineAccount",
    "Missed",
    "MoneyLine",
    "MoneySaid",
    "MoneySum",
    "NextRound",
    "Posting",
    "Spending",
    "Sums",
    "counting",
    "fiscal_year",
    "lacking",
    "lacks_csv",
    "lacks_to_tree",
    "lacks_xlsx",
    "line_accounts",
    "missed_rounds",
    "money_lines",
    "money_said",
    "money_sums",
    "next_rounds",
    "round_of",
    "with_rounds",
]
