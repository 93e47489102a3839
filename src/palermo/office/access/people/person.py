"""One person: the account, the terms past and present, where they are signed in, and what was done about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.access import Thing
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit
from palermo.office.access.models import Person, Term
from palermo.office.access.people.frame import (
    NAMES,
    body_crumb,
    names_of,
    overseers_only,
    people_page,
    person_or_404,
)
from palermo.office.base.vocabulary import tongue

OF_ACCOUNTS = ("account.closed", "account.reopened", "sign_in.reset", "sessions.ended")


@dataclass(frozen=True, slots=True)
class Held:
    """A term, and what the looker may do about it."""

    term: Term
    end: bool
    hand_over: bool
    deputise: bool


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done about a person: when, by whom, why."""

    what: str
    at: datetime
    by: str
    reason: str


@require_safe
@overseers_only
def person(request: HttpRequest, pseudonym: str) -> HttpResponse:
    shown = person_or_404(pseudonym)
    admit(request, "person.opened", shown)
    now = timezone.now()
    terms = list(
        shown.terms.select_related("body", "person", "deputy_for").prefetch_related("endings", "deputy_for__endings")
    )
    may = {act: decide(request.user, act, shown).possible for act in OF_ACCOUNTS}
    second = Authenticator.objects.filter(user_id=shown.user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    context = people_page(
        body_crumb(shown.body),
        (shown.user.get_username(), "", tongue(NAMES)),
        person=shown,
        terms=[_held(request, term, now) for term in terms if term.state(now) != "ended"],
        past=[term for term in terms if term.state(now) == "ended"],
        second=second.exists(),
        sessions=shown.user.sessions.filter(expire_date__gt=now) if may["sessions.ended"] else (),
        may_close=may["account.closed"],
        may_reopen=may["account.reopened"],
        may_reset=may["sign_in.reset"],
        may_end_sessions=may["sessions.ended"],
        may_give=not shown.closed and decide(request.user, "term.given", _new_term(shown)).possible,
        done=_done(shown, terms),
    )
    return render(request, "people/person.html", context)


def _new_term(person: Person) -> Thing:
    return Thing(kind="term", id="", path=person.body.above, state="running", owner=person.pseudonym)


def _held(request: HttpRequest, term: Term, now: datetime) -> Held:
    given = Thing(kind="term", id="", path=term.body.above, state="running")
    return Held(
        term,
        end=decide(request.user, "term.ended", term).possible,
        hand_over=decide(request.user, "term.handed_over", term).possible,
        deputise=term.deputy_for_id is None and decide(request.user, "term.given", given).possible,
    )


def _done(person: Person, terms: Iterable[Term]) -> list[Done]:
    """The newest first, in one list: closings, resets, and terms that ended early."""
    rows = sorted(_each(person, terms), key=lambda row: row[1], reverse=True)
    names = names_of({by for _what, _at, by, _why in rows})
    return [Done(what, at, names.get(by, by), why) for what, at, by, why in rows]


def _each(person: Person, terms: Iterable[Term]) -> Iterator[tuple[str, datetime, str, str]]:
    for row in person.closings.all():
        yield _("Account closed") if row.closed else _("Account opened again"), row.made_at, row.made_by, row.reason
    for reset in person.resets.all():
        yield _("Sign-in reset"), reset.made_at, reset.made_by, reset.reason
    for term in terms:
        for ending in term.endings.all():
            yield _("Term ended early"), ending.ended_at, ending.ended_by, ending.reason
