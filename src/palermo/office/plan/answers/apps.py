"""The app of how plans answer asks."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """Which measures answer which asks, and what that comes to."""

    name = "palermo.office.plan.answers"
    label = "answers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.answers.trail import register

        register()
