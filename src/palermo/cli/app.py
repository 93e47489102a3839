"""The command `palermo`: its rooms, and what becomes of an error."""

import os
import sys
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from palermo import __version__
from palermo.cli import estimate, keys, people, plan, reminding, standing, trail_office, upkeep
from palermo.cli.options import LANGUAGE
from palermo.cli.serve import demo, serve
from palermo.core import DataError, Message, PalermoError, UserError, mark, unwritten

NOTHING_READ = 2
_NO_ROOM = mark("The disk is full, or takes nothing. Nothing was changed; make room, and try again.")


class Rooms(TyperGroup):
    """Runs a verb so that no person ever sees a traceback."""

    # the context is of a class that typer gives no public name
    def invoke(self, ctx: Any) -> Any:
        """The verb; what goes wrong becomes one plain sentence and exit code 2."""
        try:
            return super().invoke(ctx)
        except PalermoError as error:
            _tell(error, ctx.meta.get(LANGUAGE, "en"))
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("PALERMO_TRACEBACK"):
                raise
            if unwritten(error):
                _tell(UserError(Message(_NO_ROOM)), ctx.meta.get(LANGUAGE, "en"))
            else:
                _apologise(error)
        raise typer.Exit(NOTHING_READ)


def _tell(error: PalermoError, language: str) -> None:
    if isinstance(error, DataError):
        from palermo.cli.show.complaints import show_findings

        show_findings(error.findings, language)
    else:
        told = error.message.say(language) if isinstance(error, UserError) else error
        typer.echo(f"palermo: {told}", err=True)


def _apologise(error: Exception) -> None:
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    typer.echo(
        f"palermo: this is a fault of palermo, not yours ({what}); "
        "please report it, with what PALERMO_TRACEBACK=1 shows.",
        err=True,
    )


app = typer.Typer(
    name="palermo",
    cls=Rooms,
    help="The working system of a national anti-trafficking committee.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(plan.app, name="plan")
app.add_typer(standing.app, name="standing")
app.add_typer(estimate.app, name="estimate")
app.command()(estimate.histories)
app.add_typer(keys.app, name="keys")
app.add_typer(trail_office.app, name="trail")
app.add_typer(people.app, name="people")
app.command()(serve)
app.command()(demo)
for verb in (upkeep.backup, upkeep.restore, upkeep.check, upkeep.migrate, reminding.remind):
    app.command()(verb)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"palermo {__version__}")
        raise typer.Exit


@app.callback()
def palermo(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """The working system of a national anti-trafficking committee."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    app()


def _speak_utf8(stream: TextIO) -> None:
    # plans are in Khmer as often as not, and a file name can hold bytes that are no text at all
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(encoding="utf-8", errors="backslashreplace")
