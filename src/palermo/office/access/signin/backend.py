"""Who an open session is of, read in the one query that reads the session."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.http import HttpRequest

from palermo.office.access.sessions.store import SessionStore

_READ: ContextVar[User | None] = ContextVar("read", default=None)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """As that of allauth. A person who came along with their session is not asked for again."""

    def get_user(self, user_id: int) -> User | None:
        """The person of this number, unless their account is closed."""
        read = _READ.get()
        if read is not None and read.pk == user_id:
            return read if self.user_can_authenticate(read) else None
        return cast(User | None, super().get_user(user_id))


@contextmanager
def come_with(request: HttpRequest) -> Iterator[None]:
    """Within it, the person of the request is the one that its session was read with."""
    session = cast(SessionStore, request.session)
    known = SESSION_KEY in session  # has it read
    held = _READ.set(session.row.user if known and session.row else None)
    try:
        yield
    finally:
        _READ.reset(held)
