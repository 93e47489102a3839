"""Five bodies, each with something sealed and with a glass that somebody broke."""

import os
from datetime import timedelta

import pytest
from django.db import transaction

from palermo.access import BodyKind, Role
from palermo.office.access.actions import agree_to_glass, break_glass, close_glass, read_glass
from palermo.office.access.actions.keys import key_for
from palermo.office.access.keyring.sealing import digests_of, seal_record
from palermo.office.access.models import ROOT, Body, Look
from palermo.office.trail import Told, append
from tests.office.cast import NOW, a_body, join, signed_in

# the second lock is PostgreSQL's: .ci/run and bin/with-postgres run these
collect_ignore = [] if os.environ.get("PALERMO_DATABASE") else ["test_policies.py"]

KINDS = {
    "labour": BodyKind.MINISTRY,
    "police": BodyKind.POLICE,
    "shelter": BodyKind.NGO,
}


@pytest.fixture
def bodies(officer: object) -> dict[str, Body]:
    """By key: the committee, three bodies below it, and a station below the police."""
    made = {key: a_body(key, kind) for key, kind in KINDS.items()}
    made["station"] = a_body("station", BodyKind.DISTRICT, made["police"])
    return {ROOT: Body.objects.get(key=ROOT), **made}


@pytest.fixture
def full(bodies: dict[str, Body]) -> dict[str, Body]:
    """Every table of compartments has rows of every body."""
    helper = signed_in(join("helper", Role.CASE_WORKER, bodies["labour"]), fresh_at=NOW)
    second = signed_in(join("second", Role.CUSTODIAN), fresh_at=NOW)
    for body in bodies.values():
        record = seal_record(key=key_for(body, NOW), kind="contact", fields={"name": body.key.encode()}, now=NOW)
        why = f"Somebody is missing in {body.key}."
        glass = break_glass(by=helper, body=body, reason=why, lasts=timedelta(hours=1), now=NOW)
        agree_to_glass(by=second, glass=glass, now=NOW)
        read_glass(by=second, glass=glass, now=NOW)
        with transaction.atomic():
            sealed = {"person": record.subject, "sealed": digests_of(record)}
            append(actor="p-1", verb="contact.changed", told=Told(str(record), sealed, closed=True), at=NOW)
            entry = append(actor="p-1", verb="contact.opened", told=Told(f"contact:{body.key}", {}), at=NOW)
        Look.objects.create(glass=glass, compartment=body.key, entry=entry, kind="contact", thing="")
        close_glass(by=second, glass=glass, now=NOW)
    return bodies
