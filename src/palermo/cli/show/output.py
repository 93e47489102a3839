"""What is told on paper, in a terminal: chapters with their sentences and tables, as page and document have them."""

from collections.abc import Iterator, Sequence
from datetime import date

from palermo.cli.show.cells import cells
from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, visible
from palermo.paper import Chapter, Number, Paper, said
from palermo.plan import Output

_NARROW = 12
_NUMBERS = (*Number, date)


def output_lines(output: Output, width: int, language: str) -> Iterator[Line]:
    """The whole output."""
    yield from paragraph(output.title.say(language), width, style="bold")
    yield from paragraph(f"{said(output.plan, language)} · {output.as_of}", width, style="dim")
    for line in output.lines:
        yield from paragraph(line.say(language), width)
    yield from _chapters(output.chapters, width, language)


def paper_lines(paper: Paper, width: int, language: str) -> Iterator[Line]:
    """The whole paper; its pictures show what the tables below them say."""
    yield from paragraph(paper.title.say(language), width, style="bold")
    for value in paper.under:
        yield from paragraph(said(value, language), width, style="dim")
    yield from _chapters(paper.chapters, width, language)


def _chapters(chapters: Sequence[Chapter], width: int, language: str) -> Iterator[Line]:
    for chapter in chapters:
        yield BLANK_LINE
        yield ((chapter.title.say(language), "bold"),)
        yield from _chapter(chapter, width, language)


def _chapter(chapter: Chapter, width: int, language: str) -> Iterator[Line]:
    for line in chapter.lines:
        yield from paragraph(line.say(language), width, GAP, "dim")
    if not chapter.columns:
        return
    if not chapter.rows:
        yield from paragraph(chapter.empty.say(language), width, GAP)
        return
    heads = [head.say(language) for head in chapter.columns]
    table = [[said(cell, language) for cell in entry.cells] for entry in chapter.rows]
    numbers = [any(isinstance(line.cells[n], _NUMBERS) for line in chapter.rows) for n in range(len(heads))]
    wanted = [_wanted(head, [line[n] for line in table], numbers[n]) for n, head in enumerate(heads)]
    sizes = _fitted(wanted, width - GAP * (len(heads) + 1))
    columns = [Column(0), *(Column(size, right=right) for size, right in zip(sizes, numbers, strict=True))]
    yield from row([Column(each.width, "dim", each.right) for each in columns], ["", *heads])
    for words in table:
        yield from row(columns, ["", *words])


def _wanted(head: str, column: Sequence[str], number: bool) -> int:
    """How wide a column wants to be. The head of a figure may stand on several lines."""
    words = head.split() if number else [head]
    return max(map(cells, map(visible, (*words, *column))), default=1) or 1


def _fitted(wanted: list[int], width: int) -> list[int]:
    """Columns as wide as they want to be; where that is too much, the widest give way."""
    while sum(wanted) > width and max(wanted) > _NARROW:
        wanted[wanted.index(max(wanted))] -= 1
    return wanted
