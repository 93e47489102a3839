"""Every change goes through an action; an action asks first, and a refusal changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from palermo.access import Role
from palermo.core import DataError, UserError
from palermo.office.access.refusal import Hidden, Refused
from palermo.office.base import store
from palermo.office.plan.actions import (
    Document,
    Proof,
    add_version,
    claim_state,
    correct_mapping,
    discard_upload,
    revise_plan,
    upload_plan,
)
from palermo.office.plan.files import read_file, reread
from palermo.office.plan.models import Plan, State, StateClaim, Upload, Version
from palermo.office.plan.readers import find_version, open_plan, version_standing
from palermo.plan import Mapping, TableMapping, write_mapping
from tests.office.cast import NOW, join, plan_file, small_plan


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Plan, Version, StateClaim, Upload))


def test_a_closed_account_acts_no_more(officer: User) -> None:
    officer.is_active = False
    officer.save()
    with pytest.raises(Refused, match="closed"):
        upload_plan(by=officer, file=plan_file(), now=NOW)


def test_a_file_that_cannot_be_read_leaves_no_row_and_no_file(officer: User, home: Path) -> None:
    with pytest.raises(DataError):
        read_file(b"\x00\x01\x02 nothing", "plan.xlsx")
    assert counts() == (0, 0, 0, 0)
    assert not (home / "files").exists()


def test_an_upload_becomes_the_first_version_of_a_new_plan(officer: User) -> None:
    file = plan_file()
    upload = upload_plan(by=officer, file=file, now=NOW)
    version = add_version(by=officer, upload=upload, file=reread(upload), reason=" First record. ", now=NOW)
    assert (version.plan.slug, version.number, version.reason) == ("nz-test", 1, "First record.")
    assert store.fetch(version.file_sha256) == file.content
    assert open_plan(version) == small_plan()
    assert not Upload.objects.exists()


def test_a_second_file_becomes_the_next_version(stored_plan: Callable[..., Version], officer: User) -> None:
    first = stored_plan()
    file = plan_file(small_plan(title="Another wording"))
    upload = upload_plan(by=officer, file=file, now=NOW, plan=first.plan)
    second = add_version(by=officer, upload=upload, file=file, reason="A correction.", now=NOW)
    assert (second.plan, second.number) == (first.plan, 2)
    assert find_version("nz-test").title == "Another wording"
    assert find_version("nz-test", 1).title == "A small plan"


def test_an_address_in_use_is_refused_with_what_to_do(stored_plan: Callable[..., Version], officer: User) -> None:
    stored_plan()
    file = plan_file(small_plan(title="Not the same"))
    upload = upload_plan(by=officer, file=file, now=NOW)
    with pytest.raises(UserError, match="new version"):
        add_version(by=officer, upload=upload, file=file, reason="x", now=NOW)
    other = add_version(by=officer, upload=upload, file=file, reason="x", now=NOW, slug="NZ other")
    assert other.plan.slug == "nz-other"


def test_a_version_needs_a_reason(officer: User) -> None:
    file = plan_file()
    upload = upload_plan(by=officer, file=file, now=NOW)
    with pytest.raises(UserError, match="why"):
        add_version(by=officer, upload=upload, file=file, reason="  ", now=NOW)


def test_an_upload_belongs_to_one_person_and_expires(officer: User) -> None:
    colleague = join("colleague", Role.SECRETARIAT)
    file = plan_file()
    upload = upload_plan(by=officer, file=file, now=NOW)
    with pytest.raises(Hidden, match="nothing here"):
        add_version(by=colleague, upload=upload, file=file, reason="x", now=NOW)
    with pytest.raises(Hidden, match="nothing here"):
        discard_upload(by=colleague, upload=upload, now=NOW)
    with pytest.raises(UserError, match="expired"):
        correct_mapping(by=officer, upload=upload, file=file, now=NOW + timedelta(days=15))
    upload_plan(by=officer, file=file, now=NOW + timedelta(days=15))
    assert not Upload.objects.filter(pk=upload.pk).exists()


def test_a_mapping_is_stored_only_for_its_own_file(officer: User) -> None:
    upload = upload_plan(by=officer, file=plan_file(), now=NOW)
    with pytest.raises(UserError, match="another file"):
        correct_mapping(by=officer, upload=upload, file=plan_file(small_plan(title="Other")), now=NOW)
    assert correct_mapping(by=officer, upload=upload, file=plan_file(), now=NOW) == upload


def test_a_mapping_changed_in_another_window_is_noticed(officer: User) -> None:
    file = plan_file()
    upload = upload_plan(by=officer, file=file, now=NOW)
    upload.mapping = write_mapping(Mapping((TableMapping("Other", use=True),)))
    with pytest.raises(UserError, match="meantime"):
        add_version(by=officer, upload=upload, file=file, reason="x", now=NOW)


def test_a_discarded_upload_is_gone(officer: User) -> None:
    upload = upload_plan(by=officer, file=plan_file(), now=NOW)
    discard_upload(by=officer, upload=upload, now=NOW)
    assert not Upload.objects.exists()


def test_a_revision_keeps_file_and_says_what_it_came_from(stored_plan: Callable[..., Version], officer: User) -> None:
    first = stored_plan()
    revised = replace(open_plan(first), title="A clearer plan")
    second = revise_plan(by=officer, version=first, plan=revised, reason="Clearer.", now=NOW)
    assert (second.number, second.revised_from, second.file_sha256) == (2, first, first.file_sha256)
    assert open_plan(second).title == "A clearer plan"


def test_a_revision_of_an_old_version_is_refused(stored_plan: Callable[..., Version], officer: User) -> None:
    first = stored_plan()
    revised = replace(open_plan(first), title="A clearer plan")
    revise_plan(by=officer, version=first, plan=revised, reason="Clearer.", now=NOW)
    with pytest.raises(UserError, match="the newest version"):
        revise_plan(by=officer, version=first, plan=revised, reason="Again.", now=NOW)


def test_a_revision_that_changes_nothing_is_refused(stored_plan: Callable[..., Version], officer: User) -> None:
    first = stored_plan()
    with pytest.raises(UserError, match="Nothing was changed"):
        revise_plan(by=officer, version=first, plan=open_plan(first), reason="x", now=NOW)


def test_contradicting_claims_both_stay(stored_plan: Callable[..., Version], officer: User) -> None:
    version = stored_plan()
    document = Document("gazette.pdf", b"%PDF-1.7 in our own words")
    approved = claim_state(
        by=officer,
        version=version,
        state=State.APPROVED,
        when="2024-02-01",
        said_by="Gazette",
        proof=Proof(document),
        now=NOW,
    )
    claim_state(
        by=officer,
        version=version,
        state=State.DRAFT,
        when="2024-02-20",
        said_by="Ministry",
        proof=Proof(source="a speech"),
        now=NOW,
    )
    assert store.fetch(approved.document_sha256) == document.content
    assert version_standing(version).said == ("draft", "approved")
    assert version_standing(version).contested


def test_a_claim_keeps_the_precision_of_its_date(stored_plan: Callable[..., Version], officer: User) -> None:
    claim = claim_state(
        by=officer,
        version=stored_plan(),
        state=State.APPROVED,
        when="March 2024",
        said_by="Gazette",
        proof=Proof(source="issue 12"),
        now=NOW,
    )
    assert (str(claim.first_day), str(claim.last_day), claim.said_when) == ("2024-03-01", "2024-03-31", "March 2024")


@pytest.mark.parametrize(
    ("missing", "told"),
    [({"proof": Proof()}, "document"), ({"said_by": " "}, "Name who"), ({"when": "when pigs fly"}, "date")],
)
def test_a_claim_that_says_too_little_is_refused(
    missing: dict[str, Any], told: str, stored_plan: Callable[..., Version], officer: User
) -> None:
    version = stored_plan()
    words: dict[str, Any] = {"when": "2024", "said_by": "Ministry", "proof": Proof(source="a letter"), **missing}
    with pytest.raises(UserError, match=told):
        claim_state(by=officer, version=version, state=State.DRAFT, now=NOW, **words)
    assert not StateClaim.objects.exists()
