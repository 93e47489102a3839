"""Row-level security on PostgreSQL, in the office's own role: what a query forgets to filter is not handed out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from secrets import token_hex
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import ProgrammingError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.access import Role
from palermo.office.access.acting import acting_for, looking_for
from palermo.office.access.locks import lock_again
from palermo.office.access.models import Agreement, Body, Glass, GlassClosing, SealedField, SealedRecord, Term
from palermo.office.base.compartments import showing, showing_all
from palermo.office.base.policies import tables_in_compartments, unlocked
from palermo.office.trail.checking import check
from palermo.office.trail.integration import integrate
from palermo.office.trail.witnesses import policy
from tests.examples import examples
from tests.office.cast import FOR_LONG, FOUNDED, NOW, join
from tests.office.roles import as_office

INSIDE = {"secretariat", "focal_point", "approver", "chair", "case_worker", "custodian"}
LOCKED = [model for model in apps.get_models() if model._meta.db_table in tables_in_compartments()]


@contextmanager
def undone() -> Iterator[None]:
    """What is done here is not kept."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def counted() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in LOCKED}


def test_every_table_with_a_compartment_is_locked(db: None) -> None:
    assert {"access_glass", "access_sealedfield", "access_sealedrecord"} <= set(tables_in_compartments())
    assert unlocked() == []


def test_outside_of_any_context_nothing_is_shown(full: dict[str, Body]) -> None:
    assert min(counted().values()) >= len(full)
    with as_office():
        assert set(counted().values()) == {0}
    with as_office(), transaction.atomic():
        assert set(counted().values()) == {0}


def test_who_sees_no_compartment_is_shown_nothing(full: dict[str, Body]) -> None:
    for role in (Role.ANALYST, Role.OPERATOR):
        person = join(f"who-{role}", role)
        with as_office(), acting_for(person, NOW):
            assert set(counted().values()) == {0}
    alone = join("alone", Role.CUSTODIAN)
    alone.signed_in = None  # type: ignore[attr-defined]  # as of a password alone
    del alone.signed_in  # type: ignore[attr-defined]  # the same
    with as_office(), acting_for(alone, NOW):
        assert set(counted().values()) == {0}


@pytest.mark.django_db(transaction=True)
def test_what_was_shown_ends_with_the_transaction(full: dict[str, Body]) -> None:
    custodian = join("custodian", Role.CUSTODIAN)
    with as_office():
        with acting_for(custodian, NOW):
            assert min(counted().values()) >= len(full)
        assert set(counted().values()) == {0}
        with pytest.raises(RuntimeError), acting_for(custodian, NOW):
            raise RuntimeError("on purpose")
        assert set(counted().values()) == {0}


# what every person sees, against a filter in plain Python


def plainly(terms: list[tuple[str, str]], glasses: list[Glass], bodies: dict[str, Body]) -> set[str]:
    seen = {body for role, body in terms if role in INSIDE}
    for role, body in terms:
        if role in ("custodian", "auditor"):
            seen |= {key for key, found in bodies.items() if body in found.path.split("/")}
    if any(role in INSIDE | {"screener"} for role, _body in terms):
        enforcing = any(body in ("police", "station") for _role, body in terms)
        for glass in glasses:
            agreed, shut = hasattr(glass, "agreement"), hasattr(glass, "closing")
            open_until = glass.since + timedelta(hours=24 if agreed else 1)
            if min(open_until, glass.until) > NOW and not shut and (agreed or not enforcing):
                seen.add(glass.compartment)
    return seen


def somebody(user: User, chance: Random, bodies: dict[str, Body]) -> tuple[list[tuple[str, str]], list[Glass]]:
    """Give a person terms and broken glasses of chance."""
    me, keys = user.person, sorted(bodies)
    held = [(str(role), "committee") for role in me.terms.values_list("role", flat=True)]
    for _ in range(chance.randrange(3)):
        role = chance.choice([role for role in Role if role is not Role.PUBLIC])
        body, over = chance.choice(keys), chance.random() < 0.3
        until = NOW - timedelta(days=1) if over else FOR_LONG
        Term.objects.create(
            uid=token_hex(16),
            person=me,
            role=role,
            body=bodies[body],
            since=FOUNDED,
            until=until,
            given_by="x",
            given_at=FOUNDED,
        )
        held += [] if over else [(str(role), body)]
    glasses = [_broken(me.pseudonym, chance, bodies[chance.choice(keys)]) for _ in range(chance.randrange(3))]
    return held, glasses


