"""Outputs as pages: who gets which, what they hold, and what stands on no public one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from palermo.access import Role
from palermo.core import Message, UserError
from palermo.office.plan.models import Version
from palermo.office.plan.outputs import forms, frame, printing, shown
from palermo.office.plan.work.models import Lead
from palermo.plan import Entry, Own
from tests.office.cast import a_body, client_of
from tests.office.committee.cast import held, taken
from tests.office.outputs.scene import ASKED, KHMER, SECRET, a_plan_at_work, addresses, secretariat
from tests.office.work import cast

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def version() -> Version:
    return a_plan_at_work()


def text(client: Client, where: str, status: int = 200) -> str:
    reply = client.get(where)
    assert reply.status_code == status
    return str(reply.content.decode())


def test_the_pack_holds_what_the_committee_has_to_know(version: Version) -> None:
    page = text(secretariat(), addresses(version)["pack"])
    for part in (ASKED, SECRET, "What is blocked", "The labour", "2024-03-01", "the secretariat"):
        assert part in page
    assert page.count('<a href="/desk/plans/told/work/1.1.1">') > 1, (
        "at the desk the number of an activity is a way to it"
    )
    assert '<h2 id="silent">' in page
    assert "No report is missing." in page
    assert f'<p class="caption" lang="km">{KHMER}' in page


def test_the_pack_tells_what_became_of_resolutions_about_the_plan(version: Version) -> None:
    where = addresses(version)["pack"]
    assert "No resolution is open." in text(secretariat(), where)
    taken(held(plan=version.plan))
    taken(held(), words="Of another plan.")
    page = text(secretariat(), where)
    told = ("The police train forty officers.", "late: taken and not answered", "Of another plan.")
    assert [words in page for words in told] == [True, False, False]


def test_a_sheet_is_for_the_body_itself_and_for_those_above(version: Version) -> None:
    where = addresses(version)
    focal = client_of(cast.somebody(Role.FOCAL_POINT, a_body("police")))
    page = text(focal, where["sheet-police"])
    assert ("1.1.1" in page, "1.1.2" in page, "1.1.3" in page, "The labour" in page) == (True, True, False, False)
    assert "/desk/" not in page
    assert "Sheet of a province: The north" in text(secretariat(), where["sheet-north"])
    assert "Values of this place" in text(secretariat(), where["sheet-north"])
    listed = text(focal, f"/outputs/{version.plan.slug}/")
    assert ("The police" in listed, "The labour" in listed, "Committee pack" in listed) == (True, False, False)
    of_all = text(client_of(cast.somebody(Role.CHAIR)), f"/outputs/{version.plan.slug}/")
    assert ("The police" in of_all, "The labour" in of_all, "Committee pack" in of_all) == (True, True, True)


def test_a_province_that_has_inherited_a_part_has_a_sheet_of_it(client: Client, version: Version) -> None:
    cast.inherited(Lead.objects.get(activity="1.1.3"), "kh-23")
    sheet = text(secretariat(), f"/outputs/{version.plan.slug}/bodies/kh-23")
    assert ("Sheet of a province" in sheet, "1.1.3" in sheet, "1.1.1" in sheet) == (True, True, False)
    assert "/bodies/kh-23" in text(secretariat(), f"/outputs/{version.plan.slug}/")
    assert "Parts of places" in text(secretariat(), addresses(version)["pack"])
    drawn = text(client, f"/plans/{version.plan.slug}/v/1/boards/places")
    assert "t-r6 t-c3" in drawn


def test_public_outputs_hold_what_is_published_and_nothing_else(
    client: Client, version: Version, django_assert_max_num_queries: Counting
) -> None:
    where, officer = addresses(version), secretariat()
    for address in (*where.values(), f"/outputs/{version.plan.slug}/"):
        with django_assert_max_num_queries(12):
            assert (client if "/v/" in address else officer).get(address).status_code == 200
    for name in ("became", "year-2024"):
        for address in (where[name], f"{where[name]}?print=1"):
            page = text(client, address)
            assert ("driver" in page, "illness" in page) == (False, False)
            assert "training given" in page
    assert "The labour" in text(client, f"{where['became']}?chapter=published")
    overview = text(client, f"/plans/{version.plan.slug}/v/1/outputs/")
    assert ("outputs/became" in overview, "outputs/years/2024" in overview, "years/2025" in overview) == (
        True,
        True,
        False,
    )


def test_a_long_chapter_is_cut_on_the_screen_and_whole_on_paper(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "FIRST", 2)
    monkeypatch.setattr(shown, "PAGE", 3)
    became, client = addresses(version)["became"], secretariat()
    page = text(client, became)
    assert f'href="{became}?chapter=activities"' in page
    assert ('progress/1.1.2"' in page, 'progress/1.1.4"' in page) == (True, False)
    alone = text(client, f"{became}?chapter=activities")
    assert ('progress/1.1.3"' in alone, 'progress/1.1.4"' in alone, "All chapters" in alone) == (True, False, True)
    assert 'progress/1.1.4"' in text(client, f"{became}?chapter=activities&page=2")
    paper = text(client, f"{became}?print=1")
    assert all(f"1.1.{n}</th>" in paper for n in range(1, 5))
    text(client, f"{became}?chapter=nothing", status=404)


def test_words_of_others_are_escaped() -> None:
    source = Entry((Own("<b>x</b>"), Message("{n}", {"n": "<i>"})))
    assert shown._drawn([source], ["A", "<u>"], lambda _id: "") == (
        '<tr><th scope="row">&lt;b&gt;x&lt;/b&gt;</th><td data-label="&lt;u&gt;">&lt;i&gt;</td></tr>'
    )


def test_rows_that_are_kept_lead_nobody_to_a_desk_that_is_not_theirs(version: Version) -> None:
    where, chair = addresses(version)["pack"], client_of(cast.somebody(Role.CHAIR))
    way = '<a href="/desk/plans/told/work/1.1.1">'
    counts = [text(client, where).count(way) for client in (secretariat(), chair, secretariat())]
    assert counts[0] == counts[2] > counts[1] == 0


def test_where_nothing_can_print_or_a_print_fails_the_page_says_so(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "BROWSERS", ("no-such-browser",))
    pack = addresses(version)["pack"]
    page = text(secretariat(), pack)
    assert ("cannot make a PDF" in page, f"{pack}.pdf" in page, f"{pack}?print=1" in page) == (True, False, True)
    text(secretariat(), f"{pack}.pdf", status=404)

    def fails(html: str) -> bytes:
        raise UserError(Message("Another print is being made. Try again in a minute."))

    monkeypatch.setattr(forms, "print_pdf", fails)
    monkeypatch.setattr(frame, "can_print", lambda: True)
    assert "Another print is being made" in text(secretariat(), f"{pack}.pdf", status=503)


def test_who_must_not_get_in(client: Client, version: Version) -> None:
    where, forms_ = addresses(version), ("", ".docx", ".xlsx", ".pdf", "?print=1", "?chapter=asks")
    police = a_body("police")
    strangers = {
        "nobody": client,
        "another body": client_of(cast.somebody(Role.FOCAL_POINT, a_body("labour"))),
        "without a second factor": client_of(cast.somebody(Role.FOCAL_POINT, police), factor=False),
        "a case worker": client_of(cast.somebody(Role.CASE_WORKER, police)),
    }
    own = {"a body of its own": client_of(cast.somebody(Role.FOCAL_POINT, police))}
    for who, asking in {**strangers, **own, "its approver": client_of(cast.somebody(Role.APPROVER, police))}.items():
        for form in forms_:
            reply = asking.get(where["pack"] + form)
            assert reply.status_code in (302, 403, 404), who
            assert b"driver" not in reply.content
    for who, asking in strangers.items():
        for form in forms_:
            assert asking.get(where["sheet-police"] + form).status_code in (302, 403, 404), who
    assert own["a body of its own"].get(where["sheet-north"]).status_code in (403, 404)
    committee = client_of(cast.somebody(Role.FOCAL_POINT))
    assert committee.get(where["pack"]).status_code in (403, 404), (
        "who writes for the committee reads no other's reports"
    )
    assert secretariat().get(f"/outputs/{version.plan.slug}/bodies/nobody").status_code == 404
    assert secretariat().get(f"/outputs/{version.plan.slug}/bodies/committee").status_code == 404
    assert client.get(where["year-2024"].replace("2024", "2023")).status_code == 404
    hidden = cast.accepted().plan
    assert client.get(f"/plans/{hidden.slug}/v/1/outputs/became").status_code == 404, "nothing is claimed of it"
    assert client.get(f"/plans/{hidden.slug}/v/1/outputs/").status_code == 404
