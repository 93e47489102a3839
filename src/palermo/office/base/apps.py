"""The base app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    """Layout, components, sign-in and error pages."""

    name = "palermo.office.base"
    label = "base"

    def ready(self) -> None:
        post_migrate.connect(_make_secretariat, dispatch_uid="palermo.secretariat")


def _make_secretariat(using: str, **_signal: Any) -> None:
    # every office has its secretariat, whether or not the demo filled it
    from django.contrib.auth.models import Group

    from palermo.office.base.permission import SECRETARIAT

    Group.objects.using(using).get_or_create(name=SECRETARIAT)
