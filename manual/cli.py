"""`docs/reference/cli.md`: every command, its arguments, options and defaults, as typer knows them."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import typer.main

from manual.tables import page, table
from palermo.cli import app

_TYPE = re.compile(r" <.*>$")


def cli_page() -> str:
    """The page."""
    intro = (
        "Errors are told on the error stream in one plain sentence each, never as a traceback; `PALERMO_TRACEBACK=1` "
        "shows the traceback to whoever maintains palermo. `NO_COLOR=1` takes the colours off. Output into a pipe or a "
        "file has no colours and a fixed width of 100."
    )
    return page("The command line", intro, *_commands(typer.main.get_command(app), "palermo"))


# typer names no public class for a command, so what it holds is read as it is
def _commands(command: Any, name: str) -> Iterator[str]:
    yield f"## `{name}`"
    yield f"```text\n{_usage(command, name)}\n```"
    yield _help(command)
    for kind in ("argument", "option"):
        if rows := list(_parameters(command, name, kind)):
            yield table((kind.capitalize(), "Meaning"), rows)
    if under := getattr(command, "commands", None):
        yield table(("Command", "Meaning"), ((f"`{name} {verb}`", _first(part)) for verb, part in under.items()))
        for verb, part in under.items():
            yield from _commands(part, f"{name} {verb}")


def _usage(command: Any, name: str) -> str:
    context = typer.Context(command, info_name=name)
    return " ".join([name, *command.collect_usage_pieces(context)])


def _help(command: Any) -> str:
    return inspect.cleandoc(command.help or "")


def _first(command: Any) -> str:
    return _help(command).split("\n\n")[0].replace("\n", " ")


def _parameters(command: Any, name: str, kind: str) -> Iterator[tuple[str, str]]:
    context = typer.Context(command, info_name=name)
    for parameter in command.params:
        if parameter.param_type_name == kind and (told := parameter.get_help_record(context)):
            # of an argument typer also tells the Python type, which says nothing to a reader
            names = _TYPE.sub("", told[0]) if kind == "argument" else told[0]
            yield f"`{names}`", told[1]
