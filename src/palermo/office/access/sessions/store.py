"""Django's sessions in the database, so kept that a copy of the database opens none and tells nothing."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.serializers import JSONSerializer
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from palermo.access import Unreadable
from palermo.office.access.models import Session
from palermo.office.access.sealing import seal_for_office, unseal_for_office
from palermo.office.base.prepared import Prepared, columns_of

BEGUN, DEVICE = "begun", "device"  # in a session: when the person signed in (seconds), and on what
_USER = "_auth_user_id"  # Django's own


_SESSION, _PERSON = columns_of(Session), columns_of(User)
_FOUND = Prepared(
    lambda key: (
        Session.objects.order_by()
        .filter(session_key=key)
        .values_list(*_SESSION, *(f"user__{name}" for name in _PERSON))
    )
)


def digest_of(secret: str) -> str:
    """What a session is known by in the database: as long as the column, and no way back to the cookie."""
    return sha256(f"palermo session {secret}".encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Kept under the digest of its secret, the content sealed with a key that lies in the home."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        self.row = _found(self._record())
        if self.row is None:
            self._session_key = None
            return {}
        return self.decode(self.row.session_data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=digest_of(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        if secret := session_key or self.session_key:
            Session.objects.filter(session_key=digest_of(secret)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        begun, now = data.get(BEGUN), timezone.now()
        return Session(
            session_key=self._record(),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(_USER),
            begun_at=datetime.fromtimestamp(begun, UTC) if begun else now,
            seen_at=now,
            device=data.get(DEVICE, ""),
        )

    def encode(self, session_dict: dict[str, Any]) -> str:
        text = JSONSerializer().dumps(session_dict)
        return b64encode(seal_for_office(text, record=self._record(), field="session")).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        try:
            text = unseal_for_office(b64decode(session_data), record=self._record(), field="session")
        except (Unreadable, ValueError):
            return {}  # of a key that is gone: whoever it was signs in again
        found: dict[str, Any] = JSONSerializer().loads(text)
        return found

    def _record(self) -> str:
        return digest_of(self.session_key or "")


def _found(record: str) -> Session | None:
    """The session of this record that has not run out, and with it its person: who reads a page asks for both."""
    for values in _FOUND(record):
        row = Session.from_db(DEFAULT_DB_ALIAS, _SESSION, values[: len(_SESSION)])
        if row.expire_date > timezone.now():
            if row.user_id is not None:
                row.user = User.from_db(DEFAULT_DB_ALIAS, _PERSON, values[len(_SESSION) :])
            return row
    return None
