"""The first page where the lists do not allow an estimate: what stands, why no more, and the overlap it would take."""

from collections.abc import Iterator

from palermo.core import Message, listed, mark
from palermo.paper import Chapter, Entry, columns
from palermo.prevalence.design import overlap_needed
from palermo.prevalence.estimated import Estimated
from palermo.prevalence.report.plain import NOT_FOR
from palermo.prevalence.report.words import method_name, seen


def not_yet_chapters(found: Estimated, *, public: bool) -> Iterator[Chapter]:
    """The page of a table that cannot be estimated, which is a result like any other.

    A `public` one leaves out reasons and overlaps: they tell small counts.
    """
    looked = found.looked
    lines = [
        Message(
            mark("Not estimable yet. On {m} lists {n} people were seen; how many were not, these lists cannot say."),
            {"n": seen(looked.n, public=public), "m": found.table.m},
        ),
        Message(
            mark(
                "This is a result, and an honest one. The number of people seen stands, and may be published, rounded, "
                "by itself. A number for the unseen would be a guess that looks like a measurement."
            )
        ),
    ]
    if found.estimates and not public:
        lines.append(
            Message(
                mark(
                    "Simple formulas do give figures for these lists, and they stand further below. They take for "
                    "granted what is seldom true, or say only what is the least; they are not to be quoted."
                )
            )
        )
    yield Chapter("range", Message(mark("In plain words")), tuple(lines))
    if not public:
        yield refusals(found)
        yield Chapter("needed", Message(mark("The overlap it would take")), tuple(_needed(found)))
    yield NOT_FOR


def refusals(found: Estimated) -> Chapter:
    """Why methods give no number, and what each would need; a reason that several share stands once."""
    shared: dict[tuple[str, str], list[Message]] = {}
    for each in found.refused:
        shared.setdefault((str(each.reason), str(each.advice)), []).append(
            method_name(each.method) if each.method else Message(mark("Every method"))
        )
    said = {(str(each.reason), str(each.advice)): each for each in found.refused}
    rows = tuple(Entry((listed(methods), said[key].reason, said[key].advice)) for key, methods in shared.items())
    heads = columns(mark("Method"), mark("Why it gives no number"), mark("What it would take"))
    empty = Message(mark("Every method that was asked gives a number."))
    return Chapter("refused", Message(mark("Where no number is given")), (), heads, rows, empty)


def _needed(found: Estimated) -> Iterator[Message]:
    """How far the overlaps are from what can be used."""
    looked = found.looked
    text = mark(
        "{repeated} of {n} people stand on two lists or more, {triple} on three or more. Estimates rest on these."
    )
    yield Message(text, {"repeated": looked.repeated, "n": looked.n, "triple": sum(looked.by_lists[2:])})
    pairs = [" + ".join(names) for names in looked.apart if len(names) == 2]
    triples = [" + ".join(names) for names in looked.apart if len(names) == 3]
    if pairs:
        text = mark("Nobody stands on both of: {pairs}. If these lists can meet at all, people on both must be found.")
        yield Message(text, {"pairs": ", ".join(pairs)})
    if triples:
        text = mark(
            "Nobody stands on all three of: {triples}. Without such people it cannot be told whether two lists meet by "
            "chance or because one leads to the other."
        )
        yield Message(text, {"triples": ", ".join(triples)})
    needed = overlap_needed(found.table)
    if needed and needed.needed > looked.repeated:
        text = mark(
            "Lists as long as these need about {needed} people on two lists or more before an interval of {level} ends "
            "at twice of where it begins, and that if they are independent: {pairs}."
        )
        wanted = listed(
            Message(mark("{n} on {lists}"), {"n": people, "lists": " + ".join(lists)})
            for lists, (_, people) in needed.pairs.items()
        )
        yield Message(text, {"needed": needed.needed, "level": "95 %", "pairs": wanted})
    yield Message(
        mark(
            "What helps, in this order: match the lists again, with dates of birth and names in every script; take "
            "a longer time; ask a body of another kind for its list; make lists one that are one at the source."
        )
    )
