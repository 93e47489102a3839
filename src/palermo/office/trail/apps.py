"""The trail app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Entries, the log made of them, and its public pages."""

    name = "palermo.office.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"
