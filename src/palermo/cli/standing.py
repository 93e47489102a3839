"""`palermo standing`: how outside bodies place a country, what the law allows next, what they ask."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from palermo.cli.options import AsOfYear, Language, Tongue, day

app = typer.Typer(
    help="How outside bodies place a country, which clocks run, what is asked of it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FOUND = 1
Country = Annotated[str, typer.Argument(metavar="COUNTRY", help="Its three-letter code, such as KHM.")]
Corrections = Annotated[
    str, typer.Option("--corrections", metavar="FILE", help="A CSV of what was read since; see the manual.")
]
Since = Annotated[date | None, typer.Option("--from", parser=day, metavar="DATE", show_default="today")]
Until = Annotated[date | None, typer.Option(parser=day, metavar="DATE", show_default="a year later")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


@app.command()
def clock(
    country: Country,
    *,
    as_of: AsOfYear = None,
    as_json: AsJson = False,
    corrections: Corrections = "",
    lang: Tongue = Language.EN,
) -> None:
    """Tell where a country stands, how it came to that step by step, and what the law allows in the next report."""
    from palermo.cli.records import on_record
    from palermo.cli.show.clock import clock_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import clock as clock_of
    from palermo.standing import clock_to_tree

    found = clock_of(on_record(corrections, lang), country, as_of or _today())
    if as_json:
        typer.echo(_json(clock_to_tree(found, lang)))
    else:
        put(clock_lines(found, width_of(sys.stdout), lang))


@app.command()
def history(
    countries: Annotated[
        list[str] | None, typer.Argument(metavar="[COUNTRY]...", help="Their codes; without any, all of them.")
    ] = None,
    *,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    corrections: Corrections = "",
    lang: Tongue = Language.EN,
) -> None:
    """Tell every placement of a country, with its mark and source, and the turn of the clock in it."""
    from palermo.cli.records import on_record
    from palermo.cli.show.clock import history_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import histories_csv, history_of, history_to_tree

    record = on_record(corrections, lang)
    chosen = tuple(history_of(record, each) for each in countries or record.histories)
    if as_csv:
        _hand_over(histories_csv(record, chosen, lang))
    elif as_json:
        typer.echo(_json([row for each in chosen for row in history_to_tree(record, each, lang)]))
    else:
        put(line for each in chosen for line in history_lines(record, each, width_of(sys.stdout), lang))


@app.command()
def check(
    *,
    corrections: Corrections = "",
    lang: Tongue = Language.EN,
) -> None:
    """Hold every placement against the law of its year, and against what the reports say of each country's way.

    Exit code: 0 when nothing is impossible, 1 when something is or a row of the corrections cannot be used, 2 when a
    file could not be read.
    """
    from palermo.cli.records import corrections_in
    from palermo.cli.show.clock import checked_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.core import Severity
    from palermo.standing import check as check_record

    record, faults = corrections_in(corrections)
    found = (*faults, *check_record(record))
    put(checked_lines(record, found, width_of(sys.stdout), lang))
    raise typer.Exit(FOUND if any(each.severity is not Severity.C for each in found) else 0)


@app.command()
def changes(
    *,
    report: Annotated[
        int | None, typer.Option(min=2002, max=2100, metavar="YEAR", help="The report; without it, the latest.")
    ] = None,
    as_json: AsJson = False,
    corrections: Corrections = "",
    lang: Tongue = Language.EN,
) -> None:
    """Tell what a report changed: who was lowered, raised, or kept under a waiver."""
    from palermo.cli.records import on_record
    from palermo.cli.show.changes import change_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import changes as changes_of
    from palermo.standing import changes_to_tree

    record = on_record(corrections, lang)
    year = report or record.last_report
    found = changes_of(record, year)
    if as_json:
        typer.echo(_json(changes_to_tree(found, lang)))
    else:
        put(change_lines(found, year, width_of(sys.stdout), lang))


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `clock --json` prints."""
    from palermo.standing import clock_schema

    typer.echo(_json(clock_schema()))


@app.command()
def law(
    *,
    as_of: AsOfYear = None,
    lang: Tongue = Language.EN,
) -> None:
    """Tell the rules of the clock that are in force on a day, and the laws that made them what they are."""
    from palermo.cli.show.law import law_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import shipped_law

    put(law_lines(shipped_law(), as_of or _today(), width_of(sys.stdout), lang))


@app.command()
def sources() -> None:
    """Tell where the placements were read, and on what terms everything that is shipped may be used."""
    from palermo.cli.show.law import source_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import shipped, shipped_text

    put(source_lines(shipped(), shipped_text("NOTICE.txt"), width_of(sys.stdout)))


