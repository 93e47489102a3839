"""The press sheet in a terminal: what a plan says and what it does not, in plain words."""

from collections.abc import Iterator

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, widest
from palermo.core import Message
from palermo.plan import PressSheet, Section


def press_lines(sheet: PressSheet, width: int, language: str) -> Iterator[Line]:
    """The sections in reading order."""
    yield from paragraph(sheet.title, width, style="bold")
    for section in sheet.sections:
        yield BLANK_LINE
        yield from paragraph(section.title.say(language), width, style="bold underline")
        for line in section.lines:
            yield from paragraph(line.say(language), width)
        if section.rows:
            yield from _table(section, width, language)


def _table(section: Section, width: int, language: str) -> Iterator[Line]:
    rows = [tuple(_said(cell, language) for cell in line.cells) for line in section.rows]
    head = tuple(title.say(language) for title in section.columns)
    if any(line.id for line in section.rows):
        rows = [(line.id, *cells) for line, cells in zip(section.rows, rows, strict=True)]
        head = head and ("", *head)
    columns = _columns([head, *rows] if head else rows, width)
    yield BLANK_LINE
    if head:
        yield from row([Column(column.width, "dim") for column in columns], head)
    for cells in rows:
        yield from row(columns, cells)


def _columns(rows: list[tuple[str, ...]], width: int) -> list[Column]:
    """Each column as wide as its words ask, the widest sharing what is left."""
    count = max(map(len, rows))
    wanted = [widest((cells[n] for cells in rows if n < len(cells)), width) for n in range(count)]
    left = width - GAP * count
    while sum(wanted) > left:
        most = max(range(count), key=lambda n: wanted[n])
        wanted[most] -= 1
    return [Column(max(size, 1)) for size in wanted]


def _said(words: str | Message, language: str) -> str:
    return words.say(language) if isinstance(words, Message) else words
