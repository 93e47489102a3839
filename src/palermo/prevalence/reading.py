"""Files of lists to tables of capture patterns: patterns with their counts, persons with 0 and 1, or memberships."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from palermo.core import DataError, Finding, Message, Origin, UserError, mark
from palermo.core.spreadsheet import csv_text
from palermo.prevalence.complaints import MOST_TOLD, fault, note
from palermo.prevalence.rows import Rows, rows_in
from palermo.prevalence.table import MOST_LISTS, Table, merge, omit

COUNT = ("count", "counts", "people", "persons", "freq", "frequency", "ចំនួន", "ចំនួនមនុស្ស")
PERSON = ("person", "person id", "person_id", "personid", "id", "មនុស្ស", "លេខសម្គាល់")
LIST = ("list", "list name", "list_name", "source", "បញ្ជី")
ON, OFF = "1", "0"

Stratum = tuple[str, ...]


class Shape(StrEnum):
    """What one row of a file stands for."""

    PATTERN = "pattern"
    PERSON = "person"
    MEMBERSHIP = "membership"


@dataclass(frozen=True, slots=True)
class Histories:
    """What was read: the table of everybody, and one for each group of the strata that were asked for.

    `by` names the columns of the strata; `strata` maps the words in them to the table of that group.
    """

    table: Table
    shape: Shape
    duplicates: int = 0
    by: tuple[str, ...] = ()
    strata: Mapping[Stratum, Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Counted:
    """People by group and pattern, before they are a table."""

    lists: tuple[str, ...]
    people: Mapping[tuple[Stratum, int], int]
    duplicates: int = 0
    notes: tuple[Finding, ...] = ()


def read_lists(
    content: bytes | Sequence[Sequence[str]], file: str, *, strata: Sequence[str] = ()
) -> tuple[Histories | None, tuple[Finding, ...]]:
    """Read a CSV file, or the cells of a sheet that was opened elsewhere. None where they cannot be used.

    A column called count makes each row a pattern; columns called list and person make it a membership; else a row is
    a person. `strata` names columns of groups. A file that has one bad cell is not used at all: the others would be
    counted wrong.
    """
    try:
        return _read(rows_in(content, file), strata)
    except DataError as error:
        return None, error.findings[:MOST_TOLD]


def read_each(
    files: Iterable[tuple[str, bytes | Sequence[Sequence[str]]]],
) -> tuple[Histories | None, tuple[Finding, ...]]:
    """One table from several files, each the persons of one list; a list is called as its file, without the ending."""
    members: list[tuple[str, str]] = []
    findings: list[Finding] = []
    for file, content in files:
        try:
            members += _persons_of_one(rows_in(content, file), file.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        except DataError as error:
            findings += error.findings
    if findings:
        return None, tuple(findings[:MOST_TOLD])
    told = [("list", "person"), *members]
    return read_lists(told, " + ".join(dict.fromkeys(name for name, _ in members)))


def histories_csv(histories: Histories) -> str:
    """Patterns with their counts as CSV, by group where there are groups; what `read_lists` reads."""
    tables = histories.strata or {(): histories.table}
    rows = (
        (*group, *(str(pattern >> bit & 1) for bit in range(table.m)), str(count))
        for group, table in tables.items()
        for pattern, count in enumerate(table.counts)
        if count
    )
    return csv_text((*histories.by, *histories.table.lists, "count"), rows)


def rearranged(histories: Histories, omitted: Sequence[str] = (), merged: Sequence[Sequence[str]] = ()) -> Histories:
    """The same with lists left out, then lists made one, in the table and in each group.

    Raises UserError for a list that is not there, and where none would be left.
    """
    names = {*omitted, *(name for group in merged for name in group)}
    if unknown := sorted(names - {*histories.table.lists}):
        text = mark("There is no list '{name}'. The lists are: {lists}.")
        raise UserError(Message(text, {"name": unknown[0], "lists": ", ".join(histories.table.lists)}))
    if len({*omitted}) >= histories.table.m:
        raise UserError(Message(mark("All lists would be left out. Leave at least three.")))
    if any(len({*group}) < 2 or {*group} & {*omitted} for group in merged):
        raise UserError(Message(mark("To make lists one, name two or more that are not left out, as A+B.")))

    def changed(table: Table) -> Table:
        table = omit(table, *omitted) if omitted else table
        for group in merged:
            table = merge(table, *group)
        return table

    strata = {stratum: changed(table) for stratum, table in histories.strata.items()}
    return replace(histories, table=changed(histories.table), strata=strata)


def _read(rows: Rows, strata: Sequence[str]) -> tuple[Histories, tuple[Finding, ...]]:
    by = [_group_column(rows, name) for name in strata]
    person, member, count = rows.find(*PERSON), rows.find(*LIST), rows.find(*COUNT)
    if person is not None and _is_list(rows.column(person)):
        person = None  # a list may be called ID
    if member is not None and person is not None:
        shape, counted = Shape.MEMBERSHIP, _memberships(rows, person, member, by)
    else:
        shape = Shape.PERSON if count is None else Shape.PATTERN
        counted = _patterns(rows, count, person, by)
    if not counted.lists:
        raise DataError([fault("L04", Origin(rows.file))])
    if len(counted.lists) > MOST_LISTS:
        raise DataError([fault("L11", Origin(rows.file), n=len(counted.lists), most=MOST_LISTS)])
    groups = sorted({group for group, _ in counted.people}) if by else []
    table = _table(counted, None)
    names = tuple(rows.columns[index] for index in by)
    tables = {group: _table(counted, group) for group in groups}
    return Histories(table, shape, counted.duplicates, names, tables), counted.notes


def _table(counted: _Counted, group: Stratum | None) -> Table:
    counts = [0] * (1 << len(counted.lists))
    for (stratum, pattern), people in counted.people.items():
        if group in (None, stratum):
            counts[pattern] += people
    return Table(counted.lists, tuple(counts))


def _group_column(rows: Rows, name: str) -> int:
    found = rows.find(name)
    if found is None:
        raise DataError([fault("L10", Origin(rows.file), column=name, columns=", ".join(rows.columns))])
    _filled(rows, found)
    return found


def _filled(rows: Rows, *columns: int) -> None:
    """Raises DataError for cells of these columns that hold nothing."""
    if empty := [(row, at) for at in columns for row, words in enumerate(rows.column(at)) if not words]:
        raise DataError([fault("L09", rows.origin(row, at), column=rows.columns[at]) for row, at in empty])


def _patterns(rows: Rows, count: int | None, person: int | None, by: Sequence[int]) -> _Counted:
    """Rows of 0 and 1, each a pattern with its count or one person."""
    free = [index for index in range(len(rows.columns)) if index not in (count, person, *by)]
    lists = [index for index in free if _is_list(rows.column(index))]
    faults = [*_not_on_or_off(rows, lists), *(() if count is None else _not_counts(rows, count))]
    if not faults:
        faults += _on_none(rows, lists, count)
    if faults:
        raise DataError(faults)
    if person is not None:
        return _told(rows, free, lists, by, _by_person(rows, lists, person, by))
    people: Counter[tuple[Stratum, int]] = Counter()
    given = 0
    for words in rows.rows:
        key = (tuple(words[index] for index in by), _pattern(words, lists))
        given += key in people
        people[key] += 1 if count is None else int(words[count])
    notes = (note("L31", Origin(rows.file), n=given),) if given and count is not None else ()
    return _told(rows, free, lists, by, _Counted((), people, 0, notes))


def _told(rows: Rows, free: Sequence[int], lists: Sequence[int], by: Sequence[int], counted: _Counted) -> _Counted:
    """With the names of the lists, and a note on columns that nobody asked for."""
    unused = [rows.columns[index] for index in free if index not in lists]
    notes = (note("L30", Origin(rows.file), columns=", ".join(unused)),) if unused else ()
    return replace(counted, lists=tuple(rows.columns[index] for index in lists), notes=(*notes, *counted.notes))


def _is_list(words: Iterator[str]) -> bool:
    """All are 0 or 1; or most are, with a 0 among them: then what is neither is a fault, and the column no group."""
    kinds = Counter(words)
    either = kinds[ON] + kinds[OFF]
    return either == kinds.total() or (kinds[OFF] > 0 and 2 * either > kinds.total())


def _pattern(words: Sequence[str], lists: Sequence[int]) -> int:
    return sum(1 << bit for bit, index in enumerate(lists) if words[index] == ON)


def _not_on_or_off(rows: Rows, lists: Sequence[int]) -> Iterator[Finding]:
    for row, words in enumerate(rows.rows):
        for index in lists:
            if words[index] not in (ON, OFF):
                yield fault("L05", rows.origin(row, index), column=rows.columns[index], said=words[index])


def _not_counts(rows: Rows, count: int) -> Iterator[Finding]:
    for row, words in enumerate(rows.column(count)):
        if not (words.isascii() and words.isdecimal() and len(words) < 10):
            yield fault("L06", rows.origin(row, count), column=rows.columns[count], said=words)


def _on_none(rows: Rows, lists: Sequence[int], count: int | None) -> Iterator[Finding]:
    for row, words in enumerate(rows.rows):
        if lists and not _pattern(words, lists) and (count is None or int(words[count])):
            yield fault("L07", rows.origin(row))


def _by_person(rows: Rows, lists: Sequence[int], person: int, by: Sequence[int]) -> _Counted:
    """Rows of 0 and 1 with the name of a person: a person in several rows is on all lists of them."""
    found: dict[str, int] = {}
    groups = _groups(rows, person, by)
    again = 0
    for words in rows.rows:
        pattern = _pattern(words, lists)
        again += (found.get(words[person], 0) & pattern).bit_count()
        found[words[person]] = found.get(words[person], 0) | pattern
    return _of_persons(rows, found, groups, again)


def _memberships(rows: Rows, person: int, member: int, by: Sequence[int]) -> _Counted:
    _filled(rows, person, member)
    lists = tuple(dict.fromkeys(rows.column(member)))
    if len(lists) > MOST_LISTS:
        raise DataError([fault("L11", Origin(rows.file), n=len(lists), most=MOST_LISTS)])
    bits = {name: 1 << bit for bit, name in enumerate(lists)}
    found: dict[str, int] = {}
    again = 0
    for words in rows.rows:
        before, bit = found.get(words[person], 0), bits[words[member]]
        again += bool(before & bit)
        found[words[person]] = before | bit
    return replace(_of_persons(rows, found, _groups(rows, person, by), again), lists=lists)


def _of_persons(rows: Rows, found: Mapping[str, int], groups: Mapping[str, Stratum], again: int) -> _Counted:
    people = Counter((groups[name], pattern) for name, pattern in found.items())
    notes = (note("L32", Origin(rows.file), n=again),) if again else ()
    return _Counted((), people, again, notes)


def _groups(rows: Rows, person: int, by: Sequence[int]) -> dict[str, Stratum]:
    """The group of each person, who may stand in several rows but in one group only."""
    groups: dict[str, Stratum] = {}
    faults: list[Finding] = []
    for row, words in enumerate(rows.rows):
        if not words[person]:
            faults.append(fault("L09", rows.origin(row, person), column=rows.columns[person]))
            continue
        group = tuple(words[index] for index in by)
        before = groups.setdefault(words[person], group)
        for index, one, other in zip(by, before, group, strict=True):
            if one != other:
                faults.append(fault("L13", rows.origin(row, index), column=rows.columns[index], said=other))
    if faults:
        raise DataError(faults)
    return groups


def _persons_of_one(rows: Rows, name: str) -> Iterator[tuple[str, str]]:
    """The persons of a file that is one list: of its column called person, or of its only column."""
    person = rows.find(*PERSON)
    if person is None and len(rows.columns) > 1:
        raise DataError([fault("L10", Origin(rows.file), column="person", columns=", ".join(rows.columns))])
    at = person or 0
    _filled(rows, at)
    return ((name, words) for words in rows.column(at))
