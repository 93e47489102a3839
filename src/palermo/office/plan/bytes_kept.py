"""Bytes that no row needs any more. Versions, documents of proof and copies of statements keep theirs for ever,
public copies of evidence until they are withdrawn.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from palermo.office.base import store
from palermo.office.plan.beside.models import Statement
from palermo.office.plan.copies.models import Copy
from palermo.office.plan.models import StateClaim, Upload, Version


def release(digests: Iterable[str]) -> None:
    """After the change around this call is stored, remove the bytes with these digests that no row names any more."""
    transaction.on_commit(partial(_remove, frozenset(digests)))


def _remove(digests: frozenset[str]) -> None:
    # a transaction of its own takes the write lock: nobody can store the same bytes between the look and the removal
    with transaction.atomic():
        for digest in digests:
            if not _needed(digest):
                store.remove(digest)


def _needed(digest: str) -> bool:
    return (
        Upload.objects.filter(file_sha256=digest).exists()
        or Version.objects.filter(file_sha256=digest).exists()
        or StateClaim.objects.filter(document_sha256=digest).exists()
        or Statement.objects.filter(sha256=digest).exists()
        or Copy.objects.filter(sha256=digest, moves__verb="publish").exclude(moves__verb="withdraw").exists()
    )
