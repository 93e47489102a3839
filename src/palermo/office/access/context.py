"""What the layout shows of the person who reads. Nothing here touches the database for people who are not signed in."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from palermo.office.access.decision import decide
from palermo.office.access.glass.watching import alarms


def person(request: HttpRequest) -> dict[str, object]:
    """Whether somebody is signed in, and the parts of the menu that are theirs."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return {
        "signed_in": signed_in,
        "at_desk": bool(signed_in and decide(request.user, "desk.opened")),
        "at_review": bool(signed_in and decide(request.user, "review.opened")),
        "at_duties": bool(signed_in and decide(request.user, "duties.opened")),
        "at_committee": bool(signed_in and decide(request.user, "committee.opened")),
        "at_voices": bool(signed_in and decide(request.user, "views.opened")),
        "at_study": bool(signed_in and decide(request.user, "study.opened")),
        "at_people": bool(signed_in and decide(request.user, "people.opened")),
        "alarms": alarms(request.user, timezone.now()) if signed_in else (),
    }
