"""The app of outputs. It stores nothing: what it shows is on record already."""

from django.apps import AppConfig


class OutputsConfig(AppConfig):
    """Pack, sheets, yearly reports."""

    name = "palermo.office.plan.outputs"
    label = "outputs"
    default_auto_field = "django.db.models.BigAutoField"
