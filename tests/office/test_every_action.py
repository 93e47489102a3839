"""Whatever an action does: it asks first, it writes exactly one entry, and a refusal changes nothing."""

import ast
import importlib
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection

from palermo.access import ACTS, Role, Scope, Thing
from palermo.office.access.action import ACTIONS, action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import ROOT
from palermo.office.access.refusal import Refused
from palermo.office.trail import ACTS as WORDS
from palermo.office.trail.models import Entry
from tests.office.cast import NOW
from tests.office.scenes import SCENES
from tests.office.stage import Given
from tests.source import modules, named

# an action stands in the register once its module is read: here they all are, those that no scene needs too
for name, _file in named():
    if name.startswith("palermo.office.") and {"actions", "acts"} & set(name.split(".")):
        importlib.import_module(name)

# a room's actions write, and besides: what is no record of an act, or is part of one
WRITING = {"actions", "acts"}
MAY_WRITE = {
    "palermo.office.access.founding": "the first link, made where nobody is yet",
    "palermo.office.access.glasses": "a look beside the entry of the act that took the glass",
    "palermo.office.access.keyring.sealing": "fields, for the actions that keep them",
    "palermo.office.access.sessions.store": "sessions are no record",
    "palermo.office.access.signin.adapter": "the same",
    "palermo.office.access.signin.brakes": "tries are no record",
    "palermo.office.access.signin.middleware": "when a session was last seen",
    "palermo.office.base.record": "the refusal itself",
    "palermo.office.trail": "the trail",
}
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def test_nobody_writes_outside_an_action() -> None:
    found = [
        f"{module}:{call.lineno} {ast.unparse(call.func)}"
        for module, tree in modules()
        if module.startswith("palermo.office.") and ".migrations" not in module and not may_write(module)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and writes(call)
    ]
    assert found == []


def writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    mass = call.func.attr == "update" and ".objects" in ast.unparse(call.func)
    return mass or call.func.attr in WRITES


def may_write(module: str) -> bool:
    rooms = module.split(".")[3:5]  # palermo.office.plan.actions, palermo.office.plan.work.actions
    return not WRITING.isdisjoint(rooms) or any(f"{module}.".startswith(f"{name}.") for name in MAY_WRITE)


def counts() -> dict[str, int]:
    """Rows of each table, by one question."""
    tables = [model._meta.db_table for model in apps.get_models()]
    each = (f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)  # noqa: S608  # names of our own schema
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return dict(cursor.fetchall())


def test_every_action_has_its_scene_and_its_row_in_the_table_of_acts() -> None:
    assert set(SCENES) == set(ACTIONS)
    assert set(ACTIONS) - set(ACTS) == set()


def test_every_row_of_a_change_has_its_action() -> None:
    assert {verb for verb, row in ACTS.items() if not row.reads} - set(ACTIONS) == set()


def test_the_trail_has_words_for_every_act() -> None:
    assert set(ACTIONS) - set(WORDS) == set()


# what everybody may do is kept by a secret, as the link of an invitation is
OPEN = sorted(verb for verb in ACTIONS if ACTS[verb].roles.get(Role.PUBLIC) is Scope.ANY)


@pytest.mark.parametrize("verb", OPEN)
def test_an_action_of_everybody_writes_one_entry(verb: str, db: None) -> None:
    by, given = SCENES[verb]()
    writes_one_entry(verb, by, given)


def writes_one_entry(verb: str, by: By, given: Given) -> None:
    before = Entry.objects.count()
    ACTIONS[verb].run(by=by, now=NOW, **given)
    written = Entry.objects.order_by("number")[before:]
    assert [(entry.verb, entry.actor) for entry in written] == [(verb, actor(by, NOW).id or Role.PUBLIC)]
    assert written[0].opening.content not in (None, "{}")


@pytest.mark.parametrize("verb", sorted(set(ACTIONS) - set(OPEN)))
def test_whoever_may_not_changes_nothing(verb: str, db: None, outsider: User) -> None:
    """And who may, in the very same scene, writes one entry."""
    by, given = SCENES[verb]()
    before = counts()
    for person in (outsider, AnonymousUser()):
        with pytest.raises(Refused):
            ACTIONS[verb].run(by=person, now=NOW, **given)
    assert counts() == before
    writes_one_entry(verb, by, given)


def test_an_entry_that_fails_undoes_the_act(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    by, given = SCENES["plan.uploaded"]()
    before = counts()

    def broken(**_given: Any) -> None:
        raise OSError("the log is full")

    monkeypatch.setattr("palermo.office.access.action.append", broken)
    with pytest.raises(OSError, match="full"):
        ACTIONS["plan.uploaded"].run(by=by, now=NOW, **given)
    assert counts() == before


def test_an_action_must_have_the_house_shape() -> None:
    for odd in (lambda by, now: None, lambda *, now, by: None, lambda *, by: None):
        with pytest.raises(TypeError, match=r"odd\.done"):
            action("odd.done")(odd)
    with pytest.raises(TypeError, match=r"plan\.uploaded"):
        action("plan.uploaded")(lambda *, by, now: None)
    with pytest.raises(TypeError, match="no argument"):
        action("odd.done", thing="missing")(lambda *, by, now: None)
    assert "odd.done" not in ACTIONS


def test_an_action_that_tells_nothing_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    by, _given = SCENES["plan.uploaded"]()
    silent, plan = ACTIONS.pop("plan.uploaded"), Thing(kind="plan", id="", path=(ROOT,))
    try:
        run = action("plan.uploaded", thing=lambda **_given: plan)(lambda *, by, now: None)
        with pytest.raises(TypeError, match="tells the trail nothing"):
            run(by=by, now=NOW)
    finally:
        ACTIONS["plan.uploaded"] = silent
