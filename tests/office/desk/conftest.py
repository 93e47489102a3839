"""An upload in hand, and one stored plan with all that the desk is about."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from palermo.office.plan.actions import upload_plan
from palermo.office.plan.files import read_file
from palermo.office.plan.models import Upload
from tests.office.desk.matrices import matrix


@pytest.fixture
def waiting(officer: User) -> Callable[..., Upload]:
    """Uploads the matrix, as the officer, today."""

    def store(content: bytes | None = None, name: str = "matrix.xlsx") -> Upload:
        return upload_plan(by=officer, file=read_file(content or matrix(), name, by_hand=True), now=timezone.now())

    return store
