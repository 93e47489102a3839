"""One at a time: a row that is held until a transaction is over."""

from django.db import connection
from django.db.models import Model


def hold(row: Model) -> None:
    """Until the transaction is over, nobody else gets past this for the same row. SQLite has one writer anyway."""
    if connection.features.has_select_for_update:
        type(row)._base_manager.select_for_update().get(pk=row.pk)
