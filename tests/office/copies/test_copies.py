"""Public copies: two persons look at exactly what everybody sees then, and closing takes one."""

import re
from base64 import b64decode
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.test import Client

from palermo.access import Role
from palermo.core import UserError
from palermo.office.access.actions import give_term
from palermo.office.access.refusal import Refused
from palermo.office.base import kept_page, store
from palermo.office.plan.copies import looking
from palermo.office.plan.copies.actions import publish_copy, refuse_copy, withdraw_copy
from palermo.office.plan.copies.models import Copy
from palermo.office.plan.work.actions import OfferedFile, WebPage, accept_evidence, offer_evidence, undo_evidence
from palermo.office.trail import integrate
from palermo.office.trail.checking import check
from palermo.office.trail.models import Entry
from palermo.office.trail.witnesses import policy
from tests.office.cast import FOR_LONG, NOW, a_body, client_of, signed_in
from tests.office.copies.scenes import PHOTO, asked, digest, focal_point, made, proved, published
from tests.office.money.test_pages import published as open_to_all
from tests.office.money.test_pages import text
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
YES = {"harmless": "on"}


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())


def of_piece(copy: Copy, more: str = "") -> str:
    return f"/plans/{copy.evidence.lead.plan.slug}/evidence/{copy.uid}{more}"


def of_activity(copy: Copy) -> str:
    lead = copy.evidence.lead
    return f"/plans/{lead.plan.slug}/v/1/progress/{lead.activity}"


def on_page(html: str) -> bytes:
    """The picture that a page holds in itself."""
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', html)
    assert found
    return b64decode(found[1])


def test_two_persons_look_at_the_copy_before_everybody_does(client: Client) -> None:
    piece = proved()
    version = open_to_all(piece.lead.plan)
    body = client_of(focal_point(piece))
    own = f"/duties/{piece.lead.uid}/evidence/{piece.uid}"
    assert f"{own}/public" in text(body, own)
    assert "kept closed" in text(client, f"/plans/{version.plan.slug}/v/1/progress/1.1.1")

    look = body.post(f"{own}/public", {"act": "look"})
    html = look.content.decode()
    assert ("img-src 'self' data:" in look["Content-Security-Policy"], on_page(html)) == (True, made().content)
    for word in ("The file says where it was taken.", "13.09500, 103.20000", "Sok Dara Vireak", "Battambang"):
        assert word in html
    assert body.post(f"{own}/public", {"act": "take"}).content == made().content
    assert body.post(f"{own}/public", {"act": "ask", "seen": digest()}).status_code == 422, "without a word on people"
    assert body.post(f"{own}/public", {"act": "ask", "seen": "0" * 64, **YES}).status_code == 422, "not what was seen"
    assert Copy.objects.count() == 0
    assert body.post(f"{own}/public", {"act": "ask", "seen": digest(), **YES}).status_code == 302
    copy = Copy.objects.get()
    assert client.get(of_piece(copy)).status_code == client.get(of_piece(copy, "/file")).status_code == 404
    assert not store.place(copy.sha256).exists(), "what is not public lies sealed"
    _published_by_another(client, copy)


