"""The upkeep app. It has no tables: its acts stand in the trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """Backups, restoring, and whether the office is set up as it should be."""

    name = "palermo.office.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        from palermo.office.trail import ACTS

        ACTS.update(
            {
                "backup.made": _("A backup was made"),
                "backup.restored": _("The office was brought back from a backup"),
            }
        )
