"""What is stored stays: rows of the record are added and never changed or deleted."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from palermo.office.base.record import RecordIsKept
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.models import Plan, State, StateClaim, Version
from tests.office.cast import NOW


def test_a_stored_row_refuses_to_be_saved_again(stored_plan: Callable[..., Version]) -> None:
    version = stored_plan()
    version.title = "Something else"
    with pytest.raises(RecordIsKept):
        version.save()
    assert Version.objects.get().title == "A small plan"


def test_a_stored_row_refuses_to_be_deleted(stored_plan: Callable[..., Version]) -> None:
    version = stored_plan()
    with pytest.raises(RecordIsKept):
        version.delete()
    with pytest.raises(RecordIsKept):
        version.plan.delete()


@pytest.mark.parametrize("model", [Plan, Version, StateClaim])
def test_no_mass_change_passes_by_save(model: type, db: None) -> None:
    for change in ("update", "delete"):
        with pytest.raises(RecordIsKept):
            getattr(model.objects.all(), change)()  # type: ignore[attr-defined]  # every model has objects
    with pytest.raises(RecordIsKept):
        model.objects.all().bulk_update([], ["pk"])  # type: ignore[attr-defined]  # every model has objects


def test_a_number_is_used_once_in_a_plan(stored_plan: Callable[..., Version], officer: User) -> None:
    version = stored_plan()
    version.pk = None
    version._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_the_database_refuses_a_claim_that_rests_on_nothing(stored_plan: Callable[..., Version], officer: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StateClaim.objects.create(
            version=stored_plan(), state="draft", said_when="", said_by="x", made_by=officer, made_at=NOW
        )


def test_a_person_who_made_a_row_cannot_be_deleted(stored_plan: Callable[..., Version], officer: User) -> None:
    claim_state(
        by=officer,
        version=stored_plan(),
        state=State.DRAFT,
        when="2024",
        said_by="Ministry",
        proof=Proof(source="a letter"),
        now=NOW,
    )
    with pytest.raises(Exception, match="protected"):
        officer.delete()