def _published_by_another(client: Client, copy: Copy) -> None:
    desk, piece = client_of(work.secretary()), copy.evidence
    page = f"/review/copies/{copy.uid}"
    assert page in text(desk, "/review/")
    assert 'value="publish"' not in text(desk, page), "nobody publishes what they have not seen"
    html = desk.post(page, {"act": "look"}).content.decode()
    assert on_page(html) == made().content
    assert "Battambang" not in html, "only who asks is told what was cut"
    assert desk.post(page, {"act": "publish", "seen": copy.sha256}).status_code == 422
    assert desk.post(page, {"act": "publish", "seen": "0" * 64, **YES}).status_code == 422
    assert desk.post(page, {"act": "publish", "seen": copy.sha256, **YES}).status_code == 302
    assert page not in text(desk, "/review/")

    html = text(client, of_piece(copy))
    for word in (copy.sha256, piece.sha256, "The course", "training given", f"{of_piece(copy)}/file", "2024-03-01"):
        assert word in html
    assert of_piece(copy) in text(client, of_activity(copy))
    reply = client.get(of_piece(copy, "/file"))
    assert reply.content == made().content
    assert (reply["Content-Type"], reply["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert reply["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert reply["Content-Disposition"] == f'attachment; filename="1.1.1-{copy.sha256[:12]}.jpg"', "no name of a file"
    for hidden in (b"Exif", b"Sok Dara", b"Battambang"):
        assert (hidden in PHOTO.content, hidden in reply.content) == (True, False)
    verbs = Entry.objects.filter(verb__startswith="copy.").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["copy.asked", "copy.opened", "copy.published"]


def test_never_the_same_person_and_never_who_offered_it() -> None:
    piece = proved()
    both = focal_point(piece)
    give_term(by=signed_in(work.secretary(), fresh_at=NOW), **term(both))
    copy = asked(piece)
    told: dict[str, Any] = {"copy": copy, "now": NOW}
    tries: Any = ((publish_copy, {"seen": copy.sha256, "harmless": True}), (refuse_copy, {"reason": "Why."}))
    for act, given in tries:
        with pytest.raises(Refused):
            act(by=signed_in(both), **told, **given)
    other = work.somebody(Role.FOCAL_POINT, a_body("labour"))
    for nobody in (other, AnonymousUser(), work.somebody(Role.CHAIR)):
        with pytest.raises(Refused):
            publish_copy(by=nobody, **told, seen=copy.sha256, harmless=True)
    with pytest.raises(UserError, match="Look at the copy first"):
        publish_copy(by=work.secretary(), **told, seen="", harmless=True)
    with pytest.raises(UserError, match="nobody can be recognised"):
        publish_copy(by=work.secretary(), **told, seen=copy.sha256, harmless=False)
    assert copy.moves.count() == 1


def term(user: User) -> dict[str, Any]:
    """A second term, in the secretariat."""
    from palermo.office.access.models import ROOT, Body

    root = Body.objects.get(key=ROOT)
    return {"person": user.person, "role": Role.SECRETARIAT, "body": root, "since": NOW, "until": FOR_LONG, "now": NOW}


def test_what_is_refused_stays_closed_and_may_be_asked_for_anew(client: Client) -> None:
    copy = asked()
    open_to_all(copy.evidence.lead.plan)
    desk, page = client_of(work.secretary()), f"/review/copies/{copy.uid}"
    html = text(desk, page)
    assert ('value="refuse"' in html, 'value="withdraw"' in html) == (True, False)
    assert desk.post(page, {"act": "refuse", "refuse-reason": ""}).status_code == 422
    assert desk.post(page, {"act": "refuse", "refuse-reason": "A driver can be recognised."}).status_code == 302
    assert client.get(of_piece(copy)).status_code == 404
    body = client_of(focal_point(copy.evidence))
    own = text(body, f"/duties/{copy.evidence.lead.uid}/evidence/{copy.evidence.uid}")
    assert ("A driver can be recognised." in own, "/public" in own) == (True, True)
    assert asked(copy.evidence).pk != copy.pk
    with pytest.raises(UserError, match="asked for or public already"), transaction.atomic():
        asked(copy.evidence)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.SECRETARIAT, Role.CHAIR])
