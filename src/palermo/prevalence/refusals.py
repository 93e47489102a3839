"""The refusals that several methods share, said in the same words."""

import numpy as np

from palermo.core import Message, mark
from palermo.prevalence.estimate import Refusal
from palermo.prevalence.table import Table

MORE_OVERLAP = Message(
    mark("Match the lists again, leave out or merge small lists, or wait until more people are on several lists.")
)


def fit_refused(method: str, table: Table, status: int) -> Refusal | None:
    """Why a log-linear model whose fit has this status gives no estimate; nothing where it gives one."""
    by_status = {0: None, 2: not_identifiable(method)}
    return overlap_refused(method, table, 2) or by_status.get(status, no_estimate(method))


def overlap_refused(method: str, table: Table, least: int) -> Refusal | None:
    """Why there is no overlap to read a number from: fewer lists than the method needs, or nobody on two."""
    if table.m < least:
        return too_few_lists(method, table, least)
    return no_overlap(method) if (np.bitwise_count(np.flatnonzero(table.array)) < 2).all() else None


def too_few_lists(method: str, table: Table, least: int) -> Refusal:
    """Fewer lists than the method can work with."""
    reason = Message(
        mark("This method needs {least} lists or more; the table has {lists}."), {"least": least, "lists": table.m}
    )
    return Refusal(method, reason, Message(mark("Find another list, kept by somebody else.")), "too-few-lists")


def no_overlap(method: str) -> Refusal:
    """Nobody is on two lists."""
    return Refusal(
        method,
        Message(mark("Nobody is on two lists. How many people were missed is read from overlaps; there is none.")),
        MORE_OVERLAP,
        "no-overlap",
    )


def no_estimate(method: str) -> Refusal:
    """The likelihood has no top: the margins lie on the border of what the model can say."""
    reason = Message(mark("The model has no best fit on this table: too many of the overlaps it needs are empty."))
    return Refusal(method, reason, MORE_OVERLAP, "no-estimate")


def not_identifiable(method: str) -> Refusal:
    """Several numbers fit equally well."""
    reason = Message(mark("Under this model, different numbers of unseen people fit the table equally well."))
    return Refusal(method, reason, MORE_OVERLAP, "not-identifiable")


def no_room_for_impossible(method: str) -> Refusal:
    """A closed formula that takes every pattern for possible."""
    return Refusal(
        method,
        Message(mark("Some patterns cannot occur on these lists, and this method takes every pattern for possible.")),
        Message(mark("Use a log-linear model: it leaves such patterns out.")),
        "no-estimate",
    )


def no_upper_end(level: int) -> Message:
    """The warning where an interval is left out because it is open."""
    return Message(mark("At {level} percent, the interval has no upper end."), {"level": level})
