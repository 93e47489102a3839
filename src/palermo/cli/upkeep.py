"""`palermo backup`, `palermo restore`, `palermo check`, `palermo migrate`: upkeep of an office, for whoever runs it."""

import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from palermo.cli.offices import HERE, MISSING, Home, open_office, set_up
from palermo.cli.options import Language, Tongue
from palermo.core import DataError, Message, UserError

FAILED = 1


def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the backup is written.")] = Path(),
    *,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY", envvar="PALERMO_BACKUP_TO", help="Public key of age that opens it; may be repeated."
        ),
    ] = None,
    new_key: Annotated[
        str, typer.Option("--new-key", metavar="FILE", help="Make a key for opening backups, and stop.")
    ] = "",
    home: Home = HERE,
) -> None:
    """Back the office up into one sealed file, while it runs.

    Database, files and the keys of the log are in it; the keys that open sealed records are not: they have holders of
    their own (palermo keys). Only who holds the key file opens a backup, with palermo restore or any age program.
    """
    if new_key:
        _need_office_packages()
        from palermo.office.upkeep.sealing import new_identity

        typer.echo(new_identity(Path(new_key)))
        typer.echo(f"palermo: {new_key} opens backups. Keep it away from this machine, in two places.", err=True)
        return
    open_office(home)
    from palermo.office.upkeep.backup import back_up

    made = back_up(folder, [key for told in to or () for key in told.split()], datetime.now(UTC))
    typer.echo(str(made))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    *,
    key: Annotated[Path, typer.Option(metavar="FILE", help="The key file that opens it.")],
    home: Annotated[Path, typer.Option(metavar="FOLDER", help="A new folder for the office.")],
    log: Annotated[
        str, typer.Option(metavar="PLACE", help="The published log, to see what is lost: its folder or address.")
    ] = "",
    despite: Annotated[
        str, typer.Option(metavar="REASON", help="Take it although the published log has gone on; the trail says why.")
    ] = "",
    lang: Tongue = Language.EN,
) -> None:
    """Bring an office back from a backup, verified entry by entry before it is put in place.

    Exit code: 0 when it is back, 1 when the backup does not verify (nothing is put in place), 2 when it cannot be read.
    """
    from palermo.cli.logs import log_at
    from palermo.cli.show.complaints import show_findings

    home = home.resolve()
    home.parent.mkdir(parents=True, exist_ok=True)
    _need_office_packages()
    from palermo.office.upkeep.unpacking import move_in, need_empty, unpacked

    need_empty(home)
    with unpacked(file, key, home.parent) as (office, manifest):
        set_up(office)
        from palermo.office.upkeep.restore import bring_back

        try:
            back = bring_back(
                office, manifest, datetime.now(UTC), published=log_at(log) if log else None, despite=despite
            )
        except DataError as error:
            show_findings(error.findings, lang)
            typer.echo("palermo: the backup does not verify. Nothing was put in place.", err=True)
            raise typer.Exit(FAILED) from None
        move_in(office, home)
    typer.echo(f"The office of {back.manifest.made_at} is back in {home}, with {back.entries} entries, all verified.")
    if back.lost:
        typer.echo(f"No backup holds the keys of compartments. Missing: {', '.join(back.lost)}", err=True)
        typer.echo("Copy keys/ from the old office, or let the holders bring them: palermo keys recover", err=True)
    if not log:
        typer.echo("Compare it with the published log: palermo trail verify --against PLACE", err=True)


def check(*, home: Home = HERE, lang: Tongue = Language.EN) -> None:
    """Look whether the office is set up as it should be, and say what to do.

    Exit code: 0 when nothing is found but advice, 1 when something should be mended.
    """
    from palermo.cli.show.complaints import finding_lines
    from palermo.cli.show.lines import put, width_of

    open_office(home)
    from palermo.core import Severity
    from palermo.office.upkeep.checks import check_office

    findings = check_office(datetime.now(UTC))
    put(finding_lines(findings, width_of(sys.stdout), lang))
    if not findings:
        typer.echo("Nothing to mend.")
    raise typer.Exit(FAILED if any(finding.severity is not Severity.C for finding in findings) else 0)


def migrate(*, home: Home = HERE) -> None:
    """Bring the tables up to date, as the role that owns them.

    An office whose role owns its tables does so itself at its start. One that works in a role of its own may not: this
    runs before it, in the owner's (deploy/palermo-migrate.service).
    """
    _need_office_packages()
    set_up(home)
    from palermo.office.upkeep.tables import bring_up_to_date, changes_to_make

    count = changes_to_make()
    bring_up_to_date()
    typer.echo(f"{count} changes made." if count else "Nothing to change.")


def _need_office_packages() -> None:
    if find_spec("pyrage") is None:
        raise UserError(Message(MISSING))
