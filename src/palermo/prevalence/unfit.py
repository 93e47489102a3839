"""Tables that no method may be tried on: the reason, and what would be needed."""

from collections.abc import Iterator

from palermo.core import Message, mark
from palermo.prevalence.estimate import Refusal
from palermo.prevalence.looking import Looked, look
from palermo.prevalence.table import Table

FEWEST_LISTS = 3
FEWEST_PEOPLE = 30
FEWEST_REPEATED = 10
EVERY = ""  # the method of a refusal that holds for all


def unfit(table: Table) -> tuple[Refusal, ...]:
    """Why nothing is estimated from the table by any method; nothing where it may be tried.

    The limits of people are a convention of this room: below them every interval is wider than what it tells.
    """
    return tuple(_refusals(table, look(table)))


def _refusals(table: Table, looked: Looked) -> Iterator[Refusal]:
    if table.m < FEWEST_LISTS:
        yield Refusal(
            EVERY,
            Message(
                mark(
                    "There are {m} lists. With fewer than three, nothing in the data can show whether being on one "
                    "list makes being on the other more or less likely, and the whole result would rest on believing "
                    "that it does not."
                ),
                {"m": table.m},
            ),
            Message(mark("Find a third list of the same people, place and time, kept by others, and match it too.")),
            "too-few-lists",
        )
        if table.m < 2:
            return
    if not looked.repeated:
        yield Refusal(
            EVERY,
            Message(mark("Nobody is on two lists. How many people were missed is read from overlaps; there is none.")),
            Message(
                mark(
                    "Check that the lists were matched on names, dates of birth and nationality. If they were, about "
                    "{needed} people on two lists or more are needed before anything can be said."
                ),
                {"needed": FEWEST_REPEATED},
            ),
            "no-overlap",
        )
    elif looked.repeated < FEWEST_REPEATED or table.n < FEWEST_PEOPLE:
        yield Refusal(
            EVERY,
            Message(
                mark(
                    "{n} people are on the lists and {repeated} of them on two lists or more. At least {people} and "
                    "{needed} are needed: with fewer, one link more or less would change the answer by a tenth or more."
                ),
                {
                    "n": table.n,
                    "repeated": looked.repeated,
                    "people": FEWEST_PEOPLE,
                    "needed": FEWEST_REPEATED,
                },
            ),
            Message(
                mark(
                    "Take a longer time, or lists of more people, until at least {more} more people are found on two "
                    "lists; or publish what was seen, and no estimate."
                ),
                {"more": max(FEWEST_REPEATED - looked.repeated, 1)},
            ),
            "too-few-people",
        )
