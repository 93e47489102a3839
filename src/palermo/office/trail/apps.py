"""The trail app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TrailConfig(AppConfig):
    """Entries, the log made of them, and its public pages."""

    name = "palermo.office.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.trail.adopting import adopt

        post_migrate.connect(adopt, sender=self, dispatch_uid="palermo.trail")
