"""Anybody reads the log and checks it; what an entry committed to is shown to nobody but who may read the thing."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from palermo.office.plan.models import Version
from palermo.office.trail import Told, append, settling
from palermo.office.trail.keys import log_name
from palermo.office.trail.log import fetch
from palermo.office.trail.models import Checkpoint, Entry, Leaf, Waiting
from palermo.office.trail.witnesses import policy
from palermo.trail import check_file, check_proof, read_proof, verify
from tests.office.cast import NOW
from tests.office.pages.conftest import Publish

PAGES = ("/trail/", "/trail/entries", "/trail/entries/0")
LATER = datetime(2100, 1, 1, tzinfo=UTC)


def tell(version: Version) -> str:
    """The id of the entry about a version; written here where the actions do not write one themselves."""
    row = Entry.objects.filter(object=version.told().object).first()
    return (row or append(actor="p-1", verb="version.added", told=version.told(), at=NOW)).uid


@pytest.fixture
def closed(db: None) -> Entry:
    told = Told("document:5", {"why": "a secret of somebody"}, closed=True)
    return append(actor="p-secret", verb="document.opened", told=told, at=NOW)


def test_pages_say_where_the_log_stands_and_how_to_check_it(publish: Publish, public_client: Client) -> None:
    tell(publish())
    page = public_client.get("/trail/").content.decode()
    for words in (log_name(), "palermo trail verify http://testserver/trail", "palermo trail witness", "Last signed"):
        assert words in page
    assert not Waiting.objects.exists()


def test_an_empty_log_has_pages_too(db: None, public_client: Client) -> None:
    assert "Nothing is written in it yet" in public_client.get("/trail/").content.decode()
    assert "There is no such entry" in public_client.get("/trail/entries").content.decode()
    assert public_client.get("/trail/checkpoint").status_code == 404
    assert public_client.get("/trail/entries/0").status_code == 404
    assert public_client.get("/trail/policy").status_code == 200


def test_what_is_served_is_what_is_published(public_client: Client, db: None) -> None:
    for n in range(300):
        append(actor="p-1", verb="version.added", told=Told(f"version:{n}", {}), at=NOW)

    def served(path: str) -> bytes | None:
        reply = public_client.get(f"/trail/{path}")
        return reply.content if reply.status_code == 200 else None

    log, findings = verify(served, policy(), LATER)
    assert (log and log.checkpoint.size, findings) == (300, ())
    for path in ("checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000"):
        assert served(path) == fetch(path)
    full = public_client.get("/trail/tile/0/000")
    assert "immutable" in full["Cache-Control"]
    assert full["Content-Type"] == "application/octet-stream"
    assert public_client.get("/trail/checkpoint")["Content-Type"] == "text/plain; charset=utf-8"
    for path in ("tile/0/002", "tile/0/001.p/45", "tile/9/000", "tile/x", "tile/0/000.p/0"):
        assert served(path) is None


def test_entries_are_listed_newest_first_and_narrowed_down(db: None, public_client: Client) -> None:
    for n in range(103):
        verb = "state.claimed" if n % 2 else "version.added"
        append(actor="p-1", verb=verb, told=Told(f"version:{n}", {}), at=NOW)
    page = public_client.get("/trail/entries").content.decode()
    assert 'href="/trail/entries/102"' in page
    assert 'href="/trail/entries/2"' not in page
    assert 'href="?before=3"' in page
    assert 'href="/trail/entries/2"' in public_client.get("/trail/entries?before=3").content.decode()
    narrowed = public_client.get("/trail/entries?verb=state.claimed&object=version:5").content.decode()
    assert narrowed.count('<th scope="row">') == 1
    for odd in ("?before=x", "?before=-1", "?before=99999999999999999999999", "?verb=%00"):
        assert public_client.get(f"/trail/entries{odd}").status_code == 200
    assert public_client.get("/trail/?proof=%00").status_code == 200


def test_an_entry_of_a_public_version_shows_what_it_committed_to(publish: Publish, public_client: Client) -> None:
    version = publish()
    uid = tell(version)
    public_client.get("/trail/")
    place = Leaf.objects.get(entry__uid=uid)
    page = public_client.get(f"/trail/entries/{place.index}").content.decode()
    for words in (uid, version.file_sha256, "A version was added", f"/trail/proof/{uid}"):
        assert words in page


def test_a_proof_shows_the_file_and_stands_without_the_office(publish: Publish, public_client: Client) -> None:
    version = publish()
    reply = public_client.get(f"/trail/proof/{tell(version)}")
    assert reply["Content-Disposition"].endswith('.tlog-proof"')
    assert reply["Cache-Control"] == "private, no-store"
    proof, wrong = read_proof(reply.content)
    assert (wrong, proof is None) == (None, False)
    assert proof is not None
    shown, findings = check_proof(proof, policy(), LATER)
    assert findings == ()
    assert shown is not None
    assert check_file(shown, version.file_sha256, "plan.json") == ()


def test_a_page_is_shown_even_where_entries_cannot_be_brought_in(
    publish: Publish, public_client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged = list[str]()
    monkeypatch.setattr(settling._LOG, "exception", logged.append)
    publish()
    tell(Version.objects.get())
    public_client.get("/trail/")
    assert Checkpoint.objects.exists()
    append(actor="p-1", verb="version.added", told=Told("version:7", {}), at=NOW)
    whole = (home / "trail-keys").read_text()
    (home / "trail-keys").unlink()
    assert public_client.get("/trail/entries").status_code == 200
    assert Waiting.objects.exists()
    assert logged == ["entries could not be brought into the log before a page of it was drawn"]
    (home / "trail-keys").write_text(whole)


def test_pages_ask_few_questions(
    publish: Publish, public_client: Client, django_assert_max_num_queries: object
) -> None:
    tell(publish())
    public_client.get("/trail/")
    for address in (*PAGES, f"/trail/proof/{tell(Version.objects.get())}"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
            assert public_client.get(address).status_code == 200


# who must not get in


def test_what_an_entry_says_of_an_unpublished_version_is_the_secretariats(
    stored_plan: Publish, public_client: Client, outsider_client: Client, officer_client: Client
) -> None:
    version = stored_plan()
    uid = tell(version)
    public_client.get("/trail/")
    address = f"/trail/entries/{Leaf.objects.get(entry__uid=uid).index}"
    assert version.file_sha256 in officer_client.get(address).content.decode()
    for stranger in (public_client, outsider_client):
        page = stranger.get(address).content.decode()
        assert "It is not for everybody" in page
        proof, _wrong = read_proof(stranger.get(f"/trail/proof/{uid}").content)
        assert proof is not None
        shown, _findings = check_proof(proof, policy(), LATER)
        assert shown is not None
        assert shown.opening is None
        for secret in (version.file_sha256, version.title, version.plan.slug):
            assert secret not in page
            assert secret.encode() not in proof.extra


def test_nobody_reads_of_a_closed_thing_not_even_the_secretariat(
    closed: Entry, public_client: Client, officer_client: Client
) -> None:
    for client in (public_client, officer_client):
        for address in (*PAGES, f"/trail/proof/{closed.uid}", "/trail/tile/entries/000.p/1"):
            # the filter offers every act that there is
            body = re.sub("<option.*?</option>", "", client.get(address).content.decode(errors="replace"))
            for secret in ("p-secret", "document.opened", "document:5", "a secret of somebody"):
                assert secret not in body, address
        for narrowed in ("?verb=document.opened", "?object=document:5"):
            assert "There is no such entry" in client.get(f"/trail/entries{narrowed}").content.decode()


@pytest.mark.parametrize(
    "address", [*PAGES, "/trail/checkpoint", "/trail/policy", "/trail/tile/0/000", "/trail/proof/ab"]
)
def test_nobody_writes_or_erases_through_a_page(address: str, officer_client: Client) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(officer_client, method)(address).status_code == 405
