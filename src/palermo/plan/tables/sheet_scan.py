"""What the XML of a worksheet tells beyond its values: formulas, number formats, colours, and how far it reaches.

The parts are searched as bytes. Parsing each of a hundred thousand cells in Python would take longer than all the rest,
and these questions must be answered before the parser may run. Where a part is far from a limit, a look for a few fixed
bytes shows it; the exact question, which stops at every tag, is put only to the others.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from palermo.core import Message, mark
from palermo.plan.tables.archive import MOST_ROWS
from palermo.plan.tables.faults import fault
from palermo.plan.tables.layout import column_number

MOST_COLUMNS = 200
MOST_LETTERS = 32_767  # what one cell of a spreadsheet can hold
MOST_TEXT = 50_000_000
MOST_STRING = 6 * MOST_LETTERS + 10_000  # bytes of a string in the table, its letters spelled out and its formats told

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_NUMBER = re.compile(rb"\br=[\"']([0-9]+)[\"']")
_STRING = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>|<(?:\w+:)?si/>", re.DOTALL)
_SHARED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b")
_PLAIN_ROW = re.compile(rb"<row\b([^>]*)>")
_BEYOND_Z = re.compile(rb"r=[\"'][A-Z]{2,3}[0-9]")

# formats 0 to 49 are built in and stand in no file (ECMA-376 part 1, 18.8.30)
_BUILT_IN = {
    2: "0.00",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
}


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell styles by number: the number format of those that have one that matters, and those with a colour."""

    formats: Mapping[int, str]
    coloured: Collection[int]


def read_styles(part: bytes) -> Styles:
    """The styles of a workbook, from its styles part."""
    root = fromstring(part)
    own = {_number(e, "numFmtId"): e.get("formatCode", "") for e in root.iter() if _name(e) == "numFmt"}
    fills = [_coloured(fill) for fills in _children(root, "fills") for fill in fills]
    formats: dict[int, str] = {}
    coloured = set()
    for styles in _children(root, "cellXfs"):
        for n, style in enumerate(styles):
            number = _number(style, "numFmtId")
            code = own.get(number) or _BUILT_IN.get(number, "")
            if code and code.lower() != "general":
                formats[n] = code
            fill = _number(style, "fillId")
            if fill < len(fills) and fills[fill]:
                coloured.add(n)
    return Styles(formats, coloured)


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in one worksheet."""

    formats: Mapping[str, str]
    shaded: tuple[str, ...]


def scan_sheet(part: bytes, styles: Styles, file: str, sheet: str) -> Scan:
    """Check one worksheet and gather its formats. Raises DataError (F09, F11, F12) where it must not be parsed."""
    if (b"<f" in part or b":f" in part) and (found := _FORMULA.search(part)):
        before = _CELL.findall(part, 0, found.start())
        place = f"{sheet}!{(before[-1][0] + before[-1][1]).decode()}" if before else sheet
        raise fault("F09", file, place, count=len(_FORMULA.findall(part)))
    _rows(part, file, sheet)
    if (widest := _widest(part)) > MOST_COLUMNS:
        raise fault(
            "F12",
            file,
            sheet,
            fault=Message(
                mark("columns run to number {n}, at most {most} are read"), {"n": widest, "most": MOST_COLUMNS}
            ),
        )
    if b"mergeCell" in part and (merges := len(_MERGE.findall(part))) > MOST_ROWS:
        raise fault(
            "F12",
            file,
            sheet,
            fault=Message(mark("it has {n} merged blocks, at most {most} are read"), {"n": merges, "most": MOST_ROWS}),
        )
    formats = {place: styles.formats[style] for place, style in _styled(part, styles.formats)}
    return Scan(formats, tuple(place for place, _ in _styled(part, styles.coloured)))


def check_text(sheets: Collection[bytes], strings: bytes, file: str) -> None:
    """A short string table used a million times would fill the memory: count before anybody expands it."""
    if not _surely_short(sheets, strings):
        _count_text(sheets, strings, file)


def _surely_short(sheets: Collection[bytes], strings: bytes) -> bool:
    """Whether the text stays below the limits even if each string were as long as the longest and used by each cell."""
    longest = max(map(len, strings.split(b"</si>"))) + len(b"</si>")
    cells = sum(part.count(b't="s') + part.count(b"t='s") for part in sheets)
    return longest <= MOST_STRING and cells * longest <= MOST_TEXT


def _count_text(sheets: Collection[bytes], strings: bytes, file: str) -> None:
    lengths = [len(string) for string in _STRING.findall(strings)]
    longest = max(lengths, default=0)
    if longest > MOST_STRING:
        raise fault(
            "F12",
            file,
            fault=Message(
                mark("one cell holds {n} letters, at most {most} are read"), {"n": longest, "most": MOST_LETTERS}
            ),
        )
    total = 0
    for part in sheets:
        numbers = [int(number) for number in _SHARED.findall(part)]
        if len(numbers) * longest > MOST_TEXT:
            total += sum(lengths[number] for number in numbers if number < len(lengths))
    if total > MOST_TEXT:
        raise fault(
            "F07",
            file,
            fault=Message(mark("its cells hold more than {n} million letters"), {"n": MOST_TEXT // 1_000_000}),
        )


def _widest(part: bytes) -> int:
    """How many columns the cells reach over; at most 26 where no address has two letters."""
    if not _BEYOND_Z.search(part):
        return 0
    columns = {letters for letters, _ in _CELL.findall(part)}
    return max((column_number(letters.decode()) + 1 for letters in columns), default=0)


def _rows(part: bytes, file: str, sheet: str) -> None:
    rows = (_ROW if b":row" in part else _PLAIN_ROW).findall(part)
    if _surely_few(rows):
        return
    numbers = [int(found[1]) for row in rows[-50:] if (found := _NUMBER.search(row))]
    last = max([len(rows), *numbers])
    if last <= MOST_ROWS:
        # a row may name any number, in any order: look at all only when they could matter
        every = [int(found[1]) for row in rows if (found := _NUMBER.search(row))]
        last = max([last, *every])
    if last > MOST_ROWS:
        used = sum(1 for row in re.split(rb"<(?:\w+:)?row\b", part)[1:] if _FILLED.search(row))
        raise fault("F11", file, sheet, rows=last, used=used, most=MOST_ROWS)


def _surely_few(rows: Collection[bytes]) -> bool:
    """Whether no number that stands anywhere in the tags of the rows is above the limit."""
    numbers = _NUMBER.findall(b">".join(rows))
    return (
        len(rows) <= MOST_ROWS
        and max(map(len, numbers), default=0) < 10
        and max(map(int, numbers), default=0) <= MOST_ROWS
    )


def _styled(part: bytes, wanted: Collection[int]) -> list[tuple[str, int]]:
    """Address and style of each cell whose style is one of those wanted."""
    if not wanted:
        return []
    numbers = b"|".join(str(number).encode() for number in sorted(wanted))
    pattern = rb"<(?:\w+:)?c\s(?=[^>]*\br=[\"']([A-Z]+[0-9]+)[\"'])(?=[^>]*\bs=[\"'](%b)[\"'])" % numbers
    return [(place.decode(), int(style)) for place, style in re.findall(pattern, part)]


def _coloured(fill: Element) -> bool:
    return any(
        _name(part) == "patternFill" and part.get("patternType") not in (None, "none", "gray125")
        for part in fill.iter()
    )


def _children(root: Element, name: str) -> list[list[Element]]:
    return [list(part) for part in root.iter() if _name(part) == name]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _number(element: Element, key: str) -> int:
    value = element.get(key, "")
    return int(value) if value.isdecimal() else 0
