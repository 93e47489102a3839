"""`palermo demo`: an office with real public plans, on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from palermo.core import Message, UserError, mark


def demo(
    *,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the office until Ctrl+C.")] = False,
    home: Annotated[
        Path,
        typer.Option(envvar="PALERMO_HOME", help="Folder that the office keeps its database and files in."),
    ] = Path("var"),
    host: Annotated[str, typer.Option(help="Address to serve on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8000,
) -> None:
    """Fill an office with real public plans, print the audit of each, and serve it.

    What is in the office already stays as it is. The password of the secretariat's account is printed once, when the
    office is first filled.
    """
    try:
        from palermo.demo import run
    except ModuleNotFoundError as error:
        text = mark("The office is not installed. Install it with: {command}")
        raise UserError(Message(text, {"command": "pip install 'palermo[office]'"})) from error
    run(home.resolve(), host, port, serve=serve)
