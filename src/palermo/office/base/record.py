"""Rows that are written once. Nothing in the record is changed or deleted; a correction is a new row."""

from typing import Any, NoReturn, TypeVar

from django.db import models


class RecordIsKept(RuntimeError):
    """Somebody tried to change or delete a row of the record. A mistake in our code, never of a person."""


M = TypeVar("M", bound=models.Model)


class RecordQuerySet(models.QuerySet[M]):
    """Reads and adds; refuses the mass changes that would pass by `save`."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RecordIsKept(f"rows of {self.model.__name__} are not changed")

    def delete(self) -> NoReturn:
        raise RecordIsKept(f"rows of {self.model.__name__} are not deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordIsKept(f"rows of {self.model.__name__} are not changed")


class RecordManager(models.Manager[M]):
    """Asks a `RecordQuerySet`."""

    def get_queryset(self) -> RecordQuerySet[M]:
        return RecordQuerySet(self.model, using=self._db)


class Record(models.Model):
    """A model whose rows are only ever added."""

    objects = RecordManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RecordIsKept(f"{type(self).__name__} {self.pk} is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordIsKept(f"{type(self).__name__} {self.pk} is not deleted")
