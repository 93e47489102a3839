"""What stands between the passphrase and the desk."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from palermo.office.access.signin.standing import FACTOR, records


class FactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth ships no types
    """Asks for the second factor, unless it was given together with the passphrase, or was a passkey."""

    def _should_handle(self, request: HttpRequest) -> bool:
        given = any(record["method"] == FACTOR for record in records(request, self.login.user))
        return bool(super()._should_handle(request)) and not given
