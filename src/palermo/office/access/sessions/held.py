"""A form that was sent after its session was over: nothing of it is stored, and nothing that was written is lost.

Its text lies in the session that takes the place of the old one, sealed like every session, and goes back to the same
person when they have signed in again. Files do not: they are chosen once more.
"""

from dataclasses import asdict, dataclass
from datetime import timedelta
from time import time

from django.http import HttpRequest

HELD = "held"  # in a session
LONGEST = 200_000  # letters
KEPT_FOR = timedelta(hours=1)
# what proves who somebody is never lies anywhere, not even sealed
SECRET = frozenset({"csrfmiddlewaretoken", "passphrase", "password", "code", "credential", "oldpassword", "token"})
NOT_HELD = ("/sign-in", "/sign-out", "/account/", "/invitation/", "/new-start/")


@dataclass(frozen=True, slots=True)
class Held:
    """A form as it was sent: by whom, to which address, and its fields in order."""

    user: str
    path: str
    fields: list[list[str]]
    at: float


def hold(request: HttpRequest, user: str) -> bool:
    """Keep the form of this request for its person. False where there is none, or none that may be kept."""
    if request.method != "POST" or request.path.startswith(NOT_HELD):
        return False
    fields = [[name, value] for name, values in request.POST.lists() for value in values if name not in SECRET]
    if not fields or sum(len(name) + len(str(value)) for name, value in fields) > LONGEST:
        return False
    request.session[HELD] = asdict(Held(user, request.get_full_path(), [[n, str(v)] for n, v in fields], time()))
    return True


def held(request: HttpRequest) -> Held | None:
    """The form that waits for the person who is signed in; anybody else's is dropped."""
    kept = request.session.get(HELD)
    if kept is None:
        return None
    form = Held(**kept)
    if form.user == str(request.user.pk) and time() - form.at < KEPT_FOR.total_seconds():
        return form
    drop(request)
    return None


def drop(request: HttpRequest) -> None:
    """Forget what waits."""
    request.session.pop(HELD, None)
