"""The app of steps."""

from django.apps import AppConfig


class StepsConfig(AppConfig):
    """What was arranged for the steps of a plan."""

    name = "palermo.office.plan.steps"
    label = "steps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.steps.trail import register

        register()
