"""The app of the committee's meetings and resolutions."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """Who met when about what, what was resolved, and what became of that."""

    name = "palermo.office.plan.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.committee.trail import register

        register()
