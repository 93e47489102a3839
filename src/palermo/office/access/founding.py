"""The first day of an office: the committee above all bodies, and a link for whoever is its first secretariat."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.contrib.auth.models import Group

from palermo.access import BodyKind, Role
from palermo.office.access.actions import accept_invitation, add_body, invite_person
from palermo.office.access.actions.invitations import digest_of
from palermo.office.access.decision import CONSOLE
from palermo.office.access.models import ROOT, Body, Invitation
from palermo.office.access.terms import runs_the_office

FIRST_TERM = timedelta(days=366)
NAMES = {"en": "Committee", "km": "គណៈកម្មាធិការ"}
FORMER_GROUP = "secretariat"  # of offices from before there were terms


def found(now: datetime) -> Body:
    """The committee's body, made now if the office is new; accounts of the former secretariat get their term."""
    committee = Body.objects.filter(key=ROOT).first() or add_body(
        by=CONSOLE, key=ROOT, kind=BodyKind.COMMITTEE, names=NAMES, parent=None, now=now
    )
    for group in Group.objects.filter(name=FORMER_GROUP):
        for user in group.user_set.filter(is_staff=True, person=None):
            accept_invitation(by=CONSOLE, invitation=_invited(committee, now)[0], user=user, now=now)
        group.delete()
    return committee


def first_link(now: datetime) -> str | None:
    """The secret of a link for the first person of the secretariat; None when somebody runs the office already."""
    if runs_the_office(now):
        return None
    return _invited(found(now), now)[1]


def find_invitation(token: str) -> Invitation:
    """The invitation of this link. Raises Invitation.DoesNotExist."""
    return Invitation.objects.select_related("body").get(digest=digest_of(token))


def _invited(committee: Body, now: datetime) -> tuple[Invitation, str]:
    token = token_urlsafe(32)
    until = now + FIRST_TERM
    invitation = invite_person(by=CONSOLE, body=committee, role=Role.SECRETARIAT, until=until, token=token, now=now)
    return invitation, token
