"""Groups of people, each estimated by itself: what the methods say of each, of the sum, and whether that agrees."""

from collections.abc import Iterator

from palermo.core import Message, mark
from palermo.paper import CellValue, Chapter, Entry, Figure, Own, columns
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.estimated import Grouped
from palermo.prevalence.report.words import FEWEST_SHOWN, about, about_span, figure, method_name, number, span


def group_chapter(grouped: Grouped, *, public: bool) -> Chapter:
    """A row for each group and one for the sum; a `public` one is rounded, and silent on groups of few people.

    Where a group is not shown the sum is not either: what is left of it would be that group's.
    """
    methods = tuple(grouped.methods)
    shown = [stratum for stratum, n in grouped.people.items() if not public or n >= FEWEST_SHOWN]
    rows = [
        Entry(
            (Own(" · ".join(stratum)), *_seen(grouped.people[stratum], public), *_cells(_of(grouped, stratum), public))
        )
        for stratum in shown
    ]
    whole = sum(grouped.people.values())
    sums = [grouped.sums.get(method) for method in methods]
    if len(shown) == len(grouped.people):
        rows.append(Entry((Message(mark("All groups added up")), *_seen(whole, public), *_cells(sums, public))))
    heads = (
        Message(mark("Group ({by})"), {"by": " · ".join(grouped.by)}),
        *(() if public else columns(mark("People seen"))),
        *map(method_name, methods),
    )
    return Chapter("groups", Message(mark("Groups by themselves")), tuple(_lines(grouped, public)), heads, tuple(rows))


def _lines(grouped: Grouped, public: bool) -> Iterator[Message]:
    yield Message(
        mark(
            "People of one kind are found more easily than others, and a table of everybody hides it. Each cell has "
            "the total and its interval of 95 %; an empty one, a group in which nothing can be estimated."
        )
    )
    if public and min(grouped.people.values()) < FEWEST_SHOWN:
        text = mark("Groups of fewer than {n} people seen are not shown, and then no sum.")
        yield Message(text, {"n": FEWEST_SHOWN})
    for method, statement in () if public else grouped.statements.items():
        yield Message(mark("{method}: {statement}"), {"method": method_name(method), "statement": statement})


def _of(grouped: Grouped, stratum: tuple[str, ...]) -> list[Estimate | Refusal | None]:
    return [each.get(stratum) for each in grouped.methods.values()]


def _seen(n: int, public: bool) -> tuple[CellValue, ...]:
    return () if public else (figure(n),)


def _cells(found: list[Estimate | Refusal | None], public: bool) -> Iterator[CellValue]:
    for each in found:
        if not isinstance(each, Estimate):
            yield None
            continue
        limits = each.intervals.get(95)
        total = about(each.total) if public else number(each.total)
        if limits is None:
            yield Figure(total)
        else:
            ends = about_span(*limits) if public else span(*limits)
            yield Message(mark("{total} ({limits})"), {"total": total, "limits": ends})
