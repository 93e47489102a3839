"""What is filled in on the page of an activity's money."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.office.access.people.choices import DayField, ReasonField
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import say_cell
from palermo.office.plan.money.actions import NewCost, NewPosting
from palermo.office.plan.money.models import SOURCE
from palermo.office.plan.money.models import Posting as Row
from palermo.office.plan.money.words import SPENDINGS, year_words
from palermo.plan import MoneyLine, Plan, Spending, fiscal_year

AHEAD = 5  # years that money can be planned for at least


class AmountField(forms.CharField):
    """A number as people write it; the action reads it."""

    def __init__(self, label: Any, help_text: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(label=label, help_text=help_text, max_length=40, widget=widget)


class CurrencyField(forms.CharField):
    """The three letters of a currency."""

    def __init__(self, help_text: Any, *, required: bool = True) -> None:
        widget = forms.TextInput(attrs={"size": 4, "autocapitalize": "characters"})
        label = gettext_lazy("Currency")
        super().__init__(label=label, help_text=help_text, required=required, max_length=3, widget=widget)

    def clean(self, value: str) -> str:
        return str(super().clean(value)).upper()


class PostingForm(forms.Form):
    """Money that was committed or spent."""

    line = forms.ChoiceField(label=gettext_lazy("Cost line"))
    spending = forms.ChoiceField(
        label=gettext_lazy("What became of it"), choices=list(SPENDINGS.items()), widget=forms.RadioSelect
    )
    amount = AmountField(gettext_lazy("Amount"), gettext_lazy("Such as 1,250,000."))
    currency = CurrencyField(gettext_lazy("Three letters. Only where the line names none."), required=False)
    day = DayField(label=gettext_lazy("On which day"))
    giver = forms.CharField(label=gettext_lazy("Whose money it is"), max_length=SOURCE)
    document = forms.CharField(
        label=gettext_lazy("Which document says so"),
        max_length=300,
        help_text=gettext_lazy("Its kind, number and date, such as: letter 12 of the treasury of 3 March 2027."),
    )

    def __init__(self, lines: Sequence[MoneyLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.id: line for line in lines}
        offer(self, "line", [(line.id, line_words(line)) for line in self.lines.values()])

    def posting(self) -> NewPosting:
        """As the action takes it."""
        told = self.cleaned_data
        currency = told["currency"] or self.lines[told["line"]].currency
        spending = Spending(told["spending"])
        return NewPosting(
            told["line"], spending, told["amount"], currency, told["day"], told["giver"], told["document"]
        )


class CorrectionForm(forms.Form):
    """A posting in the place of an earlier one: the same line, with what is right and why."""

    amount = AmountField(gettext_lazy("The right amount"), gettext_lazy("0 where it never happened."))
    day = DayField(label=gettext_lazy("On which day"))
    giver = forms.CharField(label=gettext_lazy("Whose money it is"), max_length=SOURCE)
    document = forms.CharField(label=gettext_lazy("Which document says so"), max_length=300)
    reason = ReasonField(label=gettext_lazy("Why it is corrected"))

    def __init__(self, row: Row, sent: Any, prefix: str) -> None:
        at_first = {"amount": row.amount, "day": row.day, "giver": row.giver, "document": row.document}
        super().__init__(sent, initial=at_first, prefix=prefix)
        self.row = row

    def posting(self) -> NewPosting:
        """As the action takes it."""
        told, row = self.cleaned_data, self.row
        of = (row.line, Spending(row.spending), told["amount"], row.currency)
        return NewPosting(*of, told["day"], told["giver"], told["document"])


class CostForm(forms.Form):
    """A line that the plan lacks."""

    what = forms.CharField(label=gettext_lazy("What the money is for"), max_length=300)
    amount = AmountField(gettext_lazy("Amount"), gettext_lazy("Such as 1,250,000."))
    currency = CurrencyField(gettext_lazy("Three letters, such as USD."))
    year = forms.ChoiceField(label=gettext_lazy("Fiscal year"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Who is to pay"),
        max_length=SOURCE,
        required=False,
        help_text=gettext_lazy("Left empty where nobody has been found yet."),
    )
    reason = ReasonField(label=gettext_lazy("Why the plan lacks it"))

    def __init__(self, plan: Plan, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "year", [("", _("No one year")), *_years(plan, today)])

    def cost(self) -> NewCost:
        """As the action takes it."""
        told = self.cleaned_data
        year = date.fromisoformat(told["year"]) if told["year"] else None
        return NewCost(told["what"], told["amount"], told["currency"], year, told["source"])


def line_words(line: MoneyLine) -> str:
    """A line in a list to choose from."""
    return " · ".join(filter(None, [line.what, say_cell(line.money), year_words(line.year), say_cell(line.source)]))


def _years(plan: Plan, today: date) -> Iterator[tuple[str, str]]:
    first = min(day for day in (_first(plan), today) if day)
    last = plan.period_end.value.last if plan.period_end.value else None
    for number in range(first.year, max(last.year if last else 0, today.year + AHEAD) + 1):
        year = fiscal_year(date(number, plan.fiscal_start, 1), plan)
        if year.first:
            yield year.first.isoformat(), year.name


def _first(plan: Plan) -> date | None:
    return plan.period_start.value.first if plan.period_start.value else None
