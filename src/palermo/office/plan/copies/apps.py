"""The app of public copies of evidence."""

from django.apps import AppConfig


class CopiesConfig(AppConfig):
    """What everybody may see of a piece of evidence, and who let them."""

    name = "palermo.office.plan.copies"
    label = "copies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.copies.trail import register

        register()