def test_whoever_sees_that_they_must_withdraws_and_the_page_says_why(
    role: Role, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    copy = published()
    open_to_all(copy.evidence.lead.plan)
    who = focal_point(copy.evidence) if role is Role.FOCAL_POINT else work.somebody(role)
    who = work.secretary() if role is Role.SECRETARIAT else who
    assert 'value="withdraw"' in text(client_of(who), f"/review/copies/{copy.uid}")
    with pytest.raises(UserError, match="Write the reason"), transaction.atomic():
        withdraw_copy(by=who, copy=copy, reason=" ", now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(by=who, copy=copy, reason="A driver can be recognised.", now=NOW)
    assert not store.place(copy.sha256).exists()
    for path, status in ((of_piece(copy), 200), (of_piece(copy, "/file"), 410)):
        html = text(client, path, status)
        assert "A driver can be recognised." in html
        assert copy.sha256 in html
        assert ("Download" in html, "Public since" in html) == (False, False)
    assert "withdrawn" in text(client, of_activity(copy))
    with pytest.raises(UserError, match="withdrawn"), transaction.atomic():
        publish_copy(by=work.secretary(), copy=copy, seen=copy.sha256, harmless=True, now=NOW)
    again = published(copy.evidence)
    assert of_piece(again) in text(client, of_activity(again))
    assert "A driver can be recognised." in text(client, of_piece(copy)), "the first address says so for ever"


def test_only_what_was_accepted_is_made_public(client: Client) -> None:
    piece = work.offered(None, PHOTO)
    body, own = client_of(focal_point(piece)), f"/duties/{piece.lead.uid}/evidence/{piece.uid}"
    assert f"{own}/public" not in text(body, own)
    with pytest.raises(UserError, match="not accepted as proof"), transaction.atomic():
        asked(piece)
    accept_evidence(by=work.secretary(), evidence=piece, now=NOW)
    copy = published(piece)
    open_to_all(piece.lead.plan)
    undo_evidence(by=work.somebody(Role.CHAIR), evidence=piece, reason="Another course.", now=NOW)
    assert "its acceptance" in text(client, of_piece(copy)).lower()
    assert of_piece(copy) not in text(client, of_activity(copy)), "it is no proof now"


def test_the_same_document_is_shown_as_such_only_where_both_are_public(client: Client) -> None:
    first = published()
    second = asked(proved(work.accepted(first.evidence.lead.plan, activity="1.1.2")))
    open_to_all(first.evidence.lead.plan)
    same = "The same document is proof of"
    assert same not in text(client, of_piece(first))
    assert "as well" not in text(client, of_activity(first))
    publish_copy(by=work.secretary(), copy=second, seen=second.sha256, harmless=True, now=NOW)
    for own, other in ((first, second), (second, first)):
        assert of_piece(other) in text(client, of_piece(own))
        assert f"proof of {other.evidence.lead.activity} as well" in text(client, of_activity(own))
    hidden = published(proved(work.accepted()))  # in a plan of which nothing is public
    assert of_piece(hidden) not in text(client, of_piece(first))


def test_the_archive_copy_of_a_web_page_is_handed_out_as_text_and_never_made_public(client: Client) -> None:
    file = OfferedFile("notice.html", b"<html><script>alert(1)</script></html>")
    lead = work.accepted()
    told: dict[str, Any] = {"lead": lead, "kind": "document", "title": "Notice", "proves": (1,), "now": NOW}
    page = WebPage("https://ministry.example/notice", NOW.date())
    piece = offer_evidence(by=work.somebody(Role.FOCAL_POINT, lead.body), file=file, page=page, **told).evidence
    accept_evidence(by=work.secretary(), evidence=piece, now=NOW)
    reply = client_of(work.secretary()).post(f"/review/evidence/{piece.uid}/file")
    assert reply["Content-Type"] == "text/plain; charset=utf-8"
    assert reply["Content-Disposition"] == 'attachment; filename="notice.html.txt"'
    body = client_of(focal_point(piece))
    look = body.post(f"/duties/{lead.uid}/evidence/{piece.uid}/public", {"act": "look"})
    assert (look.status_code, "Save it as PDF" in look.content.decode()) == (422, True)
    version = open_to_all(lead.plan)
    html = text(client, f"/plans/{version.plan.slug}/v/1/progress/1.1.1")
    assert 'href="https://ministry.example/notice" rel="noreferrer nofollow"' in html
    assert "seen on 2024-03-01" in html


def test_a_web_page_has_its_address_and_its_day_or_neither() -> None:
    lead = work.accepted()
    body = client_of(work.somebody(Role.FOCAL_POINT, lead.body))
    from django.core.files.uploadedfile import SimpleUploadedFile

    def sent(**more: str) -> Any:
        file = SimpleUploadedFile("page.txt", b"A notice")
        form = {"act": "offer", "title": "Notice", "kind": "document", "proves": "1", "file": file, **more}
        return body.post(f"/duties/{lead.uid}", form)

    assert "Give both" in sent(address="https://ministry.example/").content.decode()
    assert "after today" in sent(address="https://ministry.example/", seen_on="2060-01-01").content.decode()
    assert sent(address="https://ministry.example/", seen_on="2024-02-29").status_code == 302
    assert str(lead.evidence.get().seen_on) == "2024-02-29"


def test_text_is_handed_out_as_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = published(file=OfferedFile("names.csv", b"=cmd,1\n"))
    open_to_all(copy.evidence.lead.plan)
    reply = client.get(of_piece(copy, "/file"))
    assert (reply["Content-Type"], reply.content) == ("text/plain; charset=utf-8", b"=cmd,1\n")
    desk, page = client_of(work.secretary()), f"/review/copies/{copy.uid}"
    html = desk.post(page, {"act": "look"}).content.decode()
    assert ("=cmd,1" in html, "only the beginning" in html) == (True, False)
    monkeypatch.setattr(looking, "_TEXT", 3)
    assert "only the beginning" in desk.post(page, {"act": "look"}).content.decode()


def test_twelve_questions_at_most(client: Client, django_assert_max_num_queries: Counting) -> None:
    copy = published()
    published(proved(work.accepted(copy.evidence.lead.plan, activity="1.1.2")))
    open_to_all(copy.evidence.lead.plan)
    for path in (of_piece(copy), of_piece(copy, "/file"), of_activity(copy)):
        client.get(path)
        kept_page.forget()
        with django_assert_max_num_queries(12):
            client.get(path)


def test_the_trail_knows_every_row_and_what_was_sealed() -> None:
    copy = published()
    withdraw_copy(by=work.secretary(), copy=copy, reason="A driver.", now=NOW)
    integrate(NOW)
    assert check(policy(), NOW, tell=lambda _read: None)[1] == ()


def test_who_must_not_get_in(client: Client) -> None:
    copy = asked()
    open_to_all(copy.evidence.lead.plan)
    lead, page = copy.evidence.lead, f"/review/copies/{copy.uid}"
    own = f"/duties/{lead.uid}/evidence/{copy.evidence.uid}/public"
    other = client_of(work.somebody(Role.FOCAL_POINT, a_body("labour")))
    for path in (page, own):
        assert client.get(path).status_code == 302
        for act in ("look", "take", "publish", "withdraw", "ask"):
            assert other.post(path, {"act": act, "seen": copy.sha256, **YES}).status_code in (403, 404)
    auditor = client_of(work.somebody(Role.AUDITOR))
    assert auditor.post(page, {"act": "publish", "seen": copy.sha256, **YES}).status_code == 422
    assert client_of(work.secretary()).get(own).status_code == 403, "the secretariat publishes, and never asks"
    assert client.get(of_piece(copy)).status_code == 404
    assert copy.moves.count() == 1
