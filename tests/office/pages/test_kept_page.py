"""Pages made once for everybody, and not sent again to who has them."""

from collections.abc import Callable

import pytest
from django.test import Client

from palermo.office.plan.models import State, Version
from palermo.office.plan.pages import ledger
from tests.office.pages.conftest import Claim, Publish

ADDRESS = "/plans/nz-test/"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the ledgers that were drawn."""
    drawn: list[str] = []
    draw = ledger._screen

    def counted(request: object, edition: object) -> object:
        drawn.append(request.get_full_path())  # type: ignore[attr-defined]  # a request
        return draw(request, edition)  # type: ignore[arg-type]  # as above

    monkeypatch.setattr(ledger, "_screen", counted)
    return drawn


def test_who_has_the_page_is_not_sent_it_again(publish: Publish, public_client: Client) -> None:
    publish()
    first = public_client.get(ADDRESS)
    again = public_client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert first["Cache-Control"] == "no-cache"


def test_a_page_is_made_once(publish: Publish, public_client: Client, made: list[str]) -> None:
    publish()
    assert public_client.get(ADDRESS).content == public_client.get(ADDRESS).content
    assert made == [ADDRESS]


def test_another_language_filter_or_page_is_another_page(
    publish: Publish, public_client: Client, made: list[str]
) -> None:
    publish()
    tags = {
        public_client.get(address)["ETag"] for address in (ADDRESS, f"{ADDRESS}?verdict=partly", f"{ADDRESS}?page=2")
    }
    public_client.get("/language/km?next=/")
    tags.add(public_client.get(ADDRESS)["ETag"])
    assert len(tags) == len(made) == 4


def test_words_somebody_searched_for_are_not_kept(publish: Publish, public_client: Client, made: list[str]) -> None:
    publish()
    for _time in range(2):
        public_client.get(f"{ADDRESS}?words=officers")
    assert len(made) == 2


def test_a_new_claim_is_seen_at_once(publish: Publish, claim: Claim, public_client: Client) -> None:
    version = publish()
    before = public_client.get(ADDRESS)
    claim(version, State.IN_FORCE, "1 May 2024")
    after = public_client.get(ADDRESS, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "In force" in after.content.decode()


def test_a_new_version_is_seen_at_once_on_the_old_ones_page(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    first = publish()
    public_client.get(f"{ADDRESS}v/1/")
    claim(next_version(first), State.APPROVED, "1 April 2024")
    assert "is not the newest" in public_client.get(f"{ADDRESS}v/1/").content.decode()


def test_the_page_of_a_signed_in_person_is_never_kept_or_given_to_others(
    publish: Publish,
    next_version: Callable[..., Version],
    officer_client: Client,
    public_client: Client,
    made: list[str],
) -> None:
    next_version(publish())
    own = officer_client.get(ADDRESS)
    assert "Not public yet" in own.content.decode()
    assert own["Cache-Control"] == "private, no-store"
    assert "ETag" not in own
    anybody = public_client.get(ADDRESS).content.decode()
    assert "Not public yet" not in anybody
    assert "Sign out" not in anybody
    assert len(made) == 2
