"""Sign in, sign out, change the password, by Django's own accounts."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from palermo.office.access.signin.throttle import Throttle

THROTTLE = Throttle("sign-in", tries=5, seconds=15 * 60)


class SignInForm(AuthenticationForm):
    """Name and password. While the brake is on, the password is not even looked at."""

    def clean(self) -> dict[str, Any]:
        if THROTTLE.closed(*self.key()):
            raise ValidationError(_("Too many wrong tries. Wait 15 minutes, then try again."), code="throttled")
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def key(self) -> tuple[str, str]:
        """Whom the brake counts: this account from this address."""
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        return str(self.data.get("username", "")).casefold(), str(address)


class SignIn(LoginView):
    """The sign-in page. After five wrong passwords from one address, an account rests a quarter of an hour."""

    template_name = "signin/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        THROTTLE.forget(*cast(SignInForm, form).key())
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        THROTTLE.count(*cast(SignInForm, form).key())
        status = 429 if form.has_error(NON_FIELD_ERRORS, "throttled") else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)


class SignOut(LogoutView):
    """Ends the session; by POST only, so that no link can do it."""


class ChangePassword(PasswordChangeView):
    """A new password for the person signed in; other sessions of theirs end."""

    template_name = "signin/password.html"
    success_url = reverse_lazy("desk")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("The password is changed."))
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
