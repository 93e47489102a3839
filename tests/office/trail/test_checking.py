"""Whoever writes in the database past the office is found: the check names what was changed and where."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from palermo.core import Finding
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.models import State, Version
from palermo.office.trail import Told, append, integrate
from palermo.office.trail.checking import check
from palermo.office.trail.erasing import erase
from palermo.office.trail.models import Entry, Opening, Waiting
from palermo.office.trail.records import told_models
from palermo.office.trail.told import named
from palermo.office.trail.witnesses import policy
from tests.office.cast import NOW, small_plan
from tests.office.unguarded import unguarded

FEW, MANY = 12, 300  # many: a full tile and a partial one


def found() -> list[Finding]:
    return list(check(policy(), NOW, tell=lambda _read: None)[1])


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def run(*statements: str) -> None:
    with transaction.atomic(), unguarded(*statements), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def version(stored_plan: Callable[..., Version], officer: User) -> Version:
    """A stored plan with a claim, told of in the log among many other entries."""
    stored = stored_plan()
    claim_state(
        by=officer,
        version=stored,
        state=State.DRAFT,
        when="2024",
        said_by="Ministry",
        proof=Proof(source="a letter"),
        now=NOW,
    )
    fill(FEW)
    return stored


def fill(size: int) -> None:
    for n in range(size - Entry.objects.count()):
        append(actor="p-1", verb="desk.opened", told=Told(f"desk:{n}", {"n": n}, closed=n % 3 == 1), at=NOW)
    integrate(NOW)


def test_an_honest_office_has_no_findings(version: Version) -> None:
    assert [str(finding.message) for finding in found()] == []


def test_an_office_without_entries_has_no_findings(db: None) -> None:
    assert check(policy(), NOW, tell=lambda _read: None) == (None, ())


def test_what_still_waits_tells_of_its_rows_already(
    version: Version, stored_plan: Callable[..., Version], officer: User
) -> None:
    stored_plan(small_plan("another"))
    assert Waiting.objects.exists()
    assert [str(finding.message) for finding in found()] == []


class Tampering(NamedTuple):
    """What somebody does in the database shell, the rule that tells of it, and what it names."""

    sql: str
    rule: str
    named: str = ""


VERSION = "id, plan_id, number, title, language, basis, content, content_sha256, file_name, media_type, file_sha256, "
VERSION += "file_size, mapping, findings, reason, made_by_id, made_at, revised_from_id"
FORGED = VERSION.replace("id, plan_id, number,", "99, plan_id, 99,", 1)
TAMPERINGS = {
    "a title is changed": Tampering("UPDATE plan_version SET title = 'Another'", "T50", "version:{version}"),
    "the wording is changed": Tampering("UPDATE plan_version SET content = '{{}}'", "T50", "version:{version}"),
    "a reason is changed": Tampering("UPDATE plan_version SET reason = 'Other.'", "T50", "version:{version}"),
    "a date is changed": Tampering("UPDATE plan_version SET made_at = '2023-01-01'", "T50", "version:{version}"),
    "a country is changed": Tampering("UPDATE plan_plan SET country = 'XX'", "T50", "plan:{plan}"),
    "a claim is changed": Tampering("UPDATE plan_stateclaim SET state = 'approved'", "T50", "stateclaim:{claim}"),
    "a claim is deleted": Tampering("DELETE FROM plan_stateclaim", "T52", "stateclaim:{claim}"),
    "a version is put in": Tampering(
        f"INSERT INTO plan_version ({VERSION}) SELECT {FORGED} FROM plan_version",  # noqa: S608  # our own words
        "T51",
        "version:99",
    ),
    "a plan is put in": Tampering(
        "INSERT INTO plan_plan (id, slug, country, made_by_id, made_at) "
        "SELECT 99, 'forged', '', made_by_id, made_at FROM plan_plan",
        "T51",
        "plan:99",
    ),
    "a leaf is changed": Tampering(
        "UPDATE trail_entry SET leaf = replace(leaf, '\"verb\"', '\"verv\"') WHERE {fifth}", "T10", "5"
    ),
    "an actor is changed": Tampering("UPDATE trail_entry SET actor = 'p-2' WHERE {fifth}", "T53", "5"),
    "an object is changed": Tampering("UPDATE trail_entry SET object = 'desk:0' WHERE {fifth}", "T53", "5"),
    "an entry is back-dated": Tampering("UPDATE trail_entry SET time = '2023-01-01' WHERE {fifth}", "T53", "5"),
    "a veiled actor is changed": Tampering("UPDATE trail_entry SET actor = 'p-2' WHERE {veiled}", "T54", "{veiled_at}"),
    "a content is changed": Tampering(
        "UPDATE trail_opening SET content = '{{}}' WHERE entry_id = {number}", "T54", "5"
    ),
    "a content is erased unsaid": Tampering(
        "UPDATE trail_opening SET content = NULL, salt = NULL WHERE entry_id = {number}", "T55", "5"
    ),
    "a hash is changed": Tampering('UPDATE trail_leaf SET hash = {zero} WHERE "index" = 5', "T56", "5"),
    "a leaf is cut": Tampering('DELETE FROM trail_leaf WHERE "index" = 5', "T57", "5"),
    "the tail is cut": Tampering('DELETE FROM trail_leaf WHERE "index" = 11', "T58", ""),
    "two entries are swapped": Tampering(
        'DELETE FROM trail_leaf WHERE "index" IN (5, 6);'
        'INSERT INTO trail_leaf ("index", entry_id, hash) VALUES (5, {other}, {zero}), (6, {number}, {zero})',
        "T56",
        "5",
    ),
    "a tile is changed": Tampering("UPDATE trail_tile SET hashes = {zeros}", "T11", "0"),
    "the root of a tile is changed": Tampering("UPDATE trail_tile SET root = {zero}", "T61", ""),
    "a tile is deleted": Tampering("DELETE FROM trail_tile", "T01", ""),
    "a signed note is changed": Tampering("UPDATE trail_checkpoint SET note = replace(note, '12', '13')", "T60", ""),
    "the root of a checkpoint is changed": Tampering("UPDATE trail_checkpoint SET root = {zero}", "T59", ""),
    "a checkpoint is put in": Tampering(
        "INSERT INTO trail_checkpoint (size, root, time, note) SELECT 10, root, time, note FROM trail_checkpoint",
        "T59",
        "",
    ),
    "the last checkpoint is deleted": Tampering("DELETE FROM trail_checkpoint", "T64", ""),
}


def filled(text: str, version: Version) -> list[str]:
    entry, other = (Entry.objects.get(place__index=at) for at in (5, 6))
    veiled = Entry.objects.filter(closed=True).order_by("number")[0]
    zeros = {"sqlite": "zeroblob({})", "postgresql": "decode(repeat('00', {}), 'hex')"}[connection.vendor]
    words = {
        "version": version.pk,
        "plan": version.plan_id,
        "claim": version.claims.get().pk,
        "number": entry.pk,
        "other": other.pk,
        "fifth": f"number = {entry.pk}",
        "veiled": f"number = {veiled.pk}",
        "veiled_at": veiled.place.index,
        "zero": zeros.format(32),
        "zeros": zeros.format(8192),
    }
    return text.format_map(words).split(";")


@pytest.mark.parametrize("name", TAMPERINGS)
def test_it_is_named(name: str, version: Version) -> None:
    tampering = TAMPERINGS[name]
    if "tile" in name:
        fill(MANY)
    (expected,) = filled(tampering.named, version)
    run(*filled(tampering.sql, version))
    findings = [finding for finding in found() if finding.rule == tampering.rule]
    assert findings, name
    assert expected in (findings[0].object, findings[0].message.params.get("name")) if expected else True
    assert all(str(finding.message) and str(finding.advice) for finding in findings)


def test_a_row_of_a_later_day_is_put_in_with_its_entry_or_named(version: Version) -> None:
    run(
        "INSERT INTO trail_entry (uid, time, actor, verb, object, digest, closed, leaf) "
        "SELECT 'feed', time, actor, verb, object, digest, closed, leaf FROM trail_entry ORDER BY number LIMIT 1"
    )
    assert rules(found()) == ["T58"]


def test_what_waits_is_not_a_fault(version: Version) -> None:
    append(actor="p-1", verb="desk.opened", told=Told("desk:1", {}), at=NOW)
    assert Waiting.objects.count() == 1
    assert found() == []


def test_a_lost_guard_is_named(version: Version) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER trail_entry_kept_update" + (" ON trail_entry" if connection.vendor != "sqlite" else "")
        )
    assert [(finding.rule, finding.origin and finding.origin.file) for finding in found()] == [("T63", "trail_entry")]


def test_an_erasing_is_an_act_of_its_own_and_the_log_still_verifies(version: Version) -> None:
    entry = Entry.objects.get(place__index=5)
    told = erase(actor="operator", uid=entry.uid, reason="A name stood in it.", at=NOW)
    assert (told.verb, told.object) == ("opening.erased", entry.uid)
    opening = Opening.objects.get(entry=entry)
    assert (opening.salt, opening.content) == (None, None)
    integrate(NOW)
    assert found() == []


def test_every_row_is_told_of_by_its_kind_and_number(version: Version) -> None:
    rows: list[Any] = [row for model in told_models() if (row := model._default_manager.first())]
    assert version in rows
    for row in rows:
        assert row.told().object == named(row)
        assert row.told().content, row


def test_what_is_told_of_a_row_is_the_same_when_it_is_read_again(version: Version) -> None:
    assert version.told() == Version.objects.get(pk=version.pk).told()
