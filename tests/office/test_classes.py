"""Every field of every table has a class, and one only."""

from collections import Counter

from django.apps import apps

from manual.classes import classified
from palermo.office.access.models import SealedField, SealedRecord


def fields() -> set[str]:
    return {f"{model._meta.label_lower}.{field.name}" for model in apps.get_models() for field in model._meta.fields}


def test_every_field_has_its_class_and_nothing_else_is_listed() -> None:
    listed = [name for name, _class in classified()]
    assert set(listed) == fields()
    assert [name for name, count in Counter(listed).items() if count > 1] == []


def test_what_is_sealed_holds_bytes_and_never_words() -> None:
    sealed = {name for name, kind in classified() if kind == "sealed"}
    for model in (SealedField, SealedRecord):
        binary = {field.name for field in model._meta.fields if field.get_internal_type() == "BinaryField"}
        assert {f"{model._meta.label_lower}.{name}" for name in binary} <= sealed
