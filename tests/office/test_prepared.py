"""Questions whose SQL is worked out once answer as Django does when it works it out anew."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet

from palermo.access import Role
from palermo.office.access.models import Person, Term
from palermo.office.base.prepared import Prepared, columns_of
from tests.office.cast import NOW, join

ROLES = (Role.ANALYST, Role.APPROVER, Role.AUDITOR)


@pytest.fixture
def people(officer: User) -> list[Person]:
    return [join(f"one-{role}", role).person for role in ROLES]


def test_it_answers_as_the_plain_query_does_for_every_value(people: list[Person]) -> None:
    def plain(role: str, person: int) -> QuerySet[Term, Any]:
        of = {"role": role, "person": person, "since__lte": NOW + timedelta(days=1)}
        return Term.objects.filter(**of).order_by("-pk").values_list("pk", "since", "body__names")

    prepared = Prepared(plain, 2)
    asked = [(role, person.pk) for role in ROLES for person in people]
    found = {of: prepared(*of) for of in asked}
    assert found == {of: list(plain(*of)) for of in asked}
    assert sum(map(len, found.values())) == len(people)
    assert len(Prepared(lambda role: Term.objects.filter(role=role).values_list("pk"))("chair")) == 0


def test_a_row_can_be_made_of_what_it_gives(people: list[Person]) -> None:
    columns = columns_of(Person)
    (row,) = Prepared(lambda person: Person.objects.filter(pk=person).values_list(*columns))(people[0].pk)
    assert Person.from_db("default", columns, row).made_at == people[0].made_at


def test_what_does_not_use_each_value_once_is_a_mistake() -> None:
    unused = Prepared(lambda person, role: Term.objects.filter(person=person).values_list("pk"), 2)
    with pytest.raises(TypeError, match="each of its values once"):
        unused(1, "chair")


def test_another_thread_works_it_out_for_its_own_connection() -> None:
    prepared, compilers = Prepared(lambda: Term.objects.values_list("pk"), 0), []

    def ask() -> None:
        compilers.append(prepared._work_out().compiler.connection)
        connection.close()

    asking = Thread(target=ask)
    asking.start()
    asking.join()
    assert compilers[0] is not prepared._work_out().compiler.connection
