"""Addresses of signing in and of one's own account. The names are those that allauth asks for, where it asks."""

from django.urls import path

from palermo.office.access.signin import account, joining, open_sessions, passphrases, renewing, views

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code", views.Code.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey", views.Passkey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/again", views.Again.as_view(), name="account_reauthenticate"),
    path("sign-in/again/code", views.AgainByCode.as_view(), name="mfa_reauthenticate"),
    path("sign-in/again/passkey", views.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("sign-in/form", views.held_form, name="held-form"),
    path("invitation/<str:token>", joining.join, name="invitation"),
    path("new-start/<str:token>", renewing.renew, name="new-start"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("account/", account.Account.as_view(), name="mfa_index"),
    path("account/app", account.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/app/remove", account.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/passkey", account.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/passkey/<int:pk>/remove", account.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("account/codes", account.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("account/codes/new", account.RenewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/passphrase", passphrases.passphrase, name="passphrase"),
    path("account/sessions", open_sessions.open_sessions, name="sessions"),
]
