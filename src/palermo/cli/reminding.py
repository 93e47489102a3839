"""`palermo remind`: the weekly digests, for the timer of whoever runs the office."""

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from palermo.cli.offices import HERE, Home, open_office

if TYPE_CHECKING:
    from palermo.plan import Digest

FAILED = 1


def remind(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many would be reminded of what, and change nothing.")
    ] = False,
    home: Home = HERE,
) -> None:
    """Make the digests of today, and send those that people asked for by mail. Run it once a day.

    Nobody gets more than one a week, and nobody an empty one. What could not be sent is tried again at the next run,
    three times in all. Exit code: 0, or 1 when a mail could not be sent.
    """
    open_office(home)
    from palermo.office.plan.reminders.sending import due, remind, would_mail

    now = datetime.now(UTC)
    if dry_run:
        found = due(now)
        typer.echo(f"Digests to make: {len(found)}. Mails to send: {would_mail(found, now)}.")
        for occasion, count in _counted(found):
            typer.echo(f"  {occasion}: {count}")
        return
    done = remind(now)
    typer.echo(f"Digests made: {done.made}. Mails sent: {done.sent}. Mails that could not be sent: {done.failed}.")
    if done.failed:
        typer.echo("palermo check says why.", err=True)
        raise typer.Exit(FAILED)


def _counted(found: "tuple[Digest, ...]") -> "list[tuple[str, int]]":
    counts = Counter(str(item.row.occasion) for digest in found for item in digest.items)
    return sorted(counts.items())
