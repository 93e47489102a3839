"""Amounts, years and states of money in templates."""

from decimal import Decimal

from django import template

from palermo.office.plan.money import words
from palermo.plan import Between, FiscalYear, Held, Spending

register = template.Library()


@register.filter
def amount(number: Decimal, currency: str) -> str:
    return words.amount_words(number, currency)


@register.filter
def between(told: Between | None, currency: str) -> str:
    return words.between_words(told, currency)


@register.filter
def year_word(year: FiscalYear) -> str:
    return words.year_words(year)


@register.filter
def spending_word(spending: str) -> str:
    return str(words.SPENDINGS[Spending(spending)])


@register.inclusion_tag("components/tag.html")
def accepted_tag(held: Held) -> dict[str, object]:
    """Whether a line or a posting counts, in a tag."""
    text, tone = words.STATES[held.state]
    return {"text": text, "tone": tone}
