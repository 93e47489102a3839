"""The app of what outside bodies say of a country."""

from django.apps import AppConfig


class StandingConfig(AppConfig):
    """Placements, clocks, dates and asks, with their marks."""

    name = "palermo.office.standing"
    label = "standing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.standing.trail import register

        register()
