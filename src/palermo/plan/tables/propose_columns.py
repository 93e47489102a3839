"""What each column of a table holds, judged by its header, its neighbours and its cells."""

import re
from collections.abc import Sequence
from dataclasses import replace

from palermo.core import Message, mark
from palermo.core.money import read_money
from palermo.plan.tables.columns import FIELDS, Group
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.header_rows import Header
from palermo.plan.tables.headers import LIKELY, Match, match, translates
from palermo.plan.tables.mapping import Column
from palermo.plan.tables.periods import full_period, period_over
from palermo.plan.tables.vocabulary import says

LANGUAGE_NAMES = {
    "en": Message(mark("English")),
    "km": Message(mark("Khmer")),
    "ms": Message(mark("Malay")),
    "fr": Message(mark("French")),
    "es": Message(mark("Spanish")),
}
_PLACES = ("goal", "objective")
_MANY = ("tick", "remarks", "")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?:\s*[/–-]\s*\d{2,4})?(?!\d)")
_CODE = re.compile(r"[\dA-Z]{1,3}(?:[.\-]\d{1,3})*\.?")
_THOUSANDS = re.compile(r"[x×]?\s*['’]?\s*(?:1[ ,.]?)?000s?\b")


def propose_columns(grid: Grid, header: Header, first: int, year: str) -> tuple[Column, ...]:
    """One column for each that has a header or any cell below it."""
    columns = [
        _column(grid, header, column, first, year)
        for column in range(grid.width)
        if column in header.words or any(grid.own(row, column) for row in range(first, grid.height))
    ]
    columns = _beside_activity(columns)
    columns = _one_each(columns)
    columns = _with_content(grid, columns, first)
    return tuple(_in_company(columns))


def _column(grid: Grid, header: Header, column: int, first: int, year: str) -> Column:
    words = header.words.get(column, ())
    place, siblings = _place(grid, header, column)
    is_period, when = period_over(words, place, siblings, year)
    matches = _matches(words)
    text = " / ".join(words)
    if is_period and not match(words[-1]):
        return _period_column(grid, column, first, text, when, matches)
    if not matches:
        return Column(column, text, why=Message(mark("no word of the header is known")))
    best = matches[0]
    revised = any(says(inside.strip(), "revised") for inside in _BRACKETS.findall(text))
    return Column(
        column,
        text,
        best.field,
        when=_year_in(text) if best.field in ("cost", "baseline", "target") else "",
        unit=_unit(text, best.word) if best.field == "cost" else "",
        revised=revised,
        why=_why(text, best),
        score=best.score,
        alternatives=tuple(other.field for other in matches[1:4]),
    )


def _place(grid: Grid, header: Header, column: int) -> tuple[int, int]:
    """The column's place under the group that its header stands in."""
    for row in reversed(header.rows):
        span = grid.blocks.get((row, column))
        if span and span.wide:
            return column - span.left, span.right - span.left + 1
    return 0, 1


def _matches(words: Sequence[str]) -> list[Match]:
    """Fields the words over a column may mean; what stands nearest to the cells counts most, agreement counts more."""
    best: dict[str, Match] = {}
    seen: dict[str, int] = {}
    for distance, word in enumerate(reversed(words)):
        for found in match(word, slips=len(words) == 1):
            if found.score < LIKELY:
                continue
            seen[found.field] = seen.get(found.field, 0) + 1
            score = found.score * (1 - 0.1 * distance)
            if found.field not in best or best[found.field].score < score:
                best[found.field] = Match(found.field, found.language, found.word, round(score, 3))
    return sorted(best.values(), key=lambda one: (-seen[one.field], -one.score, -len(one.word)))


def _period_column(grid: Grid, column: int, first: int, text: str, when: str, matches: Sequence[Match]) -> Column:
    """A column under a year or a quarter: money or a target of that time, or a mark that something happens then."""
    for found in matches:
        if found.field in ("cost", "baseline", "target"):
            unit = _unit(text, found.word) if found.field == "cost" else ""
            return Column(column, text, found.field, when=when, unit=unit, why=_why(text, found), score=found.score)
    cells = [grid.own(row, column) for row in range(first, grid.height)]
    filled = [cell for cell in cells if cell]
    ticks = [cell for cell in filled if says(cell, "tick") or cell == text]
    if len(ticks) * 10 >= len(filled) * 7:
        why = Message(mark("'{header}' names a time, and its cells are marks or empty"), {"header": text})
        return Column(column, text, "tick", when=when, why=why, score=0.9, alternatives=("cost", "target"))
    return Column(column, text, why=Message(mark("the header names a time, but its cells are no marks")))


def _why(text: str, found: Match) -> Message:
    params = {"header": text, "field": found.field, "language": LANGUAGE_NAMES[found.language], "word": found.word}
    if found.score >= 0.9:
        return Message(mark("header '{header}' means '{field}' in {language}"), params)
    return Message(mark("header '{header}' is close to '{word}', which means '{field}' in {language}"), params)


def _year_in(text: str) -> str:
    found = [year for year in _YEAR.findall(text) if full_period(year)]
    return found[-1] if found else ""


