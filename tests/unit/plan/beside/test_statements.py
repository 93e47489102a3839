"""A public statement is held against the record; what cannot be told is not called a contradiction."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import BLANK, Message
from palermo.plan import About, Agreement, Figure, Indicator, Said, Standing, Status, Total, held_against
from tests.examples import examples

TODAY = date(2027, 6, 1)
END = date(2027, 9, 30)
DONE = Said(About.DONE)
DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
NUMBERS = st.integers(0, 9).map(Decimal)


def standing(status: Status = Status.RUNNING) -> Standing:
    return Standing(status, Message(f"It is {status}."))


def figure(number: Decimal | None, period: str, *, cumulative: bool = False, id_: str = "1.a") -> Figure:
    total = Total(number, cumulative=cumulative, why=None if number is not None else Message("no"))
    return Figure(Indicator(id=id_, text=BLANK), period, total)


@pytest.mark.parametrize("status", Status)
def test_done_is_what_the_record_calls_done_and_nothing_else(status: Status) -> None:
    told = held_against(DONE, standing(status), END, (), TODAY)
    assert (told.agreement is Agreement.HOLDS) == (status == "done")
    assert told.agreement is not Agreement.CANNOT_SAY
    assert str(told.record) == f"It is {status}."


@settings(max_examples=examples(100), deadline=None)
@given(DAYS, st.sampled_from([Status.DONE, Status.RUNNING, Status.LATE]), st.none() | DAYS)
def test_a_day_holds_as_long_as_the_record_has_the_same_or_it_is_done(
    day: date, status: Status, end: date | None
) -> None:
    found = held_against(Said(About.DAY, day=day), standing(status), end, (), TODAY).agreement
    if status is Status.DONE:
        assert found is Agreement.HOLDS
    elif day < TODAY:
        assert found is Agreement.OTHERWISE
    elif end is None:
        assert found is Agreement.CANNOT_SAY
    else:
        assert (found is Agreement.HOLDS) == (day == end)


@settings(max_examples=examples(100), deadline=None)
@given(NUMBERS, st.lists(NUMBERS, max_size=4), st.booleans())
def test_a_number_holds_where_the_accepted_values_make_it(
    number: Decimal, values: list[Decimal], cumulative: bool
) -> None:
    figures = [figure(each, f"2027-Q{n}", cumulative=cumulative) for n, each in enumerate(values, 1)]
    others = [figure(Decimal(5), "2027-Q1", id_="1.b")]
    told = held_against(Said(About.NUMBER, number=number, indicator="1.a"), standing(), END, [*others, *figures], TODAY)
    if not values:
        assert told.agreement is Agreement.OTHERWISE
    else:
        whole = values[-1] if cumulative else sum(values)
        assert (told.agreement is Agreement.HOLDS) == (number == whole)
        assert str(told.record) == f"The accepted values make {whole}, up to {figures[-1].period}."


def test_values_that_make_no_one_number_contradict_nobody() -> None:
    said = Said(About.NUMBER, number=Decimal(3), indicator="1.a")
    share = replace(figure(None, "2027-Q1"), total=Total(numerator=Decimal(1), denominator=Decimal(2)))
    for figures in (
        [figure(None, "2027-Q1")],
        [share],
        [figure(Decimal(3), "2027-Q1"), figure(Decimal(3), "2027-Q2", cumulative=True)],
    ):
        assert held_against(said, standing(), END, figures, TODAY).agreement is Agreement.CANNOT_SAY


def test_a_claim_without_its_day_or_number_is_misuse() -> None:
    for said in (Said(About.DAY), Said(About.NUMBER, indicator="1.a")):
        with pytest.raises(ValueError, match="names one"):
            held_against(said, standing(), END, [figure(Decimal(1), "2027-Q1")], TODAY + timedelta(1))
