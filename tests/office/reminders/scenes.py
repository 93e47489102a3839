"""The scenes of reminders."""

from datetime import date

from palermo.access import Role
from palermo.office.access.decision import CONSOLE
from palermo.office.access.models import ROOT, Body, Person
from palermo.office.plan.reminders.actions import give_address, make_digest, set_quiet
from palermo.office.plan.reminders.models import Digest, QuietSpan
from palermo.office.plan.reminders.sending import due
from tests.office.cast import NOW
from tests.office.stage import Scene, scene
from tests.office.work import cast as work

FIRST, LAST = date(2024, 4, 13), date(2024, 4, 16)


def reminded() -> Person:
    """Whose body was asked and has not answered."""
    return work.somebody(Role.FOCAL_POINT, work.asked().body).person


def digest() -> Digest:
    """What they are told; nobody is told twice in one week."""
    person = reminded()
    if there := Digest.objects.filter(person=person).first():
        return there
    found = next(each for each in due(NOW) if each.person == person.pseudonym)
    return make_digest(by=CONSOLE, person=person, items=found.items, now=NOW)


def span() -> QuietSpan:
    """A new year."""
    by = work.secretary()
    body = Body.objects.get(key=ROOT)
    return set_quiet(by=by, body=body, first=FIRST, last=LAST, reason="New year.", now=NOW)


@scene("address.given")
def _address_given() -> Scene:
    by = work.secretary()
    return by, {"person": by.person, "email": "clerk@example.org", "language": "en"}


@scene("address.removed")
def _address_removed() -> Scene:
    by = work.secretary()
    give_address(by=by, person=by.person, email="clerk@example.org", language="en", now=NOW)
    return by, {"person": by.person}


@scene("quiet.set")
def _quiet_set() -> Scene:
    by = work.secretary()
    return by, {"body": Body.objects.get(key=ROOT), "first": FIRST, "last": LAST, "reason": "New year."}


@scene("quiet.lifted")
def _quiet_lifted() -> Scene:
    return work.secretary(), {"span": span(), "reason": "The day was moved."}


@scene("digest.made")
def _digest_made() -> Scene:
    person = reminded()
    return CONSOLE, {"person": person, "items": due(NOW)[0].items}


@scene("sending.tried")
def _sending_tried() -> Scene:
    return CONSOLE, {"digest": digest(), "failed": None}
