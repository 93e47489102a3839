"""Rows from before there was a trail: told of once, on the day it begins."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from palermo.office.base.compartments import showing_all
from palermo.office.trail.appending import append
from palermo.office.trail.models import Entry
from palermo.office.trail.records import told_models

ADOPTED = "record.adopted"
ACTOR = "console"


def adopt(**_signal: Any) -> None:
    """Tell of every row of the record, where no entry was written yet. Afterwards a row without one is a fault."""
    if Entry.objects.exists():
        return
    with transaction.atomic(), showing_all():
        for model in told_models():
            for row in model._default_manager.order_by("pk").iterator():
                append(actor=ACTOR, verb=ADOPTED, told=row.told(), at=timezone.now())  # type: ignore[attr-defined]  # `told_models` gives those that have it
