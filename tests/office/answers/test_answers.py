"""How a plan answers what is asked: links by hand, states, the crosswalk, the file and the self-assessment."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from palermo.access import Role
from palermo.core import UserError
from palermo.office.access.refusal import Refused
from palermo.office.plan.answers.actions import link_answer, unlink_answer
from palermo.office.plan.answers.models import AnswerLink
from palermo.office.plan.answers.readers import answered, asks_of, country_of, links_of, suggested_for
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.work.actions.evidence import OfferedFile
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import on_record
from palermo.office.standing.actions import respond_to_ask
from palermo.office.standing.readers import Here
from palermo.plan import AskState
from palermo.standing import Stance, shipped, shipped_asks
from tests.office.answers.scenes import ASK, OTHER, khmer_plan, linked
from tests.office.cast import NOW, client_of
from tests.office.money.test_pages import published
from tests.office.outputs.scene import SECRET, a_plan_at_work
from tests.office.standing.scenes import entered, root
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[..., AbstractContextManager[object]]
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: TODAY)


@pytest.fixture
def version() -> Version:
    """The police have proved one step of an activity that answers an ask; another ask is answered by nobody's work."""
    found = a_plan_at_work()
    linked(found.plan, "1.1.1")
    linked(found.plan, "1.1.2", OTHER)
    return found


def desk() -> Client:
    return client_of(work.secretary())


def address(version: Version, more: str) -> str:
    return f"/plans/{version.plan.slug}/v/{version.number}/{more}"


def text(client: Client, where: str, status: int = 200) -> str:
    reply = client.get(where)
    assert reply.status_code == status, where
    return reply.content.decode()


def states(version: Version) -> dict[str, AskState]:
    told = answered(version, on_record(version.plan), TODAY)
    assert told is not None
    return {each.ask.id: each.state for each in told.answering.asks}


def test_each_ask_has_its_state_and_its_measures(client: Client, version: Version) -> None:
    found = states(version)
    assert (found[ASK], found["KH18-01"]) == (AskState.PROOF_PENDING, AskState.NO_MEASURE)
    page = text(client, address(version, "asks"))
    assert page.count('<section class="duty"') == len(found)
    assert ("Proof is not all in: 1.1.1." in page, 'id="nothing"' in page) == (True, True)
    assert ">1.1.3</a>" in page.partition('id="nothing"')[2], "it answers nothing"
    alone = text(client, address(version, "asks?state=no_measure"))
    assert (f'id="a{ASK}"' in alone, 'id="aKH18-01"' in alone) == (False, True)
    assert client.get(address(version, "asks?state=nonsense")).status_code == 404


def test_what_an_activity_answers_is_one_step_from_its_page(client: Client, version: Version) -> None:
    """From there the desk comes to the asks, with the activity filled in; nobody else is shown the way."""
    own, way = address(version, "asks?activity=1.1.1"), f"/desk/plans/{version.plan.slug}/asks?activity=1.1.1"
    assert own in text(client, address(version, "progress/1.1.1"))
    page = text(client, own)
    assert (f'id="a{ASK}"' in page, f'id="a{OTHER}"' in page, way in page) == (True, False, False)
    assert way in text(desk(), own)
    assert way in text(desk(), f"/desk/plans/{version.plan.slug}/work/1.1.1")
    assert 'list="activities" value="1.1.1"' in text(desk(), way)
    unlink_answer(by=work.secretary(), plan=version.plan, activity="1.1.1", ask=ASK, reason="Another.", now=NOW)
    assert "Nobody says that it answers" in text(client, own)
    assert client.get(address(version, "asks?activity=9.9.9")).status_code == 404
    assert client.get(way).status_code in (302, 403)


def test_promises_and_actions_stand_in_columns_of_their_own(client: Client, version: Version) -> None:
    page = text(client, address(version, "criteria"))
    assert ("A promise is no action" in page, "Items of the FATF" in page, "proliferation" in page) == (
        True,
        True,
        True,
    )
    criterion = next(each for each in shipped_asks("KHM") if each.id == ASK).criteria[0]
    row = page.partition(f'<th scope="row">{criterion} ')[2].partition("</tr>")[0]
    promised, _, proved = row.partition('data-label="Actions proved in the period"')
    assert (">1.1.1</a>" in promised, "1 ×" in proved, ">1.1.1<" in proved) == (True, True, False)


