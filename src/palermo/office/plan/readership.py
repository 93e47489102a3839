"""Which versions a person may read. The one rule of the office; every public page asks here.

A version is public once a state has been claimed for it, `draft` included: whoever records that a text is a draft
publishes it as one. Press reports were public before they came to us. Any other version is the secretariat's alone,
and for everybody else there is no such page.
"""

from django.conf import settings
from django.http import HttpRequest

from palermo.office.access.decision import decide
from palermo.office.plan.models import Basis, Version


def is_public(version: Version) -> bool:
    """The rule. Claims that were prefetched are used."""
    return version.basis == Basis.PRESS or bool(version.claims.all())


def sees_all(request: HttpRequest) -> bool:
    """Whether this person works at the desk. No cookie, no question to the database."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(decide(request.user, "desk.opened"))
