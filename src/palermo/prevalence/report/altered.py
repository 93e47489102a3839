"""How the answer moves with what nobody can test: lists, links, single persons, the untestable assumption."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from palermo.core import Message, mark
from palermo.paper import CellValue, Chapter, Entry, Figure, Own, Picture, columns
from palermo.prevalence.estimated import Altered, Estimated
from palermo.prevalence.report.pictures import Strip, strips
from palermo.prevalence.report.words import DEFENSIBLE, ends, figure, method_name

Totals = Mapping[str, float | None]


def altered_chapters(found: Estimated) -> Iterator[Chapter]:
    """A chapter for each way of altering the table that was tried."""
    told = found.sensitivity
    if told.omitted:
        yield _lists("omitted", Message(mark("Without one list")), mark("Without"), told.omitted, found)
    if told.merged:
        yield _lists("merged", Message(mark("Two lists made one")), mark("Made one"), told.merged, found)
    if told.assumed:
        yield _assumed(found)
    if told.mislinked:
        yield _mislinked(found)
    if told.moved:
        yield _moved(found)
    if told.held_out:
        yield _held_out(found)


def _lists(key: str, title: Message, head: str, altered: Sequence[Altered], found: Estimated) -> Chapter:
    methods = _methods(each.totals for each in altered)
    rows = tuple(
        Entry((Own(" + ".join(each.lists)), figure(each.n), *_figures(each.totals, methods))) for each in altered
    )
    heads = (*columns(head, mark("People seen")), *map(method_name, methods))
    line = Message(
        mark("An empty cell: the method gives no number for these lists. Where the range jumps, all hangs on them.")
    )
    picture = _picture([(Own(" + ".join(each.lists)), each.totals) for each in altered], found)
    return Chapter(key, title, (line,), heads, (_base(found, methods, seen=True), *rows), picture=picture)


def _assumed(found: Estimated) -> Chapter:
    told = found.sensitivity.assumed
    methods = _methods(each.totals for each in told)
    rows = tuple(Entry((Figure(f"× {each.factor:.2g}"), *_figures(each.totals, methods))) for each in told)
    heads = (*columns(mark("People on no list")), *map(method_name, methods))
    line = Message(
        mark(
            "Every method assumes something about people on no list that no data can test. Here they are taken to be "
            "so many times as many as it says. Look for the row at which a decision would be another, and ask whether "
            "anybody can rule it out."
        )
    )
    names: list[tuple[CellValue, Totals]] = [(Figure(f"× {each.factor:.2g}"), each.totals) for each in told]
    title = Message(mark("If more or fewer were never seen"))
    return Chapter("assumed-factor", title, (line,), heads, rows, picture=_picture(names, found, base=False))


def _mislinked(found: Estimated) -> Chapter:
    told = found.sensitivity.mislinked
    methods = _methods(each.totals for each in told)
    rows = []
    for each in told:
        limits = (each.totals.get(method) for method in methods)
        rows.append(Entry((Figure(f"{each.share:.0%}"), *(ends(*one) if one else None for one in limits))))
    heads = (*columns(mark("Links missed or wrong")), *map(method_name, methods))
    line = Message(mark("Where entries of one person stay unlinked, overlaps shrink and every estimate grows."))
    return Chapter("mislinked", Message(mark("Errors in matching the lists")), (line,), heads, tuple(rows))


def _moved(found: Estimated) -> Chapter:
    told = found.sensitivity.moved
    methods = _methods(each.totals for each in told)
    rows = tuple(Entry((Own(" + ".join(each.lists)), *_figures(each.totals, methods))) for each in told)
    heads = (*columns(mark("One person fewer on")), *map(method_name, methods))
    line = Message(mark("The patterns in which one person more or less changes the answer most."))
    return Chapter("moved", Message(mark("One person")), (line,), heads, (_base(found, methods, seen=False), *rows))


def _held_out(found: Estimated) -> Chapter:
    told = found.sensitivity.held_out
    methods = _methods(each.totals for each in told)
    rows = []
    for each in told:
        cells: list[CellValue] = []
        for method in methods:
            total, limits = each.totals.get(method), each.limits.get(method)
            cells += [figure(total), _covers(each.known, limits)]
        rows.append(Entry((Own(each.list), figure(each.known), *cells)))
    heads: list[Message] = [*columns(mark("List"), mark("People on it"))]
    for method in methods:
        heads += [method_name(method), Message(mark("Within its interval?"))]
    line = Message(
        mark(
            "Each list is taken as a group whose size is known, and estimated from those of its people who are on the "
            "others. A method that is far off here, or whose interval misses, deserves less trust."
        )
    )
    return Chapter("held-out", Message(mark("A test on each list")), (line,), tuple(heads), tuple(rows))


def _figures(totals: Totals, methods: Sequence[str]) -> Iterator[Figure | None]:
    return (figure(totals.get(method)) for method in methods)


def _covers(known: int, limits: tuple[float, float] | None) -> Message | None:
    if limits is None:
        return None
    if known > limits[1]:
        return Message(mark("no: too low"))
    return Message(mark("no: too high")) if known < limits[0] else Message(mark("yes"))


def _base(found: Estimated, methods: Sequence[str], *, seen: bool) -> Entry:
    """The first row: the table as it is."""
    totals = {one.method: one.total for one in found.estimates}
    n = (figure(found.table.n),) if seen else ()
    return Entry((Message(mark("The table as it is")), *n, *_figures(totals, methods)))


def _picture(rows: Sequence[tuple[CellValue, Totals]], found: Estimated, *, base: bool = True) -> Picture:
    """Per row from the lowest to the highest total of the methods that may be defended."""
    shown = []
    if base:
        whole: Totals = {one.method: one.total for one in found.estimates}
        methods = _methods(totals for _, totals in rows)
        shown = [(Message(mark("The table as it is")), {key: whole.get(key) for key in methods})]
    drawn = []
    for name, totals in (*shown, *rows):
        there = [each for method, each in totals.items() if each is not None and method in DEFENSIBLE]
        drawn.append(Strip(name, tuple(there), (min(there), max(there)) if there else None))
    seen = found.table.n
    return strips(
        drawn, seen, Message(mark("The range over the methods that were repeated, row by row, on one scale."))
    )


def _methods(totals: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    there: dict[str, None] = {}
    for each in totals:
        there |= dict.fromkeys(each)
    return tuple(there)
