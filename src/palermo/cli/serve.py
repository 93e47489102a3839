"""`palermo serve`: an office on this machine; `palermo demo`: one filled with real plans, and with a simulated year."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from palermo.cli.offices import HERE, MISSING, Home, set_up
from palermo.core import Message, UserError


def serve(
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="A demonstration: real public plans, and signing in by one step.")
    ] = False,
    year: Annotated[
        bool, typer.Option("--year", help="With --demo: a new office begins with a simulated year of everybody's work.")
    ] = False,
    home: Home = HERE,
    host: Annotated[str, typer.Option(help="Address to serve on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8000,
) -> None:
    """Serve an office until Ctrl+C. It is made at its first start.

    As long as nobody runs it, each start prints a link, good for seven days, that makes whoever opens it first the
    secretariat. With --demo the office is filled with real public plans instead, and the password of its one account
    is printed once.
    """
    if demo:
        _demonstration(home, host, port, year=year)
        return
    if year:
        raise UserError(Message("A year is simulated for a demonstration only: palermo serve --demo --year."))
    from palermo.office.serving import address, answer_to, need_free
    from palermo.office.serving import serve as answer

    need_free(host, port)
    answer_to(host)
    _prepare(home, address(host, port))
    answer(host, port)


def demo(
    *,
    year: Annotated[
        bool, typer.Option("--year", help="A simulated year of everybody's work, in a new office.")
    ] = False,
    measures: Annotated[int, typer.Option(min=1, max=2000, help="How many measures the year's plan has.")] = 300,
    seed: Annotated[int, typer.Option(help="What everything that happens in the year follows from.")] = 2000,
    home: Home = HERE,
) -> None:
    """Fill an office with real public plans, and with --year with a simulated year before; nothing is served.

    What is there already stays as it is. In an office that exists no year is simulated: its record has begun.
    """
    _demonstration(home, serve=False, year=year, measures=measures, seed=seed)


def _demonstration(
    home: Path, host: str = "", port: int = 0, *, year: bool, serve: bool = True, measures: int = 300, seed: int = 2000
) -> None:
    try:
        from palermo.demo import Size, run
    except ModuleNotFoundError as error:
        raise UserError(Message(MISSING)) from error
    run(home.resolve(), host, port, serve=serve, year=Size(measures, seed) if year else None)


def _prepare(home: Path, address: str) -> None:
    set_up(home)
    from django.conf import settings

    from palermo.office.access.founding import first_link, found
    from palermo.office.upkeep.tables import bring_up_to_date

    bring_up_to_date()
    now = datetime.now(UTC)
    found(now)
    if settings.HTTPS:
        address = f"https://{settings.ALLOWED_HOSTS[0]}/"
    typer.echo(f"The office is kept in {settings.PALERMO_HOME}.")
    if token := first_link(now):
        typer.echo("Nobody runs it yet. Whoever opens this link within seven days becomes its secretariat:")
        typer.echo(f"{address}invitation/{token}")
    typer.echo(f"\nOpen {address} (stop with Ctrl+C)\n")
