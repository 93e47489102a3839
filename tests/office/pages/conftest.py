"""Plans in the office, public or not, for the tests of the public pages."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from palermo.office.plan.actions import claim_state, revise_plan
from palermo.office.plan.actions.state import Document, Proof
from palermo.office.plan.models import State, Version
from palermo.office.plan.readers import open_plan
from palermo.plan import Plan
from tests.office.cast import NOW

Claim = Callable[..., None]
Publish = Callable[..., Version]


@pytest.fixture
def claim(officer: User) -> Claim:
    """Records a state of a version, by a document where bytes are given."""

    def record(version: Version, state: State = State.APPROVED, when: str = "12 March 2024", **fields: object) -> None:
        content, name = fields.pop("document", None), fields.pop("name", "decree.pdf")
        document = Document(str(name), content) if isinstance(content, bytes) else None
        claim_state(
            by=officer,
            version=version,
            state=state,
            when=when,
            said_by=str(fields.pop("said_by", "Cabinet office")),
            proof=Proof(document=document, source="" if document else "Gazette 7"),
            now=NOW,
        )

    return record


@pytest.fixture
def publish(stored_plan: Callable[..., Version], claim: Claim) -> Publish:
    """Stores a plan and records it as approved."""

    def store(plan: Plan | None = None) -> Version:
        version = stored_plan(plan)
        claim(version)
        return version

    return store


@pytest.fixture
def next_version(officer: User) -> Callable[..., Version]:
    """Makes the next version of a plan, its title changed unless another plan is given."""

    def revise(version: Version, plan: Plan | None = None) -> Version:
        revised = plan or replace(open_plan(version), title="A small plan, second wording")
        return revise_plan(by=officer, version=version, plan=revised, reason="Corrected.", now=NOW)

    return revise
