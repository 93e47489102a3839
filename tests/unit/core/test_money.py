"""The reading of money: amounts, ranges, "no extra cost", and what is refused, in five languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.money import Money, read_money, write_money

# words, amount, currency
AMOUNTS = [
    ("USD 10,000", "10000", "USD"),
    ("10,000 USD", "10000", "USD"),
    ("usd10000", "10000", "USD"),
    ("US$ 1.5 million", "1500000", "USD"),
    ("$12,500.50", "12500.50", "USD"),
    ("NZ$ 250,000", "250000", "NZD"),
    ("RM 2 million", "2000000", "MYR"),
    ("RM1.2m", "1200000", "MYR"),
    ("2 juta ringgit", "2000000", "MYR"),
    ("RM 500 ribu", "500000", "MYR"),
    ("10 000 €", "10000", "EUR"),
    ("10\u00a0000\u00a0€", "10000", "EUR"),
    ("1.234,50 EUR", "1234.50", "EUR"),
    ("1.234.567,50 EUR", "1234567.50", "EUR"),
    ("1,234,567.50 EUR", "1234567.50", "EUR"),
    ("5 M€", "5000000", "EUR"),
    ("2,5 millions d’euros", "2500000", "EUR"),
    ("3 milliards d'euros", "3000000000", "EUR"),
    ("1.250 millones de euros", "1250000000", "EUR"),
    ("1,250 millones de euros", "1250000", "EUR"),
    ("1.250 million USD", "1250000", "USD"),
    ("1,250 million USD", "1250000000", "USD"),
    ("2 mil millones de pesos mexicanos", "2000000000", "MXN"),
    ("₲ 5.000.000", "5000000", "PYG"),
    ("៛ 40,000,000", "40000000", "KHR"),
    ("១០០០ រៀល", "1000", "KHR"),
    ("២០០ ០០០ រៀល", "200000", "KHR"),
    ("20 million KHR", "20000000", "KHR"),
    ("40 លានរៀល", "40000000", "KHR"),
    ("៥ម៉ឺនរៀល", "50000", "KHR"),
    ("2 ពាន់លានរៀល", "2000000000", "KHR"),
    ("៥០០ ដុល្លារអាមេរិក", "500", "USD"),
    ("₹ 12,34,567", "1234567", "INR"),
    ("5 crore INR", "50000000", "INR"),
    ("CHF 12'500.50", "12500.50", "CHF"),
    ("two million dollars", "2000000", "USD"),
    ("5 hundred thousand USD", "500000", "USD"),
    ("10k USD", "10000", "USD"),
    ("approx. USD 10,000 per year", "10000", "USD"),
    ("USD 5,000 for training 50 officers", "5000", "USD"),
    ("Total cost: USD 5,000", "5000", "USD"),
    ("2024: USD 5,000", "5000", "USD"),
    ("2024 USD 5,000", "5000", "USD"),
    ("USD 5,000 (2024)", "5000", "USD"),
    ("Phase 2: USD 5,000", "5000", "USD"),
    ("10,000 USD (40 million KHR)", "10000", "USD"),
    ("USD 5,000, of which USD 5,000 from donors", "5000", "USD"),
    ("$ 10,000 NZD", "10000", "NZD"),
    ("USD 0", "0", "USD"),
    ("5,000", "5000", None),
    ("10.000", "10000", None),
    ("0.125", "0.125", None),
    ("0,500", "0.500", None),
    ("1,5", "1.5", None),
    ("1234.567", "1234.567", None),
    ("2 million", "2000000", None),
    ("2024", "2024", None),
    ("3 milliards de francs", "3000000000", None),
]


@pytest.mark.parametrize(("words", "amount", "currency"), AMOUNTS)
def test_an_amount_is_read_with_its_currency(words: str, amount: str, currency: str | None) -> None:
    assert read_money(words) == Money(Decimal(amount), currency, words)


# words, lower, upper, currency
RANGES = [
    ("10,000-15,000", "10000", "15000", None),
    ("10,000 – 15,000", "10000", "15000", None),
    ("USD 10,000 - 15,000", "10000", "15000", "USD"),
    ("USD 10,000 to USD 15,000", "10000", "15000", "USD"),
    ("10,000 USD - 15,000 USD", "10000", "15000", "USD"),
    ("between USD 10,000 and 15,000", "10000", "15000", "USD"),
    ("between 10,000 and 15,000 USD", "10000", "15000", "USD"),
    ("entre 10 000 et 15 000 €", "10000", "15000", "EUR"),
    ("10.000,00-12.000,00 €", "10000", "12000", "EUR"),
    ("ពី ១០០ ដល់ ២០០ ដុល្លារ", "100", "200", "USD"),
    ("10 to 15 million riel", "10000000", "15000000", "KHR"),
    ("900,000 - 1 million USD", "900000", "1000000", "USD"),
    ("USD 10,000 - 10,000", "10000", None, "USD"),
]


@pytest.mark.parametrize(("words", "lower", "upper", "currency"), RANGES)
def test_a_range_keeps_both_ends(words: str, lower: str, upper: str | None, currency: str | None) -> None:
    assert read_money(words) == Money(Decimal(lower), currency, words, upper=Decimal(upper) if upper else None)


NONE_NEEDED = [
    "no extra cost", "No additional cost", "no additional budget", "within existing budget",
    "Within existing resources.",
    "cost-neutral", "nil", "Within existing budget of the Ministry", "existing budget", "គ្មានថវិកាបន្ថែម",
    "ប្រើថវិកា៖ គ្មានថវិកាបន្ថែម", "ថវិកាមានស្រាប់", "tiada kos tambahan", "dalam peruntukan sedia ada", "tiada kos",
    "sans coût supplémentaire", "à budget constant", "aucun coût", "sin costo adicional", "sin costo",
]  # fmt: skip


@pytest.mark.parametrize("words", NONE_NEEDED)
def test_an_explicit_no_extra_cost_is_an_answer(words: str) -> None:
    assert read_money(words) == Money(None, None, words, none_needed=True)


def test_an_amount_may_be_within_the_existing_budget() -> None:
    assert read_money("USD 500, within existing budget") == Money(
        Decimal(500), "USD", "USD 500, within existing budget", none_needed=True
    )
    assert read_money("500 (no extra cost)", currency="KHR").amount == 500


NOT_UNDERSTOOD = [
    "", "-", "TBD", "to be determined", "no cost estimate", "not within existing budget", "top-up of existing budget",
    "Training of 50 officers", "2 million people", "50%", "-500", "USD -500", "$.5 million", "M€ 5", "1,2,3 USD",
    "12,34.56.78 EUR", "USD 5,000 + USD 3,000", "Phase 2 USD 5,000", "USD 15,000 - 10,000", "USD 5 to 10 KHR",
    "9" * 21, "USD", "2024-2025",
    "€ 10 USD", "USD 15,000 - 10,000; 500 KHR", "៥០០០៖ រៀល", "\ud800", "x" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_is_not_understood_has_no_amount_and_is_kept(words: str) -> None:
    assert read_money(words) == Money(None, None, words)


def test_the_expected_currency_decides_what_a_shared_sign_means() -> None:
    assert read_money("$5", currency="NZD").currency == "NZD"
    assert read_money("$5", currency="KHR").currency == "USD"
    assert read_money("500 pesos", currency="PHP").currency == "PHP"
    assert read_money("500 pesos").currency is None
    assert read_money("500", currency="KHR").currency == "KHR"
    assert read_money("USD 500", currency="KHR").currency == "USD"


def test_numbers_of_a_spreadsheet() -> None:
    assert read_money(5000, currency="KHR") == Money(Decimal(5000), "KHR", "5000")
    assert read_money(5000.0).raw == "5000"
    assert read_money(12.345).amount == Decimal("12.345")
    assert read_money(Decimal("1E+9")).amount == Decimal(1000000000)
    refused: list[float | Decimal] = [-5, True, float("nan"), float("inf"), 1e30, Decimal("1E+999999"), Decimal("NaN")]
    for number in refused:
        assert read_money(number).amount is None


def test_only_the_languages_asked_for_and_english_are_read() -> None:
    assert read_money("2 juta", languages=("km",)).amount is None
    assert read_money("2 million", languages=("km",)).amount == 2000000


# ---- properties

AMOUNT = st.decimals(0, 10**15, places=3).map(lambda number: number.normalize()) | st.integers(0, 10**15).map(Decimal)
CURRENCY = st.sampled_from([None, "USD", "KHR", "MYR", "NZD", "EUR", "INR"])
NUMBER = st.integers(0, 10**9).map("{:,}".format) | st.integers(0, 10**9).map(
    lambda number: f"{number:,}".replace(",", ".")
)
WORDS = st.lists(
    st.sampled_from(
        ["USD", "$", "៛", "million", "លាន", "-", "to", "between", "and", "(", ")", ":", "no extra cost", "2024"]
    )
    | NUMBER,
    max_size=7,
).map(" ".join)


@given(WORDS | st.text(max_size=60), CURRENCY)
def test_reading_what_was_written_gives_the_same(words: str, currency: str | None) -> None:
    money = read_money(words, currency=currency)

    assert money.raw == words
    assert read_money(write_money(money), currency=currency) == money
    if money.upper is not None:
        assert money.amount is not None
        assert money.amount < money.upper


@given(st.integers(0, 10**19) | st.floats(0, 10**12) | AMOUNT, CURRENCY)
def test_a_number_of_a_spreadsheet_reads_back(number: float | Decimal, currency: str | None) -> None:
    money = read_money(number, currency=currency)

    assert read_money(write_money(money), currency=currency) == money


@given(AMOUNT, st.none() | AMOUNT, CURRENCY, st.booleans())
def test_money_without_raw_words_is_written_so_that_it_reads_back(
    amount: Decimal, more: Decimal | None, currency: str | None, none_needed: bool
) -> None:
    upper = amount + more if more else None
    words = write_money(Money(amount, currency, "", none_needed, upper))

    assert read_money(words) == Money(amount, currency, words, none_needed, upper)


def test_money_without_an_amount_is_written_so_that_it_reads_back() -> None:
    assert write_money(Money(None, None, "")) == ""
    assert read_money(write_money(Money(None, None, "", none_needed=True))).none_needed
