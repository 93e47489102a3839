"""A packet and its answers in the office of the browser tests, and somebody of the body that it is for."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.browser.joining import join

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CARRIER = "carrier"


def take_along(officer: "User", key: str, password: str, now: datetime) -> dict[str, Any]:
    """The oldest report that the body owes was written by two: the receipt of the second."""
    from palermo.access import Role
    from palermo.office.access.models import Body
    from palermo.office.plan.packets.actions import bring_in, make_packet
    from palermo.office.plan.packets.asked import as_packed, due_of
    from tests.office.packets.scenes import CODE, proof, said, written

    body = Body.objects.get(key=key)
    join(officer, CARRIER, Role.FOCAL_POINT, body, now, password)
    reports = [as_packed(due_of(officer, body, now)[0])]
    packet = make_packet(by=officer, body=body, reports=reports, language="en", code=CODE, now=now)
    first, second = said(packet, send=False), said(packet, narrative="Nine officers, not twelve.")
    bring_in(by=officer, packet=packet, file=written(packet, first), now=now)
    both = bring_in(by=officer, packet=packet, file=written(packet, second, proofs=(proof(packet),)), now=now)
    return {"receipt": both.answer.uid}
