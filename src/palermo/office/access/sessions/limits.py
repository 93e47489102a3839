"""How long a session may last, by the roles of its person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from palermo.access import Role


@dataclass(frozen=True, slots=True)
class Limits:
    """`idle`: without a click. `whole`: since the person signed in, however busy they are."""

    idle: timedelta
    whole: timedelta

    def over(self, *, begun_at: datetime, seen_at: datetime, now: datetime) -> timedelta | None:
        """The limit that a session has passed; None while it may go on."""
        if now - begun_at >= self.whole:
            return self.whole
        return self.idle if now - seen_at >= self.idle else None


USUAL = Limits(timedelta(minutes=30), timedelta(hours=12))
NEAR_KEYS = Limits(timedelta(minutes=10), timedelta(hours=12))
LIMITS: Mapping[Role, Limits] = {Role.OPERATOR: NEAR_KEYS, Role.CUSTODIAN: NEAR_KEYS}  # every other role: USUAL
SEEN_EVERY = timedelta(minutes=1)  # a click is written down no more often than that


def limits_for(roles: Iterable[Role]) -> Limits:
    """The shortest that any of the roles has."""
    each = [LIMITS.get(role, USUAL) for role in roles] or [USUAL]
    return Limits(min(one.idle for one in each), min(one.whole for one in each))
