"""Brakes on wrong tries: each one longer than the last. What they count lies in the database, for all processes.

An attacker who tries an account from everywhere makes it rest. Whoever it belongs to gets in all the same: on a device
they signed in with before, with a passkey, or by giving passphrase and code together, which is not worth guessing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from palermo.office.access.models import Tries

FORGOTTEN = timedelta(days=1)  # after a quiet day a brake starts anew
SPENT_FOR = timedelta(minutes=10)  # longer than a one-time code is good for


@dataclass(frozen=True, slots=True)
class Brake:
    """After `free` wrong tries each further one doubles the wait, up to `longest`; from `many` on it is a day."""

    name: str
    free: int
    longest: timedelta
    many: int = 0

    def wait(self, now: datetime, *key: str) -> timedelta:
        """How long until the next try is looked at; zero when it is now."""
        tries = Tries.objects.filter(key=self._slot(key)).first()
        if tries is None:
            return timedelta()
        return max(tries.last_at + self._pause(tries.count) - now, timedelta())

    def count(self, now: datetime, *key: str) -> None:
        """One wrong try more."""
        slot = self._slot(key)
        Tries.objects.filter(last_at__lt=now - FORGOTTEN).delete()
        if not Tries.objects.filter(key=slot).update(count=F("count") + 1, last_at=now) and not _begun(slot, now):
            self.count(now, *key)  # another process began it in between

    def forget(self, *key: str) -> None:
        """Start anew."""
        Tries.objects.filter(key=self._slot(key)).delete()

    def _pause(self, count: int) -> timedelta:
        if count <= self.free:
            return timedelta()
        if self.many and count >= self.many:
            return FORGOTTEN
        return min(timedelta(seconds=2 ** min(count - self.free, 20)), self.longest)

    def _slot(self, key: tuple[str, ...]) -> str:
        return _digest(self.name, *key)


def spend(now: datetime, *key: str) -> bool:
    """Whether a one-time code is used for the first time; it is spent by asking."""
    slot = _digest("spent", *key)
    again = Tries.objects.filter(key=slot, last_at__lt=now - SPENT_FOR).update(last_at=now)
    return bool(again) or _begun(slot, now)


def _begun(slot: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            Tries.objects.create(key=slot, count=1, last_at=now)
    except IntegrityError:
        return False
    return True


def _digest(*parts: str) -> str:
    return salted_hmac("palermo.brakes", "\0".join(parts), algorithm="sha256").hexdigest()


QUARTER, MINUTE = timedelta(minutes=15), timedelta(minutes=1)

ACCOUNT = Brake("account", free=5, longest=QUARTER)  # a passphrase alone, from a device nobody knows
ADDRESS = Brake("address", free=20, longest=QUARTER)  # the same, from one address, for whatever account
DEVICE = Brake("device", free=10, longest=MINUTE)  # an account, on a device it was opened on before
TOGETHER = Brake("together", free=5, longest=MINUTE)  # an account by passphrase and code at once, from one address
CROWD = Brake("crowd", free=30, longest=MINUTE)  # the same, for whatever account
CODE = Brake("code", free=5, longest=MINUTE, many=100)  # codes after the right passphrase: it is known to somebody
AGAIN = Brake("again", free=5, longest=MINUTE)  # confirming who one is, within a session
