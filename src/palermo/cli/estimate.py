"""`palermo estimate` and `palermo histories`: the people on no list, from the overlaps of lists."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from palermo.cli.options import Language, Output, Tongue, listed
from palermo.core import Message, UserError, mark

ESTIMATED, ALL_REFUSED = 0, 1
TABLE = "table"


class OrTable(TyperGroup):
    """A group whose verb `table` need not be said: `palermo estimate lists.csv`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is no other verb of the group is the table to estimate from, or an option of that."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = [TABLE, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=OrTable,
    help="Estimate how many people are on no list; `palermo estimate lists.csv` is `palermo estimate table lists.csv`.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Strata = Annotated[
    list[str] | None,
    typer.Option(metavar="COL", help="A column of groups, each estimated by itself too. May be repeated."),
]
Omit = Annotated[list[str] | None, typer.Option(metavar="LIST", help="Leave this list out. May be repeated.")]
Merge = Annotated[list[str] | None, typer.Option(metavar="A+B", help="Make these lists one. May be repeated.")]
Shipped = Annotated[str, typer.Option(metavar="NAME", help="A public table instead of a file; see `estimate shipped`.")]


@app.command(TABLE)
def table(  # noqa: PLR0913  # one option each
    file: Annotated[
        str, typer.Argument(metavar="[TABLE]", help="A table of patterns or persons (CSV, XLSX); - reads stdin.")
    ] = "",
    *,
    shipped: Shipped = "",
    method: Annotated[
        list[str] | None,
        typer.Option(metavar="METHOD", help="all, or some: best-bic,stepwise. May be repeated.", show_default="all"),
    ] = None,
    order: Annotated[
        int | None,
        typer.Option(
            min=1, max=16, metavar="K", help="The largest set of lists in a model.", show_default="by number of lists"
        ),
    ] = None,
    replicates: Annotated[
        int, typer.Option(min=20, max=1_000_000, metavar="B", help="How often the table is drawn anew.")
    ] = 1000,
    seed: Annotated[int, typer.Option(min=0, metavar="S", help="The same seed and settings give the same bytes.")] = 1,
    threads: Annotated[
        int | None, typer.Option(min=1, max=256, metavar="N", help="How many cores.", show_default="all")
    ] = None,
    strata: Strata = None,
    omit: Omit = None,
    merge: Merge = None,
    impossible: Annotated[
        list[str] | None,
        typer.Option(metavar="A+B", help="Lists that nobody can be on together. May be repeated."),
    ] = None,
    about: Annotated[str, typer.Option(metavar="FILE", help="What is known of each list; see the manual.")] = "",
    population: Annotated[
        str, typer.Option(metavar="N;SOURCE;YEAR", help="For a rate: residents, who counted them, for which year.")
    ] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Work it out anew, whatever was put down before.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    report: Annotated[str, typer.Option(metavar="FILE", help="Write the report as HTML or DOCX, by the ending.")] = "",
    public: Annotated[
        bool, typer.Option("--public", help="Only what may leave the house: two figures, no small counts.")
    ] = False,
    lang: Tongue = Language.EN,
) -> None:
    """Estimate how many people are on no list, by every method that can be asked, with what would change the answer.

    Exit code: 0 when a method gives an estimate, 1 when all refuse, 2 when the table cannot be used.
    """
    from palermo.cli.lists import arranged, public_or_file, store
    from palermo.cli.show.estimated import population_of, progress, show_estimated, writer_of
    from palermo.prevalence import Strata, estimate, estimate_report

    people, write = population_of(population), writer_of(report)  # before a minute is spent
    if public and as_json:
        text = mark(
            "What --json gives is exact and stays inside. Ask for the report that may leave with --public alone."
        )
        raise UserError(Message(text))
    histories, name = public_or_file(file, shipped, strata or (), lang)
    histories = arranged(histories, about=about, impossible=impossible or (), omitted=omit or (), merged=merge or ())
    with progress() as told:
        found = estimate(
            histories.table,
            methods=listed(method) or ("all",),
            order=order,
            replicates=replicates,
            seed=seed,
            threads=threads,
            told=told,
            duplicates=histories.duplicates,
            strata=Strata(histories.by, histories.strata) if histories.by else None,
            store=store(),
            fresh=fresh,
        )
    paper = estimate_report(found, name=name, population=people, public=public)
    if write:
        from palermo.cli.handing import hand_over

        hand_over(write(paper, lang), report)
    show_estimated(found, paper, as_json=as_json, language=lang)
    raise typer.Exit(ESTIMATED if found.estimates else ALL_REFUSED)


