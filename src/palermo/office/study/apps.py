"""The app of the study."""

from django.apps import AppConfig


class StudyConfig(AppConfig):
    """Tables of capture patterns, runs of estimates on them, and what of these everybody may read."""

    name = "palermo.office.study"
    label = "study"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.study.trail import register

        register()