@app.command()
def asks(
    country: Country,
    *,
    each: Annotated[bool, typer.Option("--each", help="Every ask by itself, not its threads.")] = False,
    as_of: AsOfYear = None,
    as_json: AsJson = False,
    lang: Tongue = Language.EN,
) -> None:
    """List what outside bodies ask of a country: how old each ask is, how often it came, what follows next and when."""
    from palermo.cli.show.asks import ask_lines, thread_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import asks_to_tree, ledger, shipped, shipped_lists

    found = ledger(shipped(), shipped_lists(), country, as_of or _today())
    if as_json:
        typer.echo(_json(asks_to_tree(found, lang)))
    else:
        put((ask_lines if each else thread_lines)(found, width_of(sys.stdout), lang))


@app.command()
def calendar(
    country: Annotated[str, typer.Argument(metavar="[COUNTRY]", help="With a code, only what concerns it.")] = "",
    *,
    since: Since = None,
    until: Until = None,
    ics: Annotated[bool, typer.Option("--ics", help="As an iCalendar file, to subscribe to.")] = False,
    as_json: AsJson = False,
    corrections: Corrections = "",
    lang: Tongue = Language.EN,
) -> None:
    """List the days that the law names: reports, what counts for them, what follows them, plenaries, deadlines."""
    from palermo.cli.records import on_record
    from palermo.cli.show.dates import calendar_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import calendar_file, dates_to_tree, history_of, legal_dates, shipped_lists

    today, record = _today(), on_record(corrections, lang)
    first = since or today
    last = until or first + timedelta(days=365)
    iso3 = history_of(record, country).iso3 if country else ""
    found = legal_dates(record, shipped_lists(), first, last, iso3)
    if ics:
        name = f"palermo {iso3}".strip()
        _hand_over(calendar_file(found, datetime.now(UTC), name=name, language=lang))
    elif as_json:
        typer.echo(_json(dates_to_tree(found, lang)))
    else:
        put(calendar_lines(found, today, width_of(sys.stdout), lang))


@app.command()
def fatf(
    country: Country,
    *,
    as_of: AsOfYear = None,
    as_json: AsJson = False,
    lang: Tongue = Language.EN,
) -> None:
    """Tell a country's way on and off the lists of the Financial Action Task Force, and the items of its plan."""
    from palermo.cli.show.dates import list_clock_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import history_of, list_clock, list_clock_to_tree, shipped, shipped_lists

    history = history_of(shipped(), country)
    found = list_clock(shipped_lists(), history.iso3, as_of or _today())
    if as_json:
        typer.echo(_json(list_clock_to_tree(found, lang)))
    else:
        put(list_clock_lines(found, history.name, width_of(sys.stdout), lang))


@app.command()
def duty(
    country: Country,
    *,
    report: Annotated[
        int | None, typer.Option(min=2002, max=2100, metavar="YEAR", help="The report; without it, the next one.")
    ] = None,
    as_json: AsJson = False,
    lang: Tongue = Language.EN,
) -> None:
    """Tell which figures that the law asks for nobody has told for a reporting period; they are presumed undone.

    Exit code: 0 when all were told, 1 when one is missing.
    """
    from palermo.cli.show.dates import duty_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import coming_report, data_duty, duty_to_tree, history_of, shipped, shipped_figures

    record = shipped()
    history = history_of(record, country)
    found = data_duty(record.law, history.iso3, report or coming_report(record.law, _today()), shipped_figures())
    if as_json:
        typer.echo(_json(duty_to_tree(found)))
    else:
        put(duty_lines(found, history.name, width_of(sys.stdout), lang))
    raise typer.Exit(FOUND if found.missing else 0)


@app.command()
def forecast(
    country: Annotated[
        str, typer.Argument(metavar="[COUNTRY]", help="Its code; without one, how good the forecasts have been.")
    ] = "",
    *,
    as_json: AsJson = False,
    corrections: Corrections = "",
    lang: Tongue = Language.EN,
) -> None:
    """Tell what followed in the past for countries in the same place, as chances; or how good such forecasts were.

    A forecast is no target and no advice. The law alone is told by `palermo standing clock`.
    """
    from palermo.cli.records import on_record
    from palermo.cli.show.forecast import evaluation_lines, forecast_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.standing import evaluate, evaluation_to_tree, forecast_to_tree, history_of, situations
    from palermo.standing import forecast as forecast_of

    record, width = on_record(corrections, lang), width_of(sys.stdout)
    if country:
        found = forecast_of(record, history_of(record, country))
        there = [iso3 for iso3, each in situations(record, record.last_report).items() if each == found.situation]
        tree, lines = forecast_to_tree(found, lang), forecast_lines(found, there, width, lang)
    else:
        told = evaluate(record)
        tree, lines = evaluation_to_tree(told), evaluation_lines(told, width, lang)
    if as_json:
        typer.echo(_json(tree))
    else:
        put(lines)


def _today() -> date:
    # the only place where these commands look at the clock: the library is told the day
    return datetime.now(UTC).astimezone().date()


def _hand_over(text: str) -> None:
    # the ends of lines are part of these forms, on every system
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2)
