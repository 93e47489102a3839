"""The plan app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Plans, their versions and what is said of their state."""

    name = "palermo.office.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.trail import register

        register()
