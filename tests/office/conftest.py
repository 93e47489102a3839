"""A fixed cast: an officer of the secretariat, a signed-in outsider without any role, and the public."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management.commands import migrate
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from whitenoise.middleware import WhiteNoiseMiddleware

from palermo.access import Role
from palermo.office.access import action
from palermo.office.base import kept
from palermo.office.plan.actions import add_version, upload_plan
from palermo.office.plan.models import Version
from palermo.plan import Plan
from tests.office.cast import NOW, client_of, join, plan_file
from tests.office.roles import by_office
from tests.office.stock import fill_memory, make_template
from tests.office.unguarded import unguarded


@pytest.fixture(scope="session")
def from_the_stock(django_test_environment: None, django_db_blocker: Any) -> Iterator[pytest.MonkeyPatch]:
    """While it lasts, `migrate` copies what it would take seconds to make."""
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql":
            with django_db_blocker.unblock():
                patch.setitem(connection.settings_dict["TEST"], "TEMPLATE", make_template(connection))
        else:
            made = migrate.Command.handle
            patch.setattr(
                migrate.Command,
                "handle",
                lambda *given, **options: fill_memory(connection, lambda: made(*given, **options)),
            )
        yield patch


@pytest.fixture(scope="session")
def django_db_setup(from_the_stock: pytest.MonkeyPatch, django_db_setup: None) -> None:
    """As pytest-django has it, with a copy for the tables of each process."""
    from_the_stock.undo()


@pytest.fixture(autouse=True, scope="session")
def emptied_past_the_guards() -> Iterator[None]:
    """A test with transactions of its own leaves rows behind, which Django then deletes from every table."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_unguarded(self: BaseDatabaseOperations, statements: list[str]) -> None:
        with unguarded():
            flush(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_unguarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def done_by_the_office() -> Iterator[None]:
    """Requests and actions are done in the office's own role: see `roles`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", by_office(Client.request))
        patch.setattr(action, "_run", by_office(action._run))
        yield


@pytest.fixture(autouse=True, scope="session")
def static_files_found_once() -> Iterator[None]:
    """Every client makes its middleware anew, which would look for the same static files a thousand times."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, object]()

    def find_once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            find(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def pages_drawn_as_they_are(django_test_environment: None) -> Iterator[None]:
    """Django notes for each test from which templates a page was drawn, and with what. No test of ours asks for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)  # type: ignore[attr-defined]  # Django's own
        yield


CHEAP = "django.contrib.auth.hashers.MD5PasswordHasher"  # the real one takes a tenth of a second on purpose


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """Each test has a home folder of its own and starts with nothing in memory."""
    settings.PALERMO_HOME = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    settings.TRAIL_WAKES = False  # type: ignore[attr-defined]  # no thread beside the tests but where one asks for it
    settings.PASSWORD_HASHERS = [CHEAP]  # type: ignore[attr-defined]  # the same
    kept.forget()
    cache.clear()
    return tmp_path


@pytest.fixture
def officer(db: None) -> User:
    """Works in the secretariat."""
    return join("officer", Role.SECRETARIAT)


@pytest.fixture
def outsider(db: None) -> User:
    """Has an account, and the role of an analyst elsewhere: nothing at the desk is theirs."""
    return join("outsider", Role.ANALYST)


@pytest.fixture
def officer_client(officer: User) -> Client:
    return client_of(officer)


@pytest.fixture
def outsider_client(outsider: User) -> Client:
    return client_of(outsider)


@pytest.fixture
def public_client() -> Client:
    """Anybody."""
    return Client()


@pytest.fixture
def stored_plan(officer: User) -> Callable[..., Version]:
    """Stores a plan through the actions and gives its first version."""

    def store(plan: Plan | None = None) -> Version:
        file = plan_file(plan)
        upload = upload_plan(by=officer, file=file, now=NOW)
        return add_version(by=officer, upload=upload, file=file, reason="First record.", now=NOW)

    return store
