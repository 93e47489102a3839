"""The base app."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Layout, components and error pages."""

    name = "palermo.office.base"
    label = "base"
