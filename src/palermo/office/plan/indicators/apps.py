"""The app of indicators."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """What an indicator means, who said so, and what was counted."""

    name = "palermo.office.plan.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.indicators.trail import register

        register()
