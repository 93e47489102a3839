"""The money of a plan: what it says it costs, what was committed and spent, and what is missing.

Each fiscal year and each currency by itself: no rate is made up, and what the plan says for no one year stays there.
"""

from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.plan.money.public.charts import figures, money_chart
from palermo.office.plan.money.public.reading import Open, find_money
from palermo.office.plan.money.words import year_words
from palermo.office.plan.pages.frame import frame
from palermo.plan import FiscalYear, LineAccount, MoneySum, fiscal_year, money_said, money_sums

PAGE = 100  # rows
MOST = 12  # bodies in a picture; all of them are in the table


@require_safe
def board(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    told = find_money(request, slug, number)
    asked = request.GET.get("year", "")
    return page(request, told.key, lambda: _board(request, told, asked), keep=not asked)


def _board(request: HttpRequest, told: Open, asked: str) -> HttpResponse:
    by_year = money_sums(told.accounts, lambda _account: "")
    by_body = money_sums(told.accounts, lambda account: _led(told, account))
    years = list(dict.fromkeys(each.year for each in by_year))
    chosen = _chosen(told, years, asked)
    shown = Paginator(by_body, PAGE).get_page(request.GET.get("page"))
    langs = {each.name: each.lang for each in told.leads.values()}
    context = {
        **frame(told.edition, "money", _("Money")),
        "said": money_said(told.edition.plan),
        "unsaid": sum(each.sums.unsaid for each in by_year),
        "given_up": len(told.record.given_up),
        "goals": [goal for goal in told.edition.plan.each_goal() if goal.costs.value],
        "years": [{"name": year_words(year), "chosen": year == chosen} for year in years],
        "chosen": year_words(chosen) if chosen else "",
        "currencies": list(_currencies(told, by_year, by_body, chosen)),
        "shown_page": shown,
        "rows": [{"row": each, "lang": langs.get(each.of, ""), "cells": _cells(each)} for each in shown],
    }
    return render(request, "money/board.html", context)


def _led(told: Open, account: LineAccount) -> str:
    led = told.leads.get(account.line.activity)
    return led.name if led else ""


def _chosen(told: Open, years: Sequence[FiscalYear], asked: str) -> FiscalYear | None:
    """The year that was asked for; else the one that runs, and where the plan has no money for it, its first."""
    named = {year_words(year): year for year in years}
    now = fiscal_year(timezone.localdate(), told.edition.plan)
    return named.get(asked) or (now if now in years else next(iter(years), None))


def _currencies(
    told: Open, by_year: Sequence[MoneySum], by_body: Sequence[MoneySum], chosen: FiscalYear | None
) -> Iterator[dict[str, object]]:
    """For each currency what it comes to by year, and in the chosen year by body."""
    langs = {each.name: str(each.lang) for each in told.leads.values()}
    for currency in sorted({each.currency for each in by_year} - {""}):
        own = [(year_words(each.year), "", each.sums) for each in by_year if each.currency == currency]
        in_year = [each for each in by_body if (each.year, each.currency) == (chosen, currency)]
        in_year.sort(key=lambda each: -each.sums.missing.high)
        bodies = [(each.of or _("No lead named"), langs.get(each.of, ""), each.sums) for each in in_year[:MOST]]
        of = {"currency": currency, "year": year_words(chosen) if chosen else ""}
        yield {
            "name": currency,
            "by_year": money_chart(_("By year, in %(currency)s") % of, _("Year"), own, currency),
            "by_body": money_chart(_("By body, %(year)s, in %(currency)s") % of, _("Body"), bodies, currency)
            if bodies
            else None,
        }


def _cells(row: MoneySum) -> tuple[object, ...]:
    return figures(row.sums, row.currency)
