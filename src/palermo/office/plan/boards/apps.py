"""The app of boards. It stores nothing."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Pictures of the work on a plan, each with its figures."""

    name = "palermo.office.plan.boards"
    label = "boards"
    default_auto_field = "django.db.models.BigAutoField"
