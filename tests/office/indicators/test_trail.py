"""What the trail says of sheets: every edition is told of, and whoever changes one past the office is found."""

import pytest
from django.db import connection, transaction

from palermo.office.trail import integrate
from palermo.office.trail.checking import check
from palermo.office.trail.witnesses import policy
from tests.office.cast import NOW
from tests.office.indicators import cast
from tests.office.unguarded import unguarded

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [f"{each.rule} {each.message.params}" for each in check(policy(), NOW, tell=lambda _read: None)[1]]


def test_an_edition_that_is_changed_past_the_office_is_named() -> None:
    row = cast.completed(cast.stored())
    integrate(NOW)
    assert found() == []
    with transaction.atomic(), unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_sheet SET reason = 'Another.'")
    assert any(f"sheet:{row.pk}" in each for each in found()), found()
