"""The upkeep app. It has no tables: its acts stand in the trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """Backups, restoring, and whether the office is set up as it should be."""

    name = "palermo.office.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        # importing the actions puts them into the register that tests and the trail walk
        from palermo.office.trail import ACTS
        from palermo.office.upkeep import acts  # noqa: F401  # imported for its effect

        ACTS.update(
            {
                "backup.made": _("A backup was made"),
                "backup.restored": _("The office was brought back from a backup"),
            }
        )