def test_a_person_links_and_takes_back_and_suggestions_are_marked(version: Version) -> None:
    officer, where = desk(), f"/desk/plans/{version.plan.slug}/asks"
    form = {"act": "link", "ask": "KH18-03", "activity": "1.1.3", "reason": ""}
    assert officer.post(where, form).status_code == 422, "without a reason"
    assert officer.post(where, form | {"reason": "It trains them."}).status_code == 302
    assert "KH18-03" in links_of(version.plan)["1.1.3"]
    assert officer.post(where, form | {"reason": "Again."}).status_code == 422, "linked already"
    wrong = officer.post(where, form | {"activity": "9.9.9", "reason": "So it is."})
    page = wrong.content.decode()
    assert (wrong.status_code, page.count("So it is."), page.count('value="9.9.9"')) == (422, 1, 1), "typed is kept"
    assert "linked here" in text(officer, where)
    assert officer.post(where, form | {"act": "unlink", "reason": "Another one does."}).status_code == 302
    assert "1.1.3" not in links_of(version.plan)
    assert [row.linked for row in AnswerLink.objects.filter(ask="KH18-03")] == [True, False]
    assert officer.post(where, form | {"act": "nonsense"}).status_code == 404


def test_rule_p06_is_asked_where_the_asks_are_known(client: Client, version: Version) -> None:
    where = address(version, "asks")
    of = len(asks_of(version.plan, TODAY))
    said = f"The plan: {of - 2} of the {of} asks have no answer"
    assert (said in text(client, where), said in text(client, f"{where}?state=answered")) == (True, False)
    left = next(each.id for each in shipped_asks("KHM") if each.id not in (ASK, OTHER))
    declined: dict[str, Any] = {"ask": left, "stance": Stance.DECLINED, "words": "It is not ours to do."}
    respond_to_ask(by=work.secretary(), iso3="KHM", body=root(), now=NOW, **declined)
    assert f"{of - 3} of the {of} asks have no answer" in text(client, where)


def test_what_is_alike_in_words_is_only_suggested() -> None:
    plan, ask = khmer_plan(), entered(text="Train 1 officers each year").as_ask()
    version, where = published(plan), f"/desk/plans/{plan.slug}/asks"
    assert suggested_for(version, (ask,))[ask.id][0] == "1.1.1"
    assert states(version)[ask.id] is AskState.NO_MEASURE, "a suggestion answers nothing"
    assert "suggested: alike in words" in "".join(text(desk(), f"{where}?page={n}") for n in range(1, 9))
    form = {"act": "link", "ask": ask.id, "activity": "1.1.1", "reason": "It does."}
    assert desk().post(where, form).status_code == 302
    assert AnswerLink.objects.get().suggested


def test_what_cannot_be_linked_is_told() -> None:
    plan = linked()
    given: dict[str, Any] = {"by": work.secretary(), "plan": plan, "activity": "1.1.1", "reason": "So.", "now": NOW}
    with pytest.raises(UserError, match="no such ask"):
        link_answer(**given, ask="KH99-99")
    with pytest.raises(UserError, match="already"):
        link_answer(**given, ask=ASK)
    with pytest.raises(UserError, match="Only a link"):
        unlink_answer(**given, ask=OTHER)


