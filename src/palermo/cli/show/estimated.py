"""An estimate for people: the report on a terminal or in a file, the tree for programs, and how far the work is."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, put, row, width_of
from palermo.core import Message, UserError, mark
from palermo.core.languages import fold_digits
from palermo.paper import Paper, paper_docx, paper_page
from palermo.prevalence import Estimated, Population, estimated_to_tree, public_lists, public_tables

Told = Callable[[str, int, int], None]
Writer = Callable[[Paper, str], bytes]


def population_of(words: str) -> Population | None:
    """How many people live in the place, as it is typed: number, source and year, with semicolons between."""
    if not words:
        return None
    parts = [part.strip() for part in words.split(";")]
    people = fold_digits(parts[0]).replace(",", "").replace(" ", "")
    if len(parts) != 3 or not all(parts) or not people.isdecimal() or not int(people):
        text = mark(
            "'{said}' is no population. Write how many, who counted them and for which year: 17000000;census;2019"
        )
        raise UserError(Message(text, {"said": words}))
    return Population(int(people), parts[1], parts[2])


def writer_of(report: str) -> Writer | None:
    """How a report of that name is written; None for no name. Raises UserError for an ending that no report has."""
    writers: dict[str, Writer] = {".docx": paper_docx, ".html": _page, ".htm": _page}
    writer = writers.get(Path(report).suffix.lower())
    if report and not writer:
        text = mark("'{file}' is no name of a report. Let it end in .html or .docx.")
        raise UserError(Message(text, {"file": report}))
    return writer


def _page(paper: Paper, language: str) -> bytes:
    return paper_page(paper, language).encode()


def show_estimated(found: Estimated, paper: Paper, *, as_json: bool, language: str) -> None:
    """As people or programs want it."""
    if as_json:
        typer.echo(json.dumps(estimated_to_tree(found, language), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from palermo.cli.show.output import paper_lines

    put(paper_lines(paper, width_of(sys.stdout), language))


def public_lines(width: int) -> Iterator[Line]:
    """The public tables, each with its source and mark."""
    columns = (Column(0), Column(width - GAP))
    for name, each in public_tables().items():
        table = public_lists(name).table
        yield ((name, "bold"), (f"  {table.m} lists, {table.n:,} people", "dim"))
        yield from row(columns, ("", f"{each.what}. {each.source}."))
        if each.mark:
            yield from paragraph(each.mark, width, GAP, "yellow")
        yield BLANK_LINE


@contextmanager
def progress() -> Iterator[Told | None]:
    """A bar a method on a terminal; nothing where the error stream goes elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def told(name: str, done: int, of: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=of)
            bars.update(tasks[name], completed=done, total=of)

        yield told
