"""Actions: the only way the office changes what it stores.

An action is a function with keyword arguments, `by=` first and `now=` among them. Registering it here gives it one
transaction, the decision (asked before the function runs, with what the database says in that transaction) and one
entry in the trail; of what only a broken glass allowed, the glass keeps the entry. `ACTIONS` lists every action of
every room.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, runtime_checkable

from palermo.access import Role, Thing
from palermo.office.access.acting import acting_for
from palermo.office.access.decision import By, actor, decide
from palermo.office.access.glasses import note_look
from palermo.office.access.refusal import refusal
from palermo.office.trail import Told, append

P = ParamSpec("P")
R = TypeVar("R")
OnWhat = Callable[..., Any]  # gives an `Actable`, a `Thing`, or None for what does not exist


@runtime_checkable
class Telling(Protocol):
    """Something that the trail can tell of."""

    def told(self) -> Told:
        """What an entry says of it."""
        ...


@dataclass(frozen=True, slots=True)
class Action:
    """A registered action: its verb (dotted, past tense, stable) and its function."""

    verb: str
    run: Callable[..., Any]


ACTIONS: dict[str, Action] = {}


def action(verb: str, *, thing: str | OnWhat = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the action `verb`.

    `thing` is what the act is done to: the name of the argument that holds it, or a function of all arguments where
    it is not there yet. The entry tells of what the function gives back, where that can be told; else of the thing,
    as it was before.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        _check_shape(verb, function, thing)
        on_what: OnWhat = (lambda **given: given.get(thing)) if isinstance(thing, str) else thing

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            return _run(verb, function, on_what, kwargs)

        ACTIONS[verb] = Action(verb, run)
        return run

    return register


def _run(verb: str, function: Callable[..., R], on_what: OnWhat, given: dict[str, Any]) -> R:
    by: By = given["by"]
    at = given["now"]
    with acting_for(by, at) as acting:
        subject = on_what(**given)
        thing = subject if subject is None or isinstance(subject, Thing) else subject.thing(at)
        decision = decide(by, verb, thing, at=at, reason=str(given.get("reason", "")))
        if not decision:
            raise refusal(decision)
        if thing is not None:
            acting.reach_into(thing.path[-1])
        before = subject.told() if isinstance(subject, Telling) else None
        result = function(**given)
        told = result.told() if isinstance(result, Telling) else before
        if told is None:
            raise TypeError(f"{verb} tells the trail nothing")
        entry = append(actor=actor(by, at).id or Role.PUBLIC, verb=verb, told=told, at=at)
        if decision.glass and thing is not None:
            note_look(decision.glass, entry, thing)
    return result


def _check_shape(verb: str, function: Callable[..., Any], thing: str | OnWhat) -> None:
    parameters = inspect.signature(function).parameters
    keyword_only = all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values())
    if verb in ACTIONS or not keyword_only or next(iter(parameters), "") != "by" or "now" not in parameters:
        raise TypeError(f"action {verb} needs keyword-only arguments, by= first and now=, and a verb of its own")
    if isinstance(thing, str) and thing and thing not in parameters:
        raise TypeError(f"action {verb} has no argument {thing}")
