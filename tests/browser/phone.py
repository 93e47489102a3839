"""A phone with an app that shows codes: RFC 6238, written from the standard and not from the product."""

import base64
import hmac
import time
from dataclasses import dataclass, field

STEP_S = 30


@dataclass(slots=True)
class Phone:
    """Shows each code once, as somebody who signs in several times within a minute has to wait for the next one.

    The clock of a phone may be half a minute off: the code before and the next one are good as well.
    """

    secret: str
    shown: set[int] = field(default_factory=set)

    def code(self) -> str:
        """A code that was not shown before and is good now."""
        while True:
            now, gone = divmod(int(time.time()), STEP_S)
            # late in a step the code before is no longer good once it is typed and sent
            for step in (now - 1, now, now + 1) if gone < STEP_S / 2 else (now, now + 1):
                if step not in self.shown:
                    self.shown.add(step)
                    return code_of(self.secret, step)
            time.sleep(0.5)


def code_of(secret: str, step: int) -> str:
    """The six digits of a step of half a minute."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"