def _unit(text: str, word: str) -> str:
    """What a header says of the amounts below it, as words that can stand behind a number: "million KHR"."""
    tried = [*_BRACKETS.findall(text), text.replace(word, " "), *_BRACKETS.sub(" ", text).split(" / ")]
    for words in tried:
        plain = _THOUSANDS.sub(" thousand ", _YEAR.sub(" ", words))
        named = plain.strip(" :-–").split()
        for unit in (" ".join(named), " ".join(named).lower().removeprefix("in "), " ".join(reversed(named))):
            read = read_money(f"1 {unit}")
            if unit and read.amount is not None and read.currency is not None:
                return unit
    return ""


def _one_each(columns: list[Column]) -> list[Column]:
    """Where two columns mean the same, the surer keeps the field; broader and narrower goals move apart."""
    taken: dict[str, int] = {}
    settled = list(columns)
    order = sorted(range(len(columns)), key=lambda n: (-columns[n].score, n))
    for n in order:
        column = settled[n]
        if column.field in _MANY or column.when or column.revised:
            continue
        if column.field == "code" and "code" in taken:
            settled[n] = _kept(column, mark("another column gives the numbers"))
        elif column.field in taken:
            settled[n] = _second(settled, taken[column.field], n)
        taken.setdefault(settled[n].field, n)
    return _nearest_code(settled, columns)


def _second(columns: list[Column], first: int, n: int) -> Column:
    column, used = columns[n], {one.field for one in columns if not one.revised}
    broader, narrower = sorted((first, n))
    if column.field in _PLACES and not translates(columns[first].header, column.header):
        # of two columns of goals the left one is the broader
        if column.field == "objective" and "goal" not in used:
            columns[broader] = replace(columns[broader], field="goal")
            return columns[n]
        if column.field == "goal" and "objective" not in used:
            columns[narrower] = replace(columns[narrower], field="objective")
            return columns[n]
    other = next((name for name in column.alternatives if name not in used), "")
    if other:
        return replace(column, field=other)
    return _kept(column, mark("another column already says this, perhaps in another language"))


def _nearest_code(settled: list[Column], columns: list[Column]) -> list[Column]:
    """Of several columns of numbers the one just before the activities numbers them, others what follows them."""
    main = next((n for n, column in enumerate(settled) if column.field in ("activity", "text")), -1)
    codes = [n for n, column in enumerate(columns) if column.field == "code" and n < main]
    if len(codes) > 1:
        for n in codes[:-1]:
            beside = settled[n + 1].field
            if beside in _PLACES:
                settled[n] = replace(columns[n], field=f"{beside}_code", alternatives=("code",))
            else:
                settled[n] = _kept(columns[n], mark("another column numbers the activities"))
        settled[codes[-1]] = columns[codes[-1]]
    return settled


def _kept(column: Column, why: str) -> Column:
    others = tuple(dict.fromkeys((column.field, *column.alternatives)))
    return replace(column, field="", when="", unit="", why=Message(why), score=0.0, alternatives=others)


def _beside_activity(columns: list[Column]) -> list[Column]:
    """To the right of the activities "Meta" is a target and a result is what comes of them."""
    main = next((column.index for column in columns if column.field in ("activity", "text")), None)
    used = {column.field for column in columns if not column.revised}
    if main is None:
        return columns
    return [
        _behind(column, used) if column.index > main and column.field in _PLACES and not column.revised else column
        for column in columns
    ]


def _behind(column: Column, used: set[str]) -> Column:
    better = "output" if column.field == "objective" else "target" if "indicator" in used else ""
    if not better or better in used:
        return _kept(column, mark("it stands behind the activities, so it is not what they belong to"))
    return replace(column, field=better, alternatives=(column.field, *column.alternatives))


def _with_content(grid: Grid, columns: list[Column], first: int) -> list[Column]:
    """Where no header says it, numbers such as 1.1 in the first column are codes."""
    if any(column.field == "code" for column in columns) or not columns or columns[0].field:
        return columns
    texts = [text for row in range(first, min(grid.height, first + 200)) if (text := grid.own(row, columns[0].index))]
    if texts and sum(bool(_CODE.fullmatch(text)) for text in texts) * 10 >= len(texts) * 8:
        why = Message(mark("its cells are numbers such as 1.1"))
        return [replace(columns[0], field="code", why=why, score=0.6), *columns[1:]]
    return columns


def _in_company(columns: Sequence[Column]) -> list[Column]:
    """Columns that mean something only beside another one."""
    used = {column.field for column in columns if not column.revised}
    summed = sum(column.field == "cost" and bool(column.when) for column in columns) > 1
    return [_accompanied(column, used, summed=summed) for column in columns]


def _accompanied(column: Column, used: set[str], *, summed: bool) -> Column:
    if column.revised:
        return column
    group = FIELDS[column.field].group if column.field else Group.LOOSE
    alone = (
        (group is Group.INDICATOR and "indicator" not in used)
        or (group is Group.COST and "cost" not in used)
        or (group is Group.STEP and not used & {"step", "deliverable"})
    )
    if alone:
        return _kept(column, mark("there is no column that it could belong to"))
    if column.field == "cost" and not column.when and summed:
        return _kept(column, mark("it sums up the columns of the single years"))
    # our own matrix, which has a column of levels, keeps the two apart
    if column.field == "proof" and "indicator" in used and not used & {"indicator_source", "level"}:
        return replace(column, also=("indicator_source",))
    return column
