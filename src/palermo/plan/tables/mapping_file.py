"""A mapping as a small YAML file that a person can read and correct.

Rows count from 1 and columns are letters, as in every spreadsheet. `why`, `score` and `or` are there to be read; what
they say is ignored.
"""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from palermo.core import Finding, Message, Origin, UserError, mark
from palermo.core.spreadsheet import letters
from palermo.plan.tables.columns import FIELDS, SPREADABLE, Split
from palermo.plan.tables.labels import RANKS
from palermo.plan.tables.layout import column_number
from palermo.plan.tables.mapping import ROW_LEVELS, Column, Mapping, TableMapping
from palermo.plan.tables.remarks import remark

VERSION = "1"
_NO_NAMING = mark("'{word}' is no way to name a fiscal year; known are {known}")
_NO_LEVEL = mark("'{word}' is no level; known are {known}")
_NO_ROW = mark("'{word}' is no kind of row; known are {known}")
_NO_SPLIT = mark("'{word}' is no way to split; known are {known}")
_NO_FIELD = mark("'{word}' is no field; known are {known}")
_NO_COLUMN = mark("'{word}' is no column; a column is named by its letters, such as C or AB")
_NO_SPREAD = mark("'{word}' cannot be spread: it would be counted once for every row")
LONGEST = 1_000_000
_LEVELS = ("above", "goal", "objective", "output", "activity")
_HEAD = """\
# How palermo reads a matrix. Correct what is wrong and hand the file back with --mapping.
# field: what a column holds; '' keeps it as it is. spread: true counts a merged cell for every row it covers.
# rows: what single rows are ({levels}).
"""


def write_mapping(mapping: Mapping) -> str:
    """The mapping as YAML; `read_mapping` gives an equal one back."""
    tree: dict[str, Any] = {"mapping": int(VERSION)}
    for name in ("plan_id", "title", "country", "language", "period", "currency"):
        if value := getattr(mapping, name):
            tree[name] = value
    tree["fiscal_year"] = {"starts": mapping.fiscal_start, "named_by": mapping.fiscal_named_by}
    if mapping.buddhist is not None:
        tree["buddhist_era"] = mapping.buddhist
    if mapping.levels:
        tree["levels"] = dict(mapping.levels)
    tree["tables"] = [_table_tree(table) for table in mapping.tables]
    text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=110)
    return _HEAD.format(levels=", ".join(ROW_LEVELS)) + str(text)


def _table_tree(table: TableMapping) -> dict[str, Any]:
    tree: dict[str, Any] = {"name": table.name, "use": table.use}
    if why := str(table.why):
        tree["why"] = why
    if table.header:
        tree["header"] = [row + 1 for row in table.header]
    tree["first"] = table.first + 1
    for name in ("goal", "objective"):
        if value := getattr(table, name):
            tree[name] = value
    tree["columns"] = {letters(column.index): _column_tree(column) for column in table.columns}
    if table.rows:
        tree["rows"] = {row + 1: level for row, level in table.rows.items()}
    return tree


def _column_tree(column: Column) -> dict[str, Any]:
    tree: dict[str, Any] = {"header": column.header, "field": column.field}
    if column.also:
        tree["also"] = list(column.also)
    for name in ("when", "unit"):
        if value := getattr(column, name):
            tree[name] = value
    if column.split is not None:
        tree["split"] = str(column.split)
    for name in ("spread", "revised"):
        if getattr(column, name):
            tree[name] = True
    if why := str(column.why):
        tree["why"] = why
    if column.alternatives:
        tree["or"] = list(column.alternatives)
    return tree


def read_mapping(text: str, file: str = "mapping") -> tuple[Mapping | None, tuple[Finding, ...]]:
    """A mapping from YAML. None, with one finding M03 that names the line, where it cannot be used."""
    try:
        return _mapping(_parsed(text)), ()
    except _Fault as fault:
        place = Origin(file, "", f"line {fault.line}" if fault.line else "")
        return None, (remark("M03", place, fault=fault.text),)


class _Fault(Exception):
    def __init__(self, text: str, line: int = 0, **params: object) -> None:
        super().__init__(text)
        self.text = Message(text, params)
        self.line = line


@dataclass(slots=True)
class _Entry:
    """A YAML value that knows its line: words, a list or a mapping of them."""

    line: int
    words: str | None = None
    items: list["_Entry"] = field(default_factory=list)
    pairs: dict[str, "_Entry"] | None = None

    def get(self, key: str) -> "_Entry":
        return (self.pairs or {}).get(key) or _Entry(self.line, "")

    def text(self) -> str:
        if self.words is None:
            raise _Fault(mark("words were expected here"), self.line)
        return self.words

    def whole(self, most: int) -> int:
        text = self.text()
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise _Fault(mark("a number from 1 to {most} was expected, not '{word}'"), self.line, most=most, word=text)
        return int(text)

    def truth(self) -> bool:
        text = self.text().lower()
        if text not in ("true", "false", ""):
            raise _Fault(mark("true or false was expected, not '{word}'"), self.line, word=text)
        return text == "true"

    def among(self, allowed: Any, refusal: str) -> str:
        text = self.text()
        if text not in allowed:
            raise _Fault(refusal, self.line, word=text, known=", ".join(sorted(filter(None, allowed))))
        return text

    def known(self, keys: Pairs[str, Any] | set[str]) -> None:
        if self.pairs is None:
            raise _Fault(mark("entries with names were expected here"), self.line)
        for key, value in self.pairs.items():
            if key not in keys:
                raise _Fault(
                    mark("'{word}' is not known here; known are {known}"), value.line, word=key, known=", ".join(keys)
                )


