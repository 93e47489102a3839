"""A mapping for a file that nobody has explained: what each table and column seems to hold, and why."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from palermo.core import Message, Origin, mark
from palermo.core.countries import countries, country
from palermo.core.languages import fold, fold_digits, guess_language
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.header_rows import Header, find_header
from palermo.plan.tables.headers import match
from palermo.plan.tables.labels import label
from palermo.plan.tables.layout import Format, Layout
from palermo.plan.tables.mapping import Column, Mapping, TableMapping
from palermo.plan.tables.preamble import labelled, plain_words
from palermo.plan.tables.propose_columns import propose_columns
from palermo.plan.tables.rows import RowReader, level_of, levels_from

_TO = "-|–|—|/|to|à|al|a|hingga|ដល់|រហូតដល់"
_PERIOD = re.compile(rf"(?<!\d)((?:19|20|2[45])\d\d)(?:\s*(?:{_TO})\s*(?:ឆ្នាំ)?((?:(?:19|20|2[45])\d\d)|\d\d))?(?!\d)")
_PLAIN_NAME = re.compile(r"(sheet|table|feuil|hoja|helaian|page|worksheet|សន្លឹក|ទំព័រ)\s*\d*", re.IGNORECASE)
_SAMPLE = 40


def propose(layout: Layout) -> Mapping:
    """The mapping that `plan_from_tables` would read the file by. Every choice carries its reason and alternatives."""
    grids = [Grid(table) for table in layout.tables]
    headers = [find_header(grid) for grid in grids]
    told, lines = _above(layout, grids, headers)
    period = told.get("period", "") or _period(lines)
    year = period if re.fullmatch(r"\d{4}", period) else ""
    tables = [_table(grid, header, year) for grid, header in zip(grids, headers, strict=True)]
    tables = _continued(layout, tables)
    levels = _levels(grids, tables)
    several = sum(table.use for table in tables) > 1
    placed = tuple(
        _under(grid, table, levels, several=several and layout.format is Format.XLSX)
        for grid, table in zip(grids, tables, strict=True)
    )
    place = told.get("country", "") or _country(lines)
    facts = country(place)
    starts, named_by = told.get("fiscal_start", ""), told.get("fiscal_named_by", "")
    return Mapping(
        tables=placed,
        plan_id=told.get("id", ""),
        title=told.get("title", "") or _title(lines),
        country=place,
        language=told.get("language", "") or _language(grids, placed),
        period="" if "period_start" in told else period,
        currency=told.get("currency", ""),
        fiscal_start=int(starts) if starts.isdecimal() and 1 <= int(starts) <= 12 else facts.fiscal_start,
        fiscal_named_by="end" if named_by == "end" else "start" if named_by else facts.fiscal_named_by,
        levels=levels,
    )


def _above(layout: Layout, grids: Sequence[Grid], headers: Sequence[Header | None]) -> tuple[dict[str, str], list[str]]:
    """Labels with their words, and the other lines that stand above the headers or in front of the tables."""
    told: dict[str, str] = {}
    lines: list[str] = []
    for place, (grid, header) in enumerate(zip(grids, headers, strict=True)):
        end = header.rows[0] if header else grid.height
        found = list(labelled(layout, grid.table, end, matrix=header is not None))
        for name, text, _ in found:
            told.setdefault(name, plain_words(text))
        said = {text for _, text, _ in found}
        above = [next(iter(cells.values())) for row in range(min(end, _SAMPLE)) if (cells := grid.filled(row))]
        told_here = header or (not any(headers[:place]) and _is_cover(grid))
        lines += [line for line in (*grid.table.before, *(above if told_here else [])) if not _within(line, said)]
    return told, lines


def _is_cover(grid: Grid) -> bool:
    """A sheet of a few lines, such as title, ministry and period, in front of the matrix."""
    return grid.height <= _SAMPLE and all(len(grid.filled(row)) < 2 for row in range(grid.height))


def _within(line: str, said: set[str]) -> bool:
    return any(line.endswith(text) for text in said)


def _table(grid: Grid, header: Header | None, year: str) -> TableMapping:
    name = grid.table.name
    if header is None:
        return TableMapping(name, use=False, why=Message(mark("no row of headers was recognised")))
    first = header.rows[-1] + 1
    columns = propose_columns(grid, header, first, year)
    fields = {column.field for column in columns}
    use = bool(fields & {"activity", "text"}) or (
        "indicator" in fields and bool(fields & {"goal", "objective", "code"})
    )
    if grid.table.hidden:
        use, why = False, Message(mark("the sheet is hidden"))
    elif use:
        why = Message(mark("its headers name {count} things that plans say"), {"count": header.fields})
    else:
        why = Message(mark("it has no column of activities or indicators"))
    return TableMapping(name, use, header.rows, first, columns, why=why)


def _continued(layout: Layout, tables: list[TableMapping]) -> list[TableMapping]:
    """A table of a document without headers but as wide as the one before goes on with it on the next page."""
    settled: list[TableMapping] = []
    for table, about in zip(layout.tables, tables, strict=True):
        before = next((one for one in reversed(settled) if one.use), None)
        width = len(before.columns) if before else 0
        goes_on = layout.format is Format.DOCX and before is not None and not about.header and table.width == width
        if goes_on and before is not None and width > 2:
            why = Message(mark("it goes on with {table}"), {"table": Origin(layout.file, before.name).inside})
            settled.append(replace(about, use=True, columns=before.columns, why=why))
        else:
            settled.append(about)
    return settled


def _levels(grids: Sequence[Grid], tables: Sequence[TableMapping]) -> dict[str, str]:
    ranks: list[str] = []
    for grid, table in zip(grids, tables, strict=True):
        if table.use and not table.with_field("level"):
            ranks += [row.label.rank for row in RowReader(grid, table, {}).rows() if row.label and row.label.rank]
            ranks += [found.rank for line in _lines_above(grid, table) if (found := label(line)) and found.rank]
    # a table of indicators names goals without giving the plan its shape
    shaping = [table for table in tables if table.use and table.with_field("activity", "text")]
    fields = {column.field for table in shaping for column in table.columns}
    return levels_from(ranks, goals_elsewhere="goal" in fields, objectives_elsewhere="objective" in fields)


def _lines_above(grid: Grid, table: TableMapping) -> list[str]:
    end = table.header[0] if table.header else 0
    return [*grid.table.before, *(text for row in range(end) for text in list(grid.filled(row).values())[:1])]


def _under(grid: Grid, table: TableMapping, levels: dict[str, str], *, several: bool) -> TableMapping:
    """The goal and objective that a table stands under, going by the lines above it or the name of its sheet."""
    if not table.use:
        return table
    above: dict[str, str] = {}
    for line in _lines_above(grid, table):
        found = label(line)
        if found and found.rank and (found.number or found.rest):
            level = level_of(found.rank, levels)
            above = {"goal": line} if level == "goal" else above | {level: line}
    named = label(table.name)
    own = table.with_field("goal", "level") or any(row.level == "goal" for row in RowReader(grid, table, levels).rows())
    if "goal" not in above and not own:
        if named and named.rank:
            above[level_of(named.rank, levels)] = table.name
        elif several and not _PLAIN_NAME.fullmatch(table.name):
            above["goal"] = table.name
    return replace(table, goal=above.get("goal", ""), objective=above.get("objective", ""))


def _period(lines: Sequence[str]) -> str:
    """The first range of years that a line names, else the only year in the first lines."""
    texts = [fold_digits(line) for line in lines]
    ranges = [found for text in texts for found in _PERIOD.finditer(text) if found[2]]
    if ranges:
        start, end = ranges[0][1], ranges[0][2]
        return f"{start}-{end if len(end) == 4 else start[:2] + end}"
    years = {found[1] for text in texts[:3] for found in _PERIOD.finditer(text)}
    return years.pop() if len(years) == 1 else ""


def _country(lines: Sequence[str]) -> str:
    """The country whose name stands in the lines above the matrix, the longest name first."""
    text = fold(" ".join(lines))
    # short names of the others stand inside other words
    known = (one for one in countries() if one.currency)
    named = [(fold(name), one.iso2) for one in known for name in one.names.values()]
    for name, code in sorted(named, key=lambda pair: -len(pair[0])):
        # Khmer writes no space between words
        edge = r"\b" if name.isascii() else ""
        if re.search(f"{edge}{re.escape(name)}{edge}", text):
            return code
    return ""


def _title(lines: Sequence[str]) -> str:
    """The first line that is no heading of a goal."""
    for line in lines:
        if len(line) > 5 and not ((found := label(line)) and found.rank):
            return " ".join(line.split())
    return ""


def _language(grids: Sequence[Grid], tables: Sequence[TableMapping]) -> str:
    """The language of the activities, else of most headers."""
    texts: list[str] = []
    headers: Counter[str] = Counter()
    for grid, table in zip(grids, tables, strict=True):
        if table.use:
            for column in table.with_field("activity", "text"):
                rows = range(table.first, min(grid.height, table.first + _SAMPLE))
                texts += [text for row in rows if (text := grid.own(row, column.index))]
            headers.update(_header_languages(table.columns))
    guessed = guess_language(" ".join(texts)) if texts else None
    return guessed or (headers.most_common(1)[0][0] if headers else "en")


def _header_languages(columns: Sequence[Column]) -> list[str]:
    return [found[0].language for column in columns if column.field and (found := match(column.header))]
