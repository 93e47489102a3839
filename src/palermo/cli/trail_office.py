"""The verbs of `palermo trail` that work in an office: bring in, publish, prove, take in cosignatures, erase."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from palermo.cli.offices import HERE, Home, open_office
from palermo.cli.options import Output
from palermo.cli.trail import app
from palermo.core import Message, UserError, mark

__all__ = ["app"]  # the verbs of `palermo trail`, with those that are added here

CONSOLE = "console"  # who acts at the machine itself, by command
REST_S = 1.0


@app.command()
def integrate(
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Go on until Ctrl+C, looking each second.")] = False,
    home: Home = HERE,
) -> None:
    """Bring what was written in an office into its log, and sign it.

    The office does so itself while it is served; this is for one that is not, or as a service of its own.
    """
    open_office(home)
    from django.db import close_old_connections

    from palermo.office.trail.integration import integrate as bring_in

    with _interrupted():
        while True:
            if point := bring_in(_now()):
                typer.echo(f"{point.size} entries, signed {point.time:%Y-%m-%d %H:%M:%S} UTC")
            if not watch:
                return
            close_old_connections()
            time.sleep(REST_S)


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that a web server carries.")],
    *,
    home: Home = HERE,
) -> None:
    """Write the log as static files, or bring those that are there up to date.

    Any web server can carry the folder; what is in it needs no office to be checked.
    """
    open_office(home)
    from palermo.office.trail.integration import integrate as bring_in
    from palermo.office.trail.publishing import publish as write

    bring_in(_now())
    told = write(folder)
    typer.echo(f"{told.size} entries in {folder}, {told.files} files written")


@app.command()
def prove(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry: its place in the log, or its id.")] = "",
    *,
    file: Annotated[
        str, typer.Option(metavar="FILE", help="The first entry that tells of this file, in place of ENTRY.")
    ] = "",
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Leave out what the entry committed to: for who may not read it.")
    ] = False,
    output: Output = "",
    home: Home = HERE,
) -> None:
    """Write the proof of one entry: a file that anybody checks with `palermo trail verify`, without any network."""
    from palermo.cli.handing import hand_over
    from palermo.cli.verifying import file_content

    if bool(entry) == bool(file):
        raise UserError(Message(mark("Name an entry, or a file with --file.")))
    digest = hashlib.sha256(file_content(file)).hexdigest() if file else ""
    open_office(home)
    from palermo.office.trail.integration import integrate as bring_in
    from palermo.office.trail.proving import find_place, find_telling, proof_of

    bring_in(_now())
    place = find_telling(digest) if file else find_place(entry)
    hand_over(proof_of(place, opened=not sealed), output)


@app.command()
def cosign(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What a witness handed over; - reads stdin.")],
    *,
    home: Home = HERE,
) -> None:
    """Take the cosignatures of witnesses in. They are shown on the page of the trail, and stand in its checkpoints."""
    from palermo.cli.verifying import file_content

    content = file_content(file)
    open_office(home)
    from palermo.office.trail.witnesses import cosign as take_in

    taken = take_in(content)
    for row in taken.new:
        typer.echo(f"{row.witness.name}: {row.checkpoint_id} entries, {row.time:%Y-%m-%d %H:%M:%S} UTC")
    if not taken.new:
        typer.echo("No cosignature is new.")
    if taken.unknown:
        typer.echo(f"Not of a witness of this office: {', '.join(taken.unknown)}", err=True)


@app.command()
def trust(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the witness is called here, in one word.")],
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Its public key, as `palermo trail witness --key` prints it.")
    ],
    *,
    home: Home = HERE,
) -> None:
    """Take a body outside in as a witness of the log."""
    open_office(home)
    from palermo.office.trail.witnesses import trust as take_in

    take_in(actor=CONSOLE, name=name, key=key, at=_now())
    typer.echo(f"{name} is a witness of this log from now on.")


@app.command()
def dismiss(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the witness is called here.")], *, home: Home = HERE
) -> None:
    """Count a witness's cosignatures no more. Those it gave stay."""
    open_office(home)
    from palermo.office.trail.witnesses import dismiss as let_go

    let_go(actor=CONSOLE, name=name, at=_now())
    typer.echo(f"{name} is no witness of this log any more.")


@app.command()
def erase(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry: its place in the log, or its id.")],
    *,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why. The reason stays in the trail.")],
    home: Home = HERE,
) -> None:
    """Erase what an entry committed to. The log still verifies; that it was erased, and why, becomes an entry."""
    open_office(home)
    from palermo.office.trail.erasing import erase as empty
    from palermo.office.trail.integration import integrate as bring_in
    from palermo.office.trail.proving import find_place

    bring_in(_now())
    uid = find_place(entry).entry.uid
    empty(actor=CONSOLE, uid=uid, reason=reason, at=_now())
    typer.echo(f"What opened entry {uid} is erased.")


@contextmanager
def _interrupted() -> Iterator[None]:
    """Ctrl+C is how a verb that goes on is ended."""
    try:
        yield
    except KeyboardInterrupt:
        return


def _now() -> datetime:
    return datetime.now(UTC)