def _parsed(text: str) -> _Entry:
    if len(text) > LONGEST:
        raise _Fault(mark("the file is too long for a mapping"))
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise _Fault(mark("aliases (*) are not read"), _line(event.start_mark))
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _Fault(mark("this is not YAML"), _line(getattr(error, "problem_mark", None))) from error
    except RecursionError as error:
        raise _Fault(mark("entries stand too deep inside one another")) from error
    if node is None:
        raise _Fault(mark("the file is empty"))
    return _entry(node)


def _line(place: Any) -> int:
    return place.line + 1 if place else 0


def _entry(node: yaml.Node) -> _Entry:
    line = _line(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        pairs: dict[str, _Entry] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in pairs:
                raise _Fault(mark("a name stands here twice, or is no word"), _line(key.start_mark))
            pairs[key.value] = _entry(value)
        return _Entry(line, pairs=pairs)
    if isinstance(node, yaml.SequenceNode):
        return _Entry(line, items=[_entry(item) for item in node.value])
    plain = getattr(node, "style", None) is None
    return _Entry(line, words="" if plain and node.value in ("null", "~") else str(node.value))


_TOP = {"mapping", "plan_id", "title", "country", "language", "period", "currency", "fiscal_year"}
_TOP |= {"buddhist_era", "levels", "tables"}
_TABLE = {"name", "use", "why", "header", "first", "goal", "objective", "columns", "rows"}
_COLUMN = {"header", "field", "also", "when", "unit", "split", "spread", "revised", "why", "score", "or"}


def _mapping(tree: _Entry) -> Mapping:
    tree.known(_TOP)
    if tree.get("mapping").text() != VERSION:
        raise _Fault(mark("'mapping: {version}' is missing at the top"), tree.line, version=VERSION)
    year = tree.get("fiscal_year")
    if year.pairs is not None:
        year.known({"starts", "named_by"})
    named = year.get("named_by").among(("", "start", "end"), _NO_NAMING)
    named_by: Literal["start", "end"] = "end" if named == "end" else "start"
    era = tree.get("buddhist_era")
    levels = tree.get("levels").pairs or {}
    plain = {name: tree.get(name).text() for name in ("plan_id", "title", "country", "period", "currency")}
    tables = [_table(table) for table in tree.get("tables").items]
    if not tables:
        raise _Fault(mark("no tables are named"), tree.line)
    return Mapping(
        tuple(tables),
        **plain,
        language=tree.get("language").text() or "en",
        fiscal_start=year.get("starts").whole(12) if year.get("starts").text() else 1,
        fiscal_named_by=named_by,
        buddhist=era.truth() if era.text() else None,
        levels={_rank(rank, said.line): said.among(_LEVELS, _NO_LEVEL) for rank, said in levels.items()},
    )


def _rank(rank: str, line: int) -> str:
    if rank not in RANKS:
        raise _Fault(
            mark("'{word}' is no word for a level; known are {known}"), line, word=rank, known=", ".join(RANKS)
        )
    return rank


def _table(tree: _Entry) -> TableMapping:
    tree.known(_TABLE)
    if not tree.get("name").text():
        raise _Fault(mark("a table needs its name"), tree.line)
    header = tuple(row.whole(1_000_000) - 1 for row in tree.get("header").items)
    first = tree.get("first")
    rows = tree.get("rows").pairs or {}
    columns = tree.get("columns").pairs or {}
    return TableMapping(
        tree.get("name").text(),
        use=tree.get("use").truth(),
        header=header,
        first=first.whole(1_000_000) - 1 if first.text() else (header[-1] + 1 if header else 0),
        columns=tuple(sorted((_column(key, said) for key, said in columns.items()), key=_index)),
        goal=tree.get("goal").text(),
        objective=tree.get("objective").text(),
        rows={_number(row, said.line): said.among(ROW_LEVELS, _NO_ROW) for row, said in rows.items()},
    )


def _index(column: Column) -> int:
    return column.index


def _number(text: str, line: int) -> int:
    return _Entry(line, text).whole(1_000_000) - 1


def _column(key: str, tree: _Entry) -> Column:
    if tree.pairs is None:
        # "C: lead" is enough to say what a column holds
        tree = _Entry(tree.line, pairs={"field": _Entry(tree.line, tree.text())})
    tree.known(_COLUMN)
    name = tree.get("field").among(("", *FIELDS), _NO_FIELD)
    try:
        index = column_number(key)
    except UserError as error:
        raise _Fault(_NO_COLUMN, tree.line, word=key) from error
    split = tree.get("split").among(("", *Split), _NO_SPLIT)
    spread = tree.get("spread").truth()
    if spread and name not in SPREADABLE:
        raise _Fault(_NO_SPREAD, tree.get("spread").line, word=name)
    return Column(
        index,
        tree.get("header").text(),
        name,
        tuple(also.among(FIELDS, _NO_FIELD) for also in tree.get("also").items),
        tree.get("when").text(),
        tree.get("unit").text(),
        Split(split) if split else None,
        spread,
        tree.get("revised").truth(),
    )
