"""The app of the money of a plan."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """What an activity costs, and what became of it."""

    name = "palermo.office.plan.money"
    label = "money"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.money.trail import register

        register()
