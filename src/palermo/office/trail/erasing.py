"""Erase what opens an entry.

The log still verifies; what the entry committed to can be neither shown nor guessed any more.
"""

from datetime import datetime

from django.db import transaction

from palermo.core import Message, UserError
from palermo.office.trail.appending import append
from palermo.office.trail.models import Entry, Opening
from palermo.office.trail.rows import ERASED
from palermo.office.trail.told import Told


def erase(*, actor: str, uid: str, reason: str, at: datetime) -> Entry:
    """Erase salt and content of the entry with this id, and give the entry that tells of the erasing."""
    if not reason.strip():
        raise UserError(Message("Say why it is erased. The reason stays."))
    with transaction.atomic():
        opening = Opening.objects.filter(entry__uid=uid).first()
        if opening is None:
            raise UserError(Message("There is no entry with this id."))
        if opening.salt is None:
            raise UserError(Message("It is erased already."))
        opening.salt = opening.content = None
        opening.save(update_fields=["salt", "content"])
        return append(actor=actor, verb=ERASED, told=Told(uid, {"reason": reason.strip()}), at=at)
