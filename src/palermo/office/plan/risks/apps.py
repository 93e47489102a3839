"""The app of the risks of a plan's activities."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """What could go wrong, who looks after it, and what is done about it."""

    name = "palermo.office.plan.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.risks.trail import register

        register()
