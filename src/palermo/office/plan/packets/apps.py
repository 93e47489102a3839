"""The app of offline packets."""

from django.apps import AppConfig


class PacketsConfig(AppConfig):
    """What was taken along to be filled in without a network, and what came back."""

    name = "palermo.office.plan.packets"
    label = "packets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from palermo.office.plan.packets.trail import register

        register()
