"""`docs/reference/cli.md`: every command, its arguments, options and defaults, as typer knows them."""

import inspect
from collections.abc import Iterator
from typing import Any

import typer.main

from manual.tables import page, table
from palermo.cli import app

# typer carries its own click and names no public class for a parameter, so what it holds is read as it is
Parameter = Any


def cli_page() -> str:
    """The page."""
    intro = (
        "Errors are told on the error stream in one plain sentence each, never as a traceback; `PALERMO_TRACEBACK=1` "
        "shows the traceback to whoever maintains palermo. `NO_COLOR=1` takes the colours off. Output into a pipe or a "
        "file has no colours and a fixed width of 100."
    )
    return page("The command line", intro, *_commands(typer.main.get_command(app), "palermo"))


def _commands(command: Any, name: str) -> Iterator[str]:
    yield f"## `{name}`"
    yield f"```text\n{_usage(command, name)}\n```"
    yield _help(command)
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    if arguments:
        yield table(("Argument", "Meaning"), ((f"`{_metavar(p)}`", p.help or "") for p in arguments))
    if options:
        yield table(("Option", "Default", "Meaning"), map(_option, options))
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


def _metavar(parameter: Parameter) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _option(parameter: Parameter) -> tuple[str, str, str]:
    choices = getattr(parameter.type, "choices", None)
    value = "" if parameter.is_flag else "\\|".join(map(str, choices)) if choices else parameter.metavar or ""
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    shown = f"{names} `{value}`".replace("\\|", "|") if value else names
    meaning = parameter.help or ""
    if parameter.envvar:
        meaning += f" Also set by `{parameter.envvar}`."
    return shown, _default(parameter), meaning


def _default(parameter: Parameter) -> str:
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    if parameter.is_flag or parameter.default in (None, "", [], ()):
        return ""
    return f"`{getattr(parameter.default, 'value', parameter.default)}`"
