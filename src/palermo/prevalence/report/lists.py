"""The input page: who is on which lists, and what can be seen of how they depend on each other."""

from collections.abc import Iterator

from palermo.core import Message, mark
from palermo.paper import Chapter, Entry, Figure, Own, columns
from palermo.prevalence.estimated import Estimated
from palermo.prevalence.report.pictures import overlaps
from palermo.prevalence.report.words import figure, interval
from palermo.prevalence.table import Table


def input_chapters(found: Estimated) -> Iterator[Chapter]:
    """Lists, patterns and pairs. They hold small counts, and so stay inside."""
    yield _lists(found)
    yield _patterns(found.table)
    yield _pairs(found)


def _lists(found: Estimated) -> Chapter:
    looked, table = found.looked, found.table
    once = Message(
        mark("{once} of {n} people stand on one list only, {repeated} on two or more."),
        {"once": f"{looked.by_lists[0]:,}", "n": f"{looked.n:,}", "repeated": f"{looked.repeated:,}"},
    )
    rows = []
    for bit, name in enumerate(table.lists, 1):
        about = table.about.get(name)
        when = Own(f"{about.since}–{about.until}") if about and (about.since or about.until) else None
        told = (Own(about.covers), Own(about.victim), when) if about else (None, None, None)
        rows.append(Entry((Own(f"{bit} {name}"), figure(looked.on_list[name]), figure(looked.only_there[name]), *told)))
    heads = columns(
        mark("List"),
        mark("People"),
        mark("Only there"),
        mark("Whom it covers"),
        mark("Whom it calls a victim"),
        mark("When"),
    )
    shown = 6 if table.about else 3
    kept = tuple(Entry(row.cells[:shown]) for row in rows)
    lines = (once, *looked.warnings)
    return Chapter("lists", Message(mark("The lists")), lines, heads[:shown], kept, new_page=True)


def _patterns(table: Table) -> Chapter:
    ordered = sorted((p for p, n in enumerate(table.counts) if n), key=lambda p: (-table.counts[p], p))
    heads = columns(mark("Lists"), mark("People on these and no others"))
    rows = tuple(Entry((Own(" + ".join(table.on_lists(p))), figure(table.counts[p]))) for p in ordered)
    inside = Message(
        mark("Small numbers here can tell who somebody is. This table stays inside; only rounded estimates may leave.")
    )
    told = Message(
        mark(
            "Lists have the numbers that they have above. A row of spots is a pattern, its bar the people who have it."
        )
    )
    description = Message(mark("Bars of how many people are on each combination of lists, most people first."))
    picture = overlaps(table, ordered, description)
    return Chapter("overlaps", Message(mark("How the lists overlap")), (told, inside), heads, rows, picture=picture)


def _pairs(found: Estimated) -> Chapter:
    told = Message(
        mark(
            "Among people on a third list it can be seen whether two lists go together: an odds ratio above 1 says "
            "that they do, below 1 that they avoid each other. 1 within the limits: nothing can be told."
        )
    )
    rows = []
    for pair in found.looked.pairs:
        ratio = figure(pair.odds_ratio, 2)
        limits = Figure(f"{pair.limits[0]:,.2f}–{pair.limits[1]:,.2f}") if pair.limits else None
        rows.append(Entry((Own(" + ".join(pair.lists)), figure(pair.both), ratio, limits)))
    heads = (*columns(mark("Pair"), mark("People on both"), mark("Odds ratio")), interval(95))
    return Chapter("pairs", Message(mark("Lists in pairs")), (told,), heads, tuple(rows))
