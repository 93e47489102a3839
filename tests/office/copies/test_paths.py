"""Every path of a public copy: who may take which step from where, said once more by hand, and one entry for each."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from palermo.access import Role
from palermo.core import PalermoError
from palermo.office.plan.copies.actions import ask_for_copy, publish_copy, refuse_copy, withdraw_copy
from palermo.office.plan.copies.held import led_to
from palermo.office.plan.copies.models import Copy
from palermo.office.plan.work.models import Evidence
from palermo.office.trail.models import Entry
from tests.office.cast import NOW, a_body, join, signed_in
from tests.office.copies.scenes import digest, focal_point, proved
from tests.office.work import cast as work

PATHS = {
    "new": (),
    "asked": ("ask",),
    "published": ("ask", "publish"),
    "refused": ("ask", "refuse"),
    "withdrawn": ("ask", "publish", "withdraw"),
}
# from where, what and by whom; nothing else is possible
ALLOWED = {
    ("new", "ask"): {"offered it", "asked for it"},
    ("refused", "ask"): {"offered it", "asked for it"},
    ("withdrawn", "ask"): {"offered it", "asked for it"},
    ("asked", "publish"): {"secretariat"},
    ("asked", "refuse"): {"secretariat"},
    ("asked", "withdraw"): {"offered it", "asked for it", "secretariat", "chair"},
    ("published", "withdraw"): {"offered it", "asked for it", "secretariat", "chair"},
}


def attempt(verb: str, by: User, piece: Evidence) -> Callable[[], object]:
    """Do this to the newest copy of the piece."""
    copy: Any = Copy.objects.filter(evidence=piece).last()
    if verb == "ask":
        return lambda: ask_for_copy(by=by, evidence=piece, seen=digest(), harmless=True, now=NOW)
    if verb == "publish":
        return lambda: publish_copy(by=by, copy=copy, seen=digest(), harmless=True, now=NOW)
    run = refuse_copy if verb == "refuse" else withdraw_copy
    return lambda: run(by=by, copy=copy, reason="A driver can be recognised.", now=NOW)


def tried(verb: str, by: User, piece: Evidence) -> bool:
    try:
        with transaction.atomic():
            attempt(verb, by, piece)()
    except PalermoError:
        return False
    return True


@pytest.fixture
def piece(db: None) -> Evidence:
    return proved()


@pytest.fixture
def people(piece: Evidence) -> dict[str, User]:
    return {
        "offered it": focal_point(piece),
        "asked for it": signed_in(join("colleague", Role.FOCAL_POINT, piece.lead.body)),
        "secretariat": work.secretary(),
        "chair": work.somebody(Role.CHAIR),
        "approver": work.somebody(Role.APPROVER, piece.lead.body),
        "auditor": work.somebody(Role.AUDITOR),
        "elsewhere": work.somebody(Role.FOCAL_POINT, a_body("labour")),
    }


@pytest.mark.parametrize("state", PATHS)
def test_every_path_leaves_its_trail_and_no_other_is_there(
    state: str, piece: Evidence, people: dict[str, User]
) -> None:
    takers = {"ask": "asked for it", "publish": "secretariat", "refuse": "secretariat", "withdraw": "chair"}
    for verb in PATHS[state]:
        attempt(verb, people[takers[verb]], piece)()
    copy = Copy.objects.filter(evidence=piece).last()
    assert (str(led_to(copy.moves.all()).state) if copy else "new") == state
    for verb in takers:
        if not copy and verb != "ask":
            continue
        for who, by in people.items():
            with transaction.atomic():
                before, done = Entry.objects.count(), tried(verb, by, piece)
                written = Entry.objects.count() - before
                transaction.set_rollback(True)  # the next one finds it as it was
            assert done == (who in ALLOWED.get((state, verb), ())), (state, verb, who)
            assert written == done, "one entry for each act, none for a refusal"
