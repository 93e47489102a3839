"""Every page that is measured in the office of `stock.py`: who reads it, and where it lies."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from stock import Stock

PUBLIC, OFFICER, CHAIR, LEAD, PROVINCE, VOICE = "public", "officer", "chair", "lead", "province", "voice"


@dataclass(frozen=True)
class Place:
    """A page, and who of the cast asks for it."""

    who: str
    path: str


def cast(stock: Stock) -> dict[str, str]:
    """Names of accounts: of the secretariat, the chair, a body with parts in every place, a place, a voice."""
    return {
        OFFICER: "officer",
        CHAIR: "chair",
        LEAD: _passed(stock).body.key,
        PROVINCE: _part().body.key,
        VOICE: "survivors",
    }


def _part():
    from palermo.office.plan.work.models import Lead

    return Lead.objects.exclude(place=None).select_related("body").order_by("pk")[0]


def _passed(stock: Stock):
    from palermo.office.plan.work.models import Lead

    return Lead.objects.select_related("body").get(place=None, activity=_part().activity, plan__slug=stock.slug)


def places(stock: Stock) -> Iterator[Place]:
    """All of them."""
    from palermo.office.plan.beside.models import Statement, View
    from palermo.office.plan.committee.models import Meeting, Resolution
    from palermo.office.plan.readers import find_version, open_plan
    from palermo.office.plan.work.models import Evidence, Report

    lead, part = _passed(stock), _part()
    activity = next(
        each for _, _, each in open_plan(find_version(stock.slug)).each_activity() if each.id == lead.activity
    )
    of, indicator = activity.id, (activity.indicators.value or ())[0].id
    held, comes = Meeting.objects.order_by("pk")[0].uid, Meeting.objects.order_by("-pk")[0].uid
    plan, v, desk, duty = (
        f"/plans/{stock.slug}/",
        f"/plans/{stock.slug}/v/2/",
        f"/desk/plans/{stock.slug}/",
        f"/duties/{lead.uid}",
    )
    report, piece = Report.objects.filter(lead=lead).order_by("-pk")[0].uid, Evidence.objects.order_by("-pk")[0].uid
    sheet = f"/outputs/{stock.slug}/bodies/{lead.body.key}"
    year = stock.quarter[:4]
    told = {
        PUBLIC: [
            *("/", plan, f"{plan}?page=2", f"{plan}?verdict=promise_only&rule=A12", f"{plan}history"),
            *(f"{v}card", f"{v}record", f"{v}press-sheet", f"{v}files", f"{v}activities/{of}", f"{v}history/{of}"),
            *("/rules/", "/rules/A12", f"/compare?old={stock.slug}:1&new={stock.slug}:2", "/sign-in"),
            *(f"{v}progress", f"{v}progress?status=late", f"{v}progress/{of}"),
            *(f"{v}money", f"{v}money/{of}", f"{v}rounds", f"{v}unfunded", f"{v}risks", f"{v}statements"),
            *(
                f"{v}outputs/",
                f"{v}outputs/became",
                f"{v}outputs/became?chapter=activities",
                f"{v}outputs/years/{year}",
            ),
            *(f"{v}indicators", f"{v}indicators/{indicator}"),
            *(f"{v}boards/", f"{v}boards/calendar", f"{v}boards/bodies", f"{v}boards/places", f"{v}boards/evidence"),
            *("/meetings/", f"/meetings/{held}"),
            *("/standing/", "/standing/KHM/", "/standing/KHM/asks", "/standing/KHM/dates", "/standing/KHM/compare"),
            *("/standing/changes/", "/standing/files/", "/standing/KHM/asks/KH18-02", f"{v}asks", f"{v}criteria"),
            *("/trail/", "/trail/entries", "/trail/entries?verb=report.sent", "/trail/entries/500"),
        ],
        OFFICER: [
            *("/", plan, f"{v}progress", "/desk/", desk, f"{desk}repair", f"{desk}revise/{of}"),
            *(f"{desk}work", f"{desk}work?body=.", f"{desk}work/{of}", f"{desk}cycle", f"{desk}money", f"{desk}rounds"),
            *(f"{desk}steps", f"{desk}steps/{of}/1", f"{desk}indicators", f"{desk}indicators/{indicator}"),
            *(f"{desk}statements", f"/desk/statements/{Statement.objects.order_by('-pk')[0].uid}"),
            *("/review/", f"/review/reports/{report}", f"/review/evidence/{piece}"),
            *("/desk/standing/", "/desk/standing/KHM/asks/new", "/standing/KHM/", "/standing/chances/?country=KHM"),
            *(f"/outputs/{stock.slug}/", f"/outputs/{stock.slug}/pack", sheet),
            *("/committee/", "/committee/call", f"/committee/meetings/{held}", f"/committee/meetings/{comes}"),
            *(f"/committee/meetings/{comes}/agenda", f"/committee/meetings/{held}/attendance"),
            f"/committee/resolutions/{Resolution.objects.order_by('-pk')[0].uid}",
            *("/this-week/", "/account/", "/account/sessions", "/account/reminders", "/account/contact", "/glass/"),
            *("/desk/people/", "/desk/people/bodies/committee/", f"/desk/people/bodies/{lead.body.key}/", "/duties/"),
        ],
        CHAIR: ["/review/", "/committee/", "/this-week/", f"/outputs/{stock.slug}/pack"],
        LEAD: [
            *("/duties/", duty, f"{duty}/parts", f"{duty}/reports/{stock.quarter}", f"{duty}/money", f"{duty}/risks"),
            *(f"{duty}/indicators/{indicator}", f"{duty}/steps/1", "/review/", "/this-week/", "/committee/"),
            *(f"/outputs/{stock.slug}/", sheet),
        ],
        PROVINCE: ["/duties/", f"/duties/{part.uid}", f"/duties/{part.uid}/reports/{stock.quarter}", "/this-week/"],
        VOICE: ["/voices/", f"/voices/{View.objects.order_by('-pk')[0].uid}", f"/voices/plans/{stock.slug}/{of}"],
    }
    yield from (Place(who, path) for who, paths in told.items() for path in paths)


def session_of(name: str) -> dict[str, str]:
    """The cookies of somebody who has just signed in with passphrase and code."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User

    from palermo.office.access.sessions.store import BEGUN, SessionStore

    user, at, session = User.objects.get(username=name), time.time(), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": each, "at": at} for each in ("password", "mfa")]
    session["account_authentication_methods_user"], session[BEGUN] = str(user.pk), at
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}
