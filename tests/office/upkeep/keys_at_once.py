"""Seal, rotate or look in an office of a folder's own, as another process: `python -m ... HOME found|seal|rotate|look`.

`seal` says `held` once it holds the key that it will seal with, and goes on when it is told to by a line.
"""

import sys
from pathlib import Path


def main(home: Path, what: str) -> None:
    """One of the four."""
    from palermo.cli.offices import set_up

    set_up(home)
    from django.contrib.auth.models import User
    from django.db import transaction
    from django.utils import timezone

    from palermo.access import Role
    from palermo.office.access.actions import key_for, rotate_key
    from palermo.office.access.keyring.sealing import newest_key, open_record, seal_record
    from palermo.office.access.models import ROOT, Body, CompartmentKey, SealedRecord
    from tests.office.cast import join, signed_in
    from tests.office.stock import make_tables

    now = timezone.now()
    if what == "found":
        make_tables()
        join("custodian", Role.CUSTODIAN)
        return
    body = Body.objects.get(key=ROOT)
    if what == "seal":
        with transaction.atomic():
            key = key_for(body, now)
            say("held")
            sys.stdin.readline()
            seal_record(key=key, kind="contact", fields={"name": b"Bopha"}, now=now)
    elif what == "rotate":
        by = signed_in(User.objects.get(username="custodian"), fresh_at=now)
        key = newest_key(body) or sys.exit("no key")
        say("rotating")
        rotate_key(by=by, key=key, now=now)
    else:
        with transaction.atomic():
            opened = [open_record(record)["name"].decode() for record in SealedRecord.objects.all()]
        say(f"{CompartmentKey.objects.count()} {' '.join(opened)}")


def say(word: str) -> None:
    """A word for the test, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
