"""The app of reminders."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Who is told what waits for them, and whether the mail got there."""

    name = "palermo.office.plan.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.reminders.trail import register

        register()