def test_the_self_assessment_is_public_and_tells_gaps_as_plainly(client: Client, version: Version) -> None:
    where = address(version, "outputs/assessment/2024")
    page = text(client, where)
    for words in ("What is missing stands here as plainly", "Asks that no measure answers", "Nothing here is advice"):
        assert words in page, words
    assert SECRET not in page
    book = load_workbook(io.BytesIO(client.get(f"{where}.xlsx").content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Asks that no measure answers" in cells
    assert client.get(f"{where}.docx")["Content-Type"].endswith("wordprocessingml.document")
    assert where in text(client, address(version, "outputs/"))
    for wrong in ("0", "1999", "2031", "99999"):
        assert client.get(address(version, f"outputs/assessment/{wrong}")).status_code == 404


def test_the_file_is_for_those_who_prepare_it(version: Version) -> None:
    where = f"/outputs/{version.plan.slug}/waiver/2024"
    page = text(desk(), where)
    for words in ("What the waiver rule looks at", "22 USC", "The written plan", "Resources"):
        assert words in page, words
    assert desk().get(f"{where}.docx").status_code == 200
    assert where in text(desk(), f"/outputs/{version.plan.slug}/")


@pytest.mark.parametrize(
    ("iso2", "iso3"), [("NZ", "NZL"), ("VN", "VNM"), ("MM", "MMR"), ("FJ", "FJI"), ("", None), ("ZZ", None)]
)
def test_a_plan_is_of_its_country_whatever_reports_call_that(iso2: str, iso3: str | None) -> None:
    assert country_of(Here((), shipped(), ()), Plan(country=iso2)) == iso3


def test_a_plan_of_no_country_that_is_asked_anything(client: Client) -> None:
    version = published(work.plan_at_work())
    assert "No ask is on record" in text(client, address(version, "asks"))
    nowhere = published(work.plan_at_work(country=""))
    assert "Nothing is on record of the country" in text(client, address(nowhere, "asks"))
    assert "Nothing is on record of the country" in text(client, address(nowhere, "criteria"))
    assert client.get(address(nowhere, "outputs/assessment/2024")).status_code == 404
    assert "assessment" not in text(client, address(nowhere, "outputs/"))
    inside = f"/desk/plans/{nowhere.plan.slug}/asks"
    assert "Nothing is on record of the country" in text(desk(), inside)
    form = {"act": "link", "ask": ASK, "activity": "1.1.1", "reason": "So."}
    assert desk().post(inside, form).status_code == 200
    assert not AnswerLink.objects.exists(), "there is nothing to link to"


@pytest.mark.django_db(transaction=True)  # in one of a test's own the record is read anew each time
def test_few_queries(client: Client, version: Version, django_assert_max_num_queries: Counting) -> None:
    pages = ("asks", "criteria", "outputs/assessment/2024")
    for more in pages:
        text(client, address(version, more))
        with django_assert_max_num_queries(7, info=more):
            text(client, address(version, more))
    lead = Lead.objects.get(plan=version.plan, activity="1.1.1")
    for more in pages:
        work.offered(lead, file=OfferedFile("more.pdf", work.PDF.content + more.encode()))
        with django_assert_max_num_queries(12, info=f"{more}, after a change"):
            text(client, address(version, more))


@pytest.mark.django_db(transaction=True)
def test_few_queries_at_the_desk(django_assert_max_num_queries: Counting) -> None:
    """In no transaction around it, where the record is read anew each time."""
    plan, officer = linked(), desk()
    for where in (f"/desk/plans/{plan.slug}/asks", f"/outputs/{plan.slug}/waiver/2024"):
        text(officer, where)
        with django_assert_max_num_queries(12, info=where):
            text(officer, where)


def test_who_must_not_get_in(client: Client, outsider_client: Client) -> None:
    plan: Plan = linked()
    clerk = client_of(work.somebody(Role.FOCAL_POINT, work.police()))
    inside = (f"/desk/plans/{plan.slug}/asks", f"/outputs/{plan.slug}/waiver/2024")
    for where in inside:
        assert client.get(where).status_code == 302
        for stranger in (outsider_client, clerk):
            assert stranger.get(where).status_code == 403
    assert clerk.post(inside[0], {"act": "link", "ask": OTHER, "activity": "1.1.1", "reason": "So."}).status_code == 403
    with pytest.raises(Refused):
        link_answer(
            by=work.somebody(Role.FOCAL_POINT, work.police()),
            plan=plan, activity="1.1.1", ask=OTHER, reason="So.", now=NOW,
        )  # fmt: skip
    for where in ("asks", "criteria", "outputs/assessment/2024"):
        assert client.get(f"/plans/{plan.slug}/v/1/{where}").status_code == 404, "the plan is not published"
