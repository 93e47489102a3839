"""An office from before there was a trail: its rows are told of once, and no row after that slips in so."""

from collections.abc import Callable

import pytest
from django.db import connection

from palermo.office.plan.models import Version
from palermo.office.trail import integrate
from palermo.office.trail.adopting import adopt
from palermo.office.trail.checking import check
from palermo.office.trail.models import Entry, Opening, Waiting
from palermo.office.trail.witnesses import policy
from tests.office.cast import NOW
from tests.office.unguarded import unguarded


@pytest.fixture
def untold(stored_plan: Callable[..., Version]) -> Version:
    """A plan that no entry tells of."""
    version = stored_plan()
    with unguarded():
        for model in (Waiting, Opening, Entry):
            model._default_manager.all()._raw_delete("default")
    return version


def rules() -> set[str]:
    integrate(NOW)
    return {finding.rule for finding in check(policy(), NOW, tell=lambda _read: None)[1]}


def test_rows_from_before_are_told_of_once(untold: Version) -> None:
    assert rules() == {"T51"}
    adopt()
    told = list(Entry.objects.values_list("verb", "object"))
    assert ("record.adopted", f"version:{untold.pk}") in told
    assert rules() <= {"T14"}  # the clock of this machine, and not the tests' day
    adopt()
    assert Entry.objects.count() == len(told)


def test_a_row_that_is_put_in_later_is_not_adopted(untold: Version) -> None:
    adopt()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO plan_plan (id, slug, country, made_by_id, made_at) "
            "SELECT 99, 'forged', '', made_by_id, made_at FROM plan_plan"
        )
    adopt()
    assert "T51" in rules()