def _broken(person: str, chance: Random, body: Body) -> Glass:
    since = NOW - timedelta(minutes=chance.choice([1, 59, 61, 1441]))
    until, key = since + timedelta(hours=chance.choice([1, 30])), body.key
    row = Glass.objects.create(
        uid=token_hex(16), person_id=person, body=body, compartment=key, reason="Why.", since=since, until=until
    )
    second = User.objects.get(username="second").person.pseudonym
    if chance.random() < 0.5:
        Agreement.objects.create(glass=row, compartment=key, person_id=second, made_at=NOW)
    if chance.random() < 0.3:
        GlassClosing.objects.create(glass=row, compartment=key, made_by=second, made_at=NOW)
    return Glass.objects.get(pk=row.pk)


def rows_of(model: type[models.Model]) -> list[Any]:
    return list(model._default_manager.order_by("pk"))


@pytest.fixture
def person(full: dict[str, Body]) -> User:
    return join("person", Role.ANALYST)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False), context=st.sampled_from([acting_for, looking_for]))
def test_each_sees_what_a_plain_filter_gives(
    chance: Random, context: Callable[..., Any], person: User, full: dict[str, Body]
) -> None:
    with undone():
        terms, glasses = somebody(person, chance, full)
        seen, own = plainly(terms, glasses, full), {glass.pk for glass in Glass.objects.filter(person=person.person)}
        for model in LOCKED:
            mine = [
                row.pk
                for row in rows_of(model)
                if row.compartment in seen
                or (model is Glass and row.pk in own)
                or (hasattr(row, "glass_id") and row.glass_id in own)
            ]
            with as_office(), context(person, NOW):
                assert [row.pk for row in rows_of(model)] == mine, (model.__name__, terms, glasses)


# writing


def test_nothing_is_written_changed_or_moved_into_another_compartment(full: dict[str, Body]) -> None:
    record = SealedRecord.objects.get(compartment="shelter")
    with as_office(), showing("p-1", ["labour"]):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            SealedField.objects.create(record=record, compartment="shelter", name="more", sealed=b"x")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            SealedRecord.objects.update(compartment="shelter")
        assert SealedRecord.objects.filter(compartment="shelter").update(wrapped=None) == 0
        assert SealedField.objects.filter(compartment="shelter").delete()[0] == 0
    assert SealedRecord.objects.filter(wrapped=None).count() == 0


def test_who_verifies_reads_every_row_and_changes_none(full: dict[str, Body]) -> None:
    integrate(NOW)
    with as_office():
        with showing_all():
            assert min(counted().values()) >= len(full)
            assert SealedRecord.objects.update(wrapped=None) == 0
        assert set(counted().values()) == {0}
        _log, findings = check(policy(), NOW, tell=lambda _read: None)
    # an entry was put in by hand, about a contact that is none
    assert [finding for finding in findings if finding.rule in ("T50", "T51", "T52")] == []


def test_an_act_reaches_into_one_compartment_and_gives_back_what_it_was_shown(full: dict[str, Body]) -> None:
    with as_office(), showing("p-1", ["labour"]):
        with showing("p-2", ["police"]) as shown:
            shown.reach_into("station")
            assert set(SealedRecord.objects.values_list("compartment", flat=True)) == {"police", "station"}
        assert set(SealedRecord.objects.values_list("compartment", flat=True)) == {"labour"}


# the role of the office, and the lock itself


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE access_sealedrecord DISABLE ROW LEVEL SECURITY",
        "DROP POLICY access_glass_within ON access_glass",
        "CREATE POLICY open ON access_glass USING (true)",
        "ALTER TABLE trail_entry DISABLE TRIGGER USER",
        "DROP TRIGGER trail_entry_kept_update ON trail_entry",
        "TRUNCATE trail_entry CASCADE",
        "CREATE TABLE mine (x int)",
        "ALTER ROLE palermo BYPASSRLS",
    ],
)
def test_the_office_cannot_take_a_lock_or_a_guard_away(statement: str, db: None) -> None:
    with as_office(), pytest.raises(ProgrammingError, match=r"must be|permission denied"), transaction.atomic():
        run(statement)


def test_who_looks_past_the_policies_is_told_so(full: dict[str, Body]) -> None:
    with as_office(), transaction.atomic():
        run("SET LOCAL row_security = off")
        with pytest.raises(ProgrammingError, match="would be affected"), transaction.atomic():
            SealedRecord.objects.count()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE access_glass DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE access_glass NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY access_glass_every ON access_glass",
        "CREATE POLICY open ON access_glass USING (true)",
        "ALTER POLICY access_glass_within ON access_glass USING (true)",
    ],
)
def test_a_lock_that_is_gone_is_noticed_and_set_again(statement: str, db: None) -> None:
    run(statement)
    assert unlocked() == ["access_glass"]
    assert lock_again() == ["access_glass"]
    assert unlocked() == []
