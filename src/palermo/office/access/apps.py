"""The access app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """People and bodies, what they may do, and how they sign in."""

    name = "palermo.office.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed

        from palermo.office.access.signin.standing import proved
        from palermo.office.access.trail import register

        register()
        authentication_step_completed.connect(proved, dispatch_uid="palermo.proved")
