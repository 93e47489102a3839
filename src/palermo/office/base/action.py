"""Actions: the only way the office changes what it stores.

An action is a function with keyword arguments, `by=` first. Registering it here gives it the decision (asked before
the function runs) and one transaction around it. `ACTIONS` lists every action of every room.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from palermo.office.base.permission import decide
from palermo.office.base.refusal import Refused

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Action:
    """A registered action: its verb (dotted, past tense, stable) and its function."""

    verb: str
    run: Callable[..., Any]


ACTIONS: dict[str, Action] = {}


def action(verb: str, *, thing: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the action `verb`. `thing` names the argument that the act is done to."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        _check_shape(verb, function, thing)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            decision = decide(kwargs["by"], verb, kwargs.get(thing))  # type: ignore[arg-type]  # shape checked above
            if not decision:
                raise Refused(decision)
            with transaction.atomic():
                return function(*args, **kwargs)

        ACTIONS[verb] = Action(verb, run)
        return run

    return register


def _check_shape(verb: str, function: Callable[..., Any], thing: str) -> None:
    parameters = list(inspect.signature(function).parameters.values())
    keyword_only = all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    if verb in ACTIONS or not keyword_only or not parameters or parameters[0].name != "by":
        raise TypeError(f"action {verb} needs keyword-only arguments, by= first, and a verb of its own")
    if thing and thing not in inspect.signature(function).parameters:
        raise TypeError(f"action {verb} has no argument {thing}")
