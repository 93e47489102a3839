"""The app of what is said beside the record."""

from django.apps import AppConfig


class BesideConfig(AppConfig):
    """What another body sees of an activity, and what was said of it in public."""

    name = "palermo.office.plan.beside"
    label = "beside"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.beside.trail import register

        register()
