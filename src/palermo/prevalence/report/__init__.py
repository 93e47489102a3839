"""The report: an estimate as a paper, plain words first. Pages, files and the terminal show it and add nothing."""

from collections.abc import Iterator

from palermo.core import Message, listed, mark
from palermo.paper import CellValue, Chapter, Entry, Own, Paper, columns
from palermo.prevalence.estimated import Estimated
from palermo.prevalence.report.altered import altered_chapters
from palermo.prevalence.report.groups import group_chapter
from palermo.prevalence.report.lists import input_chapters
from palermo.prevalence.report.methods import method_chapters, side_by_side
from palermo.prevalence.report.not_yet import not_yet_chapters, refusals
from palermo.prevalence.report.plain import FEW, NOT_FOR, Population, defended, plain_chapters
from palermo.prevalence.report.words import FEWEST_SHOWN, method_name

__all__ = ["Population", "estimate_report", "method_name"]


def estimate_report(
    found: Estimated, *, name: str = "", population: Population | None = None, public: bool = False
) -> Paper:
    """The report of an estimate, or of why there is none yet. `name` is what people call the table.

    A `public` one holds nothing of the table but about how many people were seen, and figures of two digits; of fewer
    than 100 people it holds none. The other stays inside.
    """
    under: tuple[CellValue, ...] = (Own(name),) if name else ()
    return Paper(Message(mark("People whom no list has seen")), under, tuple(_chapters(found, population, public)))


def _chapters(found: Estimated, population: Population | None, public: bool) -> Iterator[Chapter]:
    there = bool(defended(found))
    if public and found.table.n < FEWEST_SHOWN:
        yield from (FEW, NOT_FOR, _origin(found, public))
        return
    yield from plain_chapters(found, population, public=public) if there else not_yet_chapters(found, public=public)
    if public:
        if there:
            yield side_by_side(found, rounded=True)
        if there and found.grouped:
            yield group_chapter(found.grouped, public=True)
    else:
        yield from input_chapters(found)
        yield from method_chapters(found)
        if there:
            yield refusals(found)
        yield from altered_chapters(found)
        if found.grouped:
            yield group_chapter(found.grouped, public=False)
    yield _origin(found, public)


def _origin(found: Estimated, public: bool) -> Chapter:
    made = found.provenance
    # a digest of small counts can be tried out until it fits, and entries counted once may be few: both stay inside
    digest = (Message(mark("Digest of the table (SHA-256)")), Own(found.table.fingerprint))
    rows: list[tuple[CellValue, CellValue]] = [
        *(() if public else (digest,)),
        (Message(mark("Version of palermo")), Own(made.version)),
        (Message(mark("Seed")), Own(str(made.seed))),
        *(
            (_SETTINGS.get(key, Own(key)), _value(value))
            for key, value in sorted(made.settings.items())
            if (value or key == "order") and not (public and key == "duplicates")
        ),
    ]
    lines = [Message(mark("The same table, version, seed and settings give the same report, figure for figure."))]
    if public:
        text = mark(
            "Estimates and people seen are rounded to two figures. What is estimated from fewer than {n} people is not "
            "told."
        )
        lines.append(Message(text, {"n": FEWEST_SHOWN}))
    heads = columns(mark("What"), mark("Value"))
    return Chapter("origin", Message(mark("How it was made")), tuple(lines), heads, tuple(Entry(row) for row in rows))


_SETTINGS = {
    "methods": Message(mark("Methods asked")),
    "order": Message(mark("Largest set of lists in a model")),
    "replicates": Message(mark("Times drawn anew")),
    "duplicates": Message(mark("Entries counted once only")),
    "strata": Message(mark("Groups")),
}


def _value(value: object) -> CellValue:
    if value is None:
        return Message(mark("As is usual for so many lists"))
    if isinstance(value, list | tuple):
        return listed([method_name(str(each)) for each in value]) if value else None
    return Own(str(value))
