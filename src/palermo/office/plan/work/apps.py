"""The app of the work on a plan."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Who leads an activity, what was reported on it, with what proof."""

    name = "palermo.office.plan.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.work.trail import register

        register()