@app.command()
def design(  # noqa: PLR0913  # one option each
    file: Annotated[str, typer.Argument(metavar="[TABLE]", help="A table that is there already; - reads stdin.")] = "",
    *,
    shipped: Shipped = "",
    share: Annotated[
        float, typer.Option(min=0.05, max=0.95, metavar="SHARE", help="To what share the interval is to shrink.")
    ] = 0.5,
    people: Annotated[
        int, typer.Option(min=0, metavar="N", help="Instead of a table: a made-up population of so many people.")
    ] = 0,
    reach: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST=SHARE", help="What share of them a list reaches, as police=0.1. May be repeated."),
    ] = None,
    tie: Annotated[
        list[str] | None,
        typer.Option(metavar="A+B=RATIO", help="By what odds ratio two lists go together. May be repeated."),
    ] = None,
    method: Annotated[
        str, typer.Option(metavar="METHOD", help="The method to try on tables drawn from it.")
    ] = "stepwise",
    tables: Annotated[int, typer.Option(min=10, max=100_000, metavar="T", help="How many tables to draw.")] = 100,
    replicates: Annotated[
        int, typer.Option(min=20, max=1_000_000, metavar="B", help="How often each table is drawn anew.")
    ] = 200,
    seed: Annotated[int, typer.Option(min=0, metavar="S", help="The same seed gives the same bytes.")] = 1,
    lang: Tongue = Language.EN,
) -> None:
    """Tell before lists are matched, or after a refusal: the overlap that is needed, and what more people would buy.

    Of a made-up population (--people, --reach, --tie) it tells how wide the interval would be, and how often a method
    finds the true number.
    """
    from palermo.cli.lists import public_or_file
    from palermo.cli.show.design import scenario_of, scenario_paper, table_paper
    from palermo.cli.show.estimated import progress
    from palermo.cli.show.lines import put, width_of
    from palermo.cli.show.output import paper_lines

    with progress() as told:
        if people:
            population = scenario_of(people, reach or (), tie or ())
            paper = scenario_paper(
                population, method, share, tables=tables, replicates=replicates, seed=seed, told=told
            )
        else:
            histories, name = public_or_file(file, shipped, (), lang)
            paper = table_paper(histories.table, name, share)
    put(paper_lines(paper, width_of(sys.stdout), lang))


@app.command("shipped")
def shipped_tables(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="With a name, its rows as CSV.")] = "",
) -> None:
    """List the public tables that come with palermo: people, lists, what, where from, and how sure that is."""
    from palermo.cli.show.estimated import public_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.prevalence import histories_csv, public_lists

    if name:
        typer.echo(histories_csv(public_lists(name.removesuffix(".csv"))), nl=False)
    else:
        put(public_lines(width_of(sys.stdout)))


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `palermo estimate --json` prints."""
    from palermo.prevalence import estimated_schema

    typer.echo(json.dumps(estimated_schema(), indent=2, ensure_ascii=False))


def histories(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="One file of lists, or several that are a list each (CSV, XLSX)."),
    ],
    *,
    strata: Strata = None,
    omit: Omit = None,
    merge: Merge = None,
    output: Output = "",
    lang: Tongue = Language.EN,
) -> None:
    """Count who is on which lists: a table of patterns without names, to estimate from.

    One file holds rows of list and person, or persons with 0 and 1. Several files are a list each, called as the file;
    their column person, or their only one, names the persons. The result is full of ones: keep it inside.
    """
    from palermo.cli.handing import hand_over
    from palermo.prevalence import histories_csv

    found = _histories(files, strata or (), omit or (), merge or (), lang)
    hand_over(histories_csv(found).encode(), output, source=files[0])


def _histories(
    files: Sequence[str], strata: Sequence[str], omit: Sequence[str], merge: Sequence[str], language: str
) -> Any:
    from palermo.cli.lists import arranged, lists_in, lists_of_each
    from palermo.core import Message, UserError, mark

    if len(files) > 1 and strata:
        raise UserError(Message(mark("Groups need one file: a person's group must stand beside each row.")))
    if len(files) > 1 and len({Path(file).stem for file in files}) < len(files):
        raise UserError(Message(mark("Two of the files have the same name, and so would two lists. Rename one.")))
    found = lists_in(files[0], strata, language) if len(files) == 1 else lists_of_each(files, language)
    return arranged(found, omitted=omit, merged=merge)
